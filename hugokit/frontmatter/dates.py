"""Dates as Hugo reads them: the 24 layouts of spf13/cast in its order, with the leniency of Go's parser."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from typing import Any, NamedTuple

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_DAY = "|".join(day[:3] for day in _DAYS)
_ZONE_NAME = r"(?P<name>ChST|MeST|WITA|GMT(?:[+-]\d{1,2})?|[+-]\d\d(?:\d\d)?|[A-Z]{3}|[A-Z]{3}T|[A-Z]{4}T|UTC)"
_ELEMENTS = {
    "2006": r"(?P<year>\d{4})",
    "06": r"(?P<short>\d\d)",
    "01": r"(?P<month>\d\d)",
    "Jan": f"(?P<named>(?i:{'|'.join(_MONTHS)}))",
    "Monday": f"(?i:{'|'.join(_DAYS)})",
    "Mon": f"(?i:{_DAY})",
    "02": r"(?P<day>\d\d)",
    "_2": r" *(?P<day>\d{1,2})",
    "15": r"(?P<hour>\d{1,2})",
    "3": r"(?P<half>\d{1,2})",
    "04": r"(?P<minute>\d\d)",
    "05": r"(?P<second>\d\d)(?P<fraction>[.,]\d+)?",
    "PM": r"(?P<noon>AM|PM)",
    "Z07:00": r"(?P<zone>Z|[+-]\d\d:\d\d)",
    "Z0700": r"(?P<zone>Z|[+-]\d{4})",
    "-07:00": r"(?P<zone>[+-]\d\d:\d\d)",
    "-0700": r"(?P<zone>[+-]\d{4})",
    "MST": _ZONE_NAME,
    " ": " +",
}
_SPLIT = re.compile("|".join(sorted(map(re.escape, _ELEMENTS), key=len, reverse=True)))
_MILLI, _MICRO, _NANO = ".000", ".000000", ".000000000"
LAYOUTS = (
    "2006-01-02",
    "2006-01-02T15:04:05Z07:00",
    "2006-01-02T15:04:05",
    "Mon, 02 Jan 2006 15:04:05 -0700",
    "Mon, 02 Jan 2006 15:04:05 MST",
    "02 Jan 06 15:04 -0700",
    "02 Jan 06 15:04 MST",
    "Monday, 02-Jan-06 15:04:05 MST",
    "2006-01-02 15:04:05 -0700 MST",
    "2006-01-02T15:04:05-0700",
    "2006-01-02 15:04:05Z0700",
    "2006-01-02 15:04:05",
    "Mon Jan _2 15:04:05 2006",
    "Mon Jan _2 15:04:05 MST 2006",
    "Mon Jan 02 15:04:05 -0700 2006",
    "2006-01-02 15:04:05Z07:00",
    "02 Jan 2006",
    "2006-01-02 15:04:05 -07:00",
    "2006-01-02 15:04:05 -0700",
    "3:04PM",
    "Jan _2 15:04:05",
    "Jan _2 15:04:05" + _MILLI,
    "Jan _2 15:04:05" + _MICRO,
    "Jan _2 15:04:05" + _NANO,
)


class YearZero(datetime):
    """A time of day without a date: Hugo leaves the year at 0, which Python's datetime cannot hold (it says 1)."""


class _Layout(NamedTuple):
    pattern: re.Pattern[str]
    zoned: bool


@cache
def _layouts() -> tuple[_Layout, ...]:
    return tuple(_compile(layout) for layout in LAYOUTS)


def _compile(layout: str) -> _Layout:
    fraction = next((f for f in (_NANO, _MICRO, _MILLI) if layout.endswith(f)), "")
    body = layout.removesuffix(fraction)
    out: list[str] = []
    at = 0
    for found in _SPLIT.finditer(body):
        out += (re.escape(body[at : found.start()]), _ELEMENTS[found.group()])
        at = found.end()
    out.append(re.escape(body[at:]))
    pattern = "".join(out)
    if fraction:
        pattern = pattern.replace(r"[.,]\d+)?", rf"[.,]\d{{{len(fraction) - 1}}})")
    return _Layout(re.compile(pattern, re.ASCII), "-07" in layout or "Z07" in layout)


# What nearly all dates look like, and Python reads as Hugo does.
_ISO = re.compile(
    r"(?!0000)\d{4}-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):\d\d:\d\d(?:Z|[+-](?:[01]\d|2[0-3]):\d\d)?)?", re.ASCII
)

_NO_OFFSET = re.compile(r"[-+]00:?00\s*\Z")
_NAMELESS = timezone(timedelta(0), "+00:00")


