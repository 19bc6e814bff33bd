"""Where a site says itself which front matter keys its dates come from (`[frontmatter]`), and the dates of lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from hugokit.page import Page
from hugokit.site.config import Config, words
from hugokit.site.names import Name

_DEFAULTS = {
    "date": ("date", "publishdate", "pubdate", "published", "lastmod", "modified"),
    "lastmod": ("lastmod", "modified", "date", "publishdate", "pubdate", "published"),
    "publishdate": ("publishdate", "pubdate", "published", "date"),
    "expirydate": ("expirydate", "unpublishdate"),
}
_ALIASES = {"publishdate": ("pubdate", "published"), "lastmod": ("modified",), "expirydate": ("unpublishdate",)}
_ALL = frozenset(key for keys in _DEFAULTS.values() for key in keys)
_FROM_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[-T ](\d{2})-(\d{2})-(\d{2}))?[-_ ]*(.*)\Z")


def configured(values: Mapping[str, Any], config: Config, name: Name | None) -> dict[str, Any]:
    """The front matter with its date fields set from the keys that the configuration names, if it names any."""
    if not config.front_matter:
        return dict(values)
    out = {key: value for key, value in values.items() if key not in _ALL or isinstance(value, bool)}
    for field, default in _DEFAULTS.items():
        keys = words(config.front_matter.get(field)) or default
        found = _first(values, _expanded(keys, default), name, out)
        if found is not None:
            out[field] = found
    return out


def _expanded(keys: Iterable[str], default: tuple[str, ...]) -> Iterable[str]:
    for key in keys:
        key = key.lower()
        if key == ":default":
            yield from default
        else:
            yield key
            yield from _ALIASES.get(key, ())


def _first(values: Mapping[str, Any], keys: Iterable[str], name: Name | None, out: dict[str, Any]) -> Any:
    for key in keys:
        if key == ":filename":
            found = from_file_name(name.raw_name) if name else None
            if found:
                if not out.get("slug") and found[1]:
                    out["slug"] = found[1]
                return found[0]
        elif values.get(key) not in (None, "") and not isinstance(values[key], bool):
            return values[key]
    return None


def from_file_name(stem: str) -> tuple[str, str] | None:
    """The date and the slug of a name such as `2025-07-04-fireworks`."""
    found = _FROM_NAME.match(stem)
    if not found:
        return None
    day, hour, minute, second, slug = found.groups()
    return (f"{day}T{hour}:{minute}:{second}" if hour else day), slug


def unread(config: Config) -> list[str]:
    """The configured sources of dates that are not in the content: the file's time, the Git history."""
    keys = (key.lower() for field in _DEFAULTS for key in words(config.front_matter.get(field)))
    return sorted({key for key in keys if key in (":git", ":filemodtime")})


Dates = tuple[datetime | None, datetime | None, datetime | None]


def of_page(page: Page) -> Dates:
    """(date, lastmod, publishDate) of a page."""
    return page.date, page.lastmod, page.publish_date


def latest(pages: Iterable[Dates]) -> Dates:
    """The latest of each of the dates."""
    out: list[datetime | None] = [None, None, None]
    for dates in pages:
        for at, value in enumerate(dates):
            before = out[at]
            if value is not None and (before is None or value > before):
                out[at] = value
    return out[0], out[1], out[2]


def has_none(page: Page) -> bool:
    """Whether the page has no date at all, so that a list takes those of its pages."""
    return not (page.date or page.lastmod or page.publish_date or page.expiry_date)
