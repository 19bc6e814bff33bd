"""Walking a tree by the exact keys of an operation, for the codecs that edit it."""

from __future__ import annotations

from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter.node import Alias, Mapping, Node, Pair, Path, Sequence
from hugokit.frontmatter.operations import Set


def pair_named(node: Node, key: str) -> Pair | None:
    """The last pair with exactly this key: the one that counts."""
    if not isinstance(node, Mapping):
        return None
    return next((pair for pair in reversed(node.pairs) if pair.key == key), None)


def child(node: Node, step: str | int) -> Node | None:
    """The node one step down, or None."""
    if isinstance(node, Alias):
        node = node.target
    if isinstance(step, str):
        pair = pair_named(node, step)
        return pair.node if pair else None
    if isinstance(node, Sequence) and -len(node.items) <= step < len(node.items):
        return node.items[step]
    return None


def node_at(root: Node, path: Path) -> Node:
    """The node at a path; UnsupportedEdit where nothing is."""
    node = root
    for step in path:
        found = child(node, step)
        if found is None:
            raise UnsupportedEdit(f"there is nothing at {show(path)}")
        node = found
    return node


def absolute(root: Node, path: Path, *, insert: bool = False) -> Path:
    """The path with list indices counted from the start (of an Insert the last one clamped as list.insert does)."""
    out: list[str | int] = []
    node: Node | None = root
    for position, step in enumerate(path):
        if isinstance(step, int) and isinstance(node, Sequence):
            size = len(node.items)
            if insert and position == len(path) - 1:
                out.append(min(max(step + size, 0), size) if step < 0 else min(step, size))
            elif not -size <= step < size:
                raise UnsupportedEdit(f"the list at {show(tuple(out))} has no item {step}")
            else:
                out.append(step % size)
        else:
            out.append(step)
        node = child(node, out[-1]) if node is not None else None
    return tuple(out)


def at_the_edge(root: Node, op: Set) -> Set:
    """The same Set with a path whose parent is there: maps that are missing (or null) become part of the value."""
    node = root
    for position, step in enumerate(op.path[:-1]):
        found = child(node, step)
        if found is None or (found.value is None and isinstance(step, str)):
            if not isinstance(node, Mapping) or not all(isinstance(s, str) for s in op.path[position:]):
                raise UnsupportedEdit(f"{show(op.path)} does not lead into a map")
            value = op.value
            for key in reversed(op.path[position + 1 :]):
                value = {key: value}
            return Set(op.path[: position + 1], value, op.after if position == 0 else None, op.style)
        node = found
    return op


def show(path: Path) -> str:
    """A path for a message."""
    return ".".join(str(step) for step in path) or "the front matter"
