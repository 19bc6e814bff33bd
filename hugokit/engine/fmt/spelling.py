"""Blanks, lists and quotes: other spellings of the same values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hugokit.document import Document
from hugokit.engine.context import Context
from hugokit.engine.fmt.changes import respell
from hugokit.engine.settings import Format
from hugokit.frontmatter import json_style, toml_style, yaml_style
from hugokit.frontmatter.gaps import blank_edits, has_blanks
from hugokit.text.edits import Edit
from hugokit.text.encoding import BOM

_STYLES = {"yaml": yaml_style, "toml": toml_style, "json": json_style}
_LISTS_OF_YAML = {"block": "[", "flow": "-"}
_LINE_END = re.compile(r"[ \t]*+(?:\r\n|\r|\n)")
_HEAD = re.compile(r"(?:[ \t]*+[\r\n])+")


def cut_blanks(document: Document[Any], fmt: Format, context: Context) -> None:
    """Blanks at line ends; what stands before the opening delimiter, and empty lines at both ends of the block."""
    del context
    if fmt.blanks == "trim":
        respell(document, _blanks(document))
    if fmt.blank_lines == "trim":
        respell(document, _blank_lines(document))


def _blanks(document: Document[Any]) -> Iterator[Edit]:
    fences, text = document.fences, document.text
    assert fences is not None
    if has_blanks(text, fences.start, fences.end):
        yield from blank_edits(text, fences.start, fences.end, document.root)


def _blank_lines(document: Document[Any]) -> Iterator[Edit]:
    fences, text = document.fences, document.text
    assert fences is not None
    start, end = fences.start, fences.end
    bom = len(BOM) if text.startswith(BOM) else 0
    if bom < fences.open:
        yield Edit(bom, fences.open, "")
    if fences.format == "json":
        return
    head = _HEAD.match(text, start, end)
    if head and text[start - 1] in "\r\n":
        yield Edit(start, head.end(), "")
        start = head.end()
    filled = start + len(text[start:end].rstrip(" \t\r\n"))
    first = _LINE_END.match(text, filled, end)
    if first and start < filled and first.end() < end:
        yield Edit(first.end(), end, "")


def shape_lists(document: Document[Any], fmt: Format, context: Context) -> None:
    """Lists of single values in the wanted form."""
    del context
    if fmt.lists not in ("block", "flow") or not _may_hold_lists(document, fmt.lists):
        return
    fences = document.fences
    assert fences is not None
    style = _STYLES[fences.format]
    respell(document, style.list_edits(document.text, fences.start, fences.end, document.root, fmt.lists))


def _may_hold_lists(document: Document[Any], form: str) -> bool:
    """Whether lists in another form can be there: on nearly every page that is formatted its tree need not be built."""
    fences = document.fences
    assert fences is not None
    sign = _LISTS_OF_YAML[form] if fences.format == "yaml" else "["
    return document.text.find(sign, fences.start, fences.end) != -1


def quote_texts(document: Document[Any], fmt: Format, context: Context) -> None:
    """Texts on one line in the wanted quotes."""
    del context
    if fmt.quotes in ("double", "single", "minimal"):
        assert document.format is not None
        respell(document, _STYLES[document.format].quote_edits(document.text, document.root, fmt.quotes))
