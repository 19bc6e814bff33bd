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
    """Lists without a file by their logical path, `{"hidden": True}` for those that are not published."""
    urls = {page.url for page in (*site.pages, *site.unlisted)}
    known = {page.path: _list(page, urls, site) for page in site.pages if page.kind != "page" and not page.source}
    unnamed = (f"/{taxonomy}/{term.key}" for taxonomy, found in site.terms.items() for term in found if not term.url)
    known.update((path.replace(" ", "-"), {"hidden": True}) for path in unnamed)
    known.update((path, {"hidden": True}) for path in _sections_without_a_list(site))
    known.update((page.path, {"hidden": True}) for page in site.unpublished if page.kind != "page")
    return known


def _sections_without_a_list(site: Site) -> set[str]:
    """Top folders that Hugo makes no list for, as where the kind is disabled."""
    lists = {page.path for page in site.pages if page.kind != "page"}
    folders = {f"/{page.path.split('/')[1]}" for page in site.pages if page.path.count("/") > 1}
    return folders - lists


def _list(page: SitePage, urls: set[str], site: Site) -> dict[str, Any]:
    """A list without a file. `keep`: it is made even while nothing that is published is in it; `file`: "" for a feed
    alone.
    """
    place = {"file": page.file, **own_url(page, site)} if is_html(page) else {"file": "", "url": page.url}
    found: dict[str, Any] = {"title": page.title, **place, **of_list(page)}
    if not urls.intersection(page.children):
        found["keep"] = True
    return found


def settings(site: Site, keys: Mapping[str, str], *, many: bool) -> dict[str, Any]:
    """What templates ask of the site in one language; `keys`: the front matter key of each taxonomy.

    `paginates`: the kinds of lists that are cut, `unpaged` the paths of those that are not though their kind is,
    `pagerSizes` by path how many entries a page has where a template says another number than the configuration;
    `prefix` is the folder of its files, which is no part of URLs where the language has its `ownHost`; `sitemap` and
    `notFound` are files, "" for none.
    """
    home = next((page for page in site.pages if page.kind == "home"), None)
    return {
        "title": site.title,
        "url": site.base_url,
        "root": site.root,
        "home": home.url if home else f"{site.root}{site.prefix}/",
        "hasHome": home is not None,
        "prefix": (site.folder or site.prefix).strip("/"),
        "ownHost": bool(site.folder),
        "lang": site.lang,
        "locale": site.locale or site.lang,
        "timeZone": site.time_zone,
        "copyright": site.copyright,
        "taxonomies": {plural: keys.get(plural, plural) for plural in site.taxonomies.values()},
        **paging(site),
        "feedLimit": site.feed_limit,
        "summaryLength": site.summary_length,
        "cjk": site.cjk,
        "feed": _feed_url(home, site),
        "sitemap": _sitemap(site, many=many) if home else "",
        "notFound": f"{site.folder or site.prefix.strip('/')}/404.html".lstrip("/") if site.has_404 else "",
        "lowerCase": site.lower_case,
        "removePathAccents": site.remove_accents,
        "termPages": site.term_pages,
        "params": site.params,
    }


def _sitemap(site: Site, *, many: bool) -> str:
    """The file of a language's own sitemap."""
    return f"{site.lang}/{site.sitemap}" if site.sitemap and (many or site.prefix) else site.sitemap


_LISTS = ("home", "section", "taxonomy", "term")


def paging(site: Site) -> dict[str, Any]:
    """How the lists of a site are cut, as `settings` says it."""
    lists = [page for page in site.pages if page.kind != "page"]
    cut = {page.kind for page in lists if page.pagers}
    kinds = [kind for kind in _LISTS if kind in cut] if cut else list(_LISTS) if site.paginates else []
    aliases = not cut or any(pager.format == "alias" for page in lists for pager in page.pagers)
    return {
        "paginates": kinds,
        "unpaged": [page.path for page in lists if not is_html(page) or (page.kind in cut and not page.pagers)],
        "pagerSize": site.pager_size,
        "pagerSizes": _pager_sizes(site),
        "pagerPath": site.pager_path,
        "pagerAliases": aliases,
    }


def is_html(page: SitePage) -> bool:
    """Whether Hugo writes the page for people, and not as a feed alone."""
    return page.file.endswith((".html", ".htm"))


def _pager_sizes(site: Site) -> dict[str, int]:
    regular = {page.url: page.listed for page in site.pages if page.kind == "page"}
    everywhere = sum(listed == "always" for listed in regular.values())
    found = {}
    for page in site.pages:
        if page.pagers and page.kind in ("home", "section"):
            entries = everywhere if page.kind == "home" else len(regular.keys() & page.children)
            size = _own_pager_size(page, site, entries)
            found.update({page.path: size} if size else {})
    return found


def _own_pager_size(page: SitePage, site: Site, entries: int) -> int:
    """0 for the size of the configuration."""
    total = 1 + sum(output.format == "pager" for output in page.pagers)
    if not entries or total == max(1, -(-entries // site.pager_size)):
        return 0
    return -(-entries // total)


def _feed_url(home: SitePage | None, site: Site) -> str:
    outputs = home.outputs if home else ()
    return next((output.url for output in outputs if output.format == "rss"), "")
