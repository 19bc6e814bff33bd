"""The URLs of a site as a table, and as one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from json.encoder import encode_basestring_ascii as _quoted

from hugokit.frontmatter.dates import iso_moment
from hugokit.site.listing import Url
from hugokit.text.display import escape

_encode = json.JSONEncoder(check_circular=False).encode  # a record has no way back to itself


def json_lines(urls: Iterable[Url]) -> Iterator[str]:
    """One JSON object for each URL, with its line break; times are RFC 3339, what does not apply is null or empty."""
    for url in urls:
        yield _line(url)


def _line(url: Url) -> str:
    """Put together by hand: an encoder takes as long for a record as Hugo's reading takes for its page."""
    date = _moment(url.date)
    lastmod = date if url.lastmod is url.date else _moment(url.lastmod)
    return (
        f'{{"url": {_quoted(url.url)}, "kind": "{url.kind}", "source": {_text(url.source)}, "lang": {_text(url.lang)}, '
        f'"title": {_quoted(url.title)}, "date": {date}, "lastmod": {lastmod}, '
        f'"draft": {"true" if url.draft else "false"}, "weight": {url.weight}, '
        f'"terms": {_encode(url.terms) if url.terms else "{}"}, '
        f'"aliases": {_encode(url.aliases) if url.aliases else "[]"}, '
        f'"translations": {_encode(url.translations) if url.translations else "[]"}, "target": {_text(url.target)}, '
        f'"file": {_quoted(url.file)}, "format": {_text(url.format)}}}\n'
    )


def _text(value: str | None) -> str:
    return _quoted(value) if value else "null"


def _moment(value: datetime | None) -> str:
    return f'"{iso_moment(value)}"' if value else "null"


def table(urls: Iterable[Url]) -> Iterator[str]:
    """One line for each URL: URL, kind, and where it comes from or leads to."""
    rows = [(escape(url.url), url.kind, _from(url)) for url in urls]
    width = min(60, max((len(url) for url, _, _ in rows), default=0))
    for url, kind, source in rows:
        yield f"{url:<{width}}  {kind:<8}  {source}".rstrip() + "\n"


def _from(url: Url) -> str:
    return f"-> {escape(url.target)}" if url.target else escape(url.source or "")
