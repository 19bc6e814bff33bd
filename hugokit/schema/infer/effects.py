"""The table of effects: what each operation of a template does to each kind of value.

The data is measured with the real Hugo by tools/effects.py.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?")
_LETTERS = {"s": "string", "n": "number", "b": "boolean", "a": "array", "o": "object", "d": "date"}
_RISKS = ("fails", "drops", "misread", "as absent")


class Operation(NamedTuple):
    """`wants`: the kinds it is meant for, "?" where it only asks whether there is a value, "*" where it takes any.

    `effects`: of the values that do not do well, what happens: "fails", "drops", "misread", "as absent".
    """

    wants: str
    effects: dict[str, str]

    def effect(self, like: str) -> str:
        """With the `label` of a value: fails, drops (the page leaves a list), misread, as absent (no key) or ok."""
        return self.effects.get(like, "ok")

    def takes(self, found: tuple[str, ...]) -> bool:
        """Whether it is meant for a value of these `kinds`."""
        return _takes(self.wants, found)


@cache
def _takes(wants: str, found: tuple[str, ...]) -> bool:
    return any(_LETTERS.get(letter) in found for letter in wants)


class Effects(NamedTuple):
    """The operations by name, and Hugo's own fields (in lower case) that it casts before a template sees them."""

    operations: dict[str, Operation]
    cast: frozenset[str]


@cache
def effects() -> Effects:
    """The table, of the Hugo that it was measured with."""
    data = json.loads((resources.files(__package__) / "data/effects.json").read_text(encoding="utf-8"))
    rows = {name: Operation(row["wants"], _by_value(row)) for name, row in data["operations"].items()}
    return Effects(rows, frozenset(name.lower() for name in data["cast"]))


def _by_value(row: dict[str, Any]) -> dict[str, str]:
    return {value: risk for risk in _RISKS for value in row.get(risk, ())}


def kinds(value: object) -> tuple[str, ...]:
    """What a value of front matter is, in the words of JSON Schema and date; a text that is a date is both."""
    if value is None:
        return ("null",)
    if isinstance(value, bool):
        return ("boolean",)
    if isinstance(value, int | float):
        return ("number",)
    if isinstance(value, dt.date):
        return ("date",)
    if isinstance(value, str):
        return ("string", "date") if _DATE.fullmatch(value) else ("string",)
    return ("object",) if isinstance(value, Mapping) else ("array",)


def label(value: object) -> str:
    """The value of the table that a value of front matter is like."""
    match kinds(value):
        case ("string", "date"):
            return "datestr"
        case ("string",):
            return "str" if value else "empty"
        case ("boolean",):
            return "true" if value else "false"
        case ("number",):
            return ("int" if isinstance(value, int) else "float") if value else "zero"
        case ("object",):
            return "map" if value else "emptymap"
        case ("array",):
            return _list_label(value)
        case ("date",):
            return "time"
    return "null"


def _list_label(value: Any) -> str:
    if not value:
        return "emptylist"
    if all(isinstance(item, Mapping) for item in value):
        return "list[map]"
    if all(kinds(item) == ("array",) for item in value):
        return "list[list]"
    return "list[int]" if all(kinds(item) == ("number",) for item in value) else "list"


def empty(value: object) -> bool:
    """Whether a template counts it as false."""
    return not value and not isinstance(value, dt.date)
