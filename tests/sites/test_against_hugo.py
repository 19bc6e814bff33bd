"""The site that hugokit reads against what the real Hugo makes of the same folder (tools/oracle, bare layouts)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from hugokit.engine.site_files import FolderFiles
from hugokit.site.config import read_config
from hugokit.site.model import MenuEntry, Site
from hugokit.site.reader import read_site
from tests.support import CHECKOUT, find_shared


def sites() -> list[Any]:
    shared = find_shared()
    places = [CHECKOUT / "seeds", CHECKOUT / "tests/sites/atlas", *([shared / "sites/torture"] if shared else [])]
    return [pytest.param(place, id=place.name) for place in places]


@pytest.fixture(scope="module", params=sites())
def both(request: pytest.FixtureRequest, ask_hugo: Callable[[Path], dict[str, Any]]) -> tuple[Site, dict[str, Any]]:
    files = FolderFiles(request.param)
    return read_site(files, read_config(files), datetime.now(UTC)), ask_hugo(request.param)


def published(oracle: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Hugo's pages that have a page of their own, by logical path."""
    pages = {p["path"]: p for p in oracle["sites"][0]["pages"] if p["published"] and p["live"]["url"]}
    files = {"/" + name for name in oracle["files"]}
    root = oracle["sites"][0]["site"]["baseURL"].rstrip("/").split("/", 3)[3:]
    prefix = "/" + root[0] if root else ""

    def is_there(url: str) -> bool:
        path = unquote(url[len(prefix) :])
        return path in files or path.rstrip("/") + "/index.html" in files

    return {path: page for path, page in pages.items() if is_there(page["live"]["url"])}


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def test_the_same_pages_at_the_same_urls(both: tuple[Site, dict[str, Any]]) -> None:
    site, oracle = both
    hugo = published(oracle)
    assert {p.path: p.url for p in site.pages} == {path: page["live"]["url"] for path, page in hugo.items()}
    assert len(hugo) >= 25


def test_titles_dates_terms_and_bodies(both: tuple[Site, dict[str, Any]]) -> None:
    site, oracle = both
    hugo = published(oracle)
    for page in site.pages:
        want = hugo[page.path]
        live = want["live"]
        assert page.title == live["title"], page.path
        assert page.link_title == want["linkTitle"]
        assert (page.kind, page.section, page.weight) == (want["kind"], want["section"], want["weight"]), page.path
        assert page.description == want["description"]
        assert (page.date, page.lastmod) == (instant(live["date"]), instant(live["lastmod"])), page.path
        assert {t: [term.url for term in terms] for t, terms in page.terms.items()} == {
            t: [term["url"] for term in terms] for t, terms in live["terms"].items()
        }, page.path
        assert page.body.strip() == want["raw"].strip(), page.path
        files = [r["name"] for r in want["resources"] if r["type"] != "page"]
        assert sorted(r.name for r in page.resources) == sorted(files)


def test_terms_and_their_order(both: tuple[Site, dict[str, Any]]) -> None:
    site, oracle = both
    pages = {page.url: page for page in site.pages}
    for taxonomy, terms in oracle["sites"][0]["live"]["taxonomies"].items():
        ours = {term.key: term for term in site.terms.get(taxonomy, ())}
        assert {k: (t.url, t.title) for k, t in ours.items()} == {k: (t["url"], t["title"]) for k, t in terms.items()}
        for key, term in terms.items():
            listed = [url for url in term["pages"] if url not in pages or pages[url].listed != "never"]
            assert list(pages[ours[key].url].children) == listed


def entries(menu: list[dict[str, Any]]) -> list[Any]:
    return [(e["name"], e["url"], e["weight"], e["title"], e["identifier"], entries(e["children"])) for e in menu]


def ours(menu: tuple[MenuEntry, ...]) -> list[Any]:
    return [(e.name, e.url, e.weight, e.title, e.identifier, ours(e.children)) for e in menu]


def test_menus(both: tuple[Site, dict[str, Any]]) -> None:
    site, oracle = both
    want = {name: entries(menu) for name, menu in oracle["sites"][0]["live"]["menus"].items()}
    assert {name: ours(menu) for name, menu in site.menus.items()} == want


def test_files_and_redirects(both: tuple[Site, dict[str, Any]]) -> None:
    site, oracle = both
    files = {page.file for page in site.pages} | {page.feed for page in site.pages if page.feed} | set(site.redirects)
    urls = [*site.static, *(resource.url for page in site.pages for resource in page.resources)]
    files |= {unquote(url[len(site.root) :]).lstrip("/") for url in urls}
    assert files | {site.sitemap} == set(oracle["files"])
    host = site.base_url.rstrip("/").removesuffix(site.root)
    assert {name: host + url for name, url in site.redirects.items()} == oracle["redirects"]


def test_what_is_not_published_has_a_reason(both: tuple[Site, dict[str, Any]]) -> None:
    site, oracle = both
    hidden = {page.source for page in site.hidden}
    sources = {page.source for page in site.pages if page.source}
    assert not hidden & sources
    for page in oracle["sites"][0]["pages"]:
        if page["file"] and page["path"] not in published(oracle):
            assert "content/" + page["file"] in hidden
    assert set(oracle["rejected"]) == {page.source for page in site.hidden if page.why == "refused"}
    refused = {loss.source: loss for loss in site.losses if loss.what == "the page"}
    for name, said in oracle["rejected"].items():
        assert refused[name].line == said["line"], said
