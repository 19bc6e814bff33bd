"""A whole block written in JSON, in the order of the outline. JSON has no comments; who converts tells of them."""

from __future__ import annotations

import json

from hugokit.frontmatter.json import as_read
from hugokit.frontmatter.node import Value
from hugokit.frontmatter.outline import Branch, Leaf
from hugokit.text.wrap import WIDTH

_STEP = "  "


def write(root: Branch, newline: str) -> str:
    """An object in braces. Raises UnsupportedEdit for a value that JSON or Hugo cannot hold: infinity, 2**53 + 1."""
    return _tall(root, "").replace("\n", newline)


def _tall(value: Leaf | Branch, indent: str) -> str:
    if isinstance(value, Leaf):
        return _leaf(value)
    line = _flat(value)
    nested = any(isinstance(entry.value, Branch) for entry in value.entries)
    if not value.entries or (indent and (value.flat or not (value.keyed or nested or len(line) > WIDTH))):
        return line
    inner = indent + _STEP
    parts = [f"{inner}{_key(value, entry.key)}{_tall(entry.value, inner)}" for entry in value.entries]
    left, right = "{}" if value.keyed else "[]"
    return left + "\n" + ",\n".join(parts) + "\n" + indent + right


def _flat(value: Leaf | Branch) -> str:
    if isinstance(value, Leaf):
        return _leaf(value)
    left, right = "{}" if value.keyed else "[]"
    return left + ", ".join(f"{_key(value, entry.key)}{_flat(entry.value)}" for entry in value.entries) + right


def _key(branch: Branch, key: str) -> str:
    return f"{_spell(key)}: " if branch.keyed else ""


def _leaf(leaf: Leaf) -> str:
    return _spell(leaf.written if leaf.date and leaf.written else leaf.value)


def _spell(value: Value) -> str:
    read = as_read(value)  # refuses what JSON or Hugo cannot hold
    return json.dumps(value if isinstance(value, int | float) else read, ensure_ascii=False)
