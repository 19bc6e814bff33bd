"""What a finding is known by, whatever lines move above it: the key it is about and a hash of what stands there."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from hugokit.diagnostic import Diagnostic, Located
from hugokit.frontmatter.node import Path
from hugokit.text.encoding import encode
from hugokit.text.keypath import show_key

NO_KEY = "-"
_PLACES = re.compile(r":\d+(?::\d+)?")
_MISSING = object()
_as_json = json.JSONEncoder(default=str).encode


def marks_of(found: Iterable[Located], text: str, values: Mapping[str, Any]) -> tuple[str, ...]:
    """For each finding in a file `KEY HASH`: 16 hexadecimal digits, KEY as `show_key` writes it, `[]` for any item.

    The hash is that of the value of the key, however it is spelled; where there is none, of the line that the finding
    is on; of the message for what is about a file as a whole.
    """
    return tuple(f"{_key(one.diagnostic.path)} {_digest(_subject(one, text, values))}" for one in found)


@lru_cache(maxsize=4096)
def _key(path: Path) -> str:
    if not path:
        return NO_KEY
    steps = tuple(0 if isinstance(step, int) else step for step in path)  # an item put in before moves the others
    return show_key(steps).replace("[0]", "[]")


def _subject(one: Located, text: str, values: Mapping[str, Any]) -> str:
    value = _value(values, one.diagnostic.path) if one.diagnostic.path else _MISSING
    if value is not _MISSING:
        return _as_json(value)
    if one.diagnostic.end > one.diagnostic.start:
        return _line(text, one.diagnostic)
    return _PLACES.sub("", one.diagnostic.message.replace(one.path, ""))


def _value(values: Any, path: Path) -> Any:
    for step in path:
        try:
            values = values[step]
        except (KeyError, IndexError, TypeError):
            return _MISSING
    return values


def _line(text: str, one: Diagnostic) -> str:
    start = text.rfind("\n", 0, one.start) + 1
    end = text.find("\n", one.start)
    return text[start : end if end >= 0 else len(text)].strip()


@lru_cache(maxsize=4096)
def _digest(subject: str) -> str:
    return hashlib.sha256(encode(subject)).hexdigest()[:16]
