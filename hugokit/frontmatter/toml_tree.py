"""Building the tree of a TOML document from its statements, and refusing what is defined twice, as go-toml does.

The span of a table written in several places runs from its first part to its last; where tables are interleaved it
may hold parts of others. A key's span is that of its own header or, if it has none, of its first mention.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from hugokit.errors import FrontMatterError
from hugokit.frontmatter.node import Mapping, Node, Pair, Path, Sequence
from hugokit.limits import MAX_DEPTH
from hugokit.text.display import shorten

Kind = Literal["pair", "table", "tables"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a dotted key: its name and the span of its spelling, quotes included."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A key with its value, or a header. `end` is just past the value or the header's last bracket.

    `path` is where it leads from the root (an item of an array of tables by its index) and `at_root` how many steps
    of it come from the header above.
    """

    kind: Kind
    start: int
    end: int
    parts: tuple[Part, ...]
    node: Node | None = None
    path: Path = ()

    def part_at(self, position: int) -> Part | None:
        """The part that spells step `position` of the path, if it stands in this statement."""
        keys = [index for index, step in enumerate(self.path) if isinstance(step, str)]
        own = dict(zip(keys[len(keys) - len(self.parts) :], self.parts, strict=True))
        return own.get(position)


@dataclass(slots=True)
class _Table:
    start: int
    end: int
    style: str
    explicit: bool = False
    section: int = 0
    slots: dict[str, _Slot] = field(default_factory=dict)


@dataclass(slots=True)
class _Slot:
    part: Part
    value: Node | _Table | list[_Table]


class Builder:
    """Takes statements in order; `root()` gives the tree. Raises FrontMatterError HK102 for a second definition."""

    def __init__(self, start: int, end: int, style: str, depth: int = 0) -> None:
        self._root = _Table(start, end, style, explicit=True)
        self._here = self._root
        self._path: Path = ()
        self._section, self._depth = 0, depth

    def depth(self) -> int:
        """How many levels down the present table is."""
        return self._depth + len(self._path)

    def pair(self, parts: tuple[Part, ...], node: Node) -> Path:
        """`a.b = value` in the present table; gives its path."""
        table = self._here
        for part in parts[:-1]:
            table = self._dotted(table, part, node.end)
        last = parts[-1]
        if last.name in table.slots:
            raise _again(last, "is already defined")
        table.slots[last.name] = _Slot(last, node)
        return (*self._path, *(part.name for part in parts))

    def table(self, parts: tuple[Part, ...], start: int, end: int) -> Path:
        """`[a.b]`: what follows belongs there; gives its path."""
        holder, path = self._walk(parts[:-1], start, end)
        last = parts[-1]
        slot = holder.slots.get(last.name)
        if slot is None:
            slot = holder.slots[last.name] = _Slot(last, _Table(start, end, "table"))
        found = slot.value
        if not isinstance(found, _Table):
            raise _again(last, "is already a value" if not isinstance(found, list) else "is already a list of tables")
        if found.explicit or found.section:
            raise _again(last, "is already defined")
        found.explicit, slot.part = True, last
        self._enter(found, (*path, last.name), end)
        return self._path

    def tables(self, parts: tuple[Part, ...], start: int, end: int) -> Path:
        """`[[a.b]]`: a new item that what follows belongs to; gives its path."""
        holder, path = self._walk(parts[:-1], start, end)
        last = parts[-1]
        slot = holder.slots.get(last.name)
        if slot is None:
            slot = holder.slots[last.name] = _Slot(last, [])
        if not isinstance(slot.value, list):
            raise _again(last, "is already defined, but not as a list of tables")
        slot.value.append(_Table(start, end, "table", explicit=True))
        self._enter(slot.value[-1], (*path, last.name, len(slot.value) - 1), end)
        return self._path

    def extend(self, path: Path, end: int) -> None:
        """The tables on a path reach at least to `end`."""
        table = self._root
        for step in path:
            value = table.slots[step].value if isinstance(step, str) else None
            if isinstance(value, list):
                table = value[-1]
            elif isinstance(value, _Table):
                table = value
            table.end = max(table.end, end)

    def root(self) -> Mapping:
        """The tree of all that was taken in."""
        return _freeze(self._root)

    def _enter(self, table: _Table, path: Path, end: int) -> None:
        self._section += 1
        self._here, self._path = table, path
        self.extend(path, end)

    def _dotted(self, table: _Table, part: Part, end: int) -> _Table:
        slot = table.slots.get(part.name)
        if slot is None:
            fresh = _Table(part.start, end, "dotted", section=self._section + 1)
            table.slots[part.name] = _Slot(part, fresh)
            return fresh
        found = slot.value
        if not isinstance(found, _Table):
            raise _again(part, "is already a value" if not isinstance(found, list) else "is already a list of tables")
        if found.explicit or found.section != self._section + 1:
            raise _again(part, "is already defined as a table")
        found.end = max(found.end, end)
        return found

    def _walk(self, parts: tuple[Part, ...], start: int, end: int) -> tuple[_Table, Path]:
        table: _Table = self._root
        path: Path = ()
        for part in parts:
            slot = table.slots.get(part.name)
            if slot is None:
                slot = table.slots[part.name] = _Slot(part, _Table(start, end, "table"))
            value = slot.value
            if isinstance(value, list):
                table, path = value[-1], (*path, part.name, len(value) - 1)
            elif isinstance(value, _Table):
                table, path = value, (*path, part.name)
            else:
                raise _again(part, "is already a value")
        return table, path


def check_depth(levels: int, at: int) -> None:
    """FrontMatterError HK103 for more levels than MAX_DEPTH."""
    if levels > MAX_DEPTH:
        raise FrontMatterError(f"TOML: nested deeper than {MAX_DEPTH} levels", at, "HK103")


def _again(part: Part, what: str) -> FrontMatterError:
    return FrontMatterError(f"TOML: the key {shorten(part.name)!r} {what}", part.start, "HK102")


def _freeze(table: _Table) -> Mapping:
    pairs = []
    for key, slot in table.slots.items():
        value = slot.value
        if isinstance(value, list):
            items = tuple(_freeze(item) for item in value)
            node: Node = Sequence(items[0].start, items[-1].end, items, [item.value for item in items], "tables")
        else:
            node = _freeze(value) if isinstance(value, _Table) else value
        pairs.append(Pair(key, slot.part.start, slot.part.end, node))
    values = {pair.key: pair.node.value for pair in pairs}
    return Mapping(table.start, table.end, tuple(pairs), values, table.style)
