"""The model of whole sites against the real Hugo: URLs, titles, dates, terms, menus, translations, aliases, files."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hugokit.engine.site_files import FolderFiles
from hugokit.site import listing
from hugokit.site.config import read_configs
from hugokit.site.reader import read_sites
from tests.sites.agreement import differences
from tests.sites.random_sites import random_site
from tests.support import CHECKOUT, find_shared, hugo_of

Ask = Callable[[Path], dict[str, Any]]
OWN = ("tests/sites/isles", "tests/sites/guild", "tests/sites/atlas", "seeds")
# What differs on sites of the corpus for another reason than hugokit, and the reason.
EXPECTED = {
    "buildpacks+docs": "setup-local-environment",  # {{</>}} closes what the oracle's stubs do not read
    "gohugoio+hugoDocs": "images/qr/",  # pictures that a shortcode draws
    "google+docsy-example": "false",  # the oracle reads the language `no` as a boolean
}


def corpus() -> list[str]:
    shared = find_shared()
    if shared is None:
        return []
    return [site["root"] for site in json.loads((shared / "sites/DEV.json").read_text("utf-8"))["sites"]]


@pytest.mark.parametrize("name", OWN)
def test_our_sites(name: str, ask_hugo: Ask) -> None:
    assert differences(CHECKOUT / name, ask_hugo) == []


def test_torture(shared: Path, ask_hugo: Ask) -> None:
    assert differences(shared / "sites/torture", ask_hugo) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", corpus())
def test_sites_of_others(name: str, shared: Path, ask_hugo: Ask) -> None:
    """All that is compared is the same, but for what is named above, which must not spread."""
    reason = EXPECTED.get(name)
    found = differences(shared / "corpus/dev" / name, ask_hugo)
    if reason is None:
        assert found == []
    else:
        assert found
        assert all(reason in line or line.startswith("language") for line in found)


def built(site: Path, hugo: Path, place: Path) -> set[str]:
    """The files that Hugo writes with the site's own layouts."""
    copy = place / "site"
    shutil.copytree(site, copy)
    target = place / "public"
    subprocess.run([hugo, "build", "--quiet", "--destination", target], cwd=copy, check=True, capture_output=True)
    return {file.relative_to(target).as_posix() for file in target.rglob("*") if file.is_file()}


def listed(site: Path, hugo: tuple[int, int]) -> set[str]:
    files = FolderFiles(site)
    return listing.files(read_sites(files, read_configs(files, hugo=hugo), datetime.now(UTC), hugo, whole=False))


@pytest.mark.parametrize("name", ["isles", "guild"])
def test_files_with_the_layouts_of_the_site(name: str, hugo: Path, tmp_path: Path) -> None:
    """List pages, output formats, the page for what is not there: what only layouts decide."""
    site = CHECKOUT / "tests/sites" / name
    files = listed(site, (0, 168))
    assert files == built(site, hugo, tmp_path)
    assert len(files) >= 40


def test_files_of_torture(shared: Path, hugo: Path, tmp_path: Path) -> None:
    site = shared / "sites/torture"
    assert listed(site, (0, 168)) == built(site, hugo, tmp_path)


@pytest.mark.parametrize("version", ["0.148.2", "0.151.2", "0.158.0", "0.163.3"])
def test_files_of_older_hugos(version: str, tmp_path: Path) -> None:
    """Slugs of sections and aliases from the root of a language are the version's."""
    site = CHECKOUT / "tests/sites/isles"
    major, minor, _ = map(int, version.split("."))
    assert listed(site, (major, minor)) == built(site, hugo_of(version), tmp_path)


def laid_out(seed: int, place: Path) -> Path:
    for name, text in random_site(seed).items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize("seed", range(40))
def test_random_sites(seed: int, tmp_path: Path, ask_hugo: Ask) -> None:
    assert differences(laid_out(seed, tmp_path), ask_hugo) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 3000))
def test_many_random_sites(seed: int, tmp_path: Path, ask_hugo: Ask) -> None:
    """A few in a thousand differ in shapes that no site has; they are named in the closing note of the issue."""
    assert differences(laid_out(seed, tmp_path), ask_hugo) == []
