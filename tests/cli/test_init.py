"""`hugokit init`: settings that say what was found and how it is known, and a baseline after which check is clean."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from hugokit.api import load_settings
from tests.cli.program import hugokit, page
from tests.support import CHECKOUT

BAD = "---\ntitle: A\ndate: 2020-13-01\nrating: 5\n---\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    page(root, "hugo.toml", 'theme = "mainroad"\n[taxonomies]\ntag = "tags"\nseries = "series"\n')
    page(root, "netlify.toml", '[build.environment]\nHUGO_VERSION = "0.150.0"\n')
    page(root, "content/a.md", BAD)
    page(root, "content/lib/node_modules/x/readme.md", BAD)
    page(
        root,
        "layouts/_default/single.html",
        '{{ .Params.rating }}{{ .Site.Params.colour }}{{ .Param "mood" }}{{ .Params.toc }}',
    )
    return root


def test_it_says_what_it_found_and_from_where(site: Path) -> None:
    ran = hugokit("init", cwd=site)
    assert (ran.code, ran.err) == (0, "")
    for said in (
        "1 page", "Hugo 0.150 (netlify.toml:2)", "the schema of the theme mainroad (hugo.toml:1)", "mood, rating",
        "left out: content/lib/node_modules/", "- id: hugokit\n",
    ):  # fmt: skip
        assert said in ran.text
    text = (site / "hugokit.toml").read_text()
    assert "# Taxonomies: series, tags." in text
    assert "netlify.toml:2" in text
    table = tomllib.loads(text)
    assert table["extend"]["keys"] == ["mood", "rating"]
    assert table["exclude"] == ["content/lib/node_modules/"]
    assert load_settings(site).keys == ("mood", "rating")
    found = hugokit("check", "--show", "info", cwd=site)
    assert found.places() == [("content/a.md:3:1", "HK301")], "rating is known and node_modules left out"


def test_what_is_guessed_is_said(tmp_path: Path) -> None:
    page(tmp_path, "hugo.toml", "")
    page(tmp_path, "content/a.md", "---\ntitle: A\n---\n")
    ran = hugokit("init", cwd=tmp_path / "content")
    assert "the site names none); say which under [hugo] in hugokit.toml" in ran.text
    assert "Hugo's own fields (the configuration names no theme)" in ran.text
    assert hugokit("check", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [("hugokit.toml", "[lint]\n"), (".hugokit.toml", ""), ("pyproject.toml", "[tool.hugokit.lint]\n")],
)
def test_nothing_is_overwritten(site: Path, name: str, text: str) -> None:
    page(site, name, text)
    ran = hugokit("init", cwd=site)
    assert (ran.code, ran.text) == (2, "")
    assert f"{name}: is there already" in ran.err
    assert (site / name).read_text() == text
    assert hugokit("init", "--dry-run", cwd=site).text.startswith("# Settings of hugokit.")
    assert (site / name).read_text() == text
    assert hugokit("init", "--force", cwd=site).code == 0
    assert (site / "hugokit.toml").read_text().startswith("# Settings of hugokit.")


def test_a_pyproject_of_something_else_is_no_settings(site: Path) -> None:
    page(site, "pyproject.toml", '[project]\nname = "x"\n')
    assert hugokit("init", cwd=site).code == 0


def test_with_a_baseline_check_is_clean(tmp_path: Path) -> None:
    site = shutil.copytree(CHECKOUT / "seeds", tmp_path / "site")
    for file in ("hugokit.toml", ".hugokit.toml"):
        (site / file).unlink(missing_ok=True)
    assert hugokit("check", site, cwd=tmp_path).code == 1
    ran = hugokit("init", site, "--baseline", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "known findings\n" in ran.text
    for words in ((), ("--site",)):
        for cwd in (site, site / "content"):
            found = hugokit("check", *words, cwd=cwd)
            assert (found.code, found.places()) == (0, [])
    page(site, "content/new.md", BAD)
    assert hugokit("check", cwd=site).places()[0][0].startswith("content/new.md:3:")


def test_what_could_not_be_looked_at_is_said(site: Path) -> None:
    page(site, "hugo.toml", "theme = [\n")
    ran = hugokit("init", "--baseline", cwd=site)
    assert ran.code == 1
    assert "hugo.toml" in ran.err
    assert "known findings" in ran.text


def test_no_site(tmp_path: Path) -> None:
    ran = hugokit("init", cwd=tmp_path)
    assert ran.code == 2
    assert "no Hugo site" in ran.err
    assert list(tmp_path.iterdir()) == []
