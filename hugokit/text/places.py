"""Offsets to lines and columns. `\\n`, `\\r\\n` and a lone `\\r` end a line, as in Hugo."""

from __future__ import annotations

import re
from bisect import bisect_right

_BREAK = re.compile(r"\r\n|\n|\r")


class Places:
    """Line and column (1-based, in characters) of offsets in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(m.end() for m in _BREAK.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        """(line, column) of a character offset; an offset past the end is the place after the last character."""
        offset = max(0, min(offset, len(self._text)))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a 1-based line without its line end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n")


def newline_of(text: str, offset: int = 0) -> str:
    """The line end in use around an offset: that of its line, else of the first line, else `\\n`."""
    found = _BREAK.search(text, offset) or _BREAK.search(text)
    return found.group() if found else "\n"


def line_around(text: str, offset: int) -> tuple[int, int]:
    """The start and end of the line that a character stands in, without its line end."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    found = _BREAK.search(text, offset)
    return start, found.start() if found else len(text)
