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
    """Put the keys of the map at `path` (or the items of a list, by their index) into this order; comments travel.

    Names every key exactly once.
    """

    keys: tuple[str | int, ...]
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Move:
    """Put the key or list item at `path` before its sibling `before`, or last where that is None; comments travel.

    `before` is a key of the same map, or an index of the same list as it is now.
    """

    path: Path
    before: str | int | None = None


Operation = Set | Insert | Delete | Rename | Reorder
"""What a codec makes into edits."""
Step = Operation | Move
"""What can be asked of a document."""


def intended(values: dict[str, Value], op: Operation) -> dict[str, Value]:
    """The values after the operation, as a new tree. Keys are those written in the file (exact spelling).

    Raises KeyError or IndexError for a path that is not there, UnsupportedEdit for one that cannot be.
    """
    out: dict[str, Value] = plain_copy(values)
    if isinstance(op, Reorder):
        _reorder(_walk(out, op.path, create=False), op)
        return out
    parent = _walk(out, op.path[:-1], create=isinstance(op, Set))
    _change(parent, op.path[-1], op)
    return out


def as_reorder(values: dict[str, Value], op: Move) -> Reorder:
    """The order that a Move asks for. Raises KeyError or IndexError where it names what is not there."""
    parent: Any = _walk(values, op.path[:-1], create=False)
    steps: list[Any] = list(range(len(parent))) if isinstance(parent, list) else list(parent)
    moved = _one_of(steps, op.path[-1])
    at = len(steps) if op.before is None else steps.index(_one_of(steps, op.before))
    order = [step for step in steps[:at] if step != moved] + [moved] + [step for step in steps[at:] if step != moved]
    return Reorder(tuple(order), op.path[:-1])


def _one_of(steps: list[Any], step: str | int) -> Any:
    if isinstance(step, int) and steps == list(range(len(steps))):
        return steps[step]
    if step not in steps:
        raise KeyError(step)
    return step


def item_by_item(path: Path, old: list[Value], new: list[Value]) -> list[Step]:
    """A list made into another by changing, taking out and putting in single items; what both begin and end with stays.

    Neither list is empty.
    """
    head, tail = common_ends(old, new)
    shared = min(len(old), len(new)) - tail
    out: list[Step] = [Set((*path, index), new[index]) for index in range(head, shared)]
    out += [Delete((*path, index)) for index in reversed(range(shared, len(old) - tail))]
    return out + [Insert((*path, index), new[index]) for index in range(shared, len(new) - tail)]


def _walk(value: Any, path: Path, *, create: bool) -> Any:
    for step in path:
        if create and isinstance(step, str) and isinstance(value, dict) and value.get(step) is None:
            value[step] = {}
        value = value[step]
    return value


def common_ends(old: list[Value], new: list[Value]) -> tuple[int, int]:
    """How many items two lists begin with, and how many of the rest they end with, that are the same."""
    size = min(len(old), len(new))
    head = next((index for index in range(size) if not same(old[index], new[index])), size)
    tail = next((index for index in range(size - head) if not same(old[-1 - index], new[-1 - index])), size - head)
    return head, tail


def _reorder(found: Any, op: Reorder) -> None:
    steps = list(range(len(found))) if isinstance(found, list) else list(found) if isinstance(found, dict) else []
    if sorted(map(str, op.keys)) != sorted(map(str, steps)):
        raise UnsupportedEdit("the new order must name every key of the map, or every item of the list, once")
    values = [found[step] for step in op.keys]
    if isinstance(found, list):
        found[:] = values
        return
    found.clear()
    found.update(zip(op.keys, values, strict=True))


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


def first_difference(left: Value, right: Value) -> Path:
    """Where two values that are not the same differ first."""
    if isinstance(left, dict) and isinstance(right, dict):
        keys = [key for key in {**left, **right} if not (key in left and key in right and same(left[key], right[key]))]
        return (keys[0], *first_difference(left.get(keys[0]), right.get(keys[0]))) if keys else ()
    if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        index = next((i for i, (a, b) in enumerate(zip(left, right, strict=True)) if not same(a, b)), None)
        return () if index is None else (index, *first_difference(left[index], right[index]))
    return ()
