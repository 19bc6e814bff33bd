"""What becomes of a file that a source, a target and an earlier migration all have an opinion on. Pure."""

from __future__ import annotations

from typing import Literal, NamedTuple

State = Literal["written", "removed", "unchanged", "edited", "deleted", "conflict", "orphan"]


class Change(NamedTuple):
    """What becomes of one file of the new site; `size` in bytes and `sha256` of what the migration makes of it.

    written: new, or changed in the source alone. removed: gone in the source, untouched in the target. unchanged: is
    there already. edited: changed in the target alone, and kept. deleted: somebody deleted it in the target, and it
    stays deleted. conflict: changed on both sides; the target's is kept, the source's lies in `.hugokit/conflicts/`.
    orphan: gone in the source, edited in the target, and kept: it is the target's own from now on.
    """

    path: str
    source: str
    state: State
    size: int = 0
    sha256: str = ""


def decide(base: str | None, there: str | None, new: str | None) -> State:
    """By content: `base` was written the last time, `there` is in the target now, `new` is made of the source now."""
    if new is None:
        if there is None:
            return "removed"
        return "removed" if there == base else "orphan"
    if there == new:
        return "unchanged"
    if there is None:
        return "written" if base is None else "deleted"
    if there == base:
        return "written"
    return "edited" if new == base else "conflict"
