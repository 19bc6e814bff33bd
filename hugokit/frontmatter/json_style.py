"""Other spellings of the same JSON values: lists on one line or several. No value changes.

A text has double quotes in JSON and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from hugokit.frontmatter.brackets import Brackets
from hugokit.frontmatter.list_style import list_edit
from hugokit.frontmatter.node import Mapping, Sequence
from hugokit.text.edits import Edit


def quote_edits(text: str, root: Mapping, quotes: Literal["double", "single", "minimal"]) -> Iterator[Edit]:
    """Nothing: there is one way to write a text."""
    del text, root, quotes
    yield from ()


def list_edits(text: str, start: int, end: int, root: Mapping, form: Literal["block", "flow"]) -> Iterator[Edit]:
    """Write lists of single values with one item a line, or on one line. An object on one line stays on it."""
    del start, end  # the root says it
    return _lists(text, root, form, _unit(text, root))


def _lists(text: str, mapping: Mapping, form: str, unit: str) -> Iterator[Edit]:
    before = mapping.start
    for pair in mapping.pairs:
        node = pair.node
        leads = "\n" in text[before : pair.key_start]
        before = node.end
        if isinstance(node, Mapping):
            yield from _lists(text, node, form, unit)
        elif isinstance(node, Sequence):
            inside = Brackets(text, node.start, node.end - 1, [(i.start, i.end) for i in node.items], comments=False)
            edit = list_edit(inside, node, form, unit, trailing=False) if leads or form == "flow" else None
            if edit is not None:
                yield edit


def _unit(text: str, root: Mapping) -> str:
    """One level of indent: that of the first key, where it has a line of its own."""
    first = root.pairs[0].key_start if root.pairs else root.start
    line = text[max(text.rfind("\n", 0, first), text.rfind("\r", 0, first)) + 1 : first]
    return line if line and not line.strip(" \t") else "  "
