"""What a plain YAML scalar means to Hugo >= 0.152 (goccy/go-yaml 1.19): numbers, booleans, null, else text."""

from __future__ import annotations

import math
import re

from hugokit.frontmatter.node import Value

WORDS: dict[str, Value] = {
    "null": None, "Null": None, "NULL": None, "~": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    ".inf": math.inf, ".Inf": math.inf, ".INF": math.inf, "-.inf": -math.inf, "-.Inf": -math.inf, "-.INF": -math.inf,
    ".nan": math.nan, ".NaN": math.nan, ".NAN": math.nan,
}  # fmt: skip
_NUMERIC = frozenset("+-.0123456789")
_MAYBE_NUMBER = re.compile(r"(?:[+-]{1,2}_*)?[0-9.][0-9a-fA-FxobpP_.eE+-]*\Z")
_DIGITS = {
    2: re.compile(r"-?[01]+\Z"),
    8: re.compile(r"-?[0-7]+\Z"),
    10: re.compile(r"-?[0-9]+\Z"),
    16: re.compile(r"-?[0-9a-fA-F]+\Z"),
}
_FLOAT = re.compile(r"-?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\Z")
_INT64, _UINT64 = (-(2**63), 2**63 - 1), (0, 2**64 - 1)


def resolve(text: str) -> Value:
    """The value of a plain scalar: None, bool, int, float or the text itself."""
    if text in WORDS:
        return WORDS[text]
    if text[:1] not in _NUMERIC or text[4:5] == "-" == text[7:8]:  # most texts, and dates
        return text
    if text[0] in "123456789" and len(text) < 19 and text.isascii() and text.isdigit():
        return int(text)
    number = _number(text) if _MAYBE_NUMBER.match(text) else None
    return text if number is None else number


def _number(text: str) -> int | float | None:
    dots = text.count(".")
    if dots > 1:
        return None
    negative = text.startswith("-")
    digits = text.removeprefix("+").removeprefix("-").replace("_", "")
    base, digits = _base(digits, dots)
    digits = "-" + digits if negative else digits
    if not base:
        return _float(digits)
    if not _DIGITS[base].match(digits):
        return None
    number = int(digits, base)
    low, high = _INT64 if negative else _UINT64
    return number if low <= number <= high else None


def _base(digits: str, dots: int) -> tuple[int, str]:
    for prefix, base in (("0x", 16), ("0o", 8), ("0b", 2)):
        if digits.startswith(prefix):
            return base, digits.removeprefix(prefix)
    if digits.startswith("0") and len(digits) > 1 and not dots:
        return 8, digits
    return (0, digits) if dots else (10, digits)


def _float(digits: str) -> float | None:
    if not _FLOAT.match(digits):
        return None
    number = float(digits)
    return None if math.isinf(number) else number
