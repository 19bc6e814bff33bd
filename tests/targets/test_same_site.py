"""The migrated site, built by the real generator, against the real Hugo's, page by page, by `hugokit verify`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from hugokit.target import load_targets
from tests.support import CHECKOUT, find_shared
from tests.targets.building import Moved, slow_apart, told

pytestmark = pytest.mark.generators


# Where a summary ends is counted in words, and Hugo counts those of its HTML, also of the colours of code: a word that
# has one is none, and each line's end is one.
_SUMMARIES = {
    ("", "atlas"): ("/index.xml", "/pieces/index.xml"),
    ("jekyll", "torture"): ("/index.xml", "/post/index.xml", "/tags/gotcha/index.xml"),
}
# For :smile: Jekyll needs the gem gemoji, which is not in Debian; the ledger says so.
_EMOJI = {("jekyll", "torture"): ("/post/gotchas/",)}
# What is built with every target, however long that takes: without theme, and in several languages.
_USUAL = ("torture-paged", "isles-paged")


def argued(moved: Moved) -> dict[str, list[str]]:
    """What differs and may, by address. A difference that is gone must leave these lists."""
    names = (("", moved.name), (moved.target, moved.name))
    found = {url: ["differs", "summaries"] for name in names for url in _SUMMARIES.get(name, ())}
    return found | {url: ["differs", "text"] for url in _EMOJI.get((moved.target, moved.name), ())}


def sites() -> list[Any]:
    shared = find_shared()
    torture = [pytest.param(shared / "sites" / "torture", id="torture")] if shared else []
    names = ("seeds", "tests/sites/atlas", "tests/sites/isles", "tests/sites/guild")
    own = [pytest.param(CHECKOUT / name, id=name.rpartition("/")[2]) for name in names]
    return [*torture, *own]


def cases() -> list[Any]:
    """Every target, site and layout; of those whose builds take long two are in the usual selection."""
    return [
        slow_apart(
            "" if layouts == "paged" and site.id in ("torture", "isles") else target,
            (target, *site.values, layouts),
            name,
        )
        for target in sorted(load_targets())
        for site in sites()
        for layouts in ("plain", "paged")
        for name in [f"{target}-{site.id}-{layouts}"]
    ]


@pytest.fixture(scope="module", params=cases())
def moved(request: pytest.FixtureRequest, move: Callable[..., Moved]) -> Moved:
    return move(*request.param)


def test_every_address_says_the_same(moved: Moved) -> None:
    found = told(moved.proof.differing)
    assert {url: [*of] for url, of in found.items()} == argued(moved), found
    assert moved.proof.score >= 99.9 if found else moved.proof.score == 100
    counts = moved.proof.counts
    assert counts["page"]["same"] >= 20
    redirects = {file for site in moved.result.sites for file in site.redirects}
    assert counts.get("redirect", {}).get("same", 0) >= len(redirects)
    assert counts["feed"]["same"] >= 3
    assert counts.get("sitemap", {}).get("same", 0) >= any(site.sitemap for site in moved.result.sites)
    assert set(moved.proof.left_out) == {"lastmod"}
    assert set(moved.proof.sites[1].found) == {"div.body"}
    assert not (moved.new / moved.result.target.output).exists(), "a proof leaves no build in the project"
    pagers = [page for site in moved.result.sites for page in site.pages if page.pagers]
    assert moved.result.sites[0].paginates == bool(pagers)


def test_hugo_refuses_what_hugokit_refuses(moved: Moved) -> None:
    refused = {page.source for page in moved.result.hidden if page.why == "refused"}
    left_out = [re.search(r"Hugo refuses (\S+),", note) for note in moved.proof.notes]
    assert {found[1] for found in left_out if found} == refused
