"""Where a Markdown body is code: fences, indented blocks, code spans. Offsets count characters of the body."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

_TICKS = re.compile(r"`+")
_BREAK = re.compile(r"\r\n|\n|\r")
_MAYBE = re.compile(r"`|~~~|^(?: {4}| {0,3}\t)", re.MULTILINE)

_FENCE = re.compile(r"^(?P<marks>```+|~~~+)(?P<info>[^\n]*)$", re.MULTILINE)
_ANY_FENCE = re.compile(r"^[ \t>*+\-\d.)]*(?:```|~~~)", re.MULTILINE)
_HTML = re.compile(r"^ {0,3}<", re.MULTILINE)
_LONE_CR = re.compile(r"\r(?!\n)")
# What may be an indented block: the indentation counts from the content of lists and quotations.
_INDENTED = re.compile(r"[ >*+\-\d.)]*(?:\t| {4})")


class Region(NamedTuple):
    """A stretch of code. `info` is the info string of a fence."""

    start: int
    end: int
    kind: Literal["fence", "indented", "span"]
    info: str = ""


def code_regions(body: str) -> list[Region]:
    """The code of a body in order, fences with their fence lines, spans with their backticks."""
    if not _MAYBE.search(body):
        return []
    from markdown_it import MarkdownIt  # half of what a check of one file would load, for the few that need it

    starts = [0, *(m.end() for m in _BREAK.finditer(body)), len(body)]
    found: list[Region] = []
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        if token.map is None:
            continue
        first, last = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
        if token.type == "fence":
            found.append(Region(first, last, "fence", token.info))
        elif token.type == "code_block":
            found.append(Region(first, last, "indented"))
        elif token.type == "inline" and "`" in token.content:
            found += _spans(body, first, last)
    return found


def _spans(body: str, start: int, end: int) -> Iterator[Region]:
    at = start
    while at < end:
        opened = _TICKS.search(body, at, end)
        if opened is None:
            return
        if body[opened.start() - 1 : opened.start()] == "\\":
            at = opened.start() + 1
            continue
        closing = next((m for m in _TICKS.finditer(body, opened.end(), end) if len(m[0]) == len(opened[0])), None)
        if closing is not None:
            yield Region(opened.start(), closing.end(), "span")
        at = closing.end() if closing else opened.end()


class Code:
    """Answers whether a letter is in code. A body is parsed only for one that a look at its lines leaves open."""

    def __init__(self, body: str) -> None:
        self._body = body

    def at(self, offset: int) -> Region | None:
        """The region that an offset lies in, or None."""
        if self._is_text(offset):
            return None
        before = bisect_right(self._starts, offset) - 1
        if before >= 0 and offset < self._regions[before].end:
            return self._regions[before]
        return None

    @cached_property
    def _regions(self) -> list[Region]:
        return sorted(code_regions(self._body), key=lambda region: region.start)

    @cached_property
    def _starts(self) -> list[int]:
        return [region.start for region in self._regions]

    @cached_property
    def _fences(self) -> list[tuple[int, int]] | None:
        """The fences of a body whose fences all begin a line: nothing ends those but their like. Else None."""
        body = self._body
        if _LONE_CR.search(body):
            return None
        marks = list(_FENCE.finditer(body))
        if len(marks) != len(_ANY_FENCE.findall(body)) or (marks and _HTML.search(body)):
            return None
        found: list[tuple[int, int]] = []
        opened: re.Match[str] | None = None
        for mark in marks:
            if opened is None:
                if "`" not in mark["info"] or mark["marks"][0] == "~":
                    opened = mark
            elif mark["marks"].startswith(opened["marks"]) and not mark["info"].strip():
                found.append((opened.start(), mark.end()))
                opened = None
        return found if opened is None else [*found, (opened.start(), len(body))]

    def _is_text(self, offset: int) -> bool:
        """Whether the lines around an offset rule out that it is code: no fence, no indentation, no backtick there."""
        body = self._body
        if _INDENTED.match(body, body.rfind("\n", 0, offset) + 1) or self._fences is None:
            return False
        if any(start <= offset < end for start, end in self._fences):
            return False
        after = body.find("\n\n", offset)
        return "`" not in body[max(0, body.rfind("\n\n", 0, offset)) : after if after >= 0 else len(body)]
