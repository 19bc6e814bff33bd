"""The URLs of a site as a table, and as one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from hugokit.frontmatter.dates import iso_moment
from hugokit.site.listing import Url
from hugokit.text.display import escape

_ENCODE = json.JSONEncoder(check_circular=False).encode  # a record has no way back to itself


def json_lines(urls: Iterable[Url]) -> Iterator[str]:
    """One JSON object for each URL, with its line break."""
    for url in urls:
        yield _ENCODE(record(url)) + "\n"


def record(url: Url) -> dict[str, object]:
    """What is known of a URL; times are RFC 3339, what does not apply is null or empty."""
    date = iso_moment(url.date) if url.date else None
    return {
        "url": url.url,
        "kind": url.kind,
        "source": url.source,
        "lang": url.lang or None,
        "title": url.title,
        "date": date,
        "lastmod": date if url.lastmod is url.date else iso_moment(url.lastmod) if url.lastmod else None,
        "draft": url.draft,
        "weight": url.weight,
        "terms": url.terms,
        "aliases": url.aliases,
        "translations": url.translations,
        "target": url.target or None,
        "file": url.file,
        "format": url.format or None,
    }


def table(urls: Iterable[Url]) -> Iterator[str]:
    """One line for each URL: URL, kind, and where it comes from or leads to."""
    rows = [(escape(url.url), url.kind, _from(url)) for url in urls]
    width = min(60, max((len(url) for url, _, _ in rows), default=0))
    for url, kind, source in rows:
        yield f"{url:<{width}}  {kind:<8}  {source}".rstrip() + "\n"


def _from(url: Url) -> str:
    return f"-> {escape(url.target)}" if url.target else escape(url.source or "")
