"""seeds/ is what the README says: a site that Hugo refuses for one mistake, and misreads for others."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import CHECKOUT, HugoResult

SEEDS = CHECKOUT / "seeds"
Build = Callable[..., HugoResult]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return shutil.copytree(SEEDS, tmp_path / "seeds")


def test_hugo_refuses_it_for_the_key_that_stands_twice(build_site: Build) -> None:
    built = build_site(SEEDS)
    assert built.exit == 1
    assert "said-twice.md" in built.messages
    assert not any(name.endswith(".html") for name in built.files)


def test_without_that_page_one_date_is_an_error_and_the_rest_is_silent(site: Path, build_site: Build) -> None:
    (site / "content/post/said-twice.md").unlink()
    built = build_site(site)
    assert built.exit == 1
    errors = [line for line in built.messages.splitlines() if line.startswith(("ERROR", "WARN"))]
    assert len(errors) == 2, "the date, and the count of errors"
    assert "someday.md" in errors[0]
    assert "post/not-yet/index.html" in built.files, "draft: yes publishes the draft"
    assert 'data-date="1970-08-23' in built.text("post/old-clock/index.html")
    assert '<li data-key="toc">"no"</li>' in built.text("post/mended-nets/index.html")
    assert '<a class="menu" data-menu="" ' in built.text("index.html"), 'menu: ""'


def test_without_the_mistakes_it_builds_without_a_word(site: Path, build_site: Build) -> None:
    for name in ("said-twice", "someday"):
        (site / f"content/post/{name}.md").unlink()
    built = build_site(site, "--panicOnWarning")
    assert built.exit == 0, built.messages
    assert {"post/harbour-walk/jetty.png", "img/loaf.png", "post/tide-table-toml/index.html"} <= set(built.files)


def test_the_bytes_are_the_ones_meant() -> None:
    letter = (SEEDS / "content/post/letter-from-windows.md").read_bytes()
    assert letter.count(b"\r\n") == letter.count(b"\n") > 20
    for page in (SEEDS / "content").rglob("*.md"):
        assert page.name == "letter-from-windows.md" or b"\r" not in page.read_bytes()
