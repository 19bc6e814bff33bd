"""Keys to JSON Schema 2020-12 with the annotations of docs/reference/schema-annotations.md."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hugokit.schema.infer.consequences import Consequence, Grade, Judge
from hugokit.schema.infer.keys import Key
from hugokit.schema.infer.names import Names
from hugokit.schema.store import DIALECT, HUGO, load

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
_GRADES = {Grade.FAILS: "fails", Grade.DROPPED: "misread", Grade.MISREAD: "misread", Grade.IGNORED: "inert"}
_EMPTY: dict[str, Any] = {"array": [], "boolean": False, "number": 0, "object": {}, "string": ""}
_OFF = Consequence(Grade.IGNORED, "it counts as not set", ())
_EXAMPLES: dict[str, Any] = {"array": [], "boolean": True, "number": 1, "object": {}, "string": "text"}


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
    _examples(document["properties"])
    return document


def _examples(properties: dict[str, Any]) -> None:
    """Examples that fit, for keys of which Hugo's own schema has some that this theme does not take."""
    for name, own in properties.items():
        if load("hugo").known(name) and "type" in own:
            own["examples"] = [_EXAMPLES[own["type"][0]]]
    if properties.get("author", {}).get("type"):
        properties.setdefault("params", {})["examples"] = [{}]


def _properties(keys: Sequence[Key], scope: str) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    names = Names(keys)
    judge = Judge((use for key in keys for use in key.uses), scope)
    for key in sorted((one for one in keys if one.scope == scope), key=lambda one: (len(one.path), one.path)):
        place = _place(tree, key.path)
        if place is not None:
            holder, name = place
            holder.setdefault(name or key.spelled, {}).update(_property(key, names, judge))
    found: dict[str, Any] = tree.get("properties", {})
    return found


def _place(tree: dict[str, Any], path: Sequence[str]) -> tuple[dict[str, Any], str] | None:
    """The map that holds a key's schema, and the name that it has there ("" for the spelling of the key)."""
    node = tree
    for step in path[:-1]:
        found = node.get(_items(node)) if step == "[]" else _named(node.get("properties", {}), step)
        if found is None:
            return None
        node = found
    return (node, _items(node)) if path[-1] == "[]" else (node.setdefault("properties", {}), "")


def _items(node: Mapping[str, Any]) -> str:
    """What describes the items: those of a list, or of a map whose keys a site chooses."""
    likely = node.get("x-hugokit", {}).get("likely", ())
    return "additionalProperties" if "object" in likely and "array" not in likely else "items"


def _named(properties: Mapping[str, Any], step: str) -> dict[str, Any] | None:
    return next((inner for name, inner in properties.items() if name.lower() == step), None)


def _property(key: Key, names: Names, judge: Judge) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if key.sure == "strong" and not key.own:
        found["type"] = [*_accepted(key, judge), "null"]
    if key.enum:
        found["enum"] = [*key.enum, None]
        found.pop("type", None)
    if key.default is not None:
        found["default"] = json.loads(key.default)
    if key.deprecated:
        found["deprecated"] = True
    found["x-hugokit"] = _notes(key, names)
    if "type" in found or "enum" in found:
        rules = _consequences(key, judge, found.get("type", ("null",)))
        found["x-hugokit"].update({"consequence": rules} if rules else {})
        found["x-hugokit"].update(_coerced(key, found.get("type", ("string",))))
    return found


def _accepted(key: Key, judge: Judge) -> list[str]:
    """The types that are meant, and those that do no harm."""
    meant = [kind for one in key.types for kind in _ACCEPTED[one][:1]]
    found = judge.types(key.path)
    harmless = [kind for kind, one in found.items() if one.grade is Grade.NONE and kind != "null"]
    return list(dict.fromkeys([*meant, *harmless]))


def _consequences(key: Key, judge: Judge, accepted: Sequence[str]) -> list[dict[str, Any]]:
    """What becomes of a value of each type that is not taken: the rules of the annotation `consequence`."""
    harmful = {kind: one for kind, one in judge.types(key.path).items() if kind not in accepted and one.grade}
    empty = {kind: judge.value(key.path, _EMPTY[kind]) for kind in harmful if kind in _EMPTY}
    milder = [kind for kind, one in empty.items() if one.grade < harmful[kind].grade]
    return [
        *({"when": {"const": _EMPTY[kind]}, **_rule(empty[kind] if empty[kind].grade else _OFF)} for kind in milder),
        *({"when": {"type": kind}, **_rule(one)} for kind, one in harmful.items()),
    ]


def _rule(one: Consequence) -> dict[str, Any]:
    found: dict[str, Any] = {"grade": _GRADES[one.grade], "says": _says(one)}
    if one.otherwise is not None:
        found["for"] = list(one.audiences)
        found |= {"otherwise": _rule(one.otherwise)} if one.otherwise.grade else {}
    return found


def _says(one: Consequence) -> str:
    """What happens; where it is grave, who gets to read it has not written the template and wants to know where."""
    if one.use is None or one.grade < Grade.DROPPED:
        return one.says
    return f"{one.says}: {one.use.op} in {one.use.file}:{one.use.line}"


def _coerced(key: Key, accepted: Sequence[str]) -> dict[str, str]:
    """How a single value becomes the list, or a word the boolean, that is meant, where it does harm as it is."""
    if "string" in accepted or len(key.types) != 1:
        return {}
    found = {"array": "list", "boolean": "boolean"}.get(key.types[0])
    return {"coerce": found} if found else {}


def _notes(key: Key, names: Names) -> dict[str, Any]:
    notes: dict[str, Any] = {}
    if key.types:
        notes["expected"] = " or ".join(_EXPECTED[one] for one in key.types)
        notes["likely"] = list(key.types)
    notes["confidence"] = key.sure
    if key.fallback:
        notes["fallback"] = [names.whole(one) for one in key.fallback]
    if key.values:
        notes["values"] = list(key.values)
    if key.any_key:
        notes["open"] = ["other keys of the map may be read"]
    if key.types == ("date",):
        notes["date"] = True
    if key.needs:
        notes["needs"] = [names.need(one) for one in key.needs]
    if key.deprecated:
        notes["deprecated"] = key.deprecated
    if key.uses:
        notes["source"] = sources(key)
    return notes


def sources(key: Key) -> list[dict[str, Any]]:
    """Where a key is read, and what is done with it there."""
    places = dict.fromkeys((use.file, use.line, use.op) for use in key.uses)
    return [{"file": file, "line": line, "use": use} for file, line, use in sorted(places)[:_MAX_SOURCES]]


def spell(keys: Sequence[Key], written: Mapping[str, str]) -> tuple[Key, ...]:
    """Keys of pages in the spelling that archetypes and content have, where they have them (by lower case)."""
    return tuple(
        key._replace(spelled=written.get(key.path[0], key.spelled))
        if key.scope == "page" and len(key.path) == 1
        else key
        for key in keys
    )
