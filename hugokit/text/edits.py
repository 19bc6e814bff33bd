"""An edit replaces the characters from `start` to `end` by `new`; everything else is copied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hugokit.errors import UnsupportedEdit


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace text[start:end] by `new`."""

    start: int
    end: int
    new: str


def splice(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made. Edits may touch but not overlap (UnsupportedEdit)."""
    out: list[str] = []
    at = 0
    for edit in sorted(edits):
        if edit.start < at or edit.end < edit.start or edit.end > len(text):
            raise UnsupportedEdit(f"two edits overlap at character {edit.start}")
        out += (text[at : edit.start], edit.new)
        at = edit.end
    out.append(text[at:])
    return "".join(out)
