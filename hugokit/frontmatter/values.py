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
    return ""


def to_bool(value: Any) -> bool:
    """cast.ToBool: Go's ParseBool for text (anything else is False), non-zero for numbers."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return BOOLEANS.get(value, False)
    return bool(value) if isinstance(value, int | float) else False


def to_int(value: Any) -> int:
    """cast.ToInt: fractions are cut, True is 1, text that is no whole number is 0."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if math.isfinite(value) else 0
    return atoi(_whole(value)) if isinstance(value, str) else 0


def _whole(text: str) -> str:
    """Zeros before the first digit and after the point do not count in cast 1.10."""
    sign, digits = (text[:1], text[1:]) if text[:1] in "+-" else ("", text)
    head, dot, tail = digits.partition(".")
    if dot and tail.strip("0"):
        return text
    return sign + (head.lstrip("0") or "0") if head else text


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


def to_strings(value: Any) -> list[str]:
    """cast.ToStringSlice: a text is split at white space, a single other value is one text, a map is nothing."""
    if isinstance(value, list):
        return [to_string(item) for item in value]
    if isinstance(value, str):
        return value.split()
    if isinstance(value, bool | int | float):
        return [to_string(value)]
    return []


def is_date(value: Any) -> bool:
    """A date, time or date-time of TOML or a YAML `!!timestamp`."""
    return isinstance(value, datetime | date | time)
