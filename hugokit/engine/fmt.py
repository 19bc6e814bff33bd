"""Normalise front matter. No value that Hugo or the theme reads changes; comments travel with their key.

minimal (the default) only cuts stray blanks: at line ends, before the opening delimiter, blank lines at both ends.
canonical also writes field names and dates in one way, lists in block style, removes empty placeholders that mean
nothing, and puts the keys into the order of the schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Literal, cast

from hugokit.document import Document
from hugokit.engine.context import Context
from hugokit.engine.settings import Format
from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter import yaml_style
from hugokit.frontmatter.dates import YearZero, parse_date
from hugokit.frontmatter.operations import Delete, Operation, Rename, Reorder, Set, same
from hugokit.page import DATE_KEYS
from hugokit.schema.store import Schema
from hugokit.text.edits import Edit
from hugokit.text.encoding import BOM

_CANONICAL = Format("canonical", key_order="schema", lists="block", quotes="keep", dates="iso")
_NAIVE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def format_document(document: Document[Any], fmt: Format, context: Context) -> None:
    """Bring the front matter of a document into the wanted form, in place. Raises FrontMatterError if unreadable."""
    fmt = _effective(fmt)
    if document.fences is None or document.format == "org":
        return
    steps: list[Callable[[Document[Any], Format, Context], None]] = [_cut_blanks]
    if fmt.preset == "canonical":
        steps += [_names, _placeholders]
    steps += [_dates, _lists, _quotes, _order]
    for step in steps:
        step(document, fmt, context)


def _effective(fmt: Format) -> Format:
    """The preset with what the settings say beside it."""
    base = _CANONICAL if fmt.preset == "canonical" else Format("minimal", "keep", "keep", "keep", "keep")
    given = {name: getattr(fmt, name) for name in ("key_order", "lists", "quotes", "dates")}
    return replace(base, **{name: value for name, value in given.items() if value is not None})


def _try(document: Document[Any], *operations: Operation) -> None:
    """A change of form that cannot be made as a splice is not made."""
    try:
        document.apply(*operations)
    except (UnsupportedEdit, KeyError):
        return


def _respell(document: Document[Any], edits: Iterator[Edit]) -> None:
    """All edits, or where they cannot be made together, each that can."""
    wanted = list(edits)
    try:
        document.respell(wanted)
    except UnsupportedEdit:
        for edit in sorted(wanted, reverse=True):
            try:
                document.respell([edit])
            except UnsupportedEdit:
                continue


# blanks ---------------------------------------------------------------------------------------------------------


def _cut_blanks(document: Document[Any], fmt: Format, context: Context) -> None:
    if document.format == "json":
        return
    _respell(document, _blanks(document))


def _blanks(document: Document[Any]) -> Iterator[Edit]:
    fences, text = document.fences, document.text
    assert fences is not None
    bom = len(BOM) if text.startswith(BOM) else 0
    yield Edit(bom, fences.open, "")
    start, end = fences.start, fences.end
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    head = max(text.rfind("\n", start, first), text.rfind("\r", start, first)) + 1
    if head > start:
        yield Edit(start, head, "")
    yield from yaml_style.blank_edits(text, max(start, head), end, document.root)


# names and placeholders -----------------------------------------------------------------------------------------


def _names(document: Document[Any], fmt: Format, context: Context) -> None:
    """Field names as the schema spells them; another name of a field only where the field itself is not there."""
    lower = {key.lower() for key in document}
    for key in list(document):
        canonical = context.schema.canonical(key)
        if canonical is None or canonical == key:
            continue
        same_field = canonical.lower() == key.lower()
        if same_field or (canonical.lower() not in lower and _same_field(context.schema, key, lower)):
            _try(document, Rename((key,), canonical))


def _same_field(schema: Schema, key: str, present: set[str]) -> bool:
    """Another name may go where no third name of the same field stands beside it, and Hugo still reads the old one."""
    about = schema.annotation(key)
    if about.get("fails-in") or key.lower() == "published":
        return False
    field = schema.canonical(key)
    return sum(schema.canonical(other) == field for other in present) == 1


def _placeholders(document: Document[Any], fmt: Format, context: Context) -> None:
    for key in list(document):
        value = document.root.value[key]
        if any(same(value, empty) for empty in context.schema.annotation(key).get("empty-is-absent", ())):
            _try(document, Delete((key,)))


# dates ----------------------------------------------------------------------------------------------------------


def _dates(document: Document[Any], fmt: Format, context: Context) -> None:
    if fmt.dates not in ("iso", "rfc3339"):
        return
    for key in list(document):
        value = document.root.value[key]
        if key.lower() in DATE_KEYS and isinstance(value, str):
            new = _iso(value) if fmt.dates == "iso" else _rfc3339(value, context)
            if new is not None and new != value:
                _try(document, Set((key,), new))


def _iso(value: str) -> str | None:
    """The same moment, with `T` and an offset only where one was given: nothing changes for a template."""
    if _NAIVE.match(value):
        return value
    offset = re.search(r"(?:Z|[+-][0-9]{2}:?[0-9]{2})\Z", value)
    read = parse_date(value)
    if read is None or isinstance(read, YearZero) or "UTC" in value or "GMT" in value:
        return None
    if re.search(r"[A-Z]{3,4}\Z", value):
        return None
    text = read.replace(tzinfo=None).isoformat()
    if not offset or "-" not in value[: offset.start()].strip()[4:]:
        return text if not offset else None
    zone = offset.group()
    return text + (zone if zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:]}")


def _rfc3339(value: str, context: Context) -> str | None:
    read = parse_date(value, context.zone)
    if read is None or isinstance(read, YearZero) or context.site is None:
        return None
    text = read.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


# lists, quotes, order -------------------------------------------------------------------------------------------


def _lists(document: Document[Any], fmt: Format, context: Context) -> None:
    if document.format == "yaml" and fmt.lists in ("block", "flow"):
        assert document.fences is not None
        form = cast("Literal['block', 'flow']", fmt.lists)
        _respell(document, yaml_style.list_edits(document.text, document.fences.start, document.root, form))


def _quotes(document: Document[Any], fmt: Format, context: Context) -> None:
    if document.format == "yaml" and fmt.quotes in ("double", "single", "minimal"):
        wanted = cast("Literal['double', 'single', 'minimal']", fmt.quotes)
        _respell(document, yaml_style.quote_edits(document.text, document.root, wanted))


def _order(document: Document[Any], fmt: Format, context: Context) -> None:
    """Known keys in the wanted order, then the others as they stand."""
    if fmt.key_order == "keep" or fmt.key_order is None:
        return
    wanted = context.schema.keys() if isinstance(fmt.key_order, str) else fmt.key_order
    rank = {key.lower(): place for place, key in enumerate(wanted)}
    keys = [pair.key for pair in document.root.pairs]
    ordered = sorted(keys, key=lambda key: rank.get(key.lower(), len(rank)))
    if ordered != keys and len(set(keys)) == len(keys):
        _try(document, Reorder(tuple(ordered)))
