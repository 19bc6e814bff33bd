"""The terms that a page names: one spelling, once, in order. Only on request, for it can show on the built site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hugokit.document import Document
from hugokit.engine.context import Context
from hugokit.engine.fmt.changes import change
from hugokit.engine.settings import Format, Terms
from hugokit.frontmatter.node import Sequence, pair_of
from hugokit.frontmatter.operations import Delete, Operation, Set
from hugokit.frontmatter.values import to_string
from hugokit.schema.terms import lower, term_key


def spell_terms(document: Document[Any], fmt: Format, context: Context) -> None:
    """The terms of every taxonomy that is asked for."""
    terms = fmt.terms
    if terms.idle:
        return
    named = set(context.config.taxonomies.values() if terms.taxonomies is None else terms.taxonomies)
    for key, value in list(document.plain.items()):
        if key.lower() not in named:
            continue
        synonyms = terms.synonyms.get(key.lower(), {})
        if isinstance(value, str):
            new = _spelled(value, terms, synonyms)
            if new != value:
                change(document, context, Set((key,), new), differs=(key.lower(),))
        elif isinstance(value, list):
            change(document, context, *_rewritten(key, value, terms, synonyms), differs=(key.lower(),))
            if terms.order == "sorted":
                _sort(document, key, context)


def _spelled(term: Any, terms: Terms, synonyms: Mapping[str, str]) -> Any:
    """A term as the settings want it; what is no text stays."""
    if not isinstance(term, str) or not term:
        return term
    known = synonyms.get(term_key(term))
    if known is not None:
        return known
    return lower(term) if terms.case == "lower" else term


def _rewritten(key: str, items: list[Any], terms: Terms, synonyms: Mapping[str, str]) -> list[Operation]:
    """What must change in a list, the last item first, so that the places of those before stay true."""
    seen: set[str] = set()
    out: list[Operation] = []
    for index, item in enumerate(items):
        new = _spelled(item, terms, synonyms)
        name = term_key(to_string(new))
        if terms.unrepeated and name and name in seen:
            out.append(Delete((key, index)))
        elif new != item:
            out.append(Set((key, index), new))
        seen.add(name)
    return out[::-1]


def _sort(document: Document[Any], key: str, context: Context) -> None:
    """A list in alphabetical order. One with comments stays: nobody could tell which term a comment is about."""
    pair = pair_of(document.root, key)
    items = document.plain[key]
    wanted = sorted(items, key=lambda item: (term_key(to_string(item)), to_string(item)))
    if wanted == items or pair is None or not isinstance(pair.node, Sequence):
        return
    node = pair.node
    first, last = node.start, max(node.end, document.text.find("\n", node.end))
    commented = any(first <= comment.start < last for comment in document.comments)
    if not commented and all(isinstance(item, str) for item in items):
        change(document, context, Set((key,), wanted), differs=(key.lower(),))
