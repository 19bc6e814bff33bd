"""The Org codec: reading only. An Org header is read and converted from, not edited.

As Hugo's go-org reads it (verified with Hugo 0.168): `#+KEY: value`, keys lower-cased, value trimmed, always text; a
key on several lines is a list; `#+KEY[]: a b` is a list of words; `#+FILETAGS: :a:b:` is a list; a date field written
`<2020-06-26 Fri>` is the date in it. Lines without `: ` say nothing. SETUPFILE, INCLUDE, LINK, MACRO, NAME, RESULTS
and what stands in a closed SRC, EXAMPLE or EXPORT block never become a key. Where both `#+K:` and `#+K[]:` are written
Hugo picks one by chance; here the list wins.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from hugokit.errors import FrontMatterError, UnsupportedEdit
from hugokit.frontmatter.node import Mapping, Node, Pair, Scalar, Sequence, Value
from hugokit.frontmatter.operations import Operation
from hugokit.limits import MAX_BLOCK_CHARS, MAX_DEPTH, MAX_EXPANDED_NODES
from hugokit.text.edits import Edit
from hugokit.text.encoding import as_hugo, encode

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_BEGIN = re.compile(r"(?ai)\s*#\+BEGIN_(\w+)")
_END = re.compile(r"(?ai)\s*#\+END_(\w+)")
_RESULTS = re.compile(r"(?ai)\s*#\+RESULTS:")
_KEYWORD = re.compile(r"[\t\f\r ]*#\+([^:\n]+):(?:[\t\f\r ]+(.*)|)\Z")
_DATE = re.compile(r"[<\[]([0-9]{4}-[0-9]{2}-[0-9]{2}) ")
_SPACE = "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
_WORD = re.compile(f"[^{_SPACE}]+")
_BLANKS = re.compile(f"[{_SPACE}]+")
_RAW = frozenset({"SRC", "EXAMPLE", "EXPORT"})
_UNSTORED = frozenset({"SETUPFILE", "INCLUDE", "LINK", "MACRO"})
_AFFILIATED = frozenset({"CAPTION", "ATTR_HTML"})
_DATES = frozenset({"date", "lastmod", "publishdate", "expirydate"})
_MAX_LINE_BYTES = 65_535


@dataclass(slots=True)
class _Line:
    """One line: kind is keyword, begin, end, result or text; the value's span for a keyword."""

    kind: str
    name: str = ""
    key_start: int = 0
    start: int = 0
    end: int = 0


def read(text: str, start: int, end: int) -> Mapping:
    """The header in text[start:end], which begins at its first `#+`. FrontMatterError as for every codec."""
    if end - start > MAX_BLOCK_CHARS:
        raise FrontMatterError(f"the front matter is longer than {MAX_BLOCK_CHARS} characters", start, "HK103")
    lines = [_lex(text, *span) for span in _lines(text, start, end)]
    if len(lines) > MAX_EXPANDED_NODES:
        raise FrontMatterError(f"the front matter has more than {MAX_EXPANDED_NODES} lines", start, "HK103")
    by_key: dict[str, list[_Line]] = {}
    for line in _Reader(lines, start).keywords():
        by_key.setdefault(_lower(line.name), []).append(line)
    pairs: dict[str, Pair] = {}
    for key, found in sorted(by_key.items(), key=lambda item: item[0].endswith("[]")):
        name = key.removesuffix("[]")
        node = _node(text, key, found)
        pairs[name] = Pair(as_hugo(name), found[0].key_start, found[0].key_start + len(found[0].name), node)
    ordered = tuple(sorted(pairs.values(), key=lambda pair: pair.key_start))
    return Mapping(start, end, ordered, {pair.key: pair.node.value for pair in ordered}, "block")


def edits(text: str, start: int, end: int, root: Mapping, op: Operation) -> list[Edit]:
    """Always UnsupportedEdit."""
    del text, start, end, root, op
    raise UnsupportedEdit("Org front matter is read but not edited; convert the page to YAML, TOML or JSON first")


def spell(value: Value) -> str:
    """Always UnsupportedEdit."""
    del value
    raise UnsupportedEdit("Org front matter is read but not written")


def as_read(value: Value) -> Value:
    """Always UnsupportedEdit."""
    del value
    raise UnsupportedEdit("Org front matter is read but not written")


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _LINE.finditer(text, start, end):
        stop = found.end() - found.group().endswith("\n")
        stop -= stop > found.start() and text[stop - 1] == "\r"
        if found.end() - found.start() > _MAX_LINE_BYTES // 4 and len(encode(found.group())) > _MAX_LINE_BYTES:
            raise FrontMatterError("Org: Hugo reads no line longer than 64 KiB", found.start(), "HK103")
        yield found.start(), stop


def _lex(text: str, start: int, end: int) -> _Line:
    line = text[start:end]
    for kind, pattern in (("begin", _BEGIN), ("end", _END)):
        if found := pattern.match(line):
            return _Line(kind, found.group(1).upper(), start)
    if _RESULTS.match(line):
        return _Line("result", "", start)
    keyword = _KEYWORD.match(line)
    if not keyword:
        return _Line("text", "", start)
    value = keyword.group(2)
    at, trimmed = (start + keyword.start(2), value) if value is not None else (end, "")
    left = _BLANKS.match(trimmed)
    begin = at + (left.end() if left else 0)
    return _Line(
        "keyword", keyword.group(1), start + keyword.start(1), begin, max(begin, at + len(trimmed.rstrip(_SPACE)))
    )


