"""The short way for pages with nothing to find: most of a site is clean, and that can be told in a few microseconds.

A second, stricter schema is derived from the one in use: exact spellings, dates in one form, texts where texts belong,
no map whose keys would have to be looked into. What fits it has no finding above info; what does not fit may be as
clean, and is looked at by the rules. tests/schema/test_gate.py holds the two ways against each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from hugokit.frontmatter.node import Path
from hugokit.page import DATE_KEYS
from hugokit.schema.explain import version
from hugokit.schema.store import DIALECT, Schema
from hugokit.schema.terms import leads_to_term, term_key
from hugokit.schema.unknown import near_miss

_REMEMBERED = 10_000
_SCALARS = ["string", "number", "boolean", "null"]
_PLAIN = {"type": [*_SCALARS, "array"], "items": {"type": _SCALARS}}
_DAY = (
    "(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    "(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:0[0-9]|1[0-2]):[0-5][0-9])?)?"
)
_DATE = {"type": "string", "pattern": f"^(?:19|20)[0-9][0-9]-{_DAY}$"}
_ADDRESS = {"type": "string", "not": {"pattern": ":"}}
_FIELDS: dict[str, dict[str, Any]] = {
    "draft": {"type": "boolean"},
    "url": _ADDRESS,
    "aliases": {"type": "array", "items": _ADDRESS},
}
_LOOKED_INTO = frozenset(
    "_build build cascade expiryDate expirydate markup menu menus outputs params published sites unpublishdate".split()
)
_ALONE: dict[str, Any] = {"not": {"anyOf": [{"required": [key]} for key in ("lastmod", "modified")]}}
_DATED = {"anyOf": [{"required": ["date"]}, _ALONE]}
"""A page without a date is published on the day of its last change."""


class Gate:
    """What a page must be like to pass without a further look, for one schema and one version of Hugo.

    `dates`: the keys in which the site looks for dates, in lower case.
    """

    def __init__(self, schema: Schema, hugo: tuple[int, int], dates: Iterable[str] = DATE_KEYS) -> None:
        self._schema = schema
        self._quiet = {name for name in schema.properties if _is_quiet(schema, (name,))} - _LOOKED_INTO
        self._strict = schema.compile(_strict(schema, self._quiet, hugo, {*dates, *DATE_KEYS}))
        self._terms = {name: about.get("link") for name, about in schema.noted.get("terms", {}).items()}
        self._term_keys: dict[str, str] = {}
        self._noisy: set[str] = set()

    def passes(self, values: Mapping[str, Any]) -> bool:
        """Whether nothing above info can be found in the front matter of a page."""
        if not values.keys() <= self._quiet and not all(map(self._is_silent, values)):
            return False
        try:
            fits = self._fits(values)
        except (ValueError, TypeError, OverflowError):  # a type that JSON does not have
            fits = self._fits_as_text(values)
        return fits and all(self._are_fine(values[name], link) for name, link in self._terms.items() if name in values)

    def _fits(self, values: Mapping[str, Any]) -> bool:
        return self._strict.is_valid(values) and self._schema.validator.is_valid(values)

    def _fits_as_text(self, values: Mapping[str, Any]) -> bool:
        """The same with the dates of TOML as texts."""
        try:
            return self._fits({k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()})
        except (ValueError, TypeError, OverflowError):
            return False

    def _is_silent(self, key: str) -> bool:
        """Whether a key is quiet, or so far from every known one that no word is lost about it."""
        if key in self._quiet:
            return True
        if key in self._noisy or not self._is_stranger(key):
            if len(self._noisy) < _REMEMBERED:
                self._noisy.add(key)
            return False
        if len(self._quiet) < _REMEMBERED:
            self._quiet.add(key)
        return True

    def _is_stranger(self, key: str) -> bool:
        known = key in _LOOKED_INTO or self._schema.known(key) is not None
        return key == key.lower() and not known and near_miss(self._schema, key) is None

    def _are_fine(self, items: list[str], link: str | None) -> bool:
        """No term twice, and none that the theme's link misses."""
        keys = set()
        for item in items:
            key = self._term_keys.get(item)
            if key is None:
                if not item or (link and not leads_to_term(item, link)):
                    return False
                if len(self._term_keys) >= _REMEMBERED:
                    self._term_keys.clear()
                key = self._term_keys[item] = term_key(item)
            keys.add(key)
        return len(keys) == len(items)


def _is_quiet(schema: Schema, place: Path) -> bool:
    about = (schema.property(place) or {}).get("x-hugokit", {})
    return not {"deprecated-in", "plain-param-since", "holds"} & about.keys()


def _strict(schema: Schema, names: Collection[str], hugo: tuple[int, int], dates: Iterable[str]) -> dict[str, Any]:
    terms = {name.lower(): {"type": "array", "items": {"type": "string"}} for name in schema.noted.get("terms", {})}
    special = {**_FIELDS, **terms, **dict.fromkeys(dates, _DATE)}
    wanted = {name: [_inner(schema, name)] for name in names}
    for name in (*names, *special):
        wanted.setdefault(name, []).extend([special[name.lower()]] if name.lower() in special else [])
    for name, fields in wanted.items():
        fields += [*_safe(schema, (name,), hugo), *({"items": item} for item in _safe(schema, (name, 0), hugo))]
    properties = {name: {"allOf": fields} for name, fields in wanted.items()}
    return {"$schema": DIALECT, "type": "object", "properties": properties, "additionalProperties": _PLAIN, **_DATED}


def _safe(schema: Schema, place: Path, hugo: tuple[int, int]) -> Iterator[dict[str, Any]]:
    """For each hazard of a place that this Hugo has: what does not run into it."""
    for rule in (schema.property(place) or {}).get("x-hugokit", {}).get("hazards", ()):
        if hugo >= version(rule.get("since", "0.0")):
            yield {"anyOf": [{"type": "null"}, {"not": rule.get("when", True)}]}


def _inner(schema: Schema, name: str) -> dict[str, Any]:
    """Scalars and lists of them; maps only where the schema names their keys, and with these keys to the letter."""
    in_map, in_list = _names(schema, (name,)), _names(schema, (name, 0))
    item = {"type": [*_SCALARS, *(["object"] if in_list else [])], **_map_of(in_list)}
    return {"type": [*_SCALARS, "array", *(["object"] if in_map else [])], "items": item, **_map_of(in_map)}


def _names(schema: Schema, place: Path) -> list[str]:
    names = {name for part, _ in schema.at(place) for name in part.get("properties", {})}
    return sorted(name for name in names if _is_quiet(schema, (*place, name)))


def _map_of(names: list[str]) -> dict[str, Any]:
    return {"propertyNames": {"enum": names}, "additionalProperties": _PLAIN} if names else {}
