"""Asks a question of a page. Values of different kinds are unequal and have no order: no error, simply false."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from hugokit.frontmatter.dates import to_date
from hugokit.frontmatter.values import lower_keys
from hugokit.page import Page
from hugokit.text.keypath import KeyPath
from hugokit.where.fields import FIELDS
from hugokit.where.nodes import (
    Both,
    Compare,
    Either,
    Exists,
    Fact,
    Given,
    Key,
    Match,
    Not,
    Operand,
    Param,
    Question,
    Truth,
    When,
)

_MISSING = object()
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be asked of a page.

    `front`: the values of the front matter, keys as written; `page`: makes the page that Hugo reads from them, called
    where an expression needs it; `file`: path, name, section, kind, lang, format; `zone`: of dates without an offset.
    """

    front: Mapping[str, Any]
    page: Callable[[], Page]
    file: Mapping[str, str | None] = field(default_factory=dict)
    zone: tzinfo = UTC


def holds(question: Question, facts: Facts) -> bool:
    """The answer for one page."""
    return _Judge(facts).holds(question)


class _Judge:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.front: Mapping[str, Any] = lower_keys(dict(facts.front))
        self.made: Page | None = None

    @property
    def page(self) -> Page:
        if self.made is None:
            self.made = self.facts.page()
        return self.made

    def holds(self, question: Question) -> bool:
        if isinstance(question, Both):
            return all(self.holds(part) for part in question.parts)
        if isinstance(question, Either):
            return any(self.holds(part) for part in question.parts)
        if isinstance(question, Not):
            return not self.holds(question.part)
        if isinstance(question, Truth):
            return truth(self.value(question.operand))
        if isinstance(question, Exists):
            return _lookup(self.front, question.key.path) is not _MISSING
        if isinstance(question, Match):
            value = self.value(question.operand)
            return isinstance(value, str) and question.test(value)
        return self.compare(question)

    def compare(self, question: Compare) -> bool:
        left, right, zone = self.value(question.left), self.value(question.right), self.facts.zone
        if question.sign == "in":
            return contains(right, left, zone)
        if question.sign == "contains":
            return contains(left, right, zone)
        if question.sign == "intersect":
            return isinstance(left, list) and any(contains(right, item, zone) for item in left)
        return ordered(left, question.sign, right, zone)

    def value(self, operand: Operand) -> Any:
        """The value of an operand; None for what is not there."""
        if isinstance(operand, Given):
            return list(operand.value) if isinstance(operand.value, tuple) else operand.value
        if isinstance(operand, Fact):
            return self.facts.file.get(operand.name)
        if isinstance(operand, Param):
            return _or_none(_lookup(self.page.params, operand.path))
        return self.of_key(operand)

    def of_key(self, key: Key) -> Any:
        found = _or_none(_lookup(self.front, key.path))
        known = FIELDS.get(str(key.path[0]).lower()) if len(key.path) == 1 else None
        if known is None or (found is None and not known.always):
            return found
        value = getattr(self.page, known.name)
        return list(value) if isinstance(value, tuple) else value


def _or_none(value: Any) -> Any:
    return None if value is _MISSING else value


def _lookup(values: Any, path: KeyPath) -> Any:
    """The value at a path, keys in any case; the maps in lists keep the case of their keys, the exact one first."""
    for step in path:
        if isinstance(step, int):
            if not isinstance(values, list) or not -len(values) <= step < len(values):
                return _MISSING
            values = values[step]
            continue
        if not isinstance(values, Mapping):
            return _MISSING
        low = step.lower()
        key = step if step in values else next((name for name in values if name.lower() == low), None)
        if key is None:
            return _MISSING
        values = values[key]
    return values


def truth(value: Any) -> bool:
    """Truth as templates see it: false, 0, the empty text, list and map, null and Go's zero time are not true."""
    if isinstance(value, datetime | date | time):
        return not (isinstance(value, date) and value.year == 1)
    return bool(value)


def contains(whole: Any, part: Any, zone: tzinfo) -> bool:
    """Whether a list has an item, or a text another one in it."""
    if isinstance(whole, str):
        return isinstance(part, str) and part in whole
    return isinstance(whole, list) and any(ordered(item, "==", part, zone) for item in whole)


def ordered(left: Any, sign: str, right: Any, zone: tzinfo) -> bool:
    """A comparison of two values. A period (a year, a month, a day) equals every moment in it."""
    if sign == "!=":
        return not ordered(left, "==", right, zone)
    if isinstance(left, When):
        return ordered(right, _MIRRORED.get(sign, sign), left, zone) if not isinstance(right, When) else left == right
    pair = _dates(left, right, zone) if _dated(left) or _dated(right) else None
    if pair is not None:
        moment, start, end = pair
        return _within(moment, sign, start, end)
    if isinstance(right, When):
        if right.number is None:
            return False
        right = right.number
    if _kind(left) != _kind(right) or _kind(left) == "":
        return False
    if sign == "==":
        return _equal(left, right, zone)
    return _kind(left) in ("number", "text") and _before(left, sign, right)


def _dated(value: Any) -> bool:
    return isinstance(value, datetime | date | When)


def _dates(left: Any, right: Any, zone: tzinfo) -> tuple[datetime, datetime, datetime] | None:
    """A moment and the period that it is compared with; None where one of the two is no date."""
    if not isinstance(left, datetime | date | str) or not isinstance(right, datetime | date | str | When):
        return None
    moment = to_date(left, zone)
    period = right if isinstance(right, When) else When.read(right) if isinstance(right, str) else None
    if period is not None:
        return None if moment is None else (moment, *period.span(zone))
    other = to_date(right, zone)
    return None if moment is None or other is None else (moment, other, other)


def _within(moment: datetime, sign: str, start: datetime, end: datetime) -> bool:
    if sign == "==":
        return start <= moment < end or moment == start
    if sign == "<":
        return moment < start
    if sign == "<=":
        return moment < end or moment == start
    return moment >= end and moment != start if sign == ">" else moment >= start


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "switch"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "text"
    if isinstance(value, time):
        return "time"
    return "null" if value is None else "list" if isinstance(value, list) else ""


def _equal(left: Any, right: Any, zone: tzinfo) -> bool:
    if not isinstance(left, list):
        return bool(left == right)
    return len(left) == len(right) and all(ordered(a, "==", b, zone) for a, b in zip(left, right, strict=True))


def _before(left: Any, sign: str, right: Any) -> bool:
    if sign in (">", ">="):
        left, right = right, left
    return bool(left < right or (sign in ("<=", ">=") and left == right))
