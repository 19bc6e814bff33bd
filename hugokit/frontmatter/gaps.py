"""Blanks between the keys and values of a block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hugokit.frontmatter.node import Mapping, covered
from hugokit.text.edits import Edit

_BLANKS = re.compile(r"(?<![ \t])[ \t]++(?=[\r\n]|\Z)")


def has_blanks(text: str, start: int, end: int) -> bool:
    """Whether a line ends with blanks, in a value or not."""
    return _BLANKS.search(text, start, end) is not None


def blank_edits(text: str, start: int, end: int, root: Mapping) -> Iterator[Edit]:
    """Cut the blanks at the ends of lines that no key or value covers."""
    spans = iter([*covered(root), (end, end)])
    first, last = next(spans)
    for found in _BLANKS.finditer(text, start, end):
        while last <= found.start() and last < end:
            first, last = next(spans)
        if found.end() <= first or found.start() >= last:
            yield Edit(found.start(), found.end(), "")
