"""What a file contains as Hugo reads it, as one JSON object a file."""

from __future__ import annotations

import json
import math
import posixpath
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from hugokit.document import Document, loads
from hugokit.engine.context import Context
from hugokit.errors import FrontMatterError
from hugokit.frontmatter.dates import YearZero
from hugokit.frontmatter.node import place
from hugokit.page import Page, Trouble, lower_keys, read_page
from hugokit.site.cascades import with_own
from hugokit.site.names import Name, parse
from hugokit.site.permalinks import unknown_tokens
from hugokit.site.reader import kind_of
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
    name = parse(_below_content(path, context), context.config.languages)
    values = document.plain
    if any(key.lower() == "cascade" for key in values):
        values = with_own(lower_keys(values), kind_of(name, context.config), name.base or "/")
    page = read_page(values, rules=context.rules, file_name=name.raw_name)
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


def _below_content(path: str, context: Context) -> str:
    """The path that decides section and folder: below the content folder where that is known, else as it is given."""
    whole = Path(path).resolve()
    if context.site is not None:
        content = context.site / context.config.content_dir
        if whole.is_relative_to(content):
            return whole.relative_to(content).as_posix()
    given = Path(path)
    return given.name if given.is_absolute() else given.as_posix().removeprefix("content/")


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
    """A time in RFC 3339: `Z` for UTC, no zeros at the end of a fraction, the year 0 as such; null for none."""
    if value is None:
        return None
    text = value.isoformat()
    if isinstance(value, datetime | time):
        whole, dot, rest = text.partition(".")
        text = f"{whole}.{rest[:6].rstrip('0')}{rest[6:]}" if dot else text
    if isinstance(value, YearZero):
        text = "0000" + text[4:]
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def line_of(record_: Mapping[str, Any]) -> str:
    """One record as one line, in ASCII: no character in it ends a line for any reader."""
    return json.dumps(record_, separators=(",", ":"))
