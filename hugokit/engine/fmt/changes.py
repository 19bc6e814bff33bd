"""How a step of fmt changes a document: only where Hugo then reads the same page and no comment is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from hugokit.document import Document, loads
from hugokit.engine.context import Context
from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter.operations import Delete, Operation, Reorder, intended, same
from hugokit.page import Page, PageRules, read_page
from hugokit.text.edits import Edit

MOST_CHANGES = 200
_MOST_TRIES = 8
"""For one step on one file: each is proven by reading the file again, so a hostile one could keep us for hours."""
_FIELDS = tuple(name for name in Page._fields if name not in ("params", "troubles"))


def change(
    document: Document[Any],
    context: Context,
    *operations: Operation,
    comes_or_goes: Collection[str] = (),
    differs: Collection[str] = (),
) -> None:
    """Make a change, all of it or none; one of more than MOST_CHANGES parts is not made.

    Parameters (in lower case) that are meant to be gone or new, and those that are meant to have another value.
    """
    if len(operations) > MOST_CHANGES:
        return
    try:
        values = document.plain
        for operation in operations:
            values = intended(values, operation)
        only_order = all(isinstance(operation, Reorder) for operation in operations)
        if only_order or _same_page(document.plain, values, context.rules, comes_or_goes, differs):
            _apply(document, operations)
    except (UnsupportedEdit, KeyError, IndexError):
        return  # a form that cannot be given is not given; the document is as it was


def respell(document: Document[Any], edits: Iterable[Edit]) -> None:
    """Make edits that change no value: all, or where they cannot be made together, each that can, if they are few."""
    wanted = list(edits)
    if not wanted or _respelled(document, wanted) or len(wanted) > _MOST_TRIES:
        return
    for edit in sorted(wanted, reverse=True):
        _respelled(document, [edit])


def _respelled(document: Document[Any], edits: list[Edit]) -> bool:
    try:
        document.respell(edits)
    except UnsupportedEdit:
        return False
    return True


def _apply(document: Document[Any], operations: tuple[Operation, ...]) -> None:
    if any(isinstance(operation, Delete) for operation in operations):
        trial = loads(document.text, hugo=document.hugo)
        trial.apply(*operations)
        if trial.lost_comments:
            return
    document.apply(*operations)


def _same_page(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    rules: PageRules,
    comes_or_goes: Collection[str],
    differs: Collection[str],
) -> bool:
    """Whether Hugo reads the same fields and the same parameters, but for those that are named.

    Where the name of a file can give a date, both with and without one.
    """
    named = any(":filename" in sources for sources in rules.date_sources.values())
    for file_name in ("", "2000-01-02-a") if named else ("",):
        old, new = (read_page(values, rules=rules, file_name=file_name) for values in (before, after))
        if not all(same(getattr(old, name), getattr(new, name)) for name in _FIELDS if name not in differs):
            return False
        strict = (old.params.keys() | new.params.keys()) - set(differs)
        if not all(_same_param(key, old.params, new.params, key in comes_or_goes) for key in strict):
            return False
    return True


def _same_param(key: str, old: Mapping[str, Any], new: Mapping[str, Any], comes_or_goes: bool) -> bool:
    return same(old[key], new[key]) if key in old and key in new else comes_or_goes
