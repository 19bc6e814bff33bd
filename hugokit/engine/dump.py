"""What a file contains as Hugo reads it, as one JSON object a file."""

from __future__ import annotations

import json
import math
import posixpath
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from hugokit.document import Document, loads
from hugokit.engine.context import Context
from hugokit.engine.pages import name_of, page_of
from hugokit.errors import FrontMatterError
from hugokit.frontmatter.dates import iso_moment
from hugokit.frontmatter.node import place
from hugokit.page import Page, Trouble
from hugokit.site.names import Name
from hugokit.site.permalinks import unknown_tokens
from hugokit.text.encoding import as_hugo
from hugokit.text.places import Places

_CODES = {"date": "HK301", "removed": "HK206"}
_PROGRAMS = {"rst": "rst2html", "pandoc": "pandoc", "pdc": "pandoc", "asciidoc": "asciidoctor", "adoc": "asciidoctor"}
_REFUSED = "HK208"
_ALIASES_COMPLETE_SINCE = (0, 155)


def record(path: str, data: bytes, context: Context) -> dict[str, Any]:
    """`path`, `format`, `params`, `page`, `verdict` and `error` of a file.

    verdict: "ok"; "error" where Hugo logs an error and writes the page all the same; "fatal" where it builds nothing:
    then `params` is empty and `page` null. `params` has the keys as templates see them; times are RFC 3339.
    """
    document = loads(data, hugo=context.hugo.version)
    if document.error is not None:
        return _record(path, None, None, "fatal", _syntax(document.error))
    name = name_of(path, context)
    page = page_of(document.plain, name, context)
    troubles = [*page.troubles, *_of_site(page)]
    worst = next((one for grade in ("fatal", "error") for one in troubles if one.grade == grade), None)
    if worst is not None and worst.grade == "fatal":
        return _record(path, document.format, None, "fatal", _trouble(document, worst))
    error = _trouble(document, worst) if worst is not None else None
    fields = _fields(page, name, context.hugo.version)
    return _record(path, document.format, (page.params, fields), "error" if worst else "ok", error)


def _of_site(page: Page) -> Iterator[Trouble]:
    """What Hugo stops at only when it gives the page its URL, or renders it with a program of the machine."""
    for token in unknown_tokens(page.url):
        yield Trouble(("url",), "token", f"Hugo crashes: {token} is no token of a permalink", "fatal")
    program = _PROGRAMS.get(page.markup.lower())
    if program and not shutil.which(program):
        yield Trouble(("markup",), "markup", f"Hugo needs {program} for this page, which is not installed", "fatal")


def _record(
    path: str,
    format_: str | None,
    found: tuple[Mapping[str, Any], dict[str, Any]] | None,
    verdict: str,
    error: dict[str, Any] | None,
) -> dict[str, Any]:
    return {
        "path": as_hugo(path),
        "format": format_,
        "params": to_json(found[0]) if found else {},
        "page": found[1] if found else None,
        "verdict": verdict,
        "error": error,
    }


def _fields(page: Page, name: Name, hugo: tuple[int, int]) -> dict[str, Any]:
    return {
        "title": page.title,
        "linkTitle": page.link_title or page.title,
        "description": page.description,
        "date": moment(page.date),
        "lastmod": moment(page.lastmod),
        "publishDate": moment(page.publish_date),
        "expiryDate": moment(page.expiry_date),
        "draft": page.draft,
        "weight": page.weight,
        "slug": page.slug,
        "url": page.url,
        "layout": page.layout,
        "type": page.type or name.raw_section or "page",
        "aliases": [_alias(alias, name) if hugo >= _ALIASES_COMPLETE_SINCE else alias for alias in page.aliases],
        "keywords": to_json(page.keywords),
    }


def _alias(alias: str, name: Name) -> str:
    """An alias as Hugo completes it: from the page's folder where it does not begin with a slash."""
    return posixpath.normpath(posixpath.join(name.container or "/", alias))


def _syntax(error: FrontMatterError) -> dict[str, Any]:
    return {"code": error.code, "message": error.message, "line": error.line, "column": error.column}


def _trouble(document: Document[bytes], trouble: Trouble) -> dict[str, Any]:
    start, _ = place(document.root, trouble.path)
    line, column = Places(document.text).at(start)
    code = _CODES.get(trouble.kind, _REFUSED)
    return {"code": code, "message": trouble.message, "line": line, "column": column}


def to_json(value: Any) -> Any:
    """A value as JSON can say it: times as RFC 3339, what is no finite number as text, bytes as numbers."""
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, bytes):
        return list(value)
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    if isinstance(value, datetime | date | time):
        return moment(value)
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "+Inf" if value > 0 else "-Inf"
    return value


def moment(value: datetime | date | time | None) -> str | None:
    """A time in RFC 3339, null for none."""
    return None if value is None else iso_moment(value)


def line_of(record_: Mapping[str, Any]) -> str:
    """One record as one line, in ASCII: no character in it ends a line for any reader."""
    return json.dumps(record_, separators=(",", ":"))
