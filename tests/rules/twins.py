"""The same page written in other ways, and the findings that must be the same there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hugokit.document import Document
from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter import json, toml
from hugokit.frontmatter.toml_spell import key
from hugokit.limits import COMMENT_MARK
from hugokit.text.encoding import BOM


@dataclass(frozen=True, slots=True)
class Twin:
    """A way to write a page. `columns`: how far it shifts the columns of the first line."""

    name: str
    write: Callable[[str], str]
    columns: int = 0

    def __str__(self) -> str:
        return self.name


def _without_final_line_end(text: str) -> str:
    return text.removesuffix("\n")


SPELLINGS = (
    Twin("CRLF", lambda text: text.replace("\n", "\r\n")),
    Twin("CR", lambda text: text.replace("\n", "\r")),
    Twin("BOM", lambda text: BOM + text, columns=1),
    Twin("BOM and CRLF", lambda text: BOM + text.replace("\n", "\r\n"), columns=1),
    Twin("no final line end", _without_final_line_end),
)


def in_other_formats(document: Document[Any]) -> Iterator[tuple[str, str]]:
    """A page with YAML front matter as TOML and as JSON, where its values can be said there."""
    if document.error is not None or document.format != "yaml" or not document.root.pairs:
        return
    if any(COMMENT_MARK in comment.text for comment in document.comments):
        return  # what a comment ignores would be found where it is not written
    values = document.to_dict()
    yield "json", json.spell(values) + "\n" + document.body
    try:
        lines = [f"{key(name)} = {toml.spell(value)}\n" for name, value in values.items()]
    except UnsupportedEdit:
        return
    yield "toml", "+++\n" + "".join(lines) + "+++\n" + document.body


def holds_number(values: Mapping[str, Any], path: tuple[str | int, ...]) -> bool:
    """Whether a number stands at a path: JSON has no whole ones, so Hugo and the rules say other things there."""
    value: Any = values
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
    return isinstance(value, int | float) and not isinstance(value, bool)
