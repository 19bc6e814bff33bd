"""The tree a codec reads: every value with its place. Offsets count characters of the whole text of the file.

`value` is the plain Python value as Hugo reads it: dict (in the order written), list, str, int, float, bool,
None, bytes, and for TOML datetime, date and time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Value = Any
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """A single value. `style` is the codec's own word for how it is written (plain, single, double, literal …)."""

    start: int
    end: int
    value: Value
    style: str = "plain"
    anchor: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A key with its value. `key` is as Hugo reads it before it lower-cases it."""

    key: str
    key_start: int
    key_end: int
    node: Node


@dataclass(frozen=True, slots=True, eq=False)
class Mapping:
    """A map. `style`: block or flow (YAML), object (JSON), root, table, dotted or inline (TOML)."""

    start: int
    end: int
    pairs: tuple[Pair, ...]
    value: dict[str, Value]
    style: str = "block"
    anchor: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    """A list. `style`: block or flow (YAML), array (JSON, TOML), tables (TOML array of tables).

    `marks`: the offset of each item's dash in a YAML block list, else empty.
    """

    start: int
    end: int
    items: tuple[Node, ...]
    value: list[Value]
    style: str = "block"
    anchor: str | None = None
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Alias:
    """A YAML alias; `value` is the value of the node with the anchor."""

    start: int
    end: int
    name: str
    value: Value
    target: Node
    anchor: str | None = None


Node = Scalar | Mapping | Sequence | Alias


def pair_of(node: Node, key: str) -> Pair | None:
    """The pair that Hugo reads for a key: the exact spelling, else the same letters in another case."""
    if not isinstance(node, Mapping):
        return None
    same = [p for p in node.pairs if p.key == key]
    if not same:
        lower = key.lower()
        same = [p for p in node.pairs if p.key.lower() == lower]
    return same[-1] if same else None


def find(root: Node, path: Path) -> Node | None:
    """The node at a path of keys (any case) and list indices, or None."""
    node: Node = root
    for step in path:
        while isinstance(node, Alias):
            node = node.target
        if isinstance(step, int):
            if not isinstance(node, Sequence) or not -len(node.items) <= step < len(node.items):
                return None
            node = node.items[step]
        else:
            pair = pair_of(node, step)
            if pair is None:
                return None
            node = pair.node
    return node


def place(root: Mapping, path: Path) -> tuple[int, int]:
    """Where to point for a path: the key for a key that is there, the item for an item, else its nearest parent."""
    for cut in range(len(path), 0, -1):
        head, step = path[: cut - 1], path[cut - 1]
        parent = find(root, head)
        while isinstance(parent, Alias):
            parent = parent.target
        if parent is None:
            continue
        if isinstance(step, str) and (pair := pair_of(parent, step)):
            return pair.key_start, pair.key_end
        if isinstance(step, int) and (node := find(parent, (step,))):
            return node.start, node.end
    return root.start, root.start


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every node with its path, parents first; aliases are not entered."""
    yield path, node
    if isinstance(node, Mapping):
        for pair in node.pairs:
            yield from walk(pair.node, (*path, pair.key))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from walk(item, (*path, index))


def covered(node: Node) -> list[tuple[int, int]]:
    """The spans of keys and of single values that are written, in order: what is no blank and no comment."""
    spans: list[tuple[int, int]] = []
    for _, inner in walk(node):
        if isinstance(inner, Mapping):
            spans += [(pair.key_start, pair.key_end) for pair in inner.pairs]
        elif not isinstance(inner, Sequence):
            spans.append((inner.start, inner.end))
    return sorted(span for span in spans if span[0] < span[1])
