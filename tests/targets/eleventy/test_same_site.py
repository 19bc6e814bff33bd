"""The migrated site, built by the real Eleventy, against the real Hugo's, page by page, by `hugokit verify`."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hugokit import verify
from hugokit.engine.migrate import Result, migrate
from hugokit.proof.facts import Verdict
from hugokit.proof.result import Proof
from tests.support import CHECKOUT, find_shared
from tests.targets.eleventy.conftest import HERE, NOW, put_layouts

pytestmark = pytest.mark.generators

# Summaries in feeds: Hugo makes one of the text where a page gives none, Eleventy's templates do not yet.
_SKIPPED = ("summaries",)


class Moved(NamedTuple):
    """A site with the layouts of that name, what became of it, and the proof."""

    source: Path
    new: Path
    layouts: str
    result: Result
    proof: Proof


def sites() -> list[Any]:
    shared = find_shared()
    torture = [pytest.param(shared / "sites" / "torture", id="torture")] if shared else []
    own = [pytest.param(CHECKOUT / name, id=name.rpartition("/")[2]) for name in ("seeds", "tests/sites/atlas")]
    return [*torture, *own]


@pytest.fixture(scope="module")
def move(modules: Path, hugo: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Moved]:
    """`move(site, layouts)`: the site with the layouts of that name beside this file, migrated, built and verified."""

    def run(site: Path, layouts: str) -> Moved:
        work = tmp_path_factory.mktemp(site.name)
        source, new = work / "source", work / "new"
        shutil.copytree(site, source, ignore=shutil.ignore_patterns("themes", "public", "*.lock"))
        source.chmod(0o755)
        put_layouts(source, HERE / "layouts" / layouts)
        result = migrate(source, "eleventy", new, now=NOW)
        (new / "node_modules").symlink_to(modules)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PATH", str(hugo.parent), prepend=":")
            return Moved(source, new, layouts, result, verify(source, new, now=NOW, skip=_SKIPPED))

    return run


@pytest.fixture(scope="module", params=[
    pytest.param((*site.values, layouts), id=f"{site.id}-{layouts}")
    for site in sites() for layouts in ("plain", "paged")
])  # fmt: skip
def moved(request: pytest.FixtureRequest, move: Callable[..., Moved]) -> Moved:
    site, layouts = request.param
    return move(site, layouts)


def told(verdicts: tuple[Verdict, ...]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        verdict.url: {verdict.state: (), **{one.aspect: one.diff for one in verdict.differences}}
        for verdict in verdicts
    }


def test_every_address_says_the_same(moved: Moved) -> None:
    assert told(moved.proof.differing) == {}
    assert moved.proof.score == 100
    counts = moved.proof.counts
    assert counts["page"]["same"] >= 20
    assert counts.get("redirect", {}).get("same", 0) >= (2 if moved.layouts == "paged" else 0)
    assert counts["feed"]["same"] >= 3
    assert counts["sitemap"]["same"] >= 1
    assert set(moved.proof.left_out) == {"lastmod", *_SKIPPED}
    assert set(moved.proof.sites[1].found) == {"div.body"}
    assert not (moved.new / "_site").exists(), "a proof leaves no build in the project"


def test_hugo_refuses_what_hugokit_refuses(moved: Moved) -> None:
    refused = {page.source for page in moved.result.hidden if page.why == "refused"}
    left_out = [re.search(r"Hugo refuses (\S+),", note) for note in moved.proof.notes]
    assert {found[1] for found in left_out if found} == refused
