"""Where hugokit's model of a site and what the real Hugo makes of it (tools/oracle) differ, one line each."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from hugokit.engine.site_files import FolderFiles
from hugokit.site import listing
from hugokit.site.config import read_configs
from hugokit.site.listing import Url
from hugokit.site.model import MenuEntry, Site, SitePage
from hugokit.site.names import normalise
from hugokit.site.reader import read_sites

Json = dict[str, Any]


def differences(root: Path, ask_hugo: Callable[[Path], Json]) -> list[str]:
    """What is not the same in hugokit's model of the site in `root` as in the real Hugo's."""
    files = FolderFiles(root)
    sites = read_sites(files, read_configs(files), datetime.now(UTC), whole=False)
    return list(between(sites, ask_hugo(root)))


def between(sites: tuple[Site, ...], oracle: Json) -> Iterator[str]:
    """The differences between the models of a site's languages and the oracle's report."""
    theirs = {one["site"]["lang"]: one for one in oracle["sites"]}
    for site in sites:
        # The oracle asks from home: of a language without one it knows nothing.
        if any(page.kind == "home" for page in site.pages):
            yield from differ("language", site.lang, site.lang if site.lang in theirs else "none")
        if site.lang in theirs and theirs[site.lang]["live"] is not None:
            yield from _language(site, theirs[site.lang], oracle)
    if oracle["files"]:  # the oracle's second build fails where a site needs git
        bare = list(_bare(sites))
        yield from differ("files", {url.file for url in bare}, set(oracle["files"]))
        ours = {url.file: _path(url.target) for url in bare if url.target}
        yield from differ("redirects", ours, {file: _path(target) for file, target in oracle["redirects"].items()})


def _bare(sites: tuple[Site, ...]) -> Iterator[Url]:
    """The URLs that the oracle's layouts write: HTML and feeds; no list in parts, no page for what is not there."""
    pagers = {pager.file for site in sites for page in site.pages for pager in page.pagers}
    for url in listing.urls(sites):
        theirs = (url.source or "").startswith("themes/")  # the oracle leaves themes out
        if url.format in ("", "rss") and url.kind != "404" and url.file not in pagers and not theirs:
            yield url


def _language(site: Site, one: Json, oracle: Json) -> Iterator[str]:
    hugo = published(site, one, oracle)
    capital = {name.lower() for name in one["live"]["taxonomies"] if name != name.lower()}
    ours = {page.path: page for page in site.pages}
    yield from differ(f"{site.lang}: pages", set(ours), set(hugo))
    for path in ours.keys() & hugo.keys():
        ours_of, theirs_of = facts(ours[path]), _facts(hugo[path])
        if hugo[path]["translationKey"] != path:
            del theirs_of["resources"]  # the oracle lists those of drafts with the same key too
        if capital:  # the oracle asks for terms under a name that Hugo knows in lower case only
            ours_of["terms"] = {name: found for name, found in ours_of["terms"].items() if name not in capital}
        if hugo[path]["kind"] == "term" and len(_spellings(site, path)) > 1:
            del theirs_of["title"], theirs_of["link title"]  # Hugo takes any
        for name, value in theirs_of.items():
            yield from differ(f"{site.lang}: {name} of {path}", ours_of[name], value)
    menus = {name: _their_menu(menu) for name, menu in one["live"]["menus"].items()}
    yield from differ(f"{site.lang}: menus", {name: _our_menu(menu) for name, menu in site.menus.items()}, menus)
    for taxonomy, terms in one["live"]["taxonomies"].items():
        found = {term.key: term.url for term in site.terms.get(taxonomy.lower(), ())}
        wanted = {key: term["url"] for key, term in terms.items()}
        yield from differ(f"{site.lang}: terms of {taxonomy}", found, wanted)


def _spellings(site: Site, path: str) -> set[str]:
    """How the pages of a site write the term at a path."""
    return {
        term
        for page in site.pages
        for taxonomy, terms in page.term_names.items()
        for term in terms
        if normalise(f"/{taxonomy}/{term}") == path
    }


def published(site: Site, one: Json, oracle: Json) -> dict[str, Json]:
    """Hugo's pages that have a page of their own, by logical path."""
    files = {"/" + name for name in oracle["files"]}

    def is_there(url: str) -> bool:
        path = unquote(url[len(site.root) :])
        return not files or path in files or path.rstrip("/") + "/index.html" in files

    pages = {p["path"]: p for p in one["pages"] if p.get("published") and p["live"]["url"]}
    return {path: page for path, page in pages.items() if is_there(page["live"]["url"])}


def facts(page: SitePage) -> Json:
    """What is compared of a page, as hugokit has it."""
    return {
        "url": page.url,
        "title": page.title,
        "link title": page.link_title,
        "kind": page.kind,
        "section": page.section,
        "weight": page.weight,
        "draft": page.draft,
        "description": page.description,
        "date": page.date,
        "lastmod": page.lastmod,
        "terms": {taxonomy: [term.url for term in terms] for taxonomy, terms in page.terms.items()},
        "aliases": list(page.aliases),
        "translations": sorted(page.translations),  # of languages of one weight Hugo takes them as they come
        "resources": sorted(resource.name for resource in page.resources),
    }


def _facts(page: Json) -> Json:
    live = page["live"]
    return {
        "url": live["url"],
        "title": live["title"],
        "link title": page["linkTitle"],
        "kind": page["kind"],
        "section": page["section"],
        "weight": page["weight"],
        "draft": page["draft"],
        "description": page["description"],
        "date": _instant(live["date"]),
        "lastmod": _instant(live["lastmod"]),
        "terms": {taxonomy: [term["url"] for term in terms] for taxonomy, terms in live["terms"].items()},
        # Asked for in the JSON that the oracle writes, ugly ones end as that does.
        "aliases": [re.sub(r"(\.html?)?\.json$", ".html", alias) for alias in page["aliases"] or []],
        "translations": sorted(other["url"] for other in live["translations"]),
        "resources": sorted(resource["name"] for resource in page["resources"] if resource["type"] != "page"),
    }


def differ(what: str, ours: Any, hugo: Any) -> Iterator[str]:
    """One line where the two differ; of sets and maps only what differs."""
    if ours == hugo:
        return
    if isinstance(ours, set):
        yield f"{what}: only hugokit {sorted(ours - hugo)[:8]}, only Hugo {sorted(hugo - ours)[:8]}"
    elif isinstance(ours, dict):
        for key in sorted(ours.keys() | hugo.keys()):
            if ours.get(key) != hugo.get(key):
                yield f"{what} {key}: hugokit {ours.get(key)!r}, Hugo {hugo.get(key)!r}"
    else:
        yield f"{what}: hugokit {ours!r}, Hugo {hugo!r}"


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _path(url: str) -> str:
    return html.unescape(re.sub(r"^https?://[^/]*", "", url))


def _their_menu(menu: Iterable[Json]) -> list[Any]:
    return [(e["name"], e["url"], e["weight"], e["title"], e["identifier"], _their_menu(e["children"])) for e in menu]


def _our_menu(menu: Iterable[MenuEntry]) -> list[Any]:
    return [(e.name, e.url, e.weight, e.title, e.identifier, _our_menu(e.children)) for e in menu]
