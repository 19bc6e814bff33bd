"""Settings as lists and maps, whatever was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hugokit.frontmatter.values import to_string

NOTHING: Mapping[str, Any] = {}
"""What a record has where nothing is set; typed so that nobody can put something in."""


def words(value: Any) -> tuple[str, ...]:
    """A list of texts; a single one is one, null none."""
    if isinstance(value, list):
        return tuple(map(to_string, value))
    return (to_string(value),) if to_string(value) else ()


def table(value: Any) -> dict[str, Any]:
    """A map, or an empty one."""
    return value if isinstance(value, dict) else {}


def deep_lower(value: Any) -> Any:
    """The value with the keys of every map in lower case, in lists too: for settings that Hugo reads by field."""
    if isinstance(value, dict):
        return {str(key).lower(): deep_lower(item) for key, item in value.items()}
    return [deep_lower(item) for item in value] if isinstance(value, list) else value


def tables(value: Any) -> list[dict[str, Any]]:
    """A list of maps, keys in lower case; a single map is one, anything else none."""
    found = value if isinstance(value, list) else [value]
    return [deep_lower(item) for item in found if isinstance(item, dict)]
