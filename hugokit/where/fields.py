"""The names that mean more than a key of the front matter: fields as Hugo reads them, and what is known of the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Field(NamedTuple):
    """A field of the page: its name in `hugokit.page.Page`, and what it holds. `always`: also where no key sets it."""

    name: str
    holds: str
    always: bool = False


FIELDS: Mapping[str, Field] = {
    "date": Field("date", "date", always=True),
    "lastmod": Field("lastmod", "date", always=True),
    "publishdate": Field("publish_date", "date", always=True),
    "expirydate": Field("expiry_date", "date", always=True),
    "draft": Field("draft", "true or false", always=True),
    "headless": Field("headless", "true or false", always=True),
    "weight": Field("weight", "number"),
    "title": Field("title", "text"),
    "linktitle": Field("link_title", "text"),
    "description": Field("description", "text"),
    "summary": Field("summary", "text"),
    "slug": Field("slug", "text"),
    "url": Field("url", "text"),
    "layout": Field("layout", "text"),
    "type": Field("type", "text"),
    "translationkey": Field("translation_key", "text"),
    "aliases": Field("aliases", "list of texts"),
    "keywords": Field("keywords", "list of texts"),
}
FACTS: Mapping[str, str] = {
    "path": "the file's path below the content folder, with `/`: `post/a.md`",
    "name": "the file's name without extension, of a bundle its folder's",
    "section": "the first folder below the content folder, `''` at the top",
    "kind": "`home`, `page`, `section`, `taxonomy` or `term`",
    "lang": "the language of the page: `en`",
    "format": "`yaml`, `toml`, `json`, `org`, or null without front matter",
}
