"""The migrated site, built by the real Jekyll, against the real Hugo's, page by page."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support import CHECKOUT, find_shared
from tests.targets.eleventy.pages import Built, read

pytestmark = pytest.mark.generators

_OWN = {"hugokit.css"}
# What differs and may, with the reason. Each entry is checked: a difference that is gone must leave this list.
_ARGUED = {
    ("torture", "post/gotchas/index.html", "text"): "line numbers of a fence, which Hugo prints as text, and :smile:, "
    "for which the gem gemoji is not in Debian",
    ("torture", "post/gotchas/index.html", "blocks"): "Hugo puts a fence with line numbers into a table",
}
_TEMPLATES = {"en/find.json", "fr/find.json", "fr/notes/deux.json"}  # made by templates of the site, in the ledger


def sites() -> list[Any]:
    shared = find_shared()
    torture = [pytest.param(shared / "sites" / "torture", id="torture")] if shared else []
    own = [pytest.param(CHECKOUT / name, id=name.rpartition("/")[2]) for name in ("seeds", "tests/sites/atlas")]
    return [*torture, *own]


@pytest.fixture(scope="module", params=sites())
def pair(request: pytest.FixtureRequest, build_pair: Callable[..., Any]) -> Any:
    return build_pair(Path(request.param))


def html_pages(pair: Any) -> list[str]:
    both = (name for name in sorted(pair.hugo_files() & pair.new_files()) if name.endswith(".html"))
    return [name for name in both if "http-equiv" not in (pair.hugo / name).read_text(encoding="utf-8")]


def read_both(pair: Any, name: str) -> tuple[Built, Built]:
    """A page of both sites; links to the site's own host look alike whatever it is called."""
    site = pair.result.sites[0]
    base = site.base_url.rstrip("/").removesuffix(site.root)
    url = f"https://x.example{site.root}/{re.sub(r'index.html$', '', name)}".replace("#", "%23")
    both = read(pair.hugo / name, url), read(pair.new / name, url)
    for built in both:
        built.links = [link.replace(base, "https://x.example") for link in built.links] if base else built.links
    return both


def differences(hugo: Built, new: Built, keys: str) -> list[str]:
    return [key for key in keys.split() if getattr(hugo, key) != getattr(new, key)]


def test_the_same_files_are_published(pair: Any) -> None:
    assert pair.new_files() - _OWN == pair.hugo_files()


def test_every_page_says_the_same(pair: Any) -> None:
    site = pair.source.parent.name.rstrip("0123456789")
    found = set()
    for name in html_pages(pair):
        keys = differences(*read_both(pair, name), "title text terms entries headings links blocks")
        found.update((site, name, key) for key in keys)
    assert found - _ARGUED.keys() == set()
    assert {key for key in _ARGUED if key[0] == site} <= found, "a difference is gone: take it out of _ARGUED"
    assert len(html_pages(pair)) >= 20


def test_dates_are_the_same_instants(pair: Any) -> None:
    dates = []
    for page in pair.result.sites[0].pages:
        if page.kind == "page" and page.file.endswith(".html"):
            hugo, new = read_both(pair, page.file)
            assert hugo.time == new.time, page.source
            dates.append(hugo.time)
    assert sum(map(bool, dates)) >= 3


def test_redirects_lead_to_the_same_place(pair: Any) -> None:
    target = re.compile(r"url=([^\"'>]+)")
    for name in pair.result.sites[0].redirects:
        hugo, new = (target.search((side / name).read_text(encoding="utf-8")) for side in (pair.hugo, pair.new))
        assert hugo is not None
        assert new is not None
        assert hugo.group(1) == new.group(1)


def test_feeds_and_sitemap_name_the_same_pages(pair: Any) -> None:
    names = [name for name in sorted(pair.hugo_files()) if name.endswith(".xml")]
    assert len(names) >= 3
    for name in names:
        hugo, new = (ET.parse(side / name) for side in (pair.hugo, pair.new))
        for tag in ("item/link", "{*}url/{*}loc"):
            assert {x.text for x in new.findall(f".//{tag}")} == {x.text for x in hugo.findall(f".//{tag}")}, name
        assert [x.text for x in new.iterfind(".//item/link")] == [x.text for x in hugo.iterfind(".//item/link")], name


@pytest.fixture(scope="module", params=sites())
def paged(request: pytest.FixtureRequest, build_pair: Callable[..., Any]) -> Any:
    return build_pair(Path(request.param), layouts="paged")


def test_pagers_are_hugos(paged: Any) -> None:
    assert paged.result.sites[0].paginates
    assert paged.new_files() - _OWN == paged.hugo_files()
    pagers = [name for name in html_pages(paged) if re.search(r"(^|/)page/\d+(/index)?\.html$", name)]
    assert len(pagers) >= 2
    lists = {page.file for page in paged.result.sites[0].pages if page.kind != "page"}
    for name in [*pagers, *lists]:
        hugo, new = read_both(paged, name)
        assert new.entries == hugo.entries, name


@pytest.mark.parametrize("name", ["isles", "guild"])
def test_every_language_is_there(name: str, build_pair: Callable[..., Any]) -> None:
    pair = build_pair(CHECKOUT / "tests" / "sites" / name, layouts="")
    assert pair.new_files() - _OWN == pair.hugo_files() - _TEMPLATES
    for site in pair.result.sites:
        for page in site.pages:
            text = (pair.new / page.file).read_text(encoding="utf-8")
            shown = re.search(r'<nav class="languages".*?</nav>', text, re.DOTALL)
            links = tuple(re.findall(r'href="([^"]+)"', shown.group())) if shown else ()
            assert links == page.translations, page.file


@pytest.mark.slow
def test_three_hundred_copies(build_pair: Callable[..., Any], shared: Path, tmp_path: Path) -> None:
    seed = min((shared / "seeds").iterdir()).read_text(encoding="utf-8")
    head, body = re.fullmatch(r"---\n(.*?)\n---\n(.*)", seed, re.DOTALL).groups()  # type: ignore[union-attr]
    kept = "\n".join(re.findall(r"(?m)^(?!(?:title|date|tags|slug|url|aliases)\b).*", head))
    site = tmp_path / "copies"
    (site / "content" / "post").mkdir(parents=True)
    for number in range(300):
        tags = ["C++", "c#", "été", f"t{number % 7}", "a: b"][: number % 6]
        date = f"{2000 + number % 25}-0{1 + number % 9}-1{number % 10}T0{number % 10}:00:00+05:30"
        own = f"title: 'No. {number}: \"x\" <b>, it''s'\ndate: {date}\ntags: {tags!r}"
        text = f"---\n{kept}\n{own}\n---\n{body}"
        (site / "content" / "post" / f"p{number}.md").write_text(text, encoding="utf-8")
    shutil.copy(shared / "sites" / "torture" / "hugo.yaml", site / "hugo.yaml")
    pair = build_pair(site)
    assert pair.new_files() - _OWN == pair.hugo_files()
    assert len(html_pages(pair)) >= 300
    for name in html_pages(pair):
        hugo, new = read_both(pair, name)
        own = "" if hugo.entries else " time"  # a list shows no date that is only its pages'
        assert differences(hugo, new, "title text terms entries headings links blocks" + own) == [], name
