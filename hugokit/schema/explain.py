"""Words for a fault: what was expected, what is there, and what Hugo and the theme make of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from hugokit.frontmatter.node import Path
from hugokit.schema.store import Schema

_SHOWN = 40
_UNKNOWN = {"grade": "misread", "says": ""}
_TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a map",
    "null": "nothing",
}


def consequence(schema: Schema, place: Path, keyword: str, value: Any, page: Any) -> Mapping[str, Any]:
    """The first rule under `consequence` that fits, at the place itself or the nearest one above it."""
    for cut in range(len(place), 0, -1):
        annotation = (schema.property(place[:cut]) or {}).get("x-hugokit", {})
        rules = annotation.get("hazards" if keyword == "hazard" else "consequence", ())
        for rule in rules:
            if _fits(schema, rule, keyword, value, page):
                return dict(rule)
    return _UNKNOWN


def _fits(schema: Schema, rule: Mapping[str, Any], keyword: str, value: Any, page: Any) -> bool:
    own = rule.get("keyword")
    if own != keyword and (own is not None or keyword in ("repeated-term", "dead-link")):
        return False
    return _holds(schema, rule.get("when"), value) and _holds(schema, rule.get("page"), page)


_compiled: WeakKeyDictionary[Schema, dict[int, tuple[Any, Any]]] = WeakKeyDictionary()


def _holds(schema: Schema, condition: Any, value: Any) -> bool:
    """Whether a condition of an annotation, a small schema itself, takes a value; each is compiled once."""
    if condition is None:
        return True
    cache = _compiled.setdefault(schema, {})
    if id(condition) not in cache:
        cache[id(condition)] = (condition, schema.compile(condition))
    return bool(cache[id(condition)][1].is_valid(value))


Hazard = tuple[tuple[int, int], Any]
"""The version from which, and the validator of the values that break."""

_hazards: WeakKeyDictionary[Schema, Mapping[Path, tuple[Hazard, ...]]] = WeakKeyDictionary()


def hazards(schema: Schema) -> Mapping[Path, tuple[Hazard, ...]]:
    """The rules under `hazards`, by key or by key and 0 for the items of a list; gathered once."""
    if schema not in _hazards:
        places: list[Path] = [place for name in schema.properties for place in ((name,), (name, 0))]
        found = {place: (schema.property(place) or {}).get("x-hugokit", {}).get("hazards", ()) for place in places}
        _hazards[schema] = {place: _hazards_of(schema, rules) for place, rules in found.items() if rules}
    return _hazards[schema]


def _hazards_of(schema: Schema, rules: Iterable[Mapping[str, Any]]) -> tuple[Hazard, ...]:
    return tuple((version(rule.get("since", "0.0")), schema.compile(rule.get("when", True))) for rule in rules)


def version(text: str) -> tuple[int, int]:
    """(0, 156) of "0.156" or "v0.156.0"."""
    numbers = text.removeprefix("v").split(".")
    return int(numbers[0]), int(numbers[1])


def expected(subschema: Mapping[str, Any]) -> str:
    """What a place takes, in words."""
    about = subschema.get("x-hugokit", {}).get("expected")
    if about:
        return str(about)
    if "enum" in subschema:
        return _either([show(one) for one in subschema["enum"]])
    if "const" in subschema:
        return show(subschema["const"])
    kinds = subschema.get("type", [])
    words = [_TYPES[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null"]
    return _either(words) if words else "another value"


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def message(path: Path, keyword: str, value: Any, wanted: str, subschema: Mapping[str, Any]) -> str:
    """One line without the consequence: `toc: expected true or false, not the text "no"`."""
    name = dotted(path) or "front matter"
    if keyword == "additionalProperties" or subschema.get("not") == {}:
        return f"{name}: there is no such key here"
    if keyword == "repeated-term":
        return f"{name}: {show(value)} is the same term as one before"
    if keyword in ("dead-link", "hazard"):
        return f"{name}: {show(value)}"
    if keyword == "required":
        missing = [key for key in subschema.get("required", ()) if not isinstance(value, Mapping) or key not in value]
        return f"{name}: {_either(missing) if missing else 'a key'} is missing"
    return f"{name}: expected {wanted}, not {kind(value)}"


def dotted(path: Path) -> str:
    """A path as people write it: `menu.main.weight`, `tags[0]`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def kind(value: Any) -> str:
    """A value with its kind: `the text "no"`, `the number 5`, `a list`."""
    if value is None:
        return "an empty value"
    if isinstance(value, bool):
        return show(value)
    if isinstance(value, str):
        return f"the text {show(value)}" if value else "an empty text"
    if isinstance(value, (int, float)):
        return f"the number {show(value)}"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return "a map" if value else "an empty map"


def show(value: Any) -> str:
    """A value as JSON writes it, cut to a length that fits a line."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
