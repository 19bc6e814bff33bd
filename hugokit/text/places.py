"""Offsets to lines and columns. `\\n`, `\\r\\n` and a lone `\\r` end a line, as in Hugo."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_BREAK = re.compile(r"\r\n|\n|\r")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Places:
    """Line and column (1-based, in characters) of offsets in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(m.end() for m in _BREAK.finditer(text))]
        self._astral = [] if text.isascii() else [m.start() for m in _ASTRAL.finditer(text)]

    def at(self, offset: int) -> tuple[int, int]:
        """(line, column) of a character offset; an offset past the end is the place after the last character."""
        offset = max(0, min(offset, len(self._text)))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start(self, number: int) -> int:
        """The offset of the first character of a 1-based line."""
        return self._starts[number - 1]

    def utf16_column(self, offset: int) -> int:
        """The column of a character offset as editors count: in UTF-16 units, from 1."""
        offset = max(0, min(offset, len(self._text)))
        line, column = self.at(offset)
        if not self._astral:
            return column
        return column + bisect_left(self._astral, offset) - bisect_left(self._astral, self._starts[line - 1])

    def line(self, number: int) -> str:
        """The text of a 1-based line without its line end."""
        start, end = self.bounds(number)
        return self._text[start:end]

    def bounds(self, number: int) -> tuple[int, int]:
        """The character offsets of a 1-based line without its line end."""
        start = self._starts[number - 1]
        if number == len(self._starts):
            return start, len(self._text)
        end = self._starts[number]
        return start, end - (2 if self._text.startswith("\r\n", end - 2) and end - 2 >= start else 1)


def newline_of(text: str, offset: int = 0) -> str:
    """The line end in use around an offset: that of its line, else of the first line, else `\\n`."""
    found = _BREAK.search(text, offset) or _BREAK.search(text)
    return found.group() if found else "\n"


def line_around(text: str, offset: int) -> tuple[int, int]:
    """The start and end of the line that a character stands in, without its line end."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    found = _BREAK.search(text, offset)
    return start, found.start() if found else len(text)
