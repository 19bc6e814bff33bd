"""What can be asked of a front matter block. A codec turns each into edits; `intended` says what must come out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter.node import Path, Value


@dataclass(frozen=True, slots=True)
class Set:
    """Give the key or list item at `path` a value. A new key goes after the key `after`, else to the end of its map.

    `style`: None to follow the surroundings, "block" or "flow" to ask for one.
    """

    path: Path
    value: Value
    after: str | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Insert:
    """Put a new item into the list at `path[:-1]` so that it gets the index `path[-1]`."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Delete:
    """Take the key or list item at `path` out."""

    path: Path


@dataclass(frozen=True, slots=True)
class Rename:
    """Give the key at `path` another name; its value and place stay."""

    path: Path
    key: str


@dataclass(frozen=True, slots=True)
class Reorder:
    """Put the top-level keys into this order; comments travel with their key. Names every key exactly once."""

    keys: tuple[str, ...]


Operation = Set | Insert | Delete | Rename | Reorder


def intended(values: dict[str, Value], op: Operation) -> dict[str, Value]:
    """The values after the operation, as a new tree. Keys are those written in the file (exact spelling).

    Raises KeyError or IndexError for a path that is not there, UnsupportedEdit for one that cannot be.
    """
    out: dict[str, Value] = plain_copy(values)
    if isinstance(op, Reorder):
        if sorted(op.keys) != sorted(out):
            raise UnsupportedEdit("the new order must name every top-level key once")
        return {key: out[key] for key in op.keys}
    parent = _walk(out, op.path[:-1], create=isinstance(op, Set))
    _change(parent, op.path[-1], op)
    return out


def _walk(value: Any, path: Path, *, create: bool) -> Any:
    for step in path:
        if create and isinstance(step, str) and isinstance(value, dict) and value.get(step) is None:
            value[step] = {}
        value = value[step]
    return value


def _change(found: Any, step: str | int, op: Set | Insert | Delete | Rename) -> None:
    if not isinstance(found, dict if isinstance(step, str) else list):
        raise UnsupportedEdit(f"{op.path!r} does not lead into a {'map' if isinstance(step, str) else 'list'}")
    parent: Any = found
    if isinstance(op, Set):
        parent[step] = plain_copy(op.value)
    elif isinstance(op, Insert):
        parent.insert(step, plain_copy(op.value))
    elif isinstance(op, Delete):
        del parent[step]
    else:
        _rename(parent, step, op.key)


def _rename(parent: dict[str, Value], old: str | int, new: str) -> None:
    if new in parent and new != old:
        raise UnsupportedEdit(f"there is already a key {new!r}")
    items = [(new if key == old else key, value) for key, value in parent.items()]
    if old not in parent:
        raise KeyError(old)
    parent.clear()
    parent.update(items)


def plain_copy(value: Value) -> Value:
    """A deep copy in which nothing is shared: what two aliases of one anchor say becomes two values."""
    if isinstance(value, dict):
        return {key: plain_copy(item) for key, item in value.items()}
    return [plain_copy(item) for item in value] if isinstance(value, list) else value


def same(left: Value, right: Value) -> bool:
    """Equal in value and type all the way down (True is not 1, 1 is not 1.0, nan is nan); map order is not compared."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[k], right[k]) for k in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(same(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, datetime) and left.utcoffset() != right.utcoffset():
        return False
    return bool(left == right) or (left != left and right != right)
