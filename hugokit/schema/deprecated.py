"""Fields that Hugo has given up or renamed, and what a version of Hugo says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple
from weakref import WeakKeyDictionary

from hugokit.frontmatter.node import Path
from hugokit.limits import NEWEST_HUGO
from hugokit.schema.explain import version
from hugokit.schema.fold import Level, author_key, has_maps, levels
from hugokit.schema.store import Schema

_MAX_LEVELS = 4


class Deprecation(NamedTuple):
    """A deprecated key that a page has. `level`: what Hugo does (error: exit code 1; warning; info: says nothing).

    `renamed`: the key to use instead is the same field under another name, so that the value can stay as it is.
    """

    path: Path
    key: str
    deprecated_in: str
    fails_in: str | None
    replaced_by: str | None
    level: Literal["error", "warning", "info"]
    renamed: bool = False


def deprecations(
    schema: Schema,
    values: Mapping[str, Any],
    hugo: tuple[int, int] = NEWEST_HUGO,
    held: tuple[Level, ...] | None = None,
) -> tuple[Deprecation, ...]:
    """The deprecated keys of a page, at any depth, for a version of Hugo; keys that are plain parameters are none.

    Fields that a cascade hands down are looked at too. `held`: `levels` of the page, where the caller has them.
    """
    fields = [level for level in (levels(schema, values) if held is None else held) if not level.only_params]
    return tuple(found for level in fields for found in _walk(schema, level.path, (), level.values, hugo))


def _walk(schema: Schema, path: Path, place: Path, value: Any, hugo: tuple[int, int]) -> Iterator[Deprecation]:
    if len(place) > _MAX_LEVELS:
        return
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, (list, dict)):
                yield from _walk(schema, (*path, index), (*place, 0), item, hugo)
        return
    known = _properties(schema, place)
    for key, inner in value.items():
        name, about = known.get(key.lower(), _UNKNOWN)
        deeper = name and has_maps(inner)
        if not (about or deeper) or author_key(value, name) != key:
            continue
        found = _judge(about, (*path, key), key, hugo)
        if found:
            yield found
        if deeper:
            yield from _walk(schema, (*path, key), (*place, name), inner, hugo)


_Known = Mapping[str, tuple[str, Mapping[str, Any]]]
_UNKNOWN: tuple[str, Mapping[str, Any]] = ("", {})
_known: WeakKeyDictionary[Schema, dict[Path, _Known]] = WeakKeyDictionary()


def _properties(schema: Schema, place: Path) -> _Known:
    """The properties at a place by their name in lower case, with what the schema notes of deprecated ones."""
    places = _known.setdefault(schema, {})
    if place not in places:
        parts = ({"properties": schema.properties},) if not place else (part for part, _ in schema.at(place))
        names = [name for part in parts for name in part.get("properties", {})]
        about = {name: (schema.property((*place, name)) or {}).get("x-hugokit", {}) for name in names}
        places[place] = {n.lower(): (n, noted if "deprecated-in" in noted else {}) for n, noted in about.items()}
    return places[place]


def _judge(about: Mapping[str, Any], path: Path, key: str, hugo: tuple[int, int]) -> Deprecation | None:
    since = about.get("deprecated-in")
    plain = about.get("plain-param-since")
    if since is None or hugo < version(since) or (plain is not None and hugo >= version(plain)):
        return None
    instead = about.get("replaced-by")
    renamed = instead is not None and instead == about.get("alias-of")
    return Deprecation(path, key, since, about.get("fails-in"), instead, _level(about, hugo), renamed)


def _level(about: Mapping[str, Any], hugo: tuple[int, int]) -> Literal["error", "warning", "info"]:
    fails, warns = about.get("fails-in"), about.get("warns-in")
    if fails is not None and hugo >= version(fails):
        return "error"
    return "warning" if warns is not None and hugo >= version(warns) else "info"
