"""Where a site says itself which front matter keys its dates come from (`[frontmatter]`), and the dates of lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from hugokit.page import DATE_SOURCES, Page
from hugokit.site.values import words

_DEFAULTS: Mapping[str, tuple[str, ...]] = {**DATE_SOURCES, "lastmod": (":git", *DATE_SOURCES["lastmod"])}
_ALIASES = {"publishdate": ("pubdate", "published"), "lastmod": ("modified",), "expirydate": ("unpublishdate",)}


def sources(front_matter: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """For each date of a page the keys it is read from, in their order, by the site's `[frontmatter]`.

    Names in lower case with their other names behind them; `:filename`, `:git` and `:filemodtime` as they are.
    """
    given = {key.lower(): words(value) for key, value in front_matter.items()}
    return {field: _expanded(given.get(field) or default, default) for field, default in _DEFAULTS.items()}


def _expanded(keys: Iterable[str], default: tuple[str, ...]) -> tuple[str, ...]:
    out: list[str] = []
    for key in map(str.lower, keys):
        for name in default if key == ":default" else (key,):
            out += (name, *_ALIASES.get(name, ()))
    return tuple(dict.fromkeys(out))


def unread(front_matter: Mapping[str, Any]) -> list[str]:
    """The configured sources of dates that are not in the content: the file's time, the Git history."""
    named = {key.lower() for value in front_matter.values() for key in words(value)}
    return sorted(named & {":git", ":filemodtime"})


Dates = tuple[datetime | None, datetime | None, datetime | None]


def of_page(page: Page) -> Dates:
    """(date, lastmod, publishDate) of a page."""
    return page.date, page.lastmod, page.publish_date


def has_none(page: Page) -> bool:
    """Whether the page has no date at all, so that a list takes those of its pages."""
    return not (page.date or page.lastmod or page.publish_date or page.expiry_date)
