"""Bulk edits: changes as operations on one document, each of them proven there, all of them or none.

What a page does not have is no reason to refuse: nothing is deleted, renamed or taken out there. What cannot be meant
(a key of two spellings, an item for what is no list, a name that is taken) is refused with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import lru_cache, singledispatch
from typing import Any

from hugokit.document import Document
from hugokit.engine.changes import Append, Assign, Change, Drop, Remove, Replace, Retitle
from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter.node import Path, Value
from hugokit.frontmatter.operations import Delete, Insert, Move, Rename, Set, Step, same
from hugokit.frontmatter.storable import storable
from hugokit.text.display import shorten
from hugokit.text.keypath import show_key


@dataclass(frozen=True, slots=True)
class Page:
    """A document while it is edited. `rank`: the place of each known key (lower case) in the wanted order."""

    document: Document[Any]
    rank: Mapping[str, int]

    def stored(self, value: Value) -> Value:
        """A value as the page's format would give it back."""
        return storable(value, self.document.format or "yaml")

    def new(self, path: Path, value: Value) -> Iterator[Step]:
        """A key that is not there: after the last of those before it in the order, or before the first of the others.

        Only the keys of the page itself have an order; elsewhere, and where none of them is known, it goes to the end.
        """
        name, present = str(path[0]).lower(), {key.lower(): key for key in self.document.plain}
        if name in present or name not in self.rank:
            yield Set(path, value)
            return
        ordered = sorted((key for key in present if key in self.rank), key=self.rank.__getitem__)
        earlier = [key for key in ordered if self.rank[key] < self.rank[name]]
        yield Set(path, value, present[earlier[-1]] if earlier else None)
        if ordered and not earlier:
            yield Move(path[:1], present[ordered[0]])


def edit_document(document: Document[Any], changes: Sequence[Change], order: Sequence[str]) -> None:
    """Carry the changes out in order, in place; `order` says where new keys go.

    Raises UnsupportedEdit with the reason, and then the document is to be thrown away; FrontMatterError if unreadable.
    """
    page = Page(document, _ranks(tuple(order)))
    for change in changes:
        for step in operations(change, page):
            with suppress(UnsupportedEdit) if isinstance(step, Move) else nullcontext():  # the place is only a wish
                document.apply(step)


@lru_cache(maxsize=8)
def _ranks(order: tuple[str, ...]) -> Mapping[str, int]:
    return {key.lower(): place for place, key in enumerate(order)}


@singledispatch
def operations(change: Change, page: Page) -> Iterator[Step]:
    """What a change comes to on a page as it stands: nothing where there is nothing to do."""
    raise TypeError(f"{change!r} is no change")


@operations.register
def _(change: Assign, page: Page) -> Iterator[Step]:
    found = _find(page, change.path)
    if change.default and found.there:
        return
    if not found.there or not same(found.value, page.stored(change.value)):
        _refuse_blocked(found, change.path)
        yield from [Set(found.path, change.value)] if found.there else page.new(found.path, change.value)


@operations.register
def _(change: Drop, page: Page) -> Iterator[Step]:
    while (found := _find(page, change.path, twins=True)).there:
        yield Delete(found.path)
        if isinstance(change.path[-1], int):
            return  # the next item has its index now


@operations.register
def _(change: Retitle, page: Page) -> Iterator[Step]:
    found = _find(page, change.path)
    if not found.there or found.path[-1] == change.key:
        return
    taken = [key for key in _at(page, found.path[:-1]) if key.lower() == change.key.lower() and key != found.path[-1]]
    if taken:
        raise UnsupportedEdit(f"{show_key(found.path)} cannot be called {change.key}: {taken[0]} is there already")
    yield Rename(found.path, change.key)


@operations.register
def _(change: Append, page: Page) -> Iterator[Step]:
    found = _find(page, change.path)
    if page.document.fences is None:
        return
    items = _unique(page, change.items)
    if found.value is None or found.value == "":  # to Hugo no term either
        _refuse_blocked(found, change.path)
        if items:
            yield from [Set(found.path, items)] if found.there else page.new(found.path, items)
        return
    held = _list(found)
    at = len(held)
    for item in items:
        if not any(same(item, other) for other in held):
            yield Insert((*found.path, at), item)
            at += 1


