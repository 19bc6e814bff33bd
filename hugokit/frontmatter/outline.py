"""A block as entries with their comments, free of its format: what conversion writes anew in another one.

A comment on lines of its own stands above the entry that follows it (or below the last entry of a map or list that it
is indented into); a comment behind a value stands beside it. Blank lines are comments without text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from hugokit.frontmatter.comments import comments
from hugokit.frontmatter.fences import Format
from hugokit.frontmatter.node import Alias, Mapping, Node, Scalar, Sequence, Value
from hugokit.frontmatter.steps import pair_named

_BLANK_LINE = re.compile(r"(?:(?<=\n)|(?<=\r)(?!\n))[ \t]*(?=[\r\n])")
_ITEM = re.compile(r"#+[ \t]*-(?:[ \t]|\Z)")
_WHOLE = re.compile(r"-?[0-9]+\Z")
_EXACT = 2**53
_WRAPPED = ("folded", "plain", "single", "double", "ml-basic")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value.

    `wrapped`: a text of one line (a line end may close it) that was written on several; `date`: one of the page's
    dates; `written`: how a time that has a type of its own is written.
    """

    value: Value
    wrapped: bool = False
    date: bool = False
    written: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A map (`keyed`) or a list. `flat`: it was written on one line; `below`: comments after the last entry."""

    entries: tuple[Entry, ...]
    keyed: bool
    flat: bool = False
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A key or (with the key "") an item. `above`: comment lines, "" for a blank one; `beside`: the comment behind."""

    key: str
    value: Leaf | Branch
    above: tuple[str, ...] = ()
    beside: str = ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """Every comment above, beside and inside, without blank lines: for a place that has room above only."""
        inner = () if isinstance(self.value, Leaf) else within(self.value)
        own = (*self.above, self.beside, *inner)
        return tuple(line for line in own if line)


def within(branch: Branch) -> tuple[str, ...]:
    """Every comment inside a map or list, in the order written."""
    found = [line for entry in branch.entries for line in entry.remarks]
    return (*found, *(line for line in branch.below if line))


def outline(format_: Format, text: str, start: int, end: int, root: Mapping) -> Branch:
    """The outline of the block text[start:end] with the tree `root`."""
    return _Reader(format_, text, start, end, root).read()


@dataclass(slots=True)
class _Slot:
    """An entry while comments are given to it. `column`: where its key or dash stands in its line."""

    key: str
    at: int
    end: int
    depth: int
    column: int
    node: Node | None
    value: Value
    parent: _Slot | None
    children: list[_Slot] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)

    def lineage(self) -> Iterator[_Slot]:
        """The slot and those it stands in, from the inside out."""
        slot: _Slot | None = self
        while slot is not None:
            yield slot
            slot = slot.parent


