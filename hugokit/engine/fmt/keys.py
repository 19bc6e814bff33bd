"""The names of fields, empty placeholders, and the order of keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hugokit.document import Document
from hugokit.engine.context import Context
from hugokit.engine.fmt.changes import change
from hugokit.engine.settings import Format
from hugokit.frontmatter.operations import Delete, Rename, Reorder, same
from hugokit.frontmatter.values import lower_keys
from hugokit.schema.store import Schema
from hugokit.site.cascades import keys_in


def name_fields(document: Document[Any], fmt: Format, context: Context) -> None:
    """Field names as the schema spells them; another name of a field only where the field itself is not there."""
    if fmt.field_names != "schema":
        return
    for key in list(document.plain):
        canonical = context.schema.canonical(key)
        if canonical is None or canonical == key:
            continue
        if canonical.lower() == key.lower() or _other_name(context.schema, key, canonical, document.plain):
            change(document, context, Rename((key,), canonical), comes_or_goes=(key.lower(), canonical.lower()))


def _other_name(schema: Schema, key: str, canonical: str, values: Mapping[str, Any]) -> bool:
    """Another name may go where no third name of the same field stands beside it, and Hugo still reads the old one."""
    if schema.annotation(key).get("fails-in") or key.lower() == "published":
        return False
    present = {name.lower() for name in values}
    return canonical.lower() not in present and sum(schema.canonical(name) == canonical for name in present) == 1


def remove_placeholders(document: Document[Any], fmt: Format, context: Context) -> None:
    """Take out keys whose value means the same as no key, unless a cascade would then give the page another value."""
    if fmt.placeholders != "remove":
        return
    for key in list(document.plain):
        value = document.plain[key]
        empty = any(same(value, one) for one in context.schema.annotation(key).get("empty-is-absent", ()))
        if empty and key not in context.handed_down and key.lower() not in keys_in(_cascade(document)):
            change(document, context, Delete((key,)), comes_or_goes=(key.lower(),))


def _cascade(document: Document[Any]) -> Any:
    return lower_keys(document.plain).get("cascade")


def order_keys(document: Document[Any], fmt: Format, context: Context) -> None:
    """Known keys in the wanted order, then the others as they stand."""
    if fmt.key_order is None or fmt.key_order == "keep":
        return
    wanted = context.schema.keys() if isinstance(fmt.key_order, str) else fmt.key_order
    rank = {key.lower(): place for place, key in enumerate(wanted)}
    if not _out_of_order(document.plain, rank):
        return  # nearly every page of a site that is formatted: its tree need not be built
    keys = [pair.key for pair in document.root.pairs]
    if len(set(keys)) == len(keys):
        ordered = sorted(keys, key=lambda key: rank.get(key.lower(), len(rank)))
        change(document, context, Reorder(tuple(ordered)))


def _out_of_order(keys: Iterable[str], rank: Mapping[str, int]) -> bool:
    places = [rank.get(key.lower(), len(rank)) for key in keys]
    return places != sorted(places)
