"""The schema that a page names itself, as editors read it: `$schema` in front matter. It is a stranger's text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hugokit.engine.settings import schema_named
from hugokit.errors import SettingsError
from hugokit.schema import store
from hugokit.text.display import escape

if TYPE_CHECKING:
    from hugokit.document import Document
    from hugokit.engine.context import Context

KEY = "$schema"


class Named(NamedTuple):
    """The schema, or why it cannot be used."""

    schema: store.Schema | None
    refused: str = ""


def page_schema(value: object, page: Path, root: Path) -> Named:
    """What a page's `$schema` names: a packaged schema by name or `$id`, or a file below `root` by its path from it.

    Nothing is fetched, and nothing outside of `root` is read.
    """
    if not isinstance(value, str) or not value:
        return Named(None, "it is no text")
    packaged = {str(store.load(name).document.get("$id")): name for name in store.names()}
    name = packaged.get(value, value if value in store.names() else "")
    if not name:
        if "://" in value:
            return Named(None, "nothing is fetched; name a packaged schema, or a file of the site by its path")
        file = (page.parent / value).resolve()
        if not file.is_relative_to(root.resolve()):
            return Named(None, f"{escape(value)} is outside of the site")
        name = str(file)
    try:
        return Named(schema_named(name, root))
    except SettingsError as error:
        return Named(None, str(error).replace(str(root.resolve()) + "/", ""))


def with_own_schema(
    context: Context, document: Document[Any], page: Path, root: Path, extended: Callable[[store.Schema], store.Schema]
) -> Context:
    """The context with the schema that a readable document names itself; `extended`: as the settings want schemas."""
    if KEY not in document.text or KEY not in document.plain:
        return context
    found = page_schema(document.plain[KEY], page, root)
    if found.schema is None:
        return context._replace(schema=context.schema.with_keys(KEY), schema_refused=found.refused)
    return context._replace(schema=extended(found.schema).with_keys(KEY), derived=None)
