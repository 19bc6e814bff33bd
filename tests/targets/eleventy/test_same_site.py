"""The migrated site, built by the real Eleventy, against the real Hugo's, page by page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support import CHECKOUT, find_shared
from tests.targets.eleventy.pages import Built, read

pytestmark = pytest.mark.generators

_OWN = {"hugokit.css"}
# Files that Hugo writes and nobody asked to keep: none.
_LEFT_OUT: set[str] = set()
# What differs and may, with the reason. Each entry is checked: a difference that is gone must leave this list.
_ARGUED = {
    ("torture", "post/gotchas/index.html", "text"): "the fence asks for line numbers, which Hugo prints as "
    "text; they are an option of its highlighter",
    ("torture", "post/gotchas/index.html", "blocks"): "Hugo puts a fence with line numbers into a table",
}


def sites() -> list[Any]:
    shared = find_shared()
    torture = [pytest.param(shared / "sites" / "torture", id="torture")] if shared else []
    own = [
        pytest.param(CHECKOUT / name, id=name.rpartition("/")[2])
        for name in ("seeds", "tests/sites/atlas", "tests/sites/isles", "tests/sites/guild")
    ]
    return [*torture, *own]


@pytest.fixture(scope="module", params=sites())
def pair(request: pytest.FixtureRequest, build_pair: Callable[..., Any]) -> Any:
    return build_pair(Path(request.param))


def test_the_same_files_are_published(pair: Any) -> None:
    assert pair.new_files() - _OWN == pair.hugo_files() - _LEFT_OUT


def html_pages(pair: Any) -> list[str]:
    both = (name for name in sorted(pair.hugo_files() & pair.new_files()) if name.endswith(".html"))
    return [name for name in both if "http-equiv" not in (pair.hugo / name).read_text(encoding="utf-8")]


def url_of(pair: Any, name: str) -> str:
    return f"https://x.example{pair.root}/{re.sub(r'index.html$', '', name)}".replace("#", "%23")


def differences(hugo: Built, new: Built) -> list[str]:
    return [
        key
        for key in ("title", "text", "terms", "entries", "headings", "links", "blocks", "languages")
        if getattr(hugo, key) != getattr(new, key)
    ]


def test_every_page_says_the_same(pair: Any) -> None:
    site = pair.source.parent.name.rstrip("0123456789")
    found = {}
    base = pair.result.sites[0].base_url.rstrip("/").removesuffix(pair.root)
    for name in html_pages(pair):
        url = url_of(pair, name)
        hugo, new = read(pair.hugo / name, url), read(pair.new / name, url)
        hugo.links = [link.replace(base, "https://x.example") for link in hugo.links]
        for key in differences(hugo, new):
            found[site, name, key] = (getattr(hugo, key), getattr(new, key))
    assert {key: value for key, value in found.items() if key not in _ARGUED} == {}
    assert {key for key in _ARGUED if key[0] == site} <= found.keys(), "a difference is gone: take it out of _ARGUED"
    assert len(html_pages(pair)) >= 20


def test_dates_are_the_same_instants(pair: Any) -> None:
    compared = 0
    for page in (page for site in pair.result.sites for page in site.pages):
        if page.kind == "page" and page.file.endswith(".html"):
            url = url_of(pair, page.file)
            hugo, new = read(pair.hugo / page.file, url), read(pair.new / page.file, url)
            assert hugo.time == new.time, page.source
            compared += bool(hugo.time)
    assert compared >= 3


def test_redirects_lead_to_the_same_place(pair: Any) -> None:
    target = re.compile(r"url=([^\"'>]+)")
    for name in (name for site in pair.result.sites for name in site.redirects):
        hugo = target.search((pair.hugo / name).read_text(encoding="utf-8"))
        new = target.search((pair.new / name).read_text(encoding="utf-8"))
        assert hugo is not None
        assert new is not None
        assert hugo.group(1) == new.group(1)


def test_no_shortcode_is_left(pair: Any) -> None:
    for name in html_pages(pair):
        url = url_of(pair, name)
        shown = re.findall(r"\{\{[<%].*?[>%]\}\}", read(pair.new / name, url).text)
        assert shown == re.findall(r"\{\{[<%].*?[>%]\}\}", read(pair.hugo / name, url).text), name


@pytest.fixture(scope="module", params=sites())
def paged(request: pytest.FixtureRequest, build_pair: Callable[..., Any]) -> Any:
    return build_pair(Path(request.param), layouts="paged")


def test_pagers_are_hugos(paged: Any) -> None:
    assert paged.result.sites[0].paginates
    assert paged.new_files() - _OWN == paged.hugo_files()
    every = [page for site in paged.result.sites for page in site.pages]
    pagers = {pager.file for page in every for pager in page.pagers if pager.format == "pager"}
    assert pagers <= set(html_pages(paged))
    lists = {page.file for site in paged.result.sites for page in site.pages if page.kind != "page"}
    for name in [*pagers, *lists]:
        url = url_of(paged, name)
        hugo, new = read(paged.hugo / name, url), read(paged.new / name, url)
        assert new.entries == hugo.entries, name
