"""Settings as lists and maps, whatever was written."""

from __future__ import annotations

from typing import Any

from hugokit.frontmatter.values import to_string


def words(value: Any) -> tuple[str, ...]:
    """A list of texts; a single one is one, null none."""
    if isinstance(value, list):
        return tuple(map(to_string, value))
    return (to_string(value),) if to_string(value) else ()


def table(value: Any) -> dict[str, Any]:
    """A map, or an empty one."""
    return value if isinstance(value, dict) else {}
