"""How Hugo casts values (spf13/cast 1.10 and Go's fmt), as measured with Hugo 0.168."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time
from typing import Any

BOOLEANS = {
    "1": True, "t": True, "T": True, "true": True, "TRUE": True, "True": True,
    "0": False, "f": False, "F": False, "false": False, "FALSE": False, "False": False,
}  # fmt: skip
_INT = re.compile(r"[+-]?[0-9]+\Z")
_DECIMAL = re.compile(r"\A([+-]?[0-9]+)\.[0-9]*\Z")
_ANY_BASE = re.compile(r"[+-]?(0[xX](_?[0-9a-fA-F])+|0[oO]?(_?[0-7])+|0[bB](_?[01])+|0|[1-9](_?[0-9])*)\Z")
_OCTAL = re.compile(r"[+-]?0_?[0-7]")


def sprint(value: Any) -> str:
    """Go's fmt.Sprint of a value: `true`, `1.5`, `map[a:b]`, `[a b]`, `<nil>`."""
    if value is None:
        return "<nil>"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _general(value)
    if isinstance(value, dict):
        return "map[" + " ".join(f"{key}:{sprint(value[key])}" for key in sorted(value)) + "]"
    if isinstance(value, list):
        return "[" + " ".join(map(sprint, value)) + "]"
    if isinstance(value, bytes):
        return "[" + " ".join(map(str, value)) + "]"
    return str(value)


def _general(value: float) -> str:
    special = _special(value)
    if special:
        return special
    digits, _, exponent = repr(value).lower().partition("e")
    power = int(exponent or 0) if exponent else math.floor(math.log10(abs(value))) if value else 0
    if -4 <= power < 21:
        return plain_float(value)
    return f"{digits.removesuffix('.0')}e{power:+03d}"


def _special(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    return ("+Inf" if value > 0 else "-Inf") if math.isinf(value) else ""


def plain_float(value: float) -> str:
    """Go's strconv.FormatFloat(value, 'f', -1, 64): the shortest digits, never an exponent."""
    special = _special(value)
    if special:
        return special
    text = repr(value)
    if "e" not in text:
        return text.removesuffix(".0")
    mantissa, _, exponent = text.partition("e")
    sign = "-" if mantissa.startswith("-") else ""
    whole, _, fraction = mantissa.lstrip("-").partition(".")
    shift = int(exponent)
    digits = whole + fraction
    point = len(whole) + shift
    if point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    return f"{sign}{digits.ljust(point, '0')[:point]}" + (f".{digits[point:]}" if digits[point:] else "")


def to_string(value: Any) -> str:
    """cast.ToString: text, numbers and booleans as text; a list or a map is "" without a word."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return plain_float(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return time_text(value) if isinstance(value, datetime | date | time) else ""


def time_text(value: datetime | date | time) -> str:
    """Go's Time.String for a time with a zone, `2024-01-02 03:04:05 +0000 UTC`; a local one as TOML writes it."""
    whole, dot, fraction = value.isoformat().partition(".")
    if not isinstance(value, datetime) or value.tzinfo is None:
        return whole + (dot + fraction).rstrip("0")
    zone = value.strftime("%z")
    seconds = f"{value:%Y-%m-%d %H:%M:%S}" + (f".{value.microsecond:06}".rstrip("0") if value.microsecond else "")
    return f"{seconds} {zone} {'UTC' if zone == '+0000' else zone}"


def to_bool(value: Any) -> bool:
    """cast.ToBool: Go's ParseBool for text (anything else is False), non-zero for numbers."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return BOOLEANS.get(value, False)
    return bool(value) if isinstance(value, int | float) else False


def to_int(value: Any) -> int:
    """cast.ToInt: fractions are cut, True is 1, text that is no whole number is 0; 64 bits."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return (value + 2**63) % 2**64 - 2**63  # Go's conversion of an uint64 wraps around
    if isinstance(value, float):
        return int(value) if math.isfinite(value) and -(2**63) <= value < 2**63 else -(2**63)
    return _go_int(_DECIMAL.sub(r"\1", value)) if isinstance(value, str) else 0


def _go_int(text: str) -> int:
    """Go's strconv.ParseInt with base 0, 0 where it fails: `0x1F`, `0o17`, `0b11`, `017` and `1_000` are numbers."""
    if not _ANY_BASE.match(text):
        return 0
    digits = text.lower()
    number = int(digits, 8) if _OCTAL.match(digits) else int(digits, 0)
    return number if -(2**63) <= number < 2**63 else 0


def atoi(text: str) -> int:
    """Go's strconv.Atoi, 0 where it fails."""
    if not _INT.match(text):
        return 0
    return max(-(2**63), min(2**63 - 1, int(text)))


def to_float(value: Any) -> float:
    """A number as a float, text by Go's ParseFloat, 0.0 where it fails."""
    if isinstance(value, bool):
        return 0.0
    if isinstance(value, int | float):
        return float(value)
    try:
        return float(value) if isinstance(value, str) and value.isascii() and "_" not in value else 0.0
    except ValueError:
        return 0.0


def to_strings(value: Any) -> list[str] | None:
    """cast.ToStringSlice: a text is split at white space, a single other value is one text.

    None for a map, for null and for a list with a list or map in it: Go's nil list, which is empty to a template and
    null in JSON.
    """
    if isinstance(value, list):
        return None if any(isinstance(item, list | dict) for item in value) else [to_string(item) for item in value]
    if isinstance(value, str):
        return value.split()
    if isinstance(value, bytes):
        return [str(byte) for byte in value]
    return [to_string(value)] if isinstance(value, bool | int | float) or is_date(value) else None


def is_date(value: Any) -> bool:
    """A date, time or date-time of TOML or a YAML `!!timestamp`."""
    return isinstance(value, datetime | date | time)


def lower_keys(value: Any) -> Any:
    """Maps with their keys in lower case, as templates see them; maps inside lists keep theirs.

    Of two keys that differ only in case the one with capitals wins; of several such Hugo takes any, we the last.
    """
    if not isinstance(value, dict):
        return value
    every = "".join(value)
    if every == every.lower():
        copied = dict(value)
        if dict in map(type, value.values()):
            copied.update({key: lower_keys(item) for key, item in value.items() if isinstance(item, dict)})
        return copied
    out: dict[str, Any] = {}
    capital: set[str] = set()
    for key, item in value.items():
        lower = key.lower()
        if lower != key:
            capital.add(lower)
        elif lower in capital:
            continue
        out[lower] = lower_keys(item) if isinstance(item, dict) else item
    return out
