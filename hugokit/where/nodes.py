"""The tree of an expression. Everything in it is frozen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from hugokit.frontmatter.dates import parse_date
from hugokit.text.keypath import KeyPath

_DATE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?P<second>:[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class When:
    """A date literal: a period from a whole year to a moment. `number`: what four digits are beside a number."""

    text: str
    number: int | None = None

    @classmethod
    def read(cls, text: str) -> When | None:
        """The literal of a text, None for what is no date there can be."""
        found = _DATE.fullmatch(text)
        if found is None:
            return None
        date = cls(text, int(text) if found["month"] is None else None)
        return date if date._start(UTC) is not None else None

    def span(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """The first moment of the period and the first one after it; the same for what has seconds."""
        start = self._start(zone)
        assert start is not None
        try:
            return start, self._next(start)
        except (ValueError, OverflowError):  # the end of the year 9999
            return start, _LAST

    def _start(self, zone: tzinfo) -> datetime | None:
        found = _DATE.fullmatch(self.text)
        assert found
        day = f"{found['year']}-{found['month'] or '01'}-{found['day'] or '01'}"
        if found["hour"] is None:
            return parse_date(day, zone) if found["year"] != "0000" else None
        clock = f"T{found['hour']}:{found['minute']}{found['second'] or ':00'}"
        return parse_date(f"{day}{clock}{found['zone'] or ''}", zone)

    def _next(self, start: datetime) -> datetime:
        found = _DATE.fullmatch(self.text)
        assert found
        if found["month"] is None:
            return start.replace(year=start.year + 1)
        if found["day"] is None:
            return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
        if found["hour"] is None:
            return (start.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=start.tzinfo)
        return start if found["second"] else start + timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Given:
    """A literal: text, number, true, false, null, a When, or a list of these as a tuple."""

    value: Any


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the front matter; of one step, it can be a field of the page."""

    path: KeyPath


@dataclass(frozen=True, slots=True)
class Param:
    """`.params.…`: what templates see as .Params."""

    path: KeyPath


@dataclass(frozen=True, slots=True)
class Fact:
    """`.path` and the like: what is known of the file."""

    name: str


Operand = Given | Key | Param | Fact


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether a value counts as true in a template."""

    operand: Operand


@dataclass(frozen=True, slots=True)
class Exists:
    """Whether the key is written in the file."""

    key: Key


@dataclass(frozen=True, slots=True)
class Compare:
    """`sign`: == != < <= > >= in contains intersect."""

    left: Operand
    sign: str
    right: Operand


@dataclass(frozen=True, slots=True)
class Match:
    """Whether a text fits a pattern; `test` is that pattern compiled."""

    operand: Operand
    pattern: str
    test: Callable[[str], bool] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    part: Question


@dataclass(frozen=True, slots=True)
class Both:
    """All of the parts."""

    parts: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the parts."""

    parts: tuple[Question, ...]


Question = Truth | Exists | Compare | Match | Not | Both | Either