@operations.register
def _(change: Remove, page: Page) -> Iterator[Step]:
    found = _find(page, change.path)
    unwanted = _unique(page, change.items)
    if not isinstance(found.value, list):
        if found.there and _among(found.value, unwanted):
            _list(found)
        return
    for index in reversed(range(len(found.value))):
        if _among(found.value[index], unwanted):
            yield Delete((*found.path, index))


@operations.register
def _(change: Replace, page: Page) -> Iterator[Step]:
    found = _find(page, change.path)
    old, new = page.stored(change.old), page.stored(change.new)
    if not found.there or same(old, new):
        return
    if not isinstance(found.value, list):
        if same(found.value, old):
            yield Set(found.path, new)
        return
    places = [index for index, item in enumerate(found.value) if same(item, old)]
    if places and not _among(new, found.value):
        yield Set((*found.path, places.pop(0)), new)
    for index in reversed(places):
        yield Delete((*found.path, index))


# where a path leads ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """`path`: with the keys as the page spells them; `blocked`: why nothing can be put there, "" where it can."""

    path: Path
    there: bool
    value: Value = None
    blocked: str = ""


def _find(page: Page, path: Path, *, twins: bool = False) -> _Found:
    """What is at a path. A key that stands there in two spellings is refused unless `twins` says that any will do."""
    value: Value = page.document.plain
    written: list[str | int] = []
    for at, step in enumerate(path):
        if value is None:
            return _Found((*written, *path[at:]), False)
        if not isinstance(value, list if isinstance(step, int) else dict):
            return _Found(path, False, blocked=f"{show_key(tuple(written))} is {_what(value)}")
        holder: Any = value
        key = _index(holder, step) if isinstance(step, int) else _spelling(holder, step, tuple(written), twins=twins)
        if key is None:
            blocked = f"there is no item {step} in {show_key(tuple(written))}" if isinstance(step, int) else ""
            return _Found((*written, *path[at:]), False, blocked=blocked)
        written.append(key)
        value = holder[key]
    return _Found(tuple(written), True, value)


def _index(items: list[Value], step: int) -> int | None:
    return step % len(items) if -len(items) <= step < len(items) else None


def _spelling(values: dict[str, Value], key: str, parent: Path, *, twins: bool) -> str | None:
    spelled = [other for other in values if other.lower() == key.lower()]
    if len(spelled) > 1 and not twins:
        names = ", ".join(spelled)
        raise UnsupportedEdit(f"{show_key((*parent, key))} stands there as {names}; delete all but one")
    return key if key in spelled else next(iter(spelled), None)


def _refuse_blocked(found: _Found, path: Path) -> None:
    if found.blocked:
        raise UnsupportedEdit(f"{show_key(path)} cannot be set: {found.blocked}")


def _at(page: Page, path: Path) -> Any:
    value: Any = page.document.plain
    for step in path:
        value = value[step]
    return value


# lists ----------------------------------------------------------------------------------------------------------


def _list(found: _Found) -> list[Value]:
    if isinstance(found.value, list):
        return found.value
    mend = "; `hugokit check --fix` makes a list of one that should be" if isinstance(found.value, str) else ""
    raise UnsupportedEdit(f"{show_key(found.path)} is {_what(found.value)}, not a list{mend}")


def _what(value: Value) -> str:
    if isinstance(value, dict | list):
        return "a map" if isinstance(value, dict) else "a list"
    return f"the text {shorten(value)!r}" if isinstance(value, str) else "a single value"


def _among(value: Value, items: Sequence[Value]) -> bool:
    return any(same(value, item) for item in items)


def _unique(page: Page, items: Sequence[Value]) -> list[Value]:
    found: list[Value] = []
    for item in items:
        stored = page.stored(item)
        if not _among(stored, found):
            found.append(stored)
    return found
