"""The dates that Hugo reads, in one form. The instant stays, to the last digit of a second."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any

from hugokit.document import Document
from hugokit.engine.context import Context
from hugokit.engine.fmt.changes import change, respell
from hugokit.engine.settings import Format
from hugokit.frontmatter import toml_style
from hugokit.frontmatter.dates import YearZero, parse_date, to_date
from hugokit.frontmatter.node import Scalar, pair_of
from hugokit.frontmatter.operations import Set

_OFFSET = re.compile(r"(?:Z|[+-][0-9]{2}:?[0-9]{2})\Z")
_FRACTION = re.compile(r":[0-9]{2}[.,]([0-9]+)")
_NAMED_ZONE = re.compile(r"GMT|UTC|[A-Za-z]{3,4}\Z")
_MINUTE = timedelta(minutes=1)
_ELSEWHERE = timezone(timedelta(hours=5, minutes=45))
_KEPT_DIGITS = 6  # of a fraction of a second, in Python


def spell_dates(document: Document[Any], fmt: Format, context: Context) -> None:
    """Every date of the page in the wanted form, as far as it can be read."""
    if fmt.dates not in ("iso", "rfc3339"):
        return
    keys = context.rules.date_keys
    for key, value in list(document.plain.items()):
        if key.lower() not in keys:
            continue
        if isinstance(value, str):
            new = iso(value) if fmt.dates == "iso" else rfc3339(value, _zone(context))
            if new is not None and new != value:
                change(document, context, Set((key,), new))
        elif isinstance(value, date) and document.format == "toml":
            _native(document, key, context, full=fmt.dates == "rfc3339")


def _zone(context: Context) -> tzinfo | None:
    """The zone of dates without an offset; None where the site is not known."""
    return context.zone if context.known else None


def iso(text: str) -> str | None:
    """A date text with a `T` and with what it says: no time or offset that was not given. None: it stays."""
    if _NAMED_ZONE.search(text):
        return None
    read = parse_date(text)
    if read is None or isinstance(read, YearZero):
        return None
    if ":" not in text:
        new = read.date().isoformat()
    else:
        zone = _OFFSET.search(text)
        new = _clock(read, text) + (_colon(zone.group()) if zone else "")
    return new if all(_same(new, text, zone) for zone in (UTC, _ELSEWHERE)) else None


def rfc3339(text: str, zone: tzinfo | None) -> str | None:
    """A date text with time and offset, in a zone where it has none. None: it stays."""
    if _NAMED_ZONE.search(text) or (zone is None and not _has_offset(text)):
        return None
    read = parse_date(text, zone or UTC)
    if read is None or isinstance(read, YearZero) or _unclear(read):
        return None
    new = _clock(read, text) + _offset(read)
    return new if _same(new, text, zone or UTC) else None


def _same(new: str, old: str, zone: tzinfo) -> bool:
    return parse_date(new, zone) == parse_date(old, zone)


def _has_offset(text: str) -> bool:
    return parse_date(text, UTC) == parse_date(text, _ELSEWHERE)


def _clock(read: datetime, text: str) -> str:
    fraction = _FRACTION.search(text)
    return read.replace(tzinfo=None, microsecond=0).isoformat() + (f".{fraction[1]}" if fraction else "")


def _colon(offset: str) -> str:
    return offset if offset == "Z" or ":" in offset else f"{offset[:3]}:{offset[3:]}"


def _offset(read: datetime) -> str:
    shift = read.utcoffset()
    return "Z" if not shift else read.isoformat()[-6:]


def _unclear(read: datetime) -> bool:
    """A time that a change of the clock leaves out or has twice, or an offset with seconds: it cannot be told."""
    shift = read.utcoffset() or timedelta()
    return shift != read.replace(fold=1).utcoffset() or bool(shift % _MINUTE)


def _native(document: Document[Any], key: str, context: Context, *, full: bool) -> None:
    """A date of TOML's own: with T and a capital Z, or as a moment in the zone of the site."""
    pair = pair_of(document.root, key)
    if pair is None or not isinstance(pair.node, Scalar):
        return
    zone = _zone(context)
    if full and zone is not None and _is_local(pair.node.value):
        fraction = _FRACTION.search(document.text, pair.node.start, pair.node.end)
        moment = to_date(pair.node.value, zone)
        if moment is not None and not _unclear(moment) and len(fraction[1] if fraction else "") <= _KEPT_DIGITS:
            offset = timezone(moment.utcoffset() or timedelta())
            change(document, context, Set((key,), moment.replace(tzinfo=offset)))
        return
    edit = toml_style.date_edit(document.text, pair.node)
    if edit is not None:
        respell(document, [edit])


def _is_local(value: Any) -> bool:
    return not isinstance(value, datetime) or value.tzinfo is None