class _Reader:
    def __init__(self, format_: Format, text: str, start: int, end: int, root: Mapping) -> None:
        self.format, self.text, self.start, self.end = format_, text, start, end
        self.slots: list[_Slot] = []
        self.root = self._slot("", start, root, root.value, None)
        self.slots.sort(key=lambda slot: (slot.at, slot.depth))
        self.starts = [slot.at for slot in self.slots]

    def read(self) -> Branch:
        for at, comment in self._remarks():
            self._give(at, comment)
        branch = self._freeze(self.root)
        assert isinstance(branch, Branch)
        return branch

    # slots ------------------------------------------------------------------------------------------------------

    def _slot(self, key: str, at: int, node: Node | None, value: Value, parent: _Slot | None) -> _Slot:
        if isinstance(node, Alias):
            node = None
        end = max(node.end, at) if node is not None else at
        depth = parent.depth + 1 if parent else 0
        slot = _Slot(key, at, end, depth, at - self._line_start(at), node, value, parent)
        if isinstance(node, Mapping):
            slot.children = [self._child(slot, node, name) for name in node.value]
        elif isinstance(node, Sequence):
            marks = node.marks or [item.start for item in node.items]
            slot.children = [
                self._slot("", mark, item, item.value, slot) for mark, item in zip(marks, node.items, strict=True)
            ]
        else:
            slot.children = [self._slot(name, at, None, inner, slot) for name, inner in _inside(value)]
        self.slots += slot.children
        return slot

    def _child(self, slot: _Slot, node: Mapping, name: str) -> _Slot:
        """A key of its own, or one that a merge key brought."""
        pair = pair_named(node, name)
        if pair is not None:
            at = min(pair.key_start, pair.node.start) if _is_table(pair.node) else pair.key_start
            return self._slot(name, at, pair.node, node.value[name], slot)
        merge = pair_named(node, "<<")
        return self._slot(name, merge.key_start if merge else slot.at, None, node.value[name], slot)

    def _line_start(self, at: int) -> int:
        return max(self.text.rfind("\n", self.start, at), self.text.rfind("\r", self.start, at), self.start - 1) + 1

    # comments ---------------------------------------------------------------------------------------------------

    def _remarks(self) -> list[tuple[int, str]]:
        """Comments and blank lines with their places, in the order written."""
        root = self.root.node
        assert isinstance(root, Mapping)
        found = [(one.start, one.text) for one in comments(self.format, self.text, self.start, self.end, root)]
        lines = [line.start() for line in _BLANK_LINE.finditer(self.text, self.start, self.end)]
        return sorted([*found, *((line, "") for line in lines if not self._in_a_value(line))])

    def _in_a_value(self, at: int) -> bool:
        slot = self._begun(at)
        return slot is not None and isinstance(slot.node, Scalar) and slot.node.start <= at < slot.node.end

    def _begun(self, at: int) -> _Slot | None:
        """The last entry that begins at or before a place."""
        index = bisect_right(self.starts, at)
        return self.slots[index - 1] if index else None

    def _give(self, at: int, comment: str) -> None:
        before = self._begun(at)
        if comment and before is not None and self.text[self._line_start(at) : at].strip():
            self._beside(before, at, comment)
            return
        index = bisect_right(self.starts, at)
        following = self.slots[index] if index < len(self.slots) else None
        if not comment and following is not None and following.depth > 1 and _is_headed(following):
            return
        holder = self._holder(before, following, at, comment)
        if holder is not None:
            holder.below.append(comment)
        elif following is not None:
            following.above.append(comment)
        else:
            self.root.below.append(comment)

    def _beside(self, slot: _Slot, at: int, comment: str) -> None:
        """Behind a bracket the comment is about the whole of it."""
        while slot.parent and _bracketed(self.text, slot.parent) and slot.parent.end <= at and slot.parent.parent:
            slot = slot.parent
        if slot.beside:
            slot.above.append(comment)
        else:
            slot.beside = comment

    def _holder(self, before: _Slot | None, following: _Slot | None, at: int, comment: str) -> _Slot | None:
        """The map or list that a line of its own ends, rather than to stand above the entry that follows."""
        lineage = list(before.lineage()) if before else []
        for slot in lineage:
            if _bracketed(self.text, slot) and slot.node is not None and slot.node.start < at < slot.end:
                return slot if following is None or following.at > slot.end else None
        if self.format != "yaml" or not comment:
            return None
        column = at - self._line_start(at)
        for slot in lineage:
            if slot.children and slot.parent is not None and slot.node is not None:
                inner = slot.children[0].column
                last = following is None or following.parent is not slot
                switched_off = last and isinstance(slot.value, list) and _ITEM.match(comment)
                if inner <= column and (following is None or inner > following.column or switched_off):
                    return slot
        return None

    # the outline ------------------------------------------------------------------------------------------------

    def _freeze(self, slot: _Slot) -> Leaf | Branch:
        if not isinstance(slot.value, dict | list):
            return self._leaf(slot)
        entries = tuple(
            Entry(child.key, self._freeze(child), _tidy(child.above), child.beside) for child in slot.children
        )
        return Branch(entries, isinstance(slot.value, dict), self._is_flat(slot), _tidy(slot.below))

    def _is_flat(self, slot: _Slot) -> bool:
        """Written between brackets on one line. What an alias brought is not."""
        if slot.parent is None or not _bracketed(self.text, slot) or slot.node is None:
            return False
        return not re.search(r"[\r\n]", self.text[slot.node.start : slot.end])

    def _leaf(self, slot: _Slot) -> Leaf:
        node, value = slot.node, slot.value
        if not isinstance(node, Scalar):
            return Leaf(value)
        written = self.text[node.start : node.end]
        if self.format == "json" and isinstance(value, float) and _WHOLE.match(written) and abs(value) <= _EXACT:
            return Leaf(int(value))
        if isinstance(value, date | time):
            return Leaf(value, written=written)
        lines = "\n" in written.strip("\r\n") and isinstance(value, str) and "\n" not in value.rstrip("\n")
        return Leaf(value, wrapped=lines and node.style in _WRAPPED)


def _inside(value: Value) -> Iterator[tuple[str, Value]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from (("", item) for item in value)


def _bracketed(text: str, slot: _Slot) -> bool:
    """A map or list between brackets."""
    return isinstance(slot.node, Mapping | Sequence) and slot.node.style in ("flow", "object", "array", "inline")


def _is_table(node: Node | None) -> bool:
    """A TOML table, or a list of them, with headers."""
    return isinstance(node, Mapping | Sequence) and node.style in ("table", "tables")


def _is_headed(slot: _Slot) -> bool:
    """Whether TOML writes a header for an entry: the blank line above that is a matter of form."""
    return _is_table(slot.node) or (slot.parent is not None and _is_table(slot.parent.node) and not slot.key)


def _tidy(lines: list[str]) -> tuple[str, ...]:
    """At most one blank line in a row."""
    return tuple(line for index, line in enumerate(lines) if line or not index or lines[index - 1])
