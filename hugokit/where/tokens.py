"""Cuts an expression into words, signs, texts, numbers and dates, each with its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from hugokit.errors import SettingsError
from hugokit.text.keypath import unescape
from hugokit.where.nodes import When

KEYWORDS = frozenset("and or not in contains intersect matches glob exists true false null".split())
_TOKEN = re.compile(
    r"""(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
    r"|(?P<digits>[+-]?[0-9][\w.:+-]*)"
    r"|(?P<word>[^\W\d][\w-]*)"
    r"|(?P<sign>==|!=|<=|>=|[<>()\[\],.])",
    re.DOTALL,
)
_STEP = re.compile(r"[\w-]+")
_BLANKS = re.compile(r"\s*")
_INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?")
_MENDS = (
    ("&", "write `and`"),
    ("|", "write `or`"),
    ("!", "write `not`, or `!=`"),
    ("=~", "write `matches`"),
    ("=", "write `==` to compare"),
    ("~", "write `matches`"),
    ("$", "names have no `$`"),
    ("'", "the text that begins here has no end"),
    ('"', "the text that begins here has no end"),
)


@dataclass(frozen=True, slots=True)
class Token:
    """`kind`: word, keyword, sign, value (a text, number or When in `value`) or end; `at` counts from 0."""

    kind: Literal["word", "keyword", "sign", "value", "end"]
    text: str
    at: int
    end: int
    value: Any = None


def wrong(at: int, message: str) -> SettingsError:
    """The error at a place of an expression, counted from 0."""
    return SettingsError(f"where: column {at + 1}: {message}")


def tokens(text: str) -> Iterator[Token]:
    """The tokens of an expression, the last one of kind "end". Raises SettingsError with the column."""
    at = _after_blanks(text, 0)
    dot = -1
    while at < len(text):
        if at == dot and (step := _STEP.match(text, at)):
            yield Token("word", step.group(), at, step.end())
            at = _after_blanks(text, step.end())
            continue
        found = _TOKEN.match(text, at)
        if found is None:
            raise wrong(at, _mend(text, at))
        yield _token(found, at)
        dot = found.end() if found.group() == "." else -1
        at = _after_blanks(text, found.end())
    yield Token("end", "", len(text), len(text))


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    assert found
    return found.end()


def _mend(text: str, at: int) -> str:
    mend = next((mend for sign, mend in _MENDS if text.startswith(sign, at)), "it means nothing here; a text is quoted")
    return mend if mend.startswith("the text") else f"`{text[at]}`: {mend}"


def _token(found: re.Match[str], at: int) -> Token:
    text = found.group()
    if found["text"]:
        return Token("value", text, at, found.end(), unescape(text[1:-1]))
    if found["digits"]:
        return Token("value", text, at, found.end(), number_or_date(text, at))
    if found["word"]:
        return Token("keyword" if text in KEYWORDS else "word", text, at, found.end())
    return Token("sign", text, at, found.end())


def number_or_date(text: str, at: int) -> int | float | When:
    """What digits stand for: a year can be either, and the value that it is compared with decides."""
    date = When.read(text)
    if date is not None:
        return date
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    raise wrong(at, f"{text} is neither a number nor a date (2024, 2024-05, 2024-05-01, 2024-05-01T10:00:00+02:00)")
