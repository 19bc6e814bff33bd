r"""Reading TOML with places: statements and values with their spans, in time linear in the text, with bounded depth.

It accepts what go-toml 2.4 accepts: TOML 1.1 with line ends, comments and a trailing comma in inline tables, `\e`,
`\xHH` and times without seconds; control characters, lone carriage returns and bytes that are not UTF-8 are errors,
in comments too; there are no leap seconds. Values: toml_values.py; tables: toml_tree.py.
"""

from __future__ import annotations

import re

from hugokit.errors import FrontMatterError
from hugokit.frontmatter.node import Mapping, Node, Sequence
from hugokit.frontmatter.toml_tree import Builder, Part, Statement, check_depth
from hugokit.frontmatter.toml_values import scalar, string
from hugokit.limits import MAX_BLOCK_CHARS, MAX_EXPANDED_NODES
from hugokit.text.display import shorten

_BLANKS = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_COMMENT = re.compile("#[^\n\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]*")
_LINE_END = re.compile(r"\r?\n")


class Scanner:
    """A place in the text and the steps from it. All offsets are those of the whole text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.at, self.end, self.start = text, start, end, start
        self.statements: list[Statement] = []
        self.left = MAX_EXPANDED_NODES

    def document(self) -> Mapping:
        """The tree of the span; `statements` then holds every statement with its path."""
        if self.end - self.start > MAX_BLOCK_CHARS:
            raise FrontMatterError(f"the front matter is longer than {MAX_BLOCK_CHARS} characters", self.start, "HK103")
        if self.start == 0 and self.text.startswith("\ufeff"):
            self.at = 1
        builder = Builder(self.start, self.end, "root")
        while self.gap():
            self.statements.append(self.header(builder) if self.text[self.at] == "[" else self.keyed(builder))
            self.blanks()
            self.comment()
            if self.at < self.end and not self.line_end():
                raise self.wrong("the end of the line")
        return builder.root()

    def count(self) -> None:
        """One value or header more; FrontMatterError HK103 for too many."""
        self.left -= 1
        if self.left < 0:
            raise FrontMatterError(f"TOML: more than {MAX_EXPANDED_NODES} values", self.at, "HK103")

    def blanks(self) -> None:
        """Step over blanks and tabs."""
        found = _BLANKS.match(self.text, self.at, self.end)
        self.at = found.end() if found else self.at

    def line_end(self) -> bool:
        """Step over a line end, if there is one."""
        found = _LINE_END.match(self.text, self.at, self.end)
        self.at = found.end() if found else self.at
        return found is not None

    def comment(self) -> None:
        """Step over a comment, if there is one."""
        found = _COMMENT.match(self.text, self.at, self.end)
        if not found:
            return
        self.at = found.end()
        if self.at < self.end and not _LINE_END.match(self.text, self.at, self.end):
            raise FrontMatterError(f"TOML: the character {shorten(self.text[self.at])} in a comment", self.at)

    def gap(self) -> bool:
        """Step over white space, comments and line ends; whether anything is left."""
        while True:
            self.blanks()
            self.comment()
            if not self.line_end():
                return self.at < self.end

    def wrong(self, wanted: str) -> FrontMatterError:
        """An error at the present place."""
        if self.at >= self.end:
            return FrontMatterError(f"TOML: the front matter ends where {wanted} should be", self.end)
        char = shorten(self.text[self.at])
        return FrontMatterError(f"TOML: found {char!r} where {wanted} should be", self.at)

    def expect(self, token: str, wanted: str) -> None:
        """Step over `token`."""
        if not self.text.startswith(token, self.at, self.end):
            raise self.wrong(wanted)
        self.at += len(token)

    def key(self, depth: int) -> tuple[Part, ...]:
        """The dotted key at the present place and the blanks behind it."""
        parts: list[Part] = []
        while True:
            parts.append(self.part())
            check_depth(depth + len(parts), parts[-1].start)
            self.blanks()
            if self.at >= self.end or self.text[self.at] != ".":
                return tuple(parts)
            self.at += 1
            self.blanks()

    def part(self) -> Part:
        """One part of a key."""
        start = self.at
        if start < self.end and self.text[start] in "\"'":
            found = string(self.text, start, self.end, tall=False)
            self.at = found.end
            return Part(found.value, start, self.at)
        bare = _BARE.match(self.text, start, self.end)
        if not bare:
            raise self.wrong("a key (letters, digits, - and _; anything else in quotes)")
        self.at = bare.end()
        return Part(bare.group(), start, self.at)

    def header(self, builder: Builder) -> Statement:
        """`[table]` or `[[tables]]`."""
        self.count()
        start = self.at
        double = self.text.startswith("[[", start, self.end)
        self.at += 2 if double else 1
        self.blanks()
        parts = self.key(0)
        self.expect("]]" if double else "]", "the closing bracket of the header")
        if double:
            path = builder.tables(parts, start, self.at)
            return Statement("tables", start, self.at, parts, None, path)
        path = builder.table(parts, start, self.at)
        return Statement("table", start, self.at, parts, None, path)

    def keyed(self, builder: Builder) -> Statement:
        """`key = value` in the present table."""
        start = self.at
        parts = self.key(builder.depth())
        self.expect("=", "= behind the key")
        self.blanks()
        node = self.value(builder.depth() + len(parts) + 1)
        path = builder.pair(parts, node)
        builder.extend(path[:-1], node.end)
        return Statement("pair", start, node.end, parts, node, path)

    def value(self, depth: int) -> Node:
        """The value at the present place, `depth` levels down."""
        self.count()
        char = self.text[self.at] if self.at < self.end else ""
        if char == "[":
            check_depth(depth, self.at)
            return self.array(depth)
        if char == "{":
            check_depth(depth, self.at)
            return self.inline(depth)
        node = scalar(self.text, self.at, self.end)
        self.at = node.end
        return node

    def array(self, depth: int) -> Sequence:
        """`[a, b]`."""
        start = self.at
        self.at += 1
        items: list[Node] = []
        while self.item("]", bool(items), start):
            items.append(self.value(depth + 1))
        return Sequence(start, self.at, tuple(items), [item.value for item in items], "array")

    def inline(self, depth: int) -> Mapping:
        """`{ a = 1 }`."""
        start = self.at
        self.at += 1
        builder = Builder(start, start, "inline", depth - 1)
        first = True
        while self.item("}", not first, start):
            self.keyed(builder)
            first = False
        root = builder.root()
        return Mapping(start, self.at, root.pairs, root.value, "inline")

    def item(self, closing: str, comma: bool, start: int) -> bool:
        """Step to the next item, over the comma if one must come; False past the closing bracket."""
        if self.gap() and comma and self.text[self.at] != closing:
            self.expect(",", f"a comma or {closing}")
            self.gap()
        if self.at >= self.end:
            raise FrontMatterError(f"TOML: this {self.text[start]} has no closing {closing}", start)
        if self.text[self.at] != closing:
            return True
        self.at += 1
        return False
