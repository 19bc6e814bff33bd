"""Content is data: nothing in it is run, whatever Astro, its schema or MDX would make of the same words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.targets.building import site_of
from tests.targets.pages import read

pytestmark = pytest.mark.generators

_CANARIES = (
    "{{ 7*7 }}",
    "{7*7}",
    "{% assign x = 49 %}{{ x }}",
    "<%= 7*7 %>",
    "${7*7}",
    "{Astro.props.lang}",
    "{import.meta.env.MODE}",
)
# What MDX and other engines would run: it stands on lines of its own.
_LINES = (
    "<Foo x={7*7}/>",
    "export const x = 7*7",
    'import fs from "fs"',
    "<script setup>let x = 7*7</script>",
    '<span v-html="7*7">',
    '<img __ASTRO_IMAGE_="{&quot;src&quot;:&quot;x.png&quot;}">',
    ":::js",
)
_KEYS = {
    "id": "PWNED",
    "slug": "p-w-n",
    "permalink": "../../x",
    "layout": "../../../etc/passwd",
    "params": {"permalink": "PWNED"},
    "feed": "PWNED.xml",
    "kind": "page",
    "images": ["./missing.png"],
    "__proto__": {"x": "PWNED"},
}


def test_canaries_stay_what_they_are(build_pair: Callable[..., Any], tmp_path: Path) -> None:
    canaries = " x ".join(_CANARIES)
    head = {"title": canaries, "description": canaries, "summary": canaries, "date": "2020-01-01", "tags": [canaries]}
    lines = "\n\n".join(_LINES)
    body = f"{canaries}\n\n`{canaries}`\n\n```\n{canaries}\n{lines}\n```\n\n---js\n\n![x](./missing.png)\n\n{lines}\n"
    page = json.dumps({**head, **_KEYS}) + "\n" + body
    more = "---js\n{ title: 7*7 }\n---\n{7*7}\n"
    pair = build_pair(site_of(tmp_path, {"content/p/a.md": page, "content/p/b.md": "---\ntitle: b\n---\n" + more}))
    assert pair.new_files() - {"hugokit.css"} == pair.hugo_files()
    hugo, new = (read(side / "p/p-w-n/index.html", "https://e.example/p/p-w-n/") for side in (pair.hugo, pair.new))
    assert new.title == canaries == hugo.title
    assert new.text == hugo.text
    for said in (*_CANARIES, *_LINES):
        assert new.text.count(said) >= 1, said
    assert "{7*7}" in read(pair.new / "p/b/index.html", "https://e.example/p/b/").text
    for file in pair.new.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "PWNED" not in text
        assert "49" not in text.lower().replace("x = 49", "").replace("x--49", ""), file


def test_every_page_is_at_its_place(build_pair: Callable[..., Any], tmp_path: Path) -> None:
    """What Astro's routes cannot say: files with any ending, signs of URLs, its own names, both forms of a letter."""
    urls = [
        "/about.html", "/c#/", "/a?b/", "/été/", "/e\u0301t\u00e9/", "/日本/語.html", "/100%25/", "/404/", "/a b/",
        "/x.y/", "/page.htm", "/deep/exact-file/x/", "/[id]/", "/(group)/", "/a+b/", "/index/", "/api.json/", "/_x/",
        "/.hidden/",
        "/" + "long" * 30 + "#/" + "name" * 30 + "/",
    ]  # fmt: skip
    pages = {
        f"content/p/{number}.md": json.dumps({"title": url, "url": url, "aliases": [f"/old{number}.html"]})
        + f"\n{url}\n"
        for number, url in enumerate(urls)
    }
    settings = (
        "[outputFormats.rss]\nmediaType = 'application/rss+xml'\nbaseName = 'feed#1'\n[taxonomies]\ntag = 'tags'\n"
    )
    config = f'baseURL = "https://e.example/sub/"\ntitle = "t"\n{settings}'
    pair = build_pair(site_of(tmp_path, {"hugo.toml": config, **pages}))
    assert pair.new_files() - {"hugokit.css"} == pair.hugo_files()
    for file in sorted(pair.hugo_files()):
        if file.endswith((".html", ".htm")) and not file.startswith("old"):
            hugo, new = (read(side / file, "https://e.example/sub/") for side in (pair.hugo, pair.new))
            assert (new.title, new.text) == (hugo.title, hugo.text), file


def test_a_new_page_is_taken_up(build_pair: Callable[..., Any], astro: Callable[..., str], tmp_path: Path) -> None:
    pair = build_pair(site_of(tmp_path, {"content/p/a.md": '{"title": "a", "tags": ["x"], "date": "2020-01-01"}\ny\n'}))
    page = "---\r\ntitle: New\r\ndate: 2021-01-01\r\ntags: [y z]\r\npermalink: /p/new/index.html\r\n---\r\nText.\r\n"
    (pair.project / "src/content/p/new.md").write_bytes(page.encode())
    (pair.project / "src/content/p/kept.md").write_text("---\ntitle: Back\npermalink: false\n---\n", encoding="utf-8")
    astro(pair.project)
    assert {"p/new/index.html", "tags/y-z/index.html", "tags/y-z/index.xml"} <= pair.new_files()
    links = (pair.new / "p/index.html").read_text(encoding="utf-8")
    assert links.index("/p/new/") < links.index("/p/a/")
    assert "Back" not in "".join(file.read_text(encoding="utf-8") for file in pair.new.rglob("*.html"))


def test_front_matter_that_cannot_be_read_is_named(
    build_pair: Callable[..., Any], astro: Callable[..., str], tmp_path: Path
) -> None:
    pair = build_pair(site_of(tmp_path, {"content/a.md": '{"title": "a"}\ny\n'}))
    (pair.project / "src/content/b.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"b\.md: the front matter cannot be read"):
        astro(pair.project)
