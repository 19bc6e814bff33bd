"""An overlay: what somebody who has read the theme knows better than its templates say. Pure.

It is a map with `properties` and `site`, each from a key with dots (`cover.image`, `cards[].title`) to what is to be
replaced or added there, or `{"remove": true}`.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from hugokit.errors import SettingsError

_PLAIN = ("type", "description", "enum", "default", "examples", "deprecated", "title")
_NOTES = ("values", "needs", "fallback", "expected")
_WORDS = (*_PLAIN, *_NOTES, "remove")
_TYPES = ("string", "number", "integer", "boolean", "array", "object", "null")


def overlaid(document: Mapping[str, Any], overlay: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with the overlay laid over it. SettingsError for an entry that says nothing or that is not known."""
    result = copy.deepcopy(dict(document))
    for part, entries in overlay.items():
        if part not in {"properties", "site"}:
            raise SettingsError(f"{part}: no part of an overlay: it has `properties` and `site`")
        schema = result if part == "properties" else result.setdefault("$defs", {}).setdefault("site", {})
        if not isinstance(entries, Mapping):
            raise SettingsError(f"{part}: write a map of keys")
        for name, entry in entries.items():
            _lay(schema, f"{part}.{name}", str(name), entry)
    return result


def _lay(schema: dict[str, Any], where: str, name: str, entry: Any) -> None:
    _verify(where, entry)
    steps = name.replace("[]", ".[]").split(".")
    if entry.get("remove"):
        _remove(schema, where, steps)
        return
    target = schema
    for step in steps:
        target = _step(target, step)
    for word in _PLAIN:
        if word in entry:
            target[word] = copy.deepcopy(entry[word])
    notes = {word: copy.deepcopy(entry[word]) for word in _NOTES if word in entry}
    if "type" in entry and "enum" not in entry:
        target.pop("enum", None)
    target["x-hugokit"] = {**target.get("x-hugokit", {}), **notes, "confidence": "strong"}
    _settle(target, entry)


def _settle(target: dict[str, Any], entry: Mapping[str, Any]) -> None:
    """What was derived and no longer agrees with the entry goes."""
    if "type" in entry:
        kinds = [entry["type"]] if isinstance(entry["type"], str) else list(entry["type"])
        notes = target["x-hugokit"]
        notes["likely"] = [kind for kind in kinds if kind != "null"]
        if "expected" not in entry:
            notes.pop("expected", None)
    if "enum" in entry and "type" not in entry:
        target.pop("type", None)


def _verify(where: str, entry: Any) -> None:
    if not isinstance(entry, Mapping) or not entry:
        raise SettingsError(f"{where}: write what to replace: {', '.join(_WORDS)}")
    unknown = [word for word in entry if word not in _WORDS]
    if unknown:
        raise SettingsError(f"{where}: {unknown[0]} is no word of an overlay; there are {', '.join(_WORDS)}")
    kinds = entry.get("type", [])
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        if kind not in _TYPES:
            raise SettingsError(f"{where}: {kind} is no type; there are {', '.join(_TYPES)}")
    for word in ("enum", "values"):
        if word in entry and not isinstance(entry[word], list):
            raise SettingsError(f"{where}: {word} is a list")
    if entry.get("remove") and len(entry) > 1:
        raise SettingsError(f"{where}: `remove` stands alone")


def _remove(schema: dict[str, Any], where: str, steps: list[str]) -> None:
    target = schema
    for step in steps[:-1]:
        inner = target.get("items") if step == "[]" else target.get("properties", {}).get(_name(target, step))
        if not isinstance(inner, dict):
            raise SettingsError(f"{where}: there is no such key to remove")
        target = inner
    if steps[-1] == "[]":
        target.pop("items", None)
    elif target.get("properties", {}).pop(_name(target, steps[-1]), None) is None:
        raise SettingsError(f"{where}: there is no such key to remove")


def _step(target: dict[str, Any], step: str) -> dict[str, Any]:
    """The schema one key further, made where there is none."""
    if step == "[]":
        inner: dict[str, Any] = target.setdefault("items", {})
        return inner
    properties = target.setdefault("properties", {})
    found: dict[str, Any] = properties.setdefault(_name(target, step), {})
    return found


def _name(target: Mapping[str, Any], step: str) -> str:
    """The spelling that the schema has for a key, which has none of its own case."""
    return next((name for name in target.get("properties", {}) if name.lower() == step.lower()), step)
