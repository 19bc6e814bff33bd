"""What templates of a new site read as data: menus, terms, lists without a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from hugokit.carry.fields import of_list, own_url
from hugokit.site.model import MenuEntry, Site, SitePage


def menus(site: Site) -> dict[str, list[dict[str, Any]]]:
    """The menus by name: trees of entries in Hugo's order, without what is empty."""
    return {name: [_menu(entry) for entry in menu] for name, menu in site.menus.items()}


def _menu(entry: MenuEntry) -> dict[str, Any]:
    fields = asdict(replace(entry, children=()))
    keep = {key: value for key, value in fields.items() if value and key not in ("menu", "children")}
    return {**keep, "children": [_menu(child) for child in entry.children]} if entry.children else keep


def terms(site: Site) -> dict[str, dict[str, str]]:
    """The titles of terms by taxonomy and by the key that Hugo indexes them under."""
    return {taxonomy: {term.key: term.title for term in found} for taxonomy, found in site.terms.items()}


def lists(site: Site) -> dict[str, dict[str, Any]]:
    """Lists without a file by their logical path, and `{"hidden": True}` for those that are not published."""
    urls = {page.url for page in (*site.pages, *site.unlisted)}
    known = {page.path: _list(page, urls, site) for page in site.pages if page.kind != "page" and not page.source}
    known.update((page.path, {"hidden": True}) for page in site.unpublished if page.kind != "page")
    return known


def _list(page: SitePage, urls: set[str], site: Site) -> dict[str, Any]:
    """A list without a file. `keep`: it is made even while nothing that is published is in it."""
    found: dict[str, Any] = {"title": page.title, "file": page.file, **own_url(page, site), **of_list(page)}
    if not urls.intersection(page.children):
        found["keep"] = True
    return found


def settings(site: Site, keys: Mapping[str, str]) -> dict[str, Any]:
    """What templates ask of the site itself; `keys`: the front matter key of each taxonomy."""
    return {
        "title": site.title,
        "url": site.base_url,
        "root": site.root,
        "prefix": site.prefix,
        "folder": site.folder,
        "lang": site.lang,
        "locale": site.locale or site.lang,
        "timeZone": site.time_zone,
        "copyright": site.copyright,
        "taxonomies": dict(keys),
        "paginates": site.paginates,
        "pagerSize": site.pager_size,
        "pagerPath": site.pager_path,
        "ugly": site.ugly,
        "feedLimit": site.feed_limit,
        "feed": next((page.feed for page in site.pages if page.kind == "home"), ""),
        "sitemap": site.sitemap,
        "lowerCase": site.lower_case,
        "removePathAccents": site.remove_accents,
        "termPages": site.term_pages,
        "params": site.params,
    }
