"""Values as YAML that every parser reads alike: block style, strings in double quotes with JSON's escapes."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from hugokit.text.encoding import as_hugo

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_\-]*\Z")
_WORDS = frozenset("y n yes no on off true false null".split())
_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def emit(values: Mapping[str, Any]) -> str:
    """A map as the lines of a YAML block; "" for an empty one. Aware datetimes are timestamps, other dates strings."""
    return "".join(line + "\n" for line in _map(values, ""))


def quoted(text: str) -> str:
    """A string in double quotes: the same in JSON and in YAML."""
    spelled = json.dumps(as_hugo(text), ensure_ascii=False)
    return _UNPRINTED.sub(lambda found: f"\\u{ord(found.group()):04x}", spelled)


def _map(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in values.items():
        name = key if _PLAIN_KEY.match(key) and key.lower() not in _WORDS else quoted(key)
        if isinstance(value, Mapping) and value:
            yield f"{indent}{name}:"
            yield from _map(value, indent + "  ")
        elif isinstance(value, (list, tuple)) and value:
            yield f"{indent}{name}:"
            yield from _list(value, indent + "  ")
        else:
            yield f"{indent}{name}: {_scalar(value)}"


def _list(items: list[Any] | tuple[Any, ...], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping) and item:
            inner = list(_map(item, indent + "  "))
        elif isinstance(item, (list, tuple)) and item:
            inner = list(_list(item, indent + "  "))
        else:
            inner = [f"{indent}  {_scalar(item)}"]
        yield f"{indent}- {inner[0][len(indent) + 2 :]}"
        yield from inner[1:]


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.isoformat()
    if isinstance(value, (datetime, date, time)):
        return quoted(value.isoformat())
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, (list, tuple)):
        return "[]"
    return quoted(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))


def _float(value: float) -> str:
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    spelled = repr(value)
    return spelled if "e" not in spelled or "." in spelled else spelled.replace("e", ".0e")
