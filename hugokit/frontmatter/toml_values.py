"""The scalars of TOML as Hugo reads them (go-toml 2.4, TOML 1.1; verified with Hugo 0.168): strings, numbers, dates.

Python's dates have no nanoseconds (digits beyond microseconds are dropped from the value, never from the text) and no
year 0 (an error here, though Hugo reads it).
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from hugokit.errors import FrontMatterError
from hugokit.frontmatter.node import Scalar, Value
from hugokit.text.display import shorten

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff"
_BASIC = re.compile(f'[^"\\\\\n\r{_CONTROL}]*')
_LITERAL = re.compile(f"[^'\n\r{_CONTROL}]*")
_ML_BASIC = re.compile(f'(?:[^"\\\\\r{_CONTROL}]|\r\n)*')
_ML_LITERAL = re.compile(f"(?:[^'\r{_CONTROL}]|\r\n)*")
_FIRST_BREAK = re.compile(r"\r?\n")
_FOLDED = re.compile(r"[ \t]*\r?\n(?:[ \t\n]|\r\n)*")
_HEX = {"x": re.compile(r"[0-9a-fA-F]{2}"), "u": re.compile(r"[0-9a-fA-F]{4}"), "U": re.compile(r"[0-9a-fA-F]{8}")}
_ESCAPES = {'"': '"', "\\": "\\", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS: dict[str, Value] = {"true": True, "false": False, "inf": math.inf, "nan": math.nan}
_WORD = re.compile(r"true|false|inf|nan")
_RADIX = re.compile(r"0(?:x(?P<x>[0-9a-fA-F](?:_?[0-9a-fA-F])*)|o(?P<o>[0-7](?:_?[0-7])*)|b(?P<b>[01](?:_?[01])*))")
_NUMBER = re.compile(
    r"[+-]?(?:inf|nan|(?P<whole>[0-9](?:_?[0-9])*)(?P<rest>(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?))"
)
_BASES = {"x": 16, "o": 8, "b": 2}
_DATE_START = re.compile(r"[0-9]{2}:|[0-9]{4}-")
_DATE_TOKEN = re.compile(r"(?:[0-9:+.\-ZzTt]| (?=[0-9]))+")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?")
_OFFSET = re.compile(r"[Zz]|([+-])([0-9]{2}):([0-9]{2})")
_MAX_DIGITS = 19


def scalar(text: str, at: int, end: int) -> Scalar:
    """The string, number, boolean or date at `at`; FrontMatterError where there is none or it is not right."""
    char = text[at] if at < end else ""
    if char in ('"', "'") and char:
        return string(text, at, end)
    if "0" <= char <= "9" or char in ("+", "-"):
        if _DATE_START.match(text, at, end):
            return _moment(text, at, end)
        return _number(text, at, end)
    found = _WORD.match(text, at, end)
    if found:
        return Scalar(at, found.end(), _WORDS[found.group()])
    if not char or char in "\r\n":
        raise FrontMatterError("TOML: a value is missing", at)
    raise FrontMatterError(f"TOML: {shorten(char)!r} does not start a value; a text stands in quotes", at)


def string(text: str, at: int, end: int, *, tall: bool = True) -> Scalar:
    """The quoted string at `at`; `tall` allows the three-quote forms (keys have none)."""
    quote = text[at]
    if tall and text.startswith(quote * 3, at, end):
        return _tall(text, at, end, quote)
    plain, style = (_BASIC, "basic") if quote == '"' else (_LITERAL, "literal")
    here, out = at + 1, []
    while True:
        found = plain.match(text, here, end)
        if found:
            out.append(found.group())
            here = found.end()
        char = text[here] if here < end else ""
        if char == quote:
            return Scalar(at, here + 1, "".join(out), style)
        if char != "\\":
            raise _bad(text, at, here, end)
        piece, here = _escape(text, here, end)
        out.append(piece)


def _tall(text: str, at: int, end: int, quote: str) -> Scalar:
    plain, style = (_ML_BASIC, "ml-basic") if quote == '"' else (_ML_LITERAL, "ml-literal")
    first = _FIRST_BREAK.match(text, at + 3, end)
    here, out = first.end() if first else at + 3, []
    while True:
        found = plain.match(text, here, end)
        if found:
            out.append(found.group())
            here = found.end()
        char = text[here] if here < end else ""
        if char == quote:
            run = here
            while run < min(end, here + 6) and text[run] == quote:
                run += 1
            if run - here > 5:
                raise FrontMatterError("TOML: too many quotes in a row", here)
            if run - here >= 3:
                return Scalar(at, run, "".join(out) + text[here : run - 3], style)
            out.append(text[here:run])
            here = run
        elif char == "\\":
            folded = _FOLDED.match(text, here + 1, end)
            piece, here = ("", folded.end()) if folded else _escape(text, here, end)
            out.append(piece)
        else:
            raise _bad(text, at, here, end)


def _bad(text: str, at: int, here: int, end: int) -> FrontMatterError:
    if here >= end:
        return FrontMatterError("TOML: this text has no closing quote", at)
    if text[here] in "\r\n":
        what = "a lone carriage return" if text[at] * 3 == text[at : at + 3] else "a line end"
        return FrontMatterError(f"TOML: {what} in a text; close the quote or use three quotes", here)
    if "\ud800" <= text[here] <= "\udfff":
        return FrontMatterError(f"TOML: a byte that is not UTF-8 ({shorten(text[here])}) in a text", here)
    code = ord(text[here])
    return FrontMatterError(f"TOML: the control character \\x{code:02x} in a text; write it as \\u{code:04x}", here)


def _escape(text: str, at: int, end: int) -> tuple[str, int]:
    """The character of the escape at a backslash, and where it stops."""
    kind = text[at + 1] if at + 1 < end else ""
    if kind in _ESCAPES and kind:
        return _ESCAPES[kind], at + 2
    digits = _HEX[kind].match(text, at + 2, end) if kind in _HEX else None
    if not digits:
        found = shorten(text[at : min(at + 2, end)])
        raise FrontMatterError(f"TOML: {found} is no escape; write \\\\ for a backslash, or use single quotes", at)
    code = int(digits.group(), 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise FrontMatterError(f"TOML: {text[at : digits.end()]} is no character", at)
    return chr(code), digits.end()


def _number(text: str, at: int, end: int) -> Scalar:
    radix = _RADIX.match(text, at, end)
    found = radix or _NUMBER.match(text, at, end)
    if not found:
        raise FrontMatterError("TOML: a number without digits", at)
    stop = found.end()
    if stop < end and (text[stop] in "_." or (text[stop].isascii() and text[stop].isalpha())):
        raise FrontMatterError(f"TOML: {shorten(text[at : stop + 1])} is no number; a text stands in quotes", stop)
    if radix:
        kind = radix.lastgroup or "x"
        return Scalar(at, stop, _integer(radix[kind].replace("_", ""), _BASES[kind], 1, at))
    whole = found["whole"]
    if whole and len(whole) > 1 and whole[0] == "0":
        raise FrontMatterError("TOML: a number cannot start with 0; a text stands in quotes", at)
    if whole and not found["rest"]:
        return Scalar(at, stop, _integer(whole.replace("_", ""), 10, -1 if text[at] == "-" else 1, at))
    value = float(found.group().replace("_", ""))
    if whole and math.isinf(value):
        raise FrontMatterError("TOML: the number is too large", at)
    return Scalar(at, stop, value)


def _integer(digits: str, base: int, sign: int, at: int) -> int:
    digits = digits.lstrip("0") or "0"
    if len(digits) <= (_MAX_DIGITS if base == 10 else 64):
        value = sign * int(digits, base)
        if -(2**63) <= value < 2**63:
            return value
    raise FrontMatterError("TOML: the number does not fit in 64 bits", at)


def _moment(text: str, at: int, end: int) -> Scalar:
    found = _DATE_TOKEN.match(text, at, end)
    token = found.group() if found else ""
    stop = at + len(token)
    if token[2] == ":":
        clock, used = _time(token, 0, at)
        _nothing_after(token, used, at)
        return Scalar(at, stop, clock)
    day = _DATE.match(token)
    if not day:
        raise FrontMatterError("TOML: a date is written YYYY-MM-DD", at)
    try:
        value = date(int(day[1]), int(day[2]), int(day[3]))
    except ValueError:
        raise FrontMatterError(f"TOML: there is no day {day.group()}", at) from None
    if len(token) == day.end() and not set(token) & set("Tt "):
        return Scalar(at, stop, value)
    if token[day.end()] not in "Tt ":
        raise FrontMatterError("TOML: between date and time stands a T or a blank", at + day.end())
    clock, used = _time(token, day.end() + 1, at)
    zone = _OFFSET.match(token, used)
    _nothing_after(token, zone.end() if zone else used, at)
    return Scalar(at, stop, datetime.combine(value, clock, _zone(zone, at + used) if zone else None))


def _nothing_after(token: str, used: int, at: int) -> None:
    if used < len(token):
        raise FrontMatterError(f"TOML: {shorten(token[used:])!r} behind a date or time", at + used)


def _time(token: str, used: int, at: int) -> tuple[time, int]:
    found = _TIME.match(token, used)
    if not found:
        raise FrontMatterError("TOML: a time is written HH:MM:SS", at + used)
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise FrontMatterError(f"TOML: there is no time {found.group()}", at + used)
    return time(hour, minute, second, int((found[4] or "")[:6].ljust(6, "0"))), found.end()


def _zone(found: re.Match[str], at: int) -> timezone:
    if found[1] is None:
        return UTC
    hours, minutes = int(found[2]), int(found[3])
    if hours > 23 or minutes > 59:
        raise FrontMatterError(f"TOML: there is no time zone {found.group()}", at)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if found[1] == "-" else offset)
