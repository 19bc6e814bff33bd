"""Fields that Hugo has given up or renamed, and what a version of Hugo says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from hugokit.frontmatter.node import Path
from hugokit.schema.explain import version
from hugokit.schema.fold import author_key, levels
from hugokit.schema.store import Schema

_MAX_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Deprecation:
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
    schema: Schema, values: Mapping[str, Any], hugo: tuple[int, int] = (0, 168)
) -> tuple[Deprecation, ...]:
    """The deprecated keys of a page, at any depth, for a version of Hugo; keys that are plain parameters are none.

    Fields that a cascade hands down are looked at too.
    """
    held = (level for level in levels(schema, values) if not level[2])
    return tuple(found for prefix, fields, _ in held for found in _walk(schema, prefix, (), fields, hugo))


def _walk(schema: Schema, path: Path, place: Path, value: Any, hugo: tuple[int, int]) -> Iterator[Deprecation]:
    if len(place) > _MAX_LEVELS:
        return
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(schema, (*path, index), (*place, 0), item, hugo)
    if not isinstance(value, Mapping):
        return
    for name, own in _properties(schema, place).items():
        key = author_key(value, name)
        if key in value:
            found = _judge(own.get("x-hugokit", {}), (*path, key), key, hugo)
            if found:
                yield found
            yield from _walk(schema, (*path, key), (*place, name), value[key], hugo)


def _properties(schema: Schema, place: Path) -> Mapping[str, Mapping[str, Any]]:
    if not place:
        return schema.properties
    names = dict.fromkeys(name for part, _ in schema.at(place) for name in part.get("properties", {}))
    return {name: schema.property((*place, name)) or {} for name in names}


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
