"""Permalink patterns: `:year/:slug` and the like (source resources/page/permalinks.go)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from hugokit.site.urls import DEFAULT_RULES, PathRules, urlize

_TOKEN = re.compile(r":\w+(?:\[.+?\])?")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ZERO = datetime(1, 1, 1, tzinfo=UTC)
# The elements of a Go time layout, longest first, and what they print.
_LAYOUT = re.compile(
    r"January|Jan|Monday|Mon|MST|2006|__2|002|_2|01|02|03|04|05|06|15|PM|pm|[.,]0+|[.,]9+|Z07:00|Z0700|-07:00|-0700|1|2|3|4|5"
)


class UnknownToken(ValueError):
    """A pattern with a `:token` that Hugo does not know; Hugo stops there."""


class Facts(NamedTuple):
    """What patterns can name. `sections`: the path elements of the page's section; `section_slugs`: slug or title."""

    title: str
    slug: str = ""
    date: datetime | None = None
    section: str = ""
    sections: tuple[str, ...] = ()
    section_slugs: tuple[str, ...] = ()
    file_name: str = ""
    content_base_name: str = ""


def expand(pattern: str, facts: Facts, rules: PathRules = DEFAULT_RULES) -> str:
    """The pattern with its tokens replaced (UnknownToken); `\\:` is a colon."""
    out = pattern.replace("\\:", "\x00")
    for token in _TOKEN.findall(out):
        out = out.replace(token, _value(token[1:], facts, rules), 1)
    return out.replace("\x00", ":")


def unknown_tokens(pattern: str) -> list[str]:
    """The tokens of a permalink or of a page's `url` that Hugo does not know, with their colon."""
    tokens = _TOKEN.findall(pattern.replace("\\:", "\x00"))
    return [token for token in tokens if not _is_known(token[1:])]


def _is_known(token: str) -> bool:
    return token in _SIMPLE or token.startswith(("sections[", "sectionslugs[")) or bool(_LAYOUT.search(token))


def _value(token: str, facts: Facts, rules: PathRules) -> str:
    if token in _SIMPLE:
        return _SIMPLE[token](facts, rules)
    if token.startswith("sections["):
        return "/".join(part for part in cut(token[len("sections") :], facts.sections) or () if part)
    if token.startswith("sectionslugs["):
        slugs = [urlize(s, rules) for s in facts.section_slugs]
        return "/".join(part for part in cut(token[len("sectionslugs") :], slugs) or () if part)
    if not _LAYOUT.search(token):
        raise UnknownToken(f"the permalink token :{token} is not known to Hugo")
    return go_format(token, facts.date or _ZERO)


def _slug_or(other: Callable[[Facts, PathRules], str]) -> Callable[[Facts, PathRules], str]:
    return lambda facts, rules: urlize(facts.slug, rules) if facts.slug else other(facts, rules)


def _title(facts: Facts, rules: PathRules) -> str:
    return urlize(facts.title, rules)


def _file_name(facts: Facts, rules: PathRules) -> str:
    return urlize(facts.file_name, rules)


def _content_base_name(facts: Facts, rules: PathRules) -> str:
    return urlize(facts.content_base_name, rules)


def _date(spell: Callable[[datetime], str]) -> Callable[[Facts, PathRules], str]:
    return lambda facts, rules: spell(facts.date or _ZERO)


_SIMPLE: dict[str, Callable[[Facts, PathRules], str]] = {
    "year": _date(lambda d: str(d.year)),
    "month": _date(lambda d: f"{d.month:02}"),
    "monthname": _date(lambda d: _MONTHS[d.month - 1]),
    "day": _date(lambda d: f"{d.day:02}"),
    "weekday": _date(lambda d: str(d.isoweekday() % 7)),
    "weekdayname": _date(lambda d: _WEEKDAYS[d.weekday()]),
    "yearday": _date(lambda d: str(d.timetuple().tm_yday)),
    "section": lambda facts, rules: facts.section,
    "sectionslug": lambda facts, rules: urlize(facts.section_slugs[0], rules) if facts.section_slugs else "",
    "sections": lambda facts, rules: "/" + "/".join(facts.sections),
    "sectionslugs": lambda facts, rules: "/".join(urlize(s, rules) for s in facts.section_slugs),
    "title": _title,
    "slug": _slug_or(_title),
    "slugorfilename": _slug_or(_file_name),
    "filename": _file_name,
    "contentbasename": _content_base_name,
    "slugorcontentbasename": _slug_or(_content_base_name),
}


def cut(spec: str, parts: Sequence[str]) -> list[str] | None:
    """`[1:]`, `[:2]`, `[0]`, `[last]` of a list, lenient about bounds; None for a spec that Hugo cannot read."""
    spec = spec.strip().lower()
    if not spec:
        return list(parts)
    if len(spec) < 3 or spec[0] != "[" or spec[-1] != "]":
        return None
    low, colon, high = spec[1:-1].partition(":")
    start = _bound(low, len(parts), low_end=True)
    if not colon:
        return [parts[start]] if parts and 0 <= start < len(parts) else []
    stop = _bound(high, len(parts), low_end=False)
    return list(parts[start:stop]) if 0 <= start <= stop else []


def _bound(text: str, length: int, *, low_end: bool) -> int:
    if not text:
        return 0 if low_end else length
    if text == "last":
        return length - 1
    number = max(0, int(text)) if re.fullmatch(r"[+-]?\d+", text) else 0
    if number >= length:
        return -1 if low_end else length
    return number


def go_format(layout: str, when: datetime) -> str:
    """A date in a Go layout such as `2006-01-02` or `Jan 2`."""
    return _LAYOUT.sub(lambda found: _element(found.group(), when), layout)


def _element(element: str, d: datetime) -> str:
    if element[0] in ".,":
        digits = f"{d.microsecond:06}000"[: len(element) - 1]
        digits = digits.rstrip("0") if element[1] == "9" else digits
        return element[0] + digits if digits else ""
    if element.startswith(("Z07", "-07")):
        return _zone(element, d)
    yearday = d.timetuple().tm_yday
    values: dict[str, object] = {
        "January": _MONTHS[d.month - 1],
        "Jan": _MONTHS[d.month - 1][:3],
        "Monday": _WEEKDAYS[d.weekday()],
        "Mon": _WEEKDAYS[d.weekday()][:3],
        "MST": d.tzname() or "UTC",
        "2006": f"{d.year:04}",
        "06": f"{d.year % 100:02}",
        "__2": f"{yearday:3}",
        "002": f"{yearday:03}",
        "_2": f"{d.day:2}",
        "02": f"{d.day:02}",
        "2": d.day,
        "01": f"{d.month:02}",
        "1": d.month,
        "15": f"{d.hour:02}",
        "03": f"{d.hour % 12 or 12:02}",
        "3": d.hour % 12 or 12,
        "04": f"{d.minute:02}",
        "4": d.minute,
        "05": f"{d.second:02}",
        "5": d.second,
        "PM": "AM" if d.hour < 12 else "PM",
        "pm": "am" if d.hour < 12 else "pm",
    }
    return str(values[element])


def _zone(element: str, d: datetime) -> str:
    offset = d.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    if element[0] == "Z" and not minutes:
        return "Z"
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{sign}{minutes // 60:02}{':' if ':' in element else ''}{minutes % 60:02}"
