"""Spelling values in TOML so that Hugo reads the same value again."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter.dates import iso_moment
from hugokit.frontmatter.node import Value
from hugokit.limits import MAX_DEPTH

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff]')
_TALL_SPECIAL = re.compile('["\\\\\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]')
_NOT_LITERAL = re.compile("['\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]")
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_MINUTE = timedelta(minutes=1)


def as_read(value: Value) -> Value:
    """What a plain value becomes in TOML; UnsupportedEdit for one it cannot hold (null, large integers, odd zones)."""
    return _as_read(value, 0)


def spell(value: Value, quote: str = "basic") -> str:
    """A value on one line. `quote`: the style of string that is preferred, basic or literal."""
    return _spell(as_read(value), quote)


def key(name: str, quote: str = "basic") -> str:
    """A key: bare where it can be, else quoted."""
    return name if _BARE.fullmatch(name) else text(name, quote)


def dotted(names: Iterable[str]) -> str:
    """A dotted key."""
    return ".".join(key(name) for name in names)


def text(value: str, style: str = "basic", newline: str = "\n") -> str:
    """A string in the style asked for where it can hold the value, else as a basic string.

    ml-basic and ml-literal are kept only for text with line ends, all of them the file's own, that does not end the
    front matter.
    """
    ends = set(re.findall(r"\r\n|\n|\r", value))
    if style.startswith("ml-") and ends == {newline} and "\n+++" not in value:
        if style == "ml-literal" and "'''" not in value and not value.endswith("'") and not _tall_escapes(value):
            return f"'''{newline}{value}'''"
        return f'"""{newline}{_escaped(_TALL_SPECIAL, value, newline)}"""'
    if style.endswith("literal") and not _NOT_LITERAL.search(value):
        return f"'{value}'"
    return f'"{escape(value)}"'


def escape(value: str) -> str:
    """A text as it stands between double quotes."""
    return _escaped(_SPECIAL, value)


def sections(path: tuple[str, ...], value: Value, quote: str, equals: str = " = ") -> Iterator[str]:
    """The lines of a table (a dict) or list of tables (dicts), an empty line between two headers."""
    if isinstance(value, list):
        for item in value:
            yield from _section(f"[[{dotted(path)}]]", path, item, quote, equals)
    else:
        own = any(not is_table(item) for item in value.values()) or not value
        yield from _section(f"[{dotted(path)}]" if own else "", path, value, quote, equals)


def is_table(value: Value) -> bool:
    """Whether a value can be written under headers: a dict, or a list of nothing but dicts."""
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)
    )


def _section(header: str, path: tuple[str, ...], value: dict[str, Value], quote: str, equals: str) -> Iterator[str]:
    if header:
        yield ""
        yield header
    for name, item in value.items():
        if not is_table(item):
            yield f"{key(name)}{equals}{_spell(item, quote)}"
    for name, item in value.items():
        if is_table(item):
            yield from sections((*path, name), item, quote, equals)


def _as_read(value: Value, depth: int) -> Value:
    if depth > MAX_DEPTH:
        raise UnsupportedEdit(f"the value is nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        if not -(2**63) <= value < 2**63:
            raise UnsupportedEdit(f"the number {value} does not fit in 64 bits")
        return value
    if isinstance(value, str):
        if any("\ud800" <= char <= "\udfff" for char in value):
            raise UnsupportedEdit("a text with bytes that are not UTF-8 cannot be written")
        return value
    if isinstance(value, datetime | date | time):
        return _as_moment(value)
    if isinstance(value, list | tuple):
        return [_as_read(item, depth + 1) for item in value]
    if isinstance(value, dict):
        if not all(isinstance(name, str) for name in value):
            raise UnsupportedEdit("the keys of a map must be text")
        return {str(_as_read(name, depth)): _as_read(item, depth + 1) for name, item in value.items()}
    raise UnsupportedEdit(
        "TOML has no null; leave the key out" if value is None else f"TOML has no way to write a {type(value).__name__}"
    )


def _as_moment(value: datetime | date | time) -> datetime | date | time:
    if isinstance(value, time) and value.tzinfo is not None:
        raise UnsupportedEdit("TOML has no time of day with a zone")
    zone = value.utcoffset() if isinstance(value, datetime) else None
    if zone is not None and zone % _MINUTE:
        raise UnsupportedEdit(f"TOML has no zone {zone}")
    return value


def _spell(value: Value, quote: str) -> str:
    if isinstance(value, str):
        return text(value, quote)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, datetime | date | time):
        return iso_moment(value)
    if isinstance(value, list):
        return f"[{', '.join(_spell(item, quote) for item in value)}]"
    if isinstance(value, dict):
        inner = ", ".join(f"{key(name)} = {_spell(item, quote)}" for name, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    return str(value)


def _float(value: float) -> str:
    if math.isfinite(value):
        return repr(value)
    return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"


def _tall_escapes(value: str) -> bool:
    return bool(re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", value))


def _escaped(special: re.Pattern[str], value: str, keep: str = "") -> str:
    def one(found: re.Match[str]) -> str:
        char = found.group()
        if keep == "\r\n" and char == "\r":
            return char
        return _SHORT.get(char) or f"\\u{ord(char):04x}"

    return special.sub(one, value)
