"""The line of a finding with a caret under its place, as wide as a terminal shows it."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from hugokit.diagnostic import Located
from hugokit.text.display import escape

_TAB = 4
_WIDTH = 96
_BEFORE = 48
_MORE = "…"
COMMANDS = ("##", "##vso")
"""What starts a command with a `[` behind it, wherever it stands in a line of the log of GitHub or Azure."""


class Marked(NamedTuple):
    """A line in three parts: before the place, the place itself (of one line), behind it; all escaped."""

    before: str
    marked: str
    behind: str


def parts(item: Located) -> Marked:
    """The excerpt of a finding, cut around its place to what fits a line; tabs are blanks."""
    start, end = _place(item)
    cells = _cells(item.excerpt.text)
    first = _back(cells, start, _BEFORE)
    last = _forward(cells, first, _WIDTH)
    end = min(end, last)
    left = _MORE if first or item.excerpt.column > 1 else ""
    right = _MORE if last < len(cells) or item.excerpt.goes_on else ""
    return Marked(
        left + "".join(cells[first:start]), "".join(cells[start:end]), "".join(cells[end:last]) + right
    )  # fmt: skip


def under(marked: Marked) -> str:
    """The line that stands under an excerpt: blanks and carets, one at least."""
    return " " * width(marked.before) + "^" * max(1, width(marked.marked))


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _place(item: Located) -> tuple[int, int]:
    """Where the place begins and ends in the excerpt; it ends with the line where the finding goes on."""
    text, column = item.excerpt.text, item.excerpt.column
    start = min(max(item.column - column, 0), len(text))
    end = item.end_column - column if item.end_line == item.line else len(text)
    return start, min(max(end, start), len(text))


def _cells(text: str) -> list[str]:
    """Each character as it is shown."""
    cells, at = [], 0
    for index, character in enumerate(text):
        cell = " " * (_TAB - at % _TAB) if character == "\t" else escape(character)
        if character == "[" and text.endswith(COMMANDS, 0, index):
            cell = "\\x5b"
        at += width(cell)
        cells.append(cell)
    return cells


def _back(cells: list[str], start: int, columns: int) -> int:
    """The first cell that is shown: the line's first where all before the place fits, else what fits."""
    taken = 0
    for index in range(start - 1, -1, -1):
        taken += width(cells[index])
        if taken > columns:
            return index + 1
    return 0


def _forward(cells: list[str], first: int, columns: int) -> int:
    """The cell behind the last one that is shown."""
    taken = 0
    for index in range(first, len(cells)):
        taken += width(cells[index])
        if taken > columns:
            return index
    return len(cells)
