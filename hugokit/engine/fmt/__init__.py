"""Normalise front matter. The page that Hugo reads stays the same; comments travel with their key.

What is done is a table of choices (engine.settings.Format and PRESETS). What cannot be made as a splice, would lose a
comment or would give Hugo another page is left as it is in that file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hugokit.document import Document
from hugokit.engine.context import Context
from hugokit.engine.fmt.dates import spell_dates
from hugokit.engine.fmt.keys import name_fields, order_keys, remove_placeholders
from hugokit.engine.fmt.spelling import cut_blanks, quote_texts, shape_lists
from hugokit.engine.fmt.terms import spell_terms
from hugokit.engine.settings import Format

Step = Callable[[Document[Any], Format, Context], None]
_FIELDS: tuple[Step, ...] = (name_fields, remove_placeholders, spell_terms, spell_dates, order_keys)
_SPELLING: tuple[Step, ...] = (cut_blanks, shape_lists, quote_texts)
_MOST_ROUNDS = 4


def format_document(document: Document[Any], fmt: Format, context: Context) -> None:
    """Bring the front matter of a document into the wanted form, in place. Raises FrontMatterError if unreadable."""
    if document.fences is None or document.format == "org":
        return
    choices = fmt.whole
    steps = _SPELLING if _has_twins(document.plain) else (*_FIELDS, *_SPELLING)
    for _ in range(_MOST_ROUNDS):  # what one step leaves, such as an empty line at the end, is work for another
        before = document.text
        for step in steps:
            step(document, choices, context)
        if document.text == before:
            return


def _has_twins(values: Mapping[str, Any]) -> bool:
    """Keys that differ only in case: Hugo takes any of them, so what a change does to the page cannot be told."""
    return len({key.lower() for key in values}) < len(values)
