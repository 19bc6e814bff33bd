"""A page of a run as Hugo reads it: from its front matter, its name and the site around it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hugokit.document import Document
from hugokit.engine.context import Context
from hugokit.frontmatter.values import lower_keys
from hugokit.page import Page, read_page
from hugokit.site.cascades import with_own
from hugokit.site.names import Name, parse
from hugokit.site.reader import kind_of
from hugokit.where import Facts


def name_of(path: str, context: Context) -> Name:
    """What the name of a file means: below the content folder where that is known, else as it is given."""
    return parse(_below_content(path, context), context.config.languages)


def page_of(values: Mapping[str, Any], name: Name, context: Context) -> Page:
    """The page that Hugo reads from the values of a file's front matter."""
    if any(key.lower() == "cascade" for key in values):
        values = with_own(lower_keys(values), kind_of(name, context.config), name.base or "/")
    return read_page(values, rules=context.rules, file_name=name.raw_name)


def facts(document: Document[Any], path: str, context: Context) -> Facts:
    """What an expression can ask of a page. Raises FrontMatterError."""
    name = name_of(path, context)
    file: dict[str, str | None] = {
        "path": name.source,
        "name": name.raw_name,
        "section": name.raw_section,
        "kind": kind_of(name, context.config),
        "lang": name.lang or context.config.lang,
        "format": document.format,
    }
    return Facts(document.plain, lambda: page_of(document.plain, name, context), file, context.zone)


def _below_content(path: str, context: Context) -> str:
    whole = Path(path).resolve()
    if context.site is not None:
        content = context.site / context.config.content_dir
        if whole.is_relative_to(content):
            return whole.relative_to(content).as_posix()
    given = Path(path)
    return given.name if given.is_absolute() else given.as_posix().removeprefix("content/")
