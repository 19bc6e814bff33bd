"""Content is data: nothing in it is run, nothing is written outside, the source is only read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.targets.building import site_of
from tests.targets.pages import read

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


@pytest.mark.generators
def test_what_shares_an_address_is_built_once(build_pair: Callable[..., Any], tmp_path: Path) -> None:
    head = "---\ntitle: {}\ntags: [{}]\nurl: {}\n---\ntext\n"
    pages = {
        "content/posts/a.md": head.format("A", "'Falco\"'", "/a/"),
        "content/posts/b.md": head.format("B", "Falco", "/posts/"),
        "content/posts/c.md": "---\ntitle: C\naliases: [/a/, /tags/]\n---\ntext\n",
    }
    pair = build_pair(site_of(tmp_path, pages))
    assert read(pair.new / "tags/falco/index.html", "https://e.example/tags/falco/").title.startswith("Falco")
    assert read(pair.new / "posts/index.html", "https://e.example/posts/").title == "B"
    assert read(pair.new / "a/index.html", "https://e.example/a/").title == "A"
    assert (pair.new / "posts/c/index.html").is_file()
