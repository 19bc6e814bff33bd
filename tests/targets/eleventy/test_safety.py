"""Content is data: nothing in it is run, nothing is written outside, the source is only read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hugokit.engine.migrate import migrate
from hugokit.errors import MigrationError, SettingsError
from tests.targets.eleventy.conftest import NOW
from tests.targets.eleventy.pages import read

_CANARIES = (
    "{{ 7*7 }}",
    "{{ 7 * 7 | plus: 0 }}",
    "{% assign x = 49 %}{{ x }}",
    "{% endraw %}{{ 7*7 }}{% raw %}",
    "{7*7}",
    "<%= 7*7 %>",
    "${7*7}",
    "{{ page.url }}",
    "{{ collections.all.length }}",
)
# What other engines would run: it stands on lines of its own.
_LINES = (
    "<Foo x={7*7}/>",
    "export const x = 7*7",
    'import fs from "fs"',
    "<script setup>let x = 7*7</script>",
    '<span v-html="7*7">',
    ":::js",
)
_KEYS = {
    "templateEngineOverride": "njk",
    "eleventyComputed": {"title": "{{ 7*7 }}"},
    "permalink": "../../x",
    "layout": "../../../etc/passwd",
    "pagination": {"data": "collections.all", "size": 1},
    "content": "PWNED",
    "collections": "PWNED",
    "page": "PWNED",
    "site": {"title": "PWNED"},
    "dynamicPermalink": True,
    "eleventy": "PWNED",
}


def site_of(folder: Path, pages: dict[str, str]) -> Path:
    site = folder / "site"
    for name, text in {"hugo.toml": 'baseURL = "https://e.example/"\ntitle = "{{ 7*7 }}"\n', **pages}.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    return site


@pytest.mark.generators
def test_canaries_stay_what_they_are(build_pair: Callable[..., Any], tmp_path: Path) -> None:
    canaries = " x ".join(_CANARIES)
    head = {
        "title": canaries,
        "description": canaries,
        "summary": canaries,
        "date": "2020-01-01",
        "tags": [canaries],
        **_KEYS,
    }
    lines = "\n\n".join(_LINES)
    body = (
        f"{canaries}\n\n`{canaries}`\n\n```\n{canaries}\n{lines}\n```\n\n---js\n\n[x](javascript:alert(1))\n\n{lines}\n"
    )
    more = "---js\n{ title: 7*7 }\n---\n{{ 7*7 }}\n"
    page = json.dumps(head) + "\n" + body
    pair = build_pair(site_of(tmp_path, {"content/p/a.md": page, "content/p/b.md": "---\ntitle: b\n---\n" + more}))
    hugo, new = (read(side / "p/a/index.html", "https://e.example/p/a/") for side in (pair.hugo, pair.new))
    assert new.title == canaries == hugo.title
    assert new.text == hugo.text
    for canary in _CANARIES:
        assert new.text.count(canary) >= 2, canary  # in the code span and in the fence
    for line in _LINES:
        assert line in new.text, line
    other = read(pair.new / "p/b/index.html", "https://e.example/p/b/")
    assert "{{ 7*7 }}" in other.text
    for file in pair.new.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "PWNED" not in text
        assert "49" not in text.lower().replace("x = 49", "").replace("x--49", ""), file


@pytest.mark.generators
def test_terms_with_names_that_mean_something_else(build_pair: Callable[..., Any], tmp_path: Path) -> None:
    names = ["all", "hugoPages", "__proto__", "constructor", "a/b", "x.y", "  sp  ", "1", "toString", "C#", "50% off"]
    pages = {
        "content/p/a.md": json.dumps({"title": "a", "tags": names}) + "\nx\n",
        "content/p/b.md": '{"tags": "all"}\ny\n',
    }
    pair = build_pair(site_of(tmp_path, pages))
    assert pair.new_files() - {"hugokit.css"} == pair.hugo_files()
    hugo, new = (read(side / "p/a/index.html", "https://e.example/p/a/") for side in (pair.hugo, pair.new))
    assert new.terms == hugo.terms
    assert [loss.key for loss in pair.result.ledger if "tags_" in loss.what] == ["tags"]


def digest(folder: Path) -> str:
    parts = (f"{p.relative_to(folder)} {p.stat().st_mtime_ns}" for p in sorted(folder.rglob("*")))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def test_the_source_is_only_read(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"content/a.md": "---\ntitle: a\n---\nText.\n"})
    before = digest(site)
    migrate(site, "eleventy", tmp_path / "new", now=NOW)
    assert digest(site) == before


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"content/a.md": "---\ntitle: a\ntags: [x, y]\n---\nText.\n"})
    trees = []
    for name in ("one", "two"):
        migrate(site, "eleventy", tmp_path / name, now=NOW)
        trees.append(
            {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file()}
        )
    assert trees[0] == trees[1]


@pytest.mark.parametrize("url", ["/../../x/", "../../../x", "/a/../../../x.html", "/\x00/", "C:\\x", "/con/../../x"])
def test_no_page_leaves_the_folder(url: str, tmp_path: Path) -> None:
    site = site_of(
        tmp_path, {"content/a.md": json.dumps({"title": "a", "url": url, "aliases": [url, "/" + url]}) + "\nText.\n"}
    )
    try:
        migrate(site, "eleventy", tmp_path / "deep" / "new", now=NOW)
    except MigrationError:
        assert not (tmp_path / "deep" / "new").exists()
    outside = [p for p in tmp_path.rglob("*") if p.is_file() and not p.is_relative_to(tmp_path / "deep" / "new")]
    assert all(p.is_relative_to(site) for p in outside)
    for file in (tmp_path / "deep").rglob("*.md"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert not (line.startswith("permalink:") and ".." in line)


def test_names_that_are_one_on_some_disks_are_named(tmp_path: Path) -> None:
    pages = {"static/A.txt": "1", "static/a.txt": "2", "content/p.md": "---\ntitle: p\n---\n"}
    with pytest.raises(MigrationError, match=r"A\.txt"):
        migrate(site_of(tmp_path, pages), "eleventy", tmp_path / "new", now=NOW)
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"content/a.md": "---\ntitle: a\n---\n"})
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(MigrationError, match="not empty"):
        migrate(site, "eleventy", tmp_path / "new", now=NOW)
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["mine"]


def test_an_unknown_target_names_the_others(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="eleventy"):
        migrate(site_of(tmp_path, {}), "gutenberg", tmp_path / "new")
