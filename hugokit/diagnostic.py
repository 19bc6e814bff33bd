"""What a rule finds, and how it would mend it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from hugokit.limits import EXCERPT_AFTER, EXCERPT_BEFORE
from hugokit.text.places import Places

if TYPE_CHECKING:  # whoever has a finding has loaded them; the settings alone want no more than its severity
    from hugokit.frontmatter.node import Path
    from hugokit.frontmatter.operations import Operation
    from hugokit.text.edits import Edit


class Severity(IntEnum):
    """error: Hugo refuses it, a page is lost, a draft is public; warning: silently misread; info: inert."""

    INFO = 1
    WARNING = 2
    ERROR = 3


class Fix(NamedTuple):
    """How to mend a finding: operations on the front matter, or bare edits of the text where it cannot be read.

    `safe`: the site that Hugo builds stays the same, or a page that Hugo refused now builds.
    """

    title: str
    operations: tuple[Operation, ...] = ()
    edits: tuple[Edit, ...] = ()
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `start` and `end` are character offsets in the text of the file; `path` the key it is about."""

    code: str
    slug: str
    severity: Severity
    message: str
    start: int
    end: int
    path: Path = ()
    fix: Fix | None = None


class Span(NamedTuple):
    """A stretch of a text: character offsets, and places for people and for editors.

    Lines and columns count from 1, columns in characters and in UTF-16 units; every end is exclusive.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    utf16_column: int
    utf16_end_column: int


class Replacement(NamedTuple):
    """A part of a fix: the text that a stretch is replaced by."""

    span: Span
    new: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The line that a finding begins in, or of a long line what is around the place, without the line end.

    `column`: that of its first character; `goes_on`: whether the line does behind it.
    """

    text: str = ""
    column: int = 1
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Located:
    """A finding in a file: what reports read. Lines and columns count characters from 1; the end is exclusive.

    `utf16`: the column and the end column in UTF-16 units, as editors count; `edits`: what its fix would replace,
    where that was asked for and is known.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    diagnostic: Diagnostic
    utf16: tuple[int, int] = (1, 1)
    excerpt: Excerpt = Excerpt()
    edits: tuple[Replacement, ...] = ()


def locate(
    path: str, text: str, found: Collection[Diagnostic], edits: Callable[[Fix], Iterable[Edit]] | None = None
) -> list[Located]:
    """The findings of one file with their lines and columns, in the order of their places.

    `edits` says what a fix changes in the text; without it findings come without edits.
    """
    if not found:
        return []
    places = Places(text)
    ordered = sorted(found, key=lambda d: (d.start, d.end, d.code, d.message))
    return [_located(path, text, places, one, edits) for one in ordered]


def _located(
    path: str, text: str, places: Places, one: Diagnostic, edits: Callable[[Fix], Iterable[Edit]] | None
) -> Located:
    line, column = places.at(one.start)
    utf16 = places.utf16_column(one.start), places.utf16_column(one.end)
    made = edits(one.fix) if edits is not None and one.fix is not None else ()
    replacements = tuple(Replacement(_span(places, edit.start, edit.end), edit.new) for edit in made)
    end_line, end_column = places.at(one.end)
    excerpt = _excerpt(text, places, line, column)
    return Located(path, line, column, end_line, end_column, one, utf16, excerpt, replacements)


def _span(places: Places, start: int, end: int) -> Span:
    return Span(
        start, end, *places.at(start), *places.at(end), places.utf16_column(start), places.utf16_column(end)
    )  # fmt: skip


def _excerpt(text: str, places: Places, line: int, column: int) -> Excerpt:
    """What is kept of a line is bounded: a file may be one line of many megabytes with a thousand findings."""
    first, last = places.bounds(line)
    start = max(first, first + column - 1 - EXCERPT_BEFORE)
    end = min(last, first + column - 1 + EXCERPT_AFTER)
    return Excerpt(text[start:end], start - first + 1, goes_on=end < last)
