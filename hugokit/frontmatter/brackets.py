"""Splices in a bracketed list: `[…]` and `{…}` of TOML and JSON, with commas, line ends and comments.

A list is `open` (offset of the opening bracket), `close` (of the closing one) and the spans of its items. What is
new takes the list's own style: its gaps on one line, or one item a line with the indent of its neighbour; a trailing
comma stays as it was; comment lines above an item stay, a comment behind an item goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hugokit.text.edits import Edit
from hugokit.text.places import newline_of

Span = tuple[int, int]
_GAP = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_TAIL = re.compile(r"[ \t]*,?[ \t]*(?:#[^\r\n]*)?(?:\r?\n)")


@dataclass(frozen=True, slots=True)
class Brackets:
    """One bracketed list in a text. `comments`: whether `#` starts one (TOML yes, JSON no)."""

    text: str
    open: int
    close: int
    spans: Sequence[Span]
    comments: bool

    def between(self, start: int, end: int) -> str:
        """The text of a gap."""
        return self.text[start:end]

    def has_comment(self) -> bool:
        """Whether a comment stands in one of the gaps of the list."""
        if not self.comments:
            return False
        starts = [self.open + 1, *(end for _, end in self.spans)]
        ends = [*(start for start, _ in self.spans), self.close]
        return any("#" in self.between(a, b) for a, b in zip(starts, ends, strict=True))

    def per_line(self) -> bool:
        """Whether every item starts a line of its own."""
        ends = [self.open + 1, *(end for _, end in self.spans)]
        return bool(self.spans) and all("\n" in self.between(a, b[0]) for a, b in zip(ends, self.spans, strict=False))

    def line_start(self, offset: int) -> int:
        """The first character of the line of `offset`."""
        return self.text.rfind("\n", 0, offset) + 1

    def indent(self, offset: int) -> str:
        """The white space the line of `offset` starts with."""
        found = _BLANK.match(self.text, self.line_start(offset))
        return found.group() if found else ""

    def comma_after(self, index: int) -> int | None:
        """The offset of the comma behind an item, or None for a last one without."""
        at = self.spans[index][1]
        found = _GAP.match(self.text, at) if self.comments else re.compile(r"[ \t\r\n]*").match(self.text, at)
        at = found.end() if found else at
        return at if self.text[at : at + 1] == "," and at < self.close else None

    def starts_line(self, index: int) -> bool:
        """Whether nothing but white space stands before an item on its line, and the list opened above it."""
        start = self.spans[index][0]
        first = self.line_start(start)
        return first > self.open and not self.between(first, start).strip(" \t")


def insert(into: Brackets, index: int, new: str) -> list[Edit]:
    """Put `new` in so that it becomes item `index`."""
    if not into.spans:
        return [_fill(into, new)]
    if index >= len(into.spans):
        return _append(into, new)
    start = into.spans[index][0]
    if into.per_line() and into.starts_line(index):
        first = _above(into, index)
        return [Edit(first, first, f"{into.indent(start)}{new},{newline_of(into.text, start)}")]
    return [Edit(start, start, f"{new},{_gap(into)}")]


def delete(out: Brackets, index: int) -> list[Edit]:
    """Take item `index` out, with its comma and the comment behind it."""
    start, end = out.spans[index]
    last = index == len(out.spans) - 1
    tail = _TAIL.match(out.text, end)
    if out.starts_line(index) and tail and tail.end() <= out.close and (len(out.spans) > 1 or out.has_comment()):
        edits = [Edit(out.line_start(start), tail.end(), "")]
        comma = out.comma_after(index - 1) if last and index and out.comma_after(index) is None else None
        return [Edit(comma, comma + 1, ""), *edits] if comma is not None else edits
    if len(out.spans) == 1 and not out.has_comment():
        return [Edit(out.open + 1, out.close, "")]
    return _delete_inline(out, index)


def _delete_inline(out: Brackets, index: int) -> list[Edit]:
    start, end = out.spans[index]
    if index + 1 < len(out.spans):
        following = out.spans[index + 1][0]
        comma = out.comma_after(index)
        if out.comments and "#" in out.between(end, following) and comma is not None:
            return [Edit(start, end, ""), Edit(comma, comma + 1, "")]
        return [Edit(start, following, "")]
    if not index:
        comma = out.comma_after(0)
        return [Edit(start, end, "")] + ([Edit(comma, comma + 1, "")] if comma is not None else [])
    before = out.spans[index - 1][1]
    if out.comments and "#" in out.between(before, start):
        comma = out.comma_after(index - 1)
        own = out.comma_after(index)
        drop = comma if own is None else own
        return [Edit(start, end, "")] + ([Edit(drop, drop + 1, "")] if drop is not None else [])
    return [Edit(before, end, "")]


def _above(into: Brackets, index: int) -> int:
    """The start of the item's line, or of the comment lines directly above it."""
    first = into.line_start(into.spans[index][0])
    floor = into.spans[index - 1][1] if index else into.open
    while into.comments:
        before = into.line_start(first - 1)
        if before <= floor or not into.between(before, first).strip().startswith("#"):
            break
        first = before
    return first


def _gap(into: Brackets) -> str:
    """What stands between a comma and the next item on the same line."""
    for index in range(len(into.spans) - 1):
        comma = into.comma_after(index)
        gap = into.between(comma + 1, into.spans[index + 1][0]) if comma is not None else None
        if gap is not None and not gap.strip(" \t"):
            return gap
    return " "


def _append(into: Brackets, new: str) -> list[Edit]:
    start, end = into.spans[-1]
    comma = into.comma_after(len(into.spans) - 1)
    behind = end if comma is None else comma + 1
    trailing = "" if comma is None else ","
    if not into.per_line() or not into.starts_line(len(into.spans) - 1):
        gap = _gap(into)
        return [Edit(behind, behind, f"{gap}{new}," if trailing else f",{gap}{new}")]
    found = _TAIL.match(into.text, behind)
    line_end = behind
    if found and found.end() <= into.close:
        line_end = found.end() - len(found.group()) + len(found.group().rstrip("\r\n"))
    line = f"{newline_of(into.text, into.open)}{into.indent(start)}{new}{trailing}"
    if trailing or line_end == behind:
        return [Edit(line_end, line_end, line if trailing else f",{line}")]
    return [Edit(behind, behind, ","), Edit(line_end, line_end, line)]


def _fill(into: Brackets, new: str) -> Edit:
    """The first item of an empty list; comments that stand in it stay."""
    if not into.has_comment():
        return Edit(into.open + 1, into.close, new)
    first = into.line_start(into.close)
    newline = newline_of(into.text, into.open)
    comment = into.text.rfind("#", into.open, into.close)
    if into.between(first, into.close).strip(" \t"):
        return Edit(into.close, into.close, f"{newline}{new}{newline}")
    return Edit(first, first, f"{into.indent(comment)}{new}{newline}")
