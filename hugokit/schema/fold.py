"""A page's values as a validator takes them: keys in the schema's spelling, values of JSON's types.

Hugo lower-cases the keys of maps at every level, but not inside lists; so do we, into the schema's spelling.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from hugokit.frontmatter.node import Path
from hugokit.schema import parts
from hugokit.schema.store import Schema

_MAX_LEVELS = 8
_NOT_CASCADED = ("target", "_target", "params", "cascade", "kind", "path", "lang", "markup")


class Fold(NamedTuple):
    """How one level is folded: `keys` by lower case to (spelling, level below), `rest` other keys, `item` lists.

    `lower` and `suffix` are for a text; with `exact` keys in another case are other keys, as in most lists of maps.
    """

    keys: Mapping[str, tuple[str, Fold | None]]
    rest: Fold | None = None
    item: Fold | None = None
    lower: bool = False
    suffix: str = ""
    exact: bool = False

    @property
    def idle(self) -> bool:
        return not (self.keys or self.rest or self.item or self.lower or self.suffix)


def fold_of(schema: Schema, found: tuple[parts.Part, ...], level: int = 0, in_list: bool = False) -> Fold | None:
    """The fold of the values that these parts describe; None where nothing is to be folded."""
    if level > _MAX_LEVELS:
        return None
    about = parts.merge(found).get("x-hugokit", {}).get("fold", {})
    in_list = in_list and not about.get("keys")
    names = {name.lower(): name for part, _ in found for name in part.get("properties", {})}
    keys = {low: (name, _below(schema, found, name, level, in_list)) for low, name in names.items()}
    open_ended = any(isinstance(part.get("additionalProperties"), Mapping) for part, _ in found)
    fold = Fold(
        keys,
        _below(schema, found, "\0", level, in_list) if open_ended else None,
        _below(schema, found, 0, level, True),
        bool(about.get("case")),
        str(about.get("suffix", "")),
        in_list,
    )
    return None if fold.idle else fold


def _below(schema: Schema, found: tuple[parts.Part, ...], key: str | int, level: int, in_list: bool) -> Fold | None:
    inner = parts.step(found, key, schema.library, schema.name)
    return fold_of(schema, inner, level + 1, in_list) if inner else None


def fold(value: Any, how: Fold | None) -> Any:
    """A value in JSON's types, its keys as the schema spells them."""
    kind = type(value)
    if kind is str:
        return value if how is None and value.isascii() else _text(value, how)
    if kind is bool or kind is int or value is None:
        return value
    if kind is list or kind is tuple:
        item = None if how is None else how.item
        return [fold(one, item) for one in value]
    if isinstance(value, Mapping):
        return _map(value, how)
    return _other(value)


def _map(value: Mapping[str, Any], how: Fold | None) -> dict[str, Any]:
    if how is None:
        return {key: fold(inner, None) for key, inner in value.items()}
    result: dict[str, Any] = {}
    chosen: dict[str, str] = {}
    for key, inner in value.items():
        spelling, below = how.keys.get(key.lower(), (key, how.rest))
        if how.exact and key != spelling:
            spelling, below = key, how.rest
        if spelling in chosen and not wins(key, chosen[spelling]):
            continue
        chosen[spelling] = key
        result[spelling] = fold(inner, below)
    return result


def wins(key: str, other: str) -> bool:
    """Whether Hugo takes `key` where `other`, the same letters in another case, came before: upper case wins."""
    return key != key.lower() or other == other.lower()


def _text(value: str, how: Fold | None) -> str:
    if not value.isascii():
        value = _encodable(value)
    if how is None:
        return value
    if how.lower:
        value = value.lower()
    return value.removesuffix(how.suffix) if how.suffix else value


def _encodable(value: str) -> str:
    """A text without lone surrogates (undecodable bytes), which no validator takes."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace").decode()
    return value


def _other(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode("utf-8", "replace")
    return str(value)


def author_path(values: Any, path: Iterable[str | int]) -> Path:
    """A path in the schema's spelling as the author wrote it."""
    found: list[str | int] = []
    node = values
    for step in path:
        if isinstance(step, str) and isinstance(node, Mapping):
            step = author_key(node, step)
            node = node.get(step)
        elif isinstance(step, int) and isinstance(node, (list, tuple)) and -len(node) <= step < len(node):
            node = node[step]
        else:
            node = None
        found.append(step)
    return tuple(found)


def author_key(values: Mapping[str, Any], key: str) -> str:
    """The spelling under which Hugo finds a key: upper case wins, and among those the last."""
    lower = key.lower()
    chosen: str | None = None
    for one in values:
        if one.lower() == lower and (chosen is None or wins(one, chosen)):
            chosen = one
    return key if chosen is None else chosen


def has_maps(value: Any) -> bool:
    """Whether a value is a map, or a list with a map or list in it."""
    kind = type(value)
    if kind is str or kind is bool:
        return False
    if kind is list:
        return any(isinstance(item, (dict, list)) for item in value)
    return isinstance(value, Mapping)


class Level(NamedTuple):
    """A map of a page that holds its fields. `taken`: by lower case the spelling of each key that Hugo takes."""

    path: Path
    values: Mapping[str, Any]
    only_params: bool
    taken: Mapping[str, str]

    @classmethod
    def of(cls, path: Path, values: Mapping[str, Any], *, only_params: bool = False) -> Level:
        """The level of a map at a path."""
        taken: dict[str, str] = {}
        for key in values:
            lower = key.lower()
            if lower not in taken or wins(key, taken[lower]):
                taken[lower] = key
        return cls(path, values, only_params, taken)


def levels(schema: Schema, values: Mapping[str, Any]) -> tuple[Level, ...]:
    """The maps of a page that hold its fields: the page itself, params (parameters only), and those in cascade."""
    page = Level.of((), values)
    found = [page]
    for name, holds in schema.noted.get("holds", {}).items():
        key = page.taken.get(name.lower())
        if key is None:
            continue
        value = values[key]
        if holds == "params" and isinstance(value, Mapping):
            found.append(Level.of((key,), value, only_params=True))
        elif holds == "fields":
            found += _cascades(key, value)
    return tuple(found)


def _cascades(key: str, value: Any) -> Iterator[Level]:
    entries: list[tuple[Path, Mapping[str, Any]]] = [((key,), value)] if isinstance(value, Mapping) else []
    if isinstance(value, list):
        entries = [((key, index), one) for index, one in enumerate(value) if isinstance(one, Mapping)]
    for path, entry in entries:
        yield Level.of(path, {name: inner for name, inner in entry.items() if name.lower() not in _NOT_CASCADED})
        for name, inner in entry.items():
            if name.lower() == "params" and isinstance(inner, Mapping):
                yield Level.of((*path, name), inner, only_params=True)
