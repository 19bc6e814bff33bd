"""The fields of a page that every generator gets under the same names, and what it is where it is no plain page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hugokit.site.model import Site, SitePage
from hugokit.site.urls import path_escape
from hugokit.target import Target

_CONTENT_EXT = re.compile(r"\.(?:md|mdown|markdown|html?)\Z", re.IGNORECASE)


def stem(page: SitePage, site: Site) -> str:
    """The file of a page below the content folder, without its ending and without its language's."""
    found = _CONTENT_EXT.sub("", page.content_path)
    return found[: -len(site.lang) - 1] if found.lower().endswith(f".{site.lang}".lower()) else found


def fields(page: SitePage, target: Target) -> dict[str, Any]:
    """Title, dates (spelled as the target wants them), texts, weight and lists of a page: only what is set."""
    found: dict[str, Any] = {"title": page.title}
    if page.link_title not in ("", page.title):
        found["linkTitle"] = page.link_title
    for key, when in (("date", page.date), ("lastmod", page.lastmod if page.lastmod != page.date else None)):
        if when is not None and page.own_date:
            found[key] = target.date_form(when)
    if page.kind == "page" and page.own_date and page.publish_date not in (None, page.date):
        found["publishDate"] = target.date_form(page.publish_date)
    for key in ("description", "summary"):
        if value := getattr(page, key):
            found[key] = value
    if page.keywords:
        found["keywords"] = list(page.keywords)
    if page.weight:
        found["weight"] = page.weight
    if page.listed != "always":
        found["listed"] = page.listed
    if page.translation_key:
        found["translationKey"] = page.translation_key
    return found


def terms(page: SitePage, keys: Mapping[str, str]) -> dict[str, Any]:
    """The terms of a page as it writes them, and its weights in them; `keys`: the front matter key of a taxonomy.

    Of a term that is written twice the last place counts.
    """
    once = {taxonomy: [*dict.fromkeys(reversed(names))][::-1] for taxonomy, names in page.term_names.items()}
    found: dict[str, Any] = {keys.get(taxonomy, taxonomy): names for taxonomy, names in once.items()}
    found.update({f"{taxonomy}_weight": weight for taxonomy, weight in page.term_weights.items()})
    return found


def state(page: SitePage, target: Target) -> dict[str, Any]:
    """Why a page that Hugo does not publish is none: what keeps it back in the target, draft or not, its two dates."""
    found: dict[str, Any] = {**target.drafts, "draft": page.draft}
    for key, when in (("publishDate", page.publish_date), ("expiryDate", page.expiry_date)):
        if when is not None:
            found[key] = target.date_form(when)
    return found


def of_list(page: SitePage) -> dict[str, Any]:
    """What kind of list a page is, and the file of its feed; nothing for a plain page."""
    if page.kind == "page":
        return {}
    found = {"kind": page.kind, "taxonomy": page.taxonomy, "term": page.term}
    return {**{key: value for key, value in found.items() if value}, "feed": page.feed}


def own_url(page: SitePage, site: Site) -> dict[str, str]:
    """The URL where it is not the one of the file, as with an ugly `/section/index.html`; else nothing."""
    file = page.file.removeprefix(site.folder.strip("/") + "/") if site.folder else page.file
    path = "/" + re.sub(r"(^|/)index\.html$", r"\1", file)
    derived = site.root + path_escape(path.replace("#", "%23").replace("?", "%3F"))
    return {} if derived == page.url else {"url": page.url}
