"""Where a Markdown body is code: fences, indented blocks, code spans. Offsets count characters of the body."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

_TICKS = re.compile(r"`+")
_BREAK = re.compile(r"\r\n|\n|\r")
_MAYBE = re.compile(r"`|~~~|^(?: {4}| {0,3}\t)", re.MULTILINE)


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
    """Answers whether an offset is in code."""

    def __init__(self, body: str) -> None:
        self._regions = sorted(code_regions(body), key=lambda region: region.start)
        self._starts = [region.start for region in self._regions]

    def at(self, offset: int) -> Region | None:
        """The region that an offset lies in, or None."""
        before = bisect_right(self._starts, offset) - 1
        if before >= 0 and offset < self._regions[before].end:
            return self._regions[before]
        return None
