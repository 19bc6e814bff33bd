"""Shared by the tests of the TOML and JSON codecs: random operations on a tree, and the proof of one edit."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from types import ModuleType
from typing import Any

from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter.node import Mapping, Node, Pair, Scalar, Sequence, find, walk
from hugokit.frontmatter.operations import Delete, Insert, Operation, Rename, Reorder, Set, intended, same
from hugokit.text.edits import Edit, splice

BLOCK = re.compile(r"\+\+\+(.*?\n)\+\+\+", re.DOTALL)


def prove(codec: ModuleType, text: str, start: int, end: int, op: Operation) -> str | None:
    """The edited text, after the proof that its values are the intended ones; None where the codec says no."""
    root = codec.read(text, start, end)
    try:
        edits = codec.edits(text, start, end, root, op)
    except UnsupportedEdit:
        return None
    wanted = intended(root.value, _written(codec, op))
    out = _splice(text, edits, op)
    assert all(start <= edit.start <= edit.end <= end for edit in edits)
    again = codec.read(out, start, end + len(out) - len(text))
    assert same(again.value, wanted), f"{op}\n{text[start:end]!r}\n{out!r}"
    if isinstance(op, Reorder) and codec.__name__.endswith("json"):
        node = find(again, op.path)
        assert not isinstance(node, Mapping) or list(node.value) == list(op.keys)
    return out


def _written(codec: ModuleType, op: Operation) -> Operation:
    if isinstance(op, Set):
        return Set(op.path, codec.as_read(op.value), op.after, op.style)
    return Insert(op.path, codec.as_read(op.value)) if isinstance(op, Insert) else op


def some_operation(root: Mapping, pick: random.Random, value: Callable[[], Any]) -> Operation:
    """An operation on a random place of a tree: what is there, and keys and items that are not."""
    nodes = list(walk(root))
    path, node = pick.choice(nodes)
    names = ["a", "b", "tags", "title", "new key", "x.y", "é", "draft"]
    kind = pick.choice(["set", "new", "insert", "delete", "rename", "reorder", "nested"])
    if kind == "set" and path:
        return Set(path, value())
    if kind == "new" and isinstance(node, Mapping):
        after = pick.choice([None, *node.value])
        return Set((*path, pick.choice(names)), value(), after, pick.choice([None, None, "flow", "block"]))
    if kind == "nested" and isinstance(node, Mapping):
        return Set((*path, pick.choice(names), pick.choice(names)), value())
    if kind == "insert" and isinstance(node, Sequence):
        return Insert((*path, pick.randint(0, len(node.items))), value())
    if kind in ("delete", "insert") and path:
        return Delete(path)
    if kind == "rename" and path and isinstance(path[-1], str):
        return Rename(path, pick.choice(names))
    counts = [(path, node) for path, node in nodes if isinstance(node, Mapping | Sequence) and find(root, path) is node]
    path, node = pick.choice(counts)
    assert isinstance(node, Mapping | Sequence)
    keys: list[str | int] = list(node.value) if isinstance(node, Mapping) else list(range(len(node.items)))
    pick.shuffle(keys)
    return Reorder(tuple(keys), path)


def some_value(pick: random.Random, depth: int = 0, *, null: bool) -> Any:
    """A plain value, nested up to three deep."""
    kind = pick.randint(0, 9 if depth < 3 else 6)
    if kind == 0 and null:
        return None
    if kind <= 3:
        return pick.choice(
            ["", "text", "two\nlines", 'q"\\', "it's", "é😀", "# no comment", "+++", "a, b", "\t\x7f\x00"]
        )
    if kind <= 6:
        return pick.choice([0, 1, -5, 1.5, -0.0, 1e300, True, False, 2**40])
    if kind == 7:
        return {pick.choice("abcd"): some_value(pick, depth + 1, null=null) for _ in range(pick.randint(0, 3))}
    if kind == 8:
        return [{"src": some_value(pick, depth + 2, null=null)} for _ in range(pick.randint(1, 2))]
    return [some_value(pick, depth + 1, null=null) for _ in range(pick.randint(0, 3))]


def check_spans(text: str, root: Mapping, value_of: Callable[[str], Any], key_of: Callable[[str], str]) -> None:
    """Every scalar's text reads to its value, every key's to the key; children lie in their parents."""
    for _, node in walk(root):
        assert 0 <= node.start <= node.end <= len(text)
        if isinstance(node, Scalar):
            assert same(value_of(text[node.start : node.end]), node.value)
        for child in _children(node):
            span = (child.key_start, child.node.end) if isinstance(child, Pair) else (child.start, child.end)
            assert node.start <= span[0] <= span[1] <= node.end, (node, child)
            if isinstance(child, Pair):
                assert key_of(text[child.key_start : child.key_end]) == child.key


def _children(node: Node) -> tuple[Pair, ...] | tuple[Node, ...]:
    return node.pairs if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else ()


def crlf(text: str) -> str:
    """The same text with CRLF line ends."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _splice(text: str, edits: list[Edit], op: Operation) -> str:
    try:
        return splice(text, edits)
    except UnsupportedEdit as error:
        raise AssertionError(f"{op}: {error}: {edits} in {text!r}") from error