@lru_cache(maxsize=4096)
def parse_date(text: str, zone: tzinfo = UTC) -> datetime | None:
    """The instant of a date text, None where Hugo says "unable to parse date".

    A text without an offset (a named zone counts as none) is taken in `zone`. A bare time gives a YearZero. The offset
    +00:00 is a zone of its own to Go, which is not UTC.
    """
    found = _parsed(text, zone)
    return found.replace(tzinfo=_NAMELESS) if found and _NO_OFFSET.search(text) else found


def _parsed(text: str, zone: tzinfo) -> datetime | None:
    if _ISO.fullmatch(text):
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            return None
        return found if found.tzinfo else found.replace(tzinfo=zone)
    return _by_layout(text, zone)


def _by_layout(text: str, zone: tzinfo) -> datetime | None:
    for layout in _layouts():
        found = layout.pattern.fullmatch(text)
        if found:
            read = _read(found, zone if not layout.zoned else None)
            if read is not None:
                return read
    return None


def _read(found: re.Match[str], zone: tzinfo | None) -> datetime | None:
    part = found.groupdict()
    tz = zone if zone is not None else _offset(part["zone"])
    year, month, day = _day_of(part)
    hour = _hour_of(part)
    if tz is None or hour is None:
        return None
    kind = datetime if year else YearZero
    try:
        return kind(year or 1, month, day, hour, *_clock(part), tz)
    except (ValueError, OverflowError):
        return None


def _day_of(part: dict[str, str | None]) -> tuple[int, int, int]:
    year = int(part.get("year") or 0)
    if short := part.get("short"):
        year = int(short) + (1900 if int(short) >= 69 else 2000)
    named = part.get("named")
    month = _MONTHS.index(named.lower()) + 1 if named else int(part.get("month") or 1)
    return year, month, int(part.get("day") or 1)


def _hour_of(part: dict[str, str | None]) -> int | None:
    half = part.get("half")
    if half is None:
        return int(part.get("hour") or 0)
    hour = int(half)
    if hour > 12:
        return None
    if part["noon"] == "PM":
        return hour + 12 if hour < 12 else hour
    return 0 if hour == 12 else hour


def _clock(part: dict[str, str | None]) -> tuple[int, int, int]:
    fraction = (part.get("fraction") or ".0")[1:7].ljust(6, "0")
    return int(part.get("minute") or 0), int(part.get("second") or 0), int(fraction)


def _offset(text: str | None) -> tzinfo | None:
    if text == "Z" or text is None:
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 23 or minutes > 59:
        return None
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(-shift if text[0] == "-" else shift)


def to_date(value: Any, zone: tzinfo = UTC) -> datetime | None:
    """The instant of any front matter value, None where Hugo cannot read it.

    Whole numbers are Unix seconds, native dates without offset take `zone`, native times with one lose the fraction of
    a second, unless they and `zone` are UTC.
    """
    if isinstance(value, str):
        return parse_date(value, zone)
    if isinstance(value, datetime):
        return _reread(value, zone) if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=zone)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _reread(value: datetime, zone: tzinfo) -> datetime:
    """A time that is one already. Unless it and the site are in UTC, Hugo writes it as text and reads that again."""
    return value if value.tzname() == str(zone) == "UTC" else value.replace(microsecond=0)


_IN_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-T ](\d{2})-(\d{2})-(\d{2}))?[-_ ]*(.*)\Z", re.DOTALL)


def date_in_name(name: str, zone: tzinfo = UTC) -> datetime | None:
    """The date that a file name such as `2025-07-04-fireworks` or `2025-07-04-22-17-13-late` begins with."""
    found = _IN_NAME.match(name)
    if not found:
        return None
    day, hour, minute, second, _ = found.groups()
    return parse_date(f"{day}T{hour}:{minute}:{second}" if hour else day, zone)


def slug_in_name(name: str, zone: tzinfo = UTC) -> str:
    """What follows the date in a file name, "" where it has none."""
    found = _IN_NAME.match(name)
    return found[5] if found and date_in_name(name, zone) is not None else ""


def iso_moment(value: datetime | date | time) -> str:
    """A time in RFC 3339: `Z` for UTC, no zeros at the end of a fraction, the year 0 as such."""
    text = value.isoformat()
    if type(value) is datetime and not value.microsecond:
        return f"{text[:-6]}Z" if text[-6:] == "+00:00" else text
    if isinstance(value, datetime | time):
        whole, dot, rest = text.partition(".")
        text = f"{whole}.{rest[:6].rstrip('0')}{rest[6:]}" if dot else text
    if isinstance(value, YearZero):
        text = "0000" + text[4:]
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
