"""Places and habits in a YAML block: where lines start and values end, how its texts, lists and maps are written."""

from __future__ import annotations

from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter import yaml_spell as spelling
from hugokit.frontmatter.comments import COMMENTED_OUT
from hugokit.frontmatter.node import Alias, Mapping, Node, Pair, Path, Scalar, Sequence, find, walk
from hugokit.frontmatter.steps import show
from hugokit.frontmatter.yaml_spell import Style
from hugokit.text.places import newline_of


class Block:
    """The block text[start:end] and its tree."""

    def __init__(self, text: str, start: int, end: int, root: Mapping) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.root = root

    # places -----------------------------------------------------------------------------------------------------

    def line_start(self, at: int) -> int:
        """Offset of the first character of the line within the block."""
        while at > self.start and self.text[at - 1] not in "\n\r":
            at -= 1
        return at

    def line_above(self, first: int) -> int:
        """Offset of the first character of the line before the one that begins at `first`."""
        return self.line_start(first - (2 if self.text.endswith("\r\n", 0, first) else 1))

    def next_line(self, at: int) -> int:
        """Offset of the first character of the next line, at most the end of the block."""
        while at < self.end and self.text[at] not in "\n\r":
            at += 1
        if self.text.startswith("\r\n", at):
            at += 1
        return min(at + 1, self.end)

    def indent(self, at: int) -> int:
        return at - self.line_start(at)

    def leads(self, at: int) -> bool:
        """Only blanks stand before this place on its line."""
        return not self.text[self.line_start(at) : at].strip()

    def node(self, path: Path) -> Node:
        node = find(self.root, path)
        if node is None:
            raise UnsupportedEdit(f"there is nothing at {show(path)}")
        if isinstance(node, Alias):
            raise UnsupportedEdit(f"{show(path)} is an alias: a change there would change the anchor &{node.name} too")
        return node

    def last_line_end(self, node: Node, fallback: int) -> int:
        """Where the line after a value begins."""
        at = max(node.end, fallback)
        if isinstance(node, Scalar) and node.style in ("literal", "folded"):
            return at if at > self.start and self.text[at - 1] in "\n\r" else self.next_line(at)
        if isinstance(node, Mapping | Sequence) and node.style == "block":
            last = node.pairs[-1] if isinstance(node, Mapping) else None
            inner = last.node if last else (node.items[-1] if isinstance(node, Sequence) else node)
            return self.last_line_end(inner, last.key_end if last else at)
        return self.next_line(at)

    def own_above(self, at: int, stop: int) -> int:
        """The start of a key's line, or of the comment lines above that are clearly about this key alone.

        They are when no other key of its map follows directly below (at `stop`), and none of them is a setting that
        was switched off.
        """
        first, margin = self.line_start(at), self.indent(at)
        below = self.text[stop : self.next_line(stop)]
        follows = bool(below.strip()) and not below.lstrip().startswith("#")
        if follows and len(below) - len(below.lstrip(" ")) >= margin:
            return first
        while first > self.start:
            before = self.line_above(first)
            line = self.text[before:first]
            if not line.lstrip(" \t").startswith("#") or COMMENTED_OUT.match(line):
                break
            first = before
        return first

    def style(self, near: Node) -> Style:
        """The habits around a place."""
        lists = [n for _, n in walk(self.root) if isinstance(n, Sequence) and n.items]
        blocks = [n for n in lists if n.style == "block"]
        dash = 2
        if blocks and (key := self._key_of(blocks[0])):
            dash = max(0, self.indent(blocks[0].start) - self.indent(key.key_start))
        return Style(
            quote=self._quote(near),
            newline=newline_of(self.text, self.start),
            step=self._step(),
            dash=dash if dash in (0, 1, 2, 4) else 2,
            lists=lists[-1].style if lists else "flow",
        )

    def _key_of(self, node: Node) -> Pair | None:
        for _, parent in walk(self.root):
            if isinstance(parent, Mapping):
                for pair in parent.pairs:
                    if pair.node is node:
                        return pair
        return None

    def _step(self) -> int:
        for _, node in walk(self.root):
            if isinstance(node, Mapping):
                for pair in node.pairs:
                    inner = pair.node
                    if isinstance(inner, Mapping) and inner.style == "block" and inner.pairs:
                        width = self.indent(inner.pairs[0].key_start) - self.indent(pair.key_start)
                        return width if width > 0 else 2
        return 2

    def _quote(self, near: Node) -> str:
        """The quotes of the texts in the same map or list, else of the block. Quotes that must be do not count."""
        for scope in (near, self.root):
            texts = [n for n in children(scope) if isinstance(n, Scalar) and isinstance(n.value, str)]
            styles = [n.style for n in texts if n.style == "plain" or spelling.can_be_plain(n.value)]
            styles = [style for style in styles if style in ("plain", "single", "double")]
            if styles:
                return max(("plain", "single", "double"), key=styles.count)
        return "plain"


def children(node: Node) -> list[Node]:
    """The values right below a node."""
    if isinstance(node, Mapping):
        return [pair.node for pair in node.pairs]
    return list(node.items) if isinstance(node, Sequence) else []
