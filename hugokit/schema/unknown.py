"""Keys that a schema does not have: misspelt ones, and those that Hugo reads as plain parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from hugokit.frontmatter.node import Path
from hugokit.schema.fold import Level, has_maps, levels
from hugokit.schema.store import Schema
from hugokit.schema.suggest import Words

_MAX_LEVELS = 8
_REMEMBERED = 1_024


class UnknownKey(NamedTuple):
    """A key that nothing is known to read. `path` ends with it, in the author's spelling.

    `suggestion` is the key that it is most likely a slip of. `plain_since` is the version of Hugo since which a
    former field of Hugo is a plain parameter ("0.165" for `lang`), else None.
    """

    path: Path
    key: str
    suggestion: str | None = None
    plain_since: str | None = None


def unknown(schema: Schema, values: Mapping[str, Any], held: tuple[Level, ...] | None = None) -> tuple[UnknownKey, ...]:
    """The unknown keys of a page. Where the schema is not closed (no theme is known), near misses only.

    Maps whose keys are a closed set (menu entries, thumbnail, build …) are looked into whatever the schema. `held`:
    `levels` of the page, where the caller has them.
    """
    found: list[UnknownKey] = []
    for level in levels(schema, values) if held is None else held:
        found += _top(schema, level.path, level.values)
    return tuple(found)


def _top(schema: Schema, prefix: Path, values: Mapping[str, Any]) -> Iterator[UnknownKey]:
    plain = schema.noted.get("plain-param-since", {})
    for key, value in values.items():
        path = (*prefix, key)
        name = schema.known(key)
        if name is None:
            near = _near(schema, key, values)
            if schema.closed or near is not None:
                yield UnknownKey(path, key, near)
        elif name in plain and schema.closed:
            yield UnknownKey(path, key, None, str(plain[name]))
        elif has_maps(value):
            yield from _nested(schema, path, (name,), value, 0)


_words: WeakKeyDictionary[Schema, Words] = WeakKeyDictionary()


def _near(schema: Schema, key: str, values: Mapping[str, Any]) -> str | None:
    """The key meant; None where the page has that field already."""
    found = near_miss(schema, key)
    if found is None:
        return None
    field = schema.canonical(found)
    return None if any(schema.canonical(other) == field for other in values) else found


def near_miss(schema: Schema, key: str) -> str | None:
    """The top-level key that an unknown one is most likely a slip of, whatever else the page has."""
    if schema not in _words:
        _words[schema] = _vocabulary(schema)
    return _words[schema].suggest(key)


def _vocabulary(schema: Schema) -> Words:
    """Former and deprecated fields are no target; other names of a field are found by their very letters only."""
    names = [name for name, own in schema.properties.items() if not own.get("deprecated")]
    former, other_names = schema.noted.get("plain-param-since", {}), schema.noted.get("alias-of", {})
    chosen = {name: schema.properties[name] for name in names if name not in former and name not in other_names}
    others = {name: name for name in names if name in other_names}
    return Words(chosen, schema.annotations.get("own-words", ()), {**others, **_misnomers(chosen)})


def _misnomers(properties: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    return {word: name for name, own in properties.items() for word in own.get("x-hugokit", {}).get("misnomers", ())}


def _nested(schema: Schema, path: Path, place: Path, value: Any, level: int) -> Iterator[UnknownKey]:
    """Unknown keys in maps below a known key, wherever the schema calls the set of keys closed."""
    if level > _MAX_LEVELS or schema.property(place) is None:
        return
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, (Mapping, list)):
                yield from _nested(schema, (*path, index), (*place, 0), item, level + 1)
        return
    properties, lower, closed = _inside(schema, place)
    for key, inner in value.items():
        if closed and key.lower() not in lower:
            yield UnknownKey((*path, key), key, _sibling(key, value, properties))
        elif isinstance(inner, (Mapping, list)):
            yield from _nested(schema, (*path, key), (*place, key), inner, level + 1)


_Inside = tuple[Mapping[str, Any], frozenset[str], bool]
_insides: WeakKeyDictionary[Schema, dict[Path, _Inside]] = WeakKeyDictionary()


def _inside(schema: Schema, place: Path) -> _Inside:
    """The properties of a map, their names in lower case, and whether there may be no others."""
    places = _insides.setdefault(schema, {})
    place = tuple(step.lower() if isinstance(step, str) else step for step in place)
    if place not in places:
        properties = {name: own for part, _ in schema.at(place) for name, own in part.get("properties", {}).items()}
        closed = bool((schema.property(place) or {}).get("x-hugokit", {}).get("closed", False))
        if len(places) >= _REMEMBERED:
            places.clear()
        places[place] = properties, frozenset(name.lower() for name in properties), closed
    return places[place]


def _sibling(key: str, value: Mapping[str, Any], properties: Mapping[str, Any]) -> str | None:
    present = {other.lower() for other in value}
    wanted = {name: own for name, own in properties.items() if name.lower() not in present}
    return Words(wanted, (), _misnomers(wanted), closed=True).suggest(key)
