"""The pairs of a YAML map as they are read: its keys, what is merged into it, keys that stand there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hugokit.errors import FrontMatterError
from hugokit.frontmatter.node import Alias, Mapping, Node, Pair, Scalar, Value
from hugokit.frontmatter.yaml_cursor import Token
from hugokit.frontmatter.yaml_groups import Group, Unit
from hugokit.frontmatter.yaml_scalars import resolve
from hugokit.frontmatter.yaml_tags import key_text
from hugokit.text.places import Places

if TYPE_CHECKING:
    from hugokit.frontmatter.yaml_tree import Builder


class Found:
    """The pairs of a map as they are read."""

    def __init__(self, builder: Builder, start: int) -> None:
        self.builder = builder
        self.start = start
        self.pairs: list[Pair] = []
        self.value: dict[str, Value] = {}
        self.places: dict[str, int] = {}
        self.weight = 0
        self.pending: tuple[str, int, int, bool] = ("", 0, 0, False)

    def key(self, unit: Group, *, flow: bool) -> None:
        inner = unit.parts[0]
        if isinstance(inner, Group) and inner.kind == "key":
            inner = inner.parts[0]
            unit = unit.parts[0] if isinstance(unit.parts[0], Group) else unit
        if inner.kind == "question":
            self.bare_key(unit.parts[1])
            return
        self._one_line(inner, unit, flow=flow)
        self.bare_key(inner)

    def _one_line(self, inner: Unit, unit: Group, *, flow: bool) -> None:
        if not isinstance(inner, Token):
            return
        if inner.kind == "plain":
            broken = unit.parts[-1].line != _last_line(self.builder.text, inner) if flow else inner.broken
            broken = broken and isinstance(resolve(inner.value), str)
        else:
            broken = not flow and _last_line(self.builder.text, inner) != inner.line
        if broken:
            raise FrontMatterError("a key and its colon must stand on one line", inner.start)

    def bare_key(self, inner: Unit, *, alone: bool = False) -> None:
        """A key as such. `alone`: it has no colon, and such keys may be repeated; the last one counts."""
        merge = isinstance(inner, Token) and inner.kind == "merge"
        node = self.builder.scalar(inner)
        text = self.builder.text[node.start : node.end] if isinstance(node, Scalar) else ""
        name = "<<" if merge else key_text(node.value)
        seen = name if merge or not isinstance(node, Scalar) or isinstance(node.value, str) else text
        if seen in self.places and not alone and not isinstance(node, Alias):
            line, _ = Places(self.builder.text).at(self.places[seen])
            raise FrontMatterError(f"the key {name!r} is there already, in line {line}", node.start, "HK102")
        if not alone:
            self.places[seen] = node.start
        self.pending = (name, node.start, node.end, merge)

    def add(self, node: Node) -> None:
        name, start, end, merge = self.pending
        self.weight += self.builder.size(node)
        self.pairs.append(Pair(name, start, end, node))
        if merge:
            for values in _merged(node):
                self.value.update(values)
        else:
            self.value[name] = node.value

    def mapping(self, style: str, end: int | None = None) -> Mapping:
        stop = max(self.pairs[-1].node.end, self.pairs[-1].key_end) if end is None else end
        node = Mapping(self.start, stop, tuple(self.pairs), self.value, style)
        self.builder.weigh(node, self.weight)
        return node


def _last_line(text: str, token: Token) -> int:
    written = text[token.start : token.end]
    return token.line + written.count("\n") + written.replace("\r\n", "").count("\r")


def _merged(node: Node) -> list[dict[str, Value]]:
    value = node.value
    if isinstance(value, dict):
        return [value]
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return value
    raise FrontMatterError("only a map or a list of maps can be merged with <<", node.start)
