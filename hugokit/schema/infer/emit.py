"""Keys to JSON Schema 2020-12 with the annotations of docs/reference/schema-annotations.md."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hugokit.schema.infer.evidence import Need, Ref
from hugokit.schema.infer.keys import Key
from hugokit.schema.store import DIALECT, HUGO

Names = Mapping[tuple[str, tuple[str, ...]], str]
"""The spelling of the last key of each path, by scope and path."""
_MAX_SOURCES = 20
_EXPECTED = {
    "array": "a list",
    "boolean": "true or false",
    "date": "a date",
    "number": "a number",
    "object": "a map",
    "string": "text",
}
# Go writes a number or a boolean where a text is wanted, and what is null counts as not there.
_ACCEPTED = {
    "array": ["array"],
    "boolean": ["boolean"],
    "date": ["string"],
    "number": ["number"],
    "object": ["object"],
    "string": ["string", "number", "boolean"],
}
_NAMES = {"site": "site.Params", "page": "page.Params", "menu": "menu.Params", "resource": "resource.Params"}


def schema_of(keys: Sequence[Key], opened: Mapping[str, Sequence[str]], title: str) -> dict[str, Any]:
    """The schema of a theme's front matter; `$defs/site` is that of the site's parameters.

    `opened`: by scope, why keys that are not among these may be read all the same.
    """
    document: dict[str, Any] = {
        "$schema": DIALECT,
        "title": title,
        "description": "Derived from the templates by `hugokit schema infer`.",
        "allOf": [{"$ref": HUGO}],
        "type": "object",
    }
    why = list(opened.get("page", ()))
    document["x-hugokit"] = {"open": why} if why else {"closed": True}
    document["properties"] = _properties(keys, "page")
    site: dict[str, Any] = {"type": "object", "properties": _properties(keys, "site")}
    if opened.get("site"):
        site["x-hugokit"] = {"open": list(opened["site"])}
    document["$defs"] = {"site": site}
    return document


def _properties(keys: Sequence[Key], scope: str) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    names = {(key.scope, key.path): key.spelled for key in keys}
    for key in sorted((one for one in keys if one.scope == scope), key=lambda one: (len(one.path), one.path)):
        place = _place(tree, key.path)
        if place is not None:
            holder, name = place
            holder.setdefault(name if name == "items" else key.spelled, {}).update(_property(key, names))
    found: dict[str, Any] = tree.get("properties", {})
    return found


def _place(tree: dict[str, Any], path: Sequence[str]) -> tuple[dict[str, Any], str] | None:
    """The map that holds a key's schema, and the name that it has there."""
    node = tree
    for step in path[:-1]:
        found = node.get("items") if step == "[]" else _named(node.get("properties", {}), step)
        if found is None:
            return None
        node = found
    if path[-1] == "[]":
        return node, "items"
    return node.setdefault("properties", {}), path[-1]


def _named(properties: Mapping[str, Any], step: str) -> dict[str, Any] | None:
    return next((inner for name, inner in properties.items() if name.lower() == step), None)


def _property(key: Key, names: Names) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if key.sure == "strong" and not key.own:
        accepted = dict.fromkeys(kind for one in key.types for kind in _ACCEPTED[one])
        found["type"] = [*accepted, "null"]
    if key.enum:
        found["enum"] = [*key.enum, None]
        found.pop("type", None)
    if key.default is not None:
        found["default"] = json.loads(key.default)
    if key.deprecated:
        found["deprecated"] = True
    found["x-hugokit"] = _notes(key, names)
    return found


def _notes(key: Key, names: Names) -> dict[str, Any]:
    notes: dict[str, Any] = {}
    if key.types:
        notes["expected"] = " or ".join(_EXPECTED[one] for one in key.types)
        notes["likely"] = list(key.types)
    notes["confidence"] = key.sure
    if key.fallback:
        notes["fallback"] = [named(one, names) for one in key.fallback]
    if key.values:
        notes["values"] = list(key.values)
    if key.any_key:
        notes["open"] = ["other keys of the map may be read"]
    if key.types == ("date",):
        notes["date"] = True
    if key.needs:
        notes["needs"] = [_need(one, names) for one in key.needs]
    if key.deprecated:
        notes["deprecated"] = key.deprecated
    if key.uses:
        notes["source"] = sources(key)
    return notes


def sources(key: Key) -> list[dict[str, Any]]:
    """Where a key is read, and what is done with it there."""
    places = dict.fromkeys((use.file, use.line, use.op) for use in key.uses)
    return [{"file": file, "line": line, "use": use} for file, line, use in sorted(places)[:_MAX_SOURCES]]


def named(one: Ref, names: Names) -> str:
    """A parameter as templates write it: `site.Params.a.b`."""
    steps = [names.get((one.scope, one.path[: length + 1]), step) for length, step in enumerate(one.path)]
    return ".".join([_NAMES.get(one.scope, one.scope), *steps])


def _need(one: Need, names: Names) -> str:
    text = named(Ref(one.scope, one.path), names)
    return text if one.set else f"not {text}"


def spell(keys: Sequence[Key], written: Mapping[str, str]) -> tuple[Key, ...]:
    """Keys of pages in the spelling that archetypes and content have, where they have them (by lower case)."""
    return tuple(
        key._replace(spelled=written.get(key.path[0], key.spelled))
        if key.scope == "page" and len(key.path) == 1
        else key
        for key in keys
    )
