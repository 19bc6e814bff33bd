"""How a value is written in YAML so that Hugo, YAML 1.1 and YAML 1.2 readers all take it for what it is."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter.node import Value
from hugokit.frontmatter.yaml_scalars import resolve

_OLD_BOOLEANS = frozenset("y n yes no on off true false null ~".split())
_NUMBER_LIKE = re.compile(r"[-+.]?[0-9][0-9a-zA-Z_.,:+\-]*\Z|[-+]?\.(?:inf|nan)\Z", re.IGNORECASE)
_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ][0-9:.,Zz +\-]*)?\Z")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`~=<. \t")
_INSIDE = re.compile(r": |:$| #|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_FLOW_INSIDE = re.compile(r"[,\[\]{}:]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", "\x1b": "\\e"}


class Style(NamedTuple):
    """The habits of the block at hand. `quote`: plain, single or double; `dash`: blanks of a list under its key."""

    quote: str = "plain"
    newline: str = "\n"
    step: int = 2
    dash: int = 2
    lists: str = "flow"


def spell(value: Value) -> str:
    """A value on one line, lists and maps in flow style."""
    return inline(value, Style())


def inline(value: Value, style: Style, *, flow: bool = False) -> str:
    """A value on one line in the style at hand. `flow`: it stands inside brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key(k)}: {inline(v, style, flow=True)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(item, style, flow=True) for item in value) + "]"
    if isinstance(value, str):
        return text(value, style.quote, flow=flow)
    return _bare(value)


def _bare(value: Value) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _float(value)
    raise UnsupportedEdit(f"a {type(value).__name__} cannot be written in YAML front matter; give Hugo a text")


def _float(value: float) -> str:
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    digits = repr(value)
    mantissa, mark, exponent = digits.partition("e")
    mantissa += "" if "." in mantissa else ".0"
    return mantissa + (f"e{int(exponent):+d}" if mark else "")


def key(name: str) -> str:
    """A key, quoted where it must be."""
    return name if can_be_plain(name, flow=True) else _double(name)


def text(value: str, quote: str = "plain", *, flow: bool = False) -> str:
    """A text in the wanted quotes, or in those it needs."""
    if quote == "plain" and can_be_plain(value, flow=flow):
        return value
    if quote == "single" and not _CONTROL.search(value):
        return "'" + value.replace("'", "''") + "'"
    return _double(value)


def is_timestamp(value: str) -> bool:
    """A date that YAML 1.1 readers turn into one when it has no quotes."""
    return bool(_TIMESTAMP.match(value))


def can_be_plain(value: str, *, flow: bool = False) -> bool:
    """Whether a text needs no quotes for any reader."""
    if not value or value[0] in _INDICATORS or value[-1] in " \t" or _INSIDE.search(value):
        return False
    if value.lower() in _OLD_BOOLEANS or not isinstance(resolve(value), str):
        return False
    if _NUMBER_LIKE.match(value) or _TIMESTAMP.match(value):
        return False
    return not (flow and _FLOW_INSIDE.search(value))


def _double(value: str) -> str:
    if re.search("[\ud800-\udfff]", value):
        raise UnsupportedEdit("text with a lone surrogate cannot be written as UTF-8")
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _CONTROL.sub(_escape, escaped) + '"'


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04x}"


FRESH = Style(quote="double", lists="block")


def fresh(values: dict[str, Value]) -> str:
    """A map as the lines of a new block: texts in double quotes, lists and maps in block style."""
    return "".join(entry(name, value, 0, FRESH) for name, value in values.items())


def entry(name: str, value: Value, indent: int, style: Style, form: str | None = None) -> str:
    """A key with its value as whole lines, each with its line end. `form`: "block" or "flow" for a list or map."""
    margin = " " * indent
    form = form or _form(value, style)
    if form == "block" and isinstance(value, dict | list) and value:
        return f"{margin}{key(name)}:{style.newline}{block(value, indent, style)}"
    if isinstance(value, str) and "\n" in value and (tall := literal(value, indent + style.step, style)):
        return f"{margin}{key(name)}: {tall}"
    return f"{margin}{key(name)}: {inline(value, style)}{style.newline}"


def _form(value: Value, style: Style) -> str:
    if isinstance(value, dict):
        return "block"
    nested = isinstance(value, list) and any(isinstance(item, dict | list) for item in value)
    return "block" if nested else style.lists


def block(value: dict[str, Value] | list[Value], indent: int, style: Style) -> str:
    """The lines of a map or list under a key at column `indent`."""
    if isinstance(value, dict):
        return "".join(entry(k, v, indent + style.step, style) for k, v in value.items())
    return "".join(item(v, indent + style.dash, style) for v in value)


def item(value: Value, indent: int, style: Style) -> str:
    """A list item as whole lines; `indent` is the column of its dash."""
    margin = " " * indent
    if isinstance(value, dict) and value:
        lines = "".join(entry(k, v, indent + 2, style) for k, v in value.items())
        return f"{margin}- {lines[indent + 2 :]}"
    return f"{margin}- {inline(value, style)}{style.newline}"


def literal(value: str, indent: int, style: Style) -> str:
    """A text of several lines as a block text at this indent, or "" where that could not hold it."""
    lines = value.split("\n")
    ended = lines[-1] == "" and len(lines) > 1
    lines = lines[:-1] if ended else lines
    simple = lines and lines[0] and lines[0][0] not in " \t" and lines[-1]
    if not simple or any(_CONTROL.search(line) or line.endswith((" ", "\t")) for line in lines):
        return ""
    if any(line[:1] == "\t" for line in lines):
        return ""
    margin = " " * indent
    body = "".join((margin + line if line else "") + style.newline for line in lines)
    return ("|" if ended else "|-") + style.newline + body
