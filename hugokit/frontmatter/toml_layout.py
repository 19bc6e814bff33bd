"""The lines of a TOML block: which belong to a statement, its comments, and how its neighbours are written."""

from __future__ import annotations

import copy
from collections import Counter

from hugokit.frontmatter.brackets import Brackets
from hugokit.frontmatter.comments import COMMENTED_OUT
from hugokit.frontmatter.node import Mapping, Node, Path, Scalar, Sequence, covered, walk
from hugokit.frontmatter.toml_spans import Scanner
from hugokit.frontmatter.toml_tree import Statement
from hugokit.text.edits import Edit
from hugokit.text.places import newline_of


class Layout:
    """A block with its statements in the order written."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        scanner = Scanner(text, start, end)
        self.root = scanner.document()
        self.statements = scanner.statements

    def without(self, gone: list[Statement]) -> Layout:
        """The same text with some statements overlooked: where to put something while they are taken out."""
        other = copy.copy(self)
        marked = {id(statement) for statement in gone}
        other.statements = [statement for statement in self.statements if id(statement) not in marked]
        return other

    # -- lines -----------------------------------------------------------------------------------

    def newline(self, offset: int) -> str:
        """The line end in use around an offset."""
        return newline_of(self.text, offset)

    def line_start(self, offset: int) -> int:
        """The first character of a line, not before the block."""
        return max(self.text.rfind("\n", 0, offset) + 1, self.start)

    def line_end(self, offset: int) -> int:
        """The end of a line without its line end."""
        at = self.text.find("\n", offset, self.end)
        if at < 0:
            return self.end
        return at - 1 if at > offset and self.text[at - 1] == "\r" else at

    def next_line(self, offset: int) -> int:
        """The first character of the line after that of an offset, or the end of the block."""
        at = self.text.find("\n", offset, self.end)
        return self.end if at < 0 else at + 1

    def line(self, start: int) -> str:
        """The text of the line that starts at an offset, stripped."""
        return self.text[start : self.line_end(start)].strip(" \t\r")

    def indent(self, offset: int) -> str:
        """The blanks that the line of an offset starts with."""
        start = self.line_start(offset)
        if start and self.text[start - 1] != "\n":
            return ""  # the rest of the line with the opening delimiter
        return self.text[start : start + len(self.text[start:offset]) - len(self.text[start:offset].lstrip(" \t"))]

    def above(self, statement: Statement) -> int:
        """The start of a statement's line, or of the comment lines directly above it."""
        first = self.line_start(statement.start)
        while first > self.start:
            before = self.line_start(first - 1)
            if not self.line(before).startswith("#"):
                break
            first = before
        return first

    def own_comments(self, statement: Statement, last: Statement) -> int:
        """Like `above`, but only with comments that are clearly about `statement` to `last` alone.

        They are when no other key follows directly below (an empty line, a comment, a header or the end does), and
        none of them is a setting that was commented out.
        """
        first = self.line_start(statement.start)
        below = self.next_line(last.end)
        following = self.line(below) if below < self.end else ""
        if statement.kind == "pair" and following and following[0] not in "#[":
            return first
        while first > self.start:
            before = self.line_start(first - 1)
            line = self.text[before : self.line_end(before)]
            if not line.lstrip(" \t").startswith("#") or COMMENTED_OUT.match(line):
                break
            first = before
        return first

    def removal(self, first: int, last: int) -> Edit:
        """Take out the lines from the one that starts at `first` to that of `last`, and an empty line too many."""
        if first == self.start and self.start and self.text[self.start - 1] != "\n":
            return Edit(first, self.line_end(last), "")
        stop = self.next_line(last)
        empty_above = first == self.start or not self.line(self.line_start(first - 1))
        while empty_above and stop < self.end and not self.line(stop):
            stop = self.next_line(stop)
        return Edit(first, stop, "")

    # -- statements ------------------------------------------------------------------------------

    def under(self, path: Path) -> list[Statement]:
        """The statements at or below a path."""
        return [s for s in self.statements if s.path[: len(path)] == path]

    def holder(self, path: Path) -> Statement | None:
        """The `key = value` in whose value a path ends."""
        return next((s for s in self.statements if s.kind == "pair" and s.path == path[: len(s.path)]), None)

    def header(self, path: Path) -> Statement | None:
        """The header of a table."""
        return next((s for s in self.statements if s.kind != "pair" and s.path == path), None)

    def body(self, header: Statement | None) -> list[Statement]:
        """The pairs directly below a header; without one those above the first header."""
        start = self.statements.index(header) + 1 if header else 0
        out = []
        for statement in self.statements[start:]:
            if statement.kind != "pair":
                break
            out.append(statement)
        return out

    def section_end(self, statement: Statement) -> Statement:
        """The last statement of the section that a statement stands in."""
        at = self.statements.index(statement)
        while at + 1 < len(self.statements) and self.statements[at + 1].kind == "pair":
            at += 1
        return self.statements[at]

    def first_header(self) -> Statement | None:
        """The first header of the block."""
        return next((s for s in self.statements if s.kind != "pair"), None)

    # -- style -----------------------------------------------------------------------------------

    def quote(self, near: Node | None = None) -> str:
        """Basic or literal, whichever most strings nearby use (else most of the block)."""
        for root in (near, self.root):
            styles = Counter(
                node.style.removeprefix("ml-")
                for _, node in (walk(root) if root is not None else ())
                if isinstance(node, Scalar) and isinstance(node.value, str)
            )
            if styles:
                return styles.most_common(1)[0][0]
        return "basic"

    def assignment(self, name: str, neighbour: Statement | None) -> str:
        """`name = ` with the spacing of a neighbour, its `=` kept in the same column where that is aligned."""
        if neighbour is None or neighbour.node is None:
            return f"{name} = "
        gap = self.text[neighbour.parts[-1].end : neighbour.node.start]
        left, _, right = gap.partition("=")
        if len(left) > 1 and not left.strip(" "):
            width = neighbour.parts[-1].end - neighbour.start + len(left)
            left = " " * max(1, width - len(name))
        return f"{name}{left}={right}"

    def brackets(self, node: Sequence | Mapping) -> Brackets:
        """The bracketed list that an array or inline table is."""
        spans = (
            [(pair.key_start, pair.node.end) for pair in node.pairs]
            if isinstance(node, Mapping)
            else [(item.start, item.end) for item in node.items]
        )
        return Brackets(self.text, node.start, node.end - 1, spans, comments=True)

    def has_comment(self, node: Node) -> bool:
        """Whether a comment stands anywhere in an array or inline table."""
        at = node.start
        for start, stop in [*covered(node), (node.end, node.end)]:
            if "#" in self.text[at:start]:
                return True
            at = max(at, stop)
        return False