def _upper(name: str) -> str:
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in name)


def _lower(name: str) -> str:
    return "".join(c.lower()[:1] for c in _upper(name))


class _Reader:
    """Which keyword lines become keys, in order; go-org's parser as far as a header can show it.

    An unclosed block is read once as a block and again as text, so its keywords count twice, as in Hugo. `budget`
    bounds what nested unclosed blocks would otherwise double without end.
    """

    def __init__(self, lines: list[_Line], start: int) -> None:
        self.lines, self.offset = lines, start
        self.out: list[_Line] = []
        self.budget = 4 * len(lines) + 1_000
        self.runs = [index + 1 for index in range(len(lines))]
        for index in range(len(lines) - 2, -1, -1):
            if self._affiliated(index) and self._affiliated(index + 1):
                self.runs[index] = self.runs[index + 1]
        self.ends: dict[str, list[int]] = {}
        for index, line in enumerate(lines):
            if line.kind == "end":
                self.ends.setdefault(line.name, []).append(index)

    def keywords(self) -> list[_Line]:
        """Every keyword line that is stored, as often as it is stored."""
        at = 0
        while at < len(self.lines):
            at += self.one(at, None, 0)
        return self.out

    def one(self, at: int, until: str | None, depth: int) -> int:
        """Read the element at a line; how many lines it took. `until`: the name of the block around it."""
        self.budget -= 1
        line = self.lines[at]
        if self.budget < 0 or depth > MAX_DEPTH:
            raise FrontMatterError("Org: too many blocks that are never closed", line.key_start, "HK103")
        took = 1
        if line.kind == "begin":
            took = self.block(at, depth)
        elif line.kind == "result":
            took = 0 if at + 1 >= len(self.lines) else 1 + self.one(at + 1, until, depth + 1)
        elif line.kind == "keyword":
            took = self.keyword(at, until, depth)
        elif line.kind == "end":
            took = 0
        if took == 0:
            line.kind = "text"
        return took or 1

    def stops(self, at: int, until: str | None) -> bool:
        """Whether the block around (or the header) ends at a line."""
        if at >= len(self.lines):
            return True
        return until is not None and self.lines[at].kind == "end" and self.lines[at].name == until

    def block(self, at: int, depth: int) -> int:
        """The lines of a closed block, 0 for one without end."""
        name, here = self.lines[at].name, at + 1
        if name in _RAW:
            return self.next_end(name, here) + 1 - at
        while not self.stops(here, name):
            here += self.one(here, name, depth + 1)
        return here + 1 - at if here < len(self.lines) else 0

    def next_end(self, name: str, at: int) -> int:
        """Where the block that is open at a line ends; a line that makes it 0 long if nowhere."""
        ends = self.ends.get(name, [])
        index = bisect_left(ends, at)
        while index < len(ends) and self.lines[ends[index]].kind != "end":
            del ends[index]
        return ends[index] if index < len(ends) else at - 2

    def keyword(self, at: int, until: str | None, depth: int) -> int:
        """The lines a keyword takes: its own, or also what a NAME or CAPTION belongs to."""
        name = _upper(self.lines[at].name)
        if name == "NAME":
            return 0 if self.stops(at + 1, until) else 1 + self.one(at + 1, until, depth + 1)
        if name in _UNSTORED:
            return 1
        if name in _AFFILIATED:
            here = self.runs[at]
            if not self.stops(here, until) and self.lines[here].kind != "keyword":
                return here - at + self.one(here, until, depth + 1)
        self.out.append(self.lines[at])
        return 1

    def _affiliated(self, at: int) -> bool:
        return self.lines[at].kind == "keyword" and _upper(self.lines[at].name) in _AFFILIATED


def _node(text: str, key: str, lines: list[_Line]) -> Node:
    if key.endswith("[]"):
        words = [word.span() for line in lines for word in _WORD.finditer(text, line.start, line.end)]
        return _list(text, lines, words)
    if len(lines) > 1:
        return _list(text, lines, [(line.start, line.end) for line in lines])
    start, end = lines[0].start, lines[0].end
    if key == "filetags":
        return _list(text, lines, list(_tags(text, start, end)))
    if key in _DATES and (found := _DATE.search(text, start, max(start, _last_close(text, start, end)))):
        start, end = found.span(1)
    return Scalar(start, end, as_hugo(text[start:end]))


def _last_close(text: str, start: int, end: int) -> int:
    """The last bracket that can close a date."""
    return max(text.rfind(">", start, end), text.rfind("]", start, end))


def _tags(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts between colons, one colon at either end aside."""
    start += text[start:end].startswith(":")
    end -= end > start and text[end - 1] == ":"
    for part in text[start:end].split(":"):
        yield start, start + len(part)
        start += len(part) + 1


def _list(text: str, lines: list[_Line], spans: list[tuple[int, int]]) -> Sequence:
    items = tuple(Scalar(start, end, as_hugo(text[start:end])) for start, end in spans)
    return Sequence(lines[0].start, lines[-1].end, items, [item.value for item in items], "block")
