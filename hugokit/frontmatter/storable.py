"""Values of Python as front matter can hold them."""

from __future__ import annotations

from collections.abc import MutableMapping, MutableSequence
from datetime import date, datetime, time
from typing import Any

from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter.dates import iso_moment
from hugokit.frontmatter.fences import Format
from hugokit.frontmatter.node import Value


def storable(value: Any, format_: Format) -> Value:
    """A Python value as the format would give it back: views as lists and dicts, JSON numbers as floats, dates as text.

    Raises UnsupportedEdit for a type that front matter does not have.
    """
    if isinstance(value, MutableMapping | dict):
        return {str(key): storable(item, format_) for key, item in value.items()}
    if isinstance(value, MutableSequence | tuple | list) and not isinstance(value, bytearray):
        return [storable(item, format_) for item in value]
    if isinstance(value, datetime | date | time):
        return value if format_ == "toml" else iso_moment(value)
    if isinstance(value, bool | str | float) or value is None:
        return value
    if isinstance(value, int):
        return float(value) if format_ == "json" else value
    raise UnsupportedEdit(f"a {type(value).__name__} cannot stand in front matter")
