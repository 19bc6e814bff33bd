"""What a page shows at first sight: a rule about more than values is asked only where it has something to look at."""

from __future__ import annotations

from typing import Any, Final

from hugokit.document import Document
from hugokit.text.encoding import has_stray

STRAY: Final = 1
"""Bytes that are not UTF-8."""
HIDDEN: Final = 2
"""A character that nobody sees, or a backslash in front matter that may stand for one."""
CONFLICT: Final = 4
"""The first mark of a merge that was not finished."""
ACTION: Final = 8
"""`{{` in front matter."""
WILD: Final = 16
"""YAML that is not tame: values may go on over lines."""
HASH: Final = 32
"""YAML with a `#`."""
OCTAL: Final = 64
"""YAML with a value that begins with 0."""
BEHIND_FENCE: Final = 128
"""Something on the line of the closing delimiter."""
BURIED: Final = 256
"""No front matter, an empty one, or a delimiter straight behind it."""
OWN_SCHEMA: Final = 512
"""A schema that the page names itself and that is not used; the context says so, not the page."""
REFUSED: Final = 1024
"""Content of a kind that Hugo does not let in; the context says so, too."""

_CONFLICT = "<<<<<<<"
_MARK = len("---")


def signs_of(document: Document[Any]) -> int:
    """The signs of a page, added up. Of one whose front matter cannot be read only what its text shows."""
    text = document.text
    signs = (CONFLICT if _CONFLICT in text else 0) | (0 if text.isascii() or not has_stray(text) else STRAY)
    if document.error is not None:
        return signs
    if document.unseen:
        signs |= HIDDEN
    fences = document.fences
    if fences is None:
        return signs | BURIED
    block = text[max(fences.start - 1, 0) : fences.end]
    if "\\" in block:
        signs |= HIDDEN
    if "{{" in block:
        signs |= ACTION
    if fences.body == fences.end + _MARK:
        signs |= BEHIND_FENCE
    if not document.plain or text.startswith(("---", "+++"), fences.body):
        signs |= BURIED
    return signs | _of_yaml(block, document) if fences.format == "yaml" else signs


def _of_yaml(block: str, document: Document[Any]) -> int:
    signs = 0 if document.is_tame else WILD
    if "#" in block:
        signs |= HASH
    if " 0" in block or "[0" in block:
        signs |= OCTAL
    return signs
