"""What changes for pages and sites between two versions of a theme: keys that come, go, or change. Pure.

What says nothing to an author is left out: Hugo's own fields, the items of lists, and types that were only a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from hugokit.gotemplate.evidence import Ref
from hugokit.schema.infer.consequences import Consequence, Grade, Judge
from hugokit.schema.infer.keys import Key
from hugokit.schema.infer.names import Names
from hugokit.schema.infer.shown import Shown

_SCOPES = ("page", "site")
Place = tuple[str, tuple[str, ...]]


class Hit(NamedTuple):
    """A page of a site that a change meets, and what becomes of its value."""

    file: str
    says: str


class Change(NamedTuple):
    """`what`: added, removed, type or default. `old` and `new` are that in words, "" where there is none.

    `says` is what it does, and may be empty; `place` is a file and line that reads the key, in the old version for
    removed ones; `pages` are those of the site that set the key, each with what becomes of its value.
    """

    what: str
    scope: str
    name: str
    old: str
    new: str
    says: str
    place: str
    path: tuple[str, ...]
    pages: tuple[Hit, ...] = ()


class Page(NamedTuple):
    """The front matter of a page; `path` is the file below its content folder."""

    file: str
    path: str
    values: Mapping[str, Any]


def compare(old: Sequence[Key], new: Sequence[Key]) -> tuple[Change, ...]:
    """The changes from the keys of one version to those of another: removed ones first, then by name."""
    before, after = _told(old), _told(new)
    gone = [place for place in before if place not in after and not _goes_with(place, before, after)]
    come = [place for place in after if place not in before and not _goes_with(place, after, before)]
    was, now = Names(old), Names(new)
    found = [_removed(before[place], after, was, now) for place in gone]
    found += [_added(after[place], now) for place in come]
    for place, key in before.items():
        if place in after:
            found += _altered(key, after[place], now)
    order = ("removed", "type", "default", "added")
    return tuple(sorted(found, key=lambda one: (one.scope != "page", order.index(one.what), one.name)))


def on_site(
    changes: Iterable[Change], old: Sequence[Key], new: Sequence[Key], pages: Sequence[Page]
) -> tuple[Change, ...]:
    """The changes with the pages of a site that set these keys."""
    judges = tuple(Judge(use for key in keys for use in key.uses) for keys in (old, new))
    return tuple(
        change._replace(pages=tuple(_hits(change, pages, *judges))) if change.scope == "page" else change
        for change in changes
    )


def _told(keys: Iterable[Key]) -> dict[Place, Key]:
    return {
        (key.scope, key.path): key
        for key in keys
        if key.scope in _SCOPES and key.path[-1] != "[]" and not key.own and key.uses
    }


def _goes_with(place: Place, here: Mapping[Place, Key], there: Mapping[Place, Key]) -> bool:
    """Whether a key above it comes or goes, too: then it needs no line of its own."""
    scope, path = place
    above = ((scope, path[:length]) for length in range(1, len(path)))
    return any(one in here and one not in there for one in above)


def _removed(key: Key, after: Mapping[Place, Key], was: Names, now: Names) -> Change:
    says = "nothing reads it any more"
    if any(use.op.startswith("where ") for use in key.uses):
        says = "lists are no longer filtered by it: pages that it kept out of one show up there"
    heir = _heir(key, after)
    if heir:
        says += f"; {now.dotted(heir)} is read in its place"
    return Change("removed", key.scope, was.dotted(key), kind(key), "", says, _place(key), key.path)


def _heir(key: Key, after: Mapping[Place, Key]) -> Key | None:
    """A new key that the new version reads where the old one was: at the same place, or with it as its fallback."""
    places = {(use.file, use.op) for use in key.uses}
    for (scope, _), other in after.items():
        if scope == key.scope and Ref(key.scope, key.path) in other.fallback:
            return other
    same = [one for place, one in after.items() if place[0] == key.scope and _similar(key, one)]
    near = [one for one in same if places & {(use.file, use.op) for use in one.uses}]
    return near[0] if len(near) == 1 else None


def _similar(key: Key, other: Key) -> bool:
    squeezed = [one.path[-1].replace("_", "").replace("-", "") for one in (key, other)]
    return squeezed[0] == squeezed[1] and key.path != other.path


def _added(key: Key, names: Names) -> Change:
    return Change("added", key.scope, names.dotted(key), "", kind(key), "", _place(key), key.path)


def _altered(key: Key, now: Key, names: Names) -> Iterator[Change]:
    if key.sure == now.sure == "strong" and set(key.types) != set(now.types):
        yield Change("type", key.scope, names.dotted(now), kind(key), kind(now), "", _place(now), key.path)
    if key.default != now.default and key.default is not None and now.default is not None:
        yield Change("default", key.scope, names.dotted(now), key.default, now.default, "", _place(now), key.path)


def _hits(change: Change, pages: Sequence[Page], old: Judge, new: Judge) -> Iterator[Hit]:
    for page in pages:
        for value in _values(page.values, change.path):
            if change.what == "removed":
                yield Hit(page.file, change.says)
            elif change.what == "default":
                continue
            else:
                shown = Shown.of(page.values, page.path)
                was, now = (judge.value(change.path, value).of(shown) for judge in (old, new))
                yield from _worse(page.file, was, now)
    if change.what == "default":
        unset = [page for page in pages if not any(True for _ in _values(page.values, change.path))]
        if unset:
            yield Hit(f"{len(unset)} pages", f"{change.new} counts for them instead of {change.old}")


def _worse(file: str, before: Consequence, now: Consequence) -> Iterator[Hit]:
    if now.grade > before.grade and now.grade > Grade.IGNORED and now.use is not None:
        yield Hit(file, f"{now.says} ({now.use.file}:{now.use.line})")


def _values(values: object, path: Sequence[str]) -> Iterator[Any]:
    """What stands at a path, in any case of the keys; of lists every item."""
    if not path:
        yield values
    elif path[0] == "[]" and isinstance(values, Sequence) and not isinstance(values, str):
        for item in values:
            yield from _values(item, path[1:])
    elif isinstance(values, Mapping):
        for key, inner in values.items():
            if str(key).lower() == path[0]:
                yield from _values(inner, path[1:])


def kind(key: Key) -> str:
    """The type of a key in words."""
    return " or ".join(key.types) or "any type"


def _place(key: Key) -> str:
    first = min(key.uses, key=lambda use: (use.file, use.line))
    return f"{first.file}:{first.line}"
