"""Values of a TOML block without places: plain lines by one expression, the rest by the standard library.

Plain is what nearly all front matter is: one key and one value a line, lists of strings on a line, tables with one
name, lists of such. Everything else goes to tomllib, where that reads what go-toml reads. What tomllib refuses (TOML
1.1, errors) and what it might read otherwise (numbers beyond 64 bits, carriage returns, stray bytes) is left to our own
reader: the answer is None. tests/codecs/test_fast.py holds them against each other.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date, datetime
from sys import intern

from hugokit.frontmatter.node import Value
from hugokit.text.encoding import has_stray

_MAX_CHARS = 65_536
_MAX_BRACKETS = 60
_RISKY = re.compile(
    r"\r|[0-9A-Fa-f_]{16}"  # line ends are kept, numbers have 64 bits
    r"|[0-9]{2}\.[0-9]{7}"  # times finer than a microsecond
    r"|^[ \t]*+[A-Za-z0-9_'\"-]++[ \t]*+\.",  # a dotted key: Python 3.11 lets it add to a table that is closed
    re.MULTILINE,
)


_CONTROL = r"\x00-\x08\n-\x1f\x7f"
_BASIC = rf'"[^"\\{_CONTROL}]*+"'
_LITERAL = rf"'[^'{_CONTROL}]*+'"
_STRING = rf"(?:{_BASIC}(?!\")|{_LITERAL}(?!'))"
LINE = re.compile(
    rf"""
    [ \t]*+
    (?:\[(?:\[[ \t]*+([A-Za-z0-9_-]++)[ \t]*+\]|[ \t]*+([A-Za-z0-9_-]++)[ \t]*+)\][ \t]*+  # a table, in a list or not
    |([A-Za-z0-9_-]++)[ \t]*+=[ \t]*+                                      # a key
     ({_STRING}|true|false|[1-9][0-9]{{0,17}}(?=[ \t\r\n#]|\Z)|0(?=[ \t\r\n#]|\Z)
     |[0-9]{{4}}-[0-9][0-9]-[0-9][0-9]
      (?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?+)?+
     |\[[ \t]*+(?:{_STRING}[ \t]*+(?:,[ \t]*+{_STRING}[ \t]*+)*+(?:,[ \t]*+)?+)?+\]
     )[ \t]*+
    )?+
    (?:\#[^{_CONTROL}]*+)?+                                               # a comment
    (?:\r?\n|\Z)
    |([\s\S]+)                                                            # the first line that is not plain, and on
    """,
    re.VERBOSE,
)
_STRINGS = re.compile(rf"{_BASIC}|{_LITERAL}")


def tame_values(text: str, start: int, end: int) -> dict[str, Value] | None:
    """The values of the table in text[start:end], or None where our own reader must look."""
    block = text[start:end]
    if len(block) > _MAX_CHARS or has_stray(block) or block.count("[") > _MAX_BRACKETS:
        return None
    found = _plain(LINE.findall(block))
    return found if found is not None else _by_library(block)


def _plain(lines: Iterable[tuple[str, str, str, str, str]]) -> dict[str, Value] | None:
    root: dict[str, Value] = {}
    lists: dict[str, list[Value]] = {}
    table = root
    for listed, name, key, written, bad in lines:
        if bad or name in root or key in table or (listed in root and listed not in lists):
            return None
        if listed:
            table = {}
            root[listed] = members = lists.setdefault(listed, [])
            members.append(table)
        elif name:
            root[name] = table = {}
        elif key:
            try:
                table[intern(key)] = _value(written)
            except ValueError:
                return None
    return root


def _value(written: str) -> Value:
    """One value as it is written on its line (ValueError for a date that there is not)."""
    first = written[0]
    if first in "\"'":
        return written[1:-1]
    if first == "[":
        return [entry[1:-1] for entry in _STRINGS.findall(written)]
    if first in "tf":
        return first == "t"
    if len(written) < 10 or written[4] != "-":
        return int(written)
    return date.fromisoformat(written) if len(written) == 10 else datetime.fromisoformat(written)


def _by_library(block: str) -> dict[str, Value] | None:
    import tomllib

    if _RISKY.search(block):
        return None
    try:
        return tomllib.loads(block, parse_float=_finite)
    except (ValueError, RecursionError):
        return None


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number) and "inf" not in digits:
        raise ValueError(digits)
    return number
