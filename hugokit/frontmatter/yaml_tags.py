"""What a tag such as !!int makes of a value, and how a key is spelled."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from hugokit.errors import FrontMatterError
from hugokit.frontmatter import values as hugo
from hugokit.frontmatter.dates import parse_date
from hugokit.frontmatter.node import Value
from hugokit.frontmatter.yaml_cursor import Token

DEFAULTS: dict[str, Value] = {
    "!!int": 0, "!!float": 0, "!!str": "", "!!binary": "", "!!timestamp": "", "!!bool": False, "!!null": None,
}  # fmt: skip


def key_text(value: Any) -> str:
    """A key as Hugo spells it: numbers, booleans and null as text."""
    if value is None:
        return "null"
    return value if isinstance(value, str) else hugo.sprint(value)


def cast(tag: Token, value: Value) -> Value:
    """The value under a tag. Raises FrontMatterError where Hugo does."""
    if tag.value == "!!str":
        return "" if value is None else key_text(value)
    if tag.value == "!!int":
        return hugo.atoi(key_text(value))
    if tag.value == "!!float":
        return hugo.to_float(value)
    if tag.value == "!!bool":
        return _boolean(tag, key_text(value).lower())
    if tag.value == "!!binary":
        return _binary(tag, value)
    if tag.value == "!!timestamp":
        return parse_date(key_text(value))
    return None if tag.value == "!!null" else value


def _boolean(tag: Token, text: str) -> bool:
    known = {"yes": True, "no": False, **hugo.BOOLEANS}
    if text not in known:
        raise FrontMatterError(f"{text!r} is not a boolean", tag.start)
    return known[text]


def _binary(tag: Token, value: Value) -> bytes:
    if not isinstance(value, str):
        raise FrontMatterError("only text can be !!binary", tag.start)
    try:
        return base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
