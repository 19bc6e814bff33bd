"""The summary divider (reference/hugo.md 2.7)."""

from __future__ import annotations

DIVIDER = "<!--more-->"


def split(body: str) -> tuple[str, str] | None:
    """The body before and after its first divider, or None where there is none."""
    before, found, after = body.partition(DIVIDER)
    return (before, after) if found else None
