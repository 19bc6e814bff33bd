"""Content is data: nothing in it is run, whatever Docusaurus, its schema, React or MDX would make of the same words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.targets.building import Pair, site_of
from tests.targets.pages import read

pytestmark = pytest.mark.generators

_CANARIES = (
    "{{ 7*7 }}",
    "{7*7}",
    "{% assign x = 49 %}{{ x }}",
    "<%= 7*7 %>",
    "${7*7}",
    "{props.page.lang}",
    "{process.env.PATH}",
    "`${process.cwd()}`",
)
# What MDX and other engines would run: it stands on lines of its own.
_LINES = (
    "<Foo x={7*7}/>",
    "export const x = 7*7",
    'import fs from "fs"',
    "<script>let x = 7*7</script>",
    '<span v-html="7*7">',
    "<div onclick={7*7} style={{x: 1}}>",
    ":::note[7*7]",
)
_KEYS = {
    "id": "PWNED",
    "slug": "p-w-n",
    "permalink": "../../x",
    "layout": "../../../etc/passwd",
    "params": {"permalink": "PWNED"},
    "feed": "PWNED.xml",
    "kind": "page",
    "html": "PWNED",
    "sidebar_position": "PWNED",
    "hide_title": "PWNED",
    "__proto__": {"x": "PWNED"},
}
# What Docusaurus' router cannot say: files with any ending, signs of URLs and of patterns, both forms of a letter.
_URLS = (
    "/about.html", "/c#/", "/a?b/", "/été/", "/e\u0301t\u00e9/", "/日本/語.html", "/100%25/", "/404/", "/a b/", "/a'b/",
    "/x.y/", "/page.htm", "/deep/exact-file/x/", "/[id]/", "/(group)/", "/:name/", "/a+b/", "/index/", "/api.json/",
    "/_x/", "/.hidden/", "/assets/x/", "/404.html", "/star*/", "/back\\slash/", "/same/index.html",
    "/Case/Of/", "/case/of/", "/both.html", "/both/",
    "/" + "long" * 30 + "#/" + "name" * 30 + "/",
)  # fmt: skip


@pytest.fixture(scope="module")
def pair(build_pair: Callable[..., Pair], tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """One site with all of it, in a folder of its host."""
    canaries = " x ".join(_CANARIES)
    head = {"title": canaries, "description": canaries, "summary": canaries, "date": "2020-01-01", "tags": [canaries]}
    lines = "\n\n".join(_LINES)
    body = f"{canaries}\n\n`{canaries}`\n\n```\n{canaries}\n{lines}\n```\n\n---js\n\n![x](./missing.png)\n\n{lines}\n"
    pages = {
        f"content/q/{number}.md": json.dumps({"title": url, "url": url, "aliases": [f"/old{number}.html"]})
        + f"\n{url}\n"
        for number, url in enumerate(_URLS)
    }
    config = 'baseURL = "https://e.example/sub/"\ntitle = "{{ 7*7 }}"\n[outputFormats.rss]\nbaseName = "feed#1"\n'
    content = {"content/p/a.md": json.dumps({**head, **_KEYS}) + "\n" + body, "hugo.toml": config, **pages}
    return build_pair(site_of(tmp_path_factory.mktemp("safety"), content))


def test_canaries_stay_what_they_are(pair: Pair) -> None:
    hugo, new = (read(side / "p/p-w-n/index.html", "https://e.example/sub/p/p-w-n/") for side in (pair.hugo, pair.new))
    canaries = " x ".join(_CANARIES)
    assert new.title == canaries == hugo.title
    assert new.text == hugo.text
    for said in (*_CANARIES, *_LINES):
        assert new.text.count(said) >= 1, said
    for file in pair.new.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "PWNED" not in text
        assert "49" not in text.lower().replace("x = 49", "").replace("x--49", ""), file


def test_every_page_is_at_its_place(pair: Pair) -> None:
    assert pair.new_files() == pair.hugo_files() - {"404.html"}
    for file in sorted(pair.hugo_files()):
        if file.endswith((".html", ".htm")) and not file.startswith("old"):
            hugo, new = (read(side / file, "https://e.example/sub/") for side in (pair.hugo, pair.new))
            assert (new.title, new.text) == (hugo.title, hugo.text), file


@pytest.mark.long
def test_a_new_page_is_taken_up(
    build_pair: Callable[..., Pair], docusaurus: Callable[..., str], tmp_path: Path
) -> None:
    """In a site where nothing was moved but what Hugo refuses, too."""
    pair = build_pair(site_of(tmp_path, {"content/refused.md": "---\ntitle: [\n---\n"}))
    assert pair.new_files() == pair.hugo_files() - {"404.html"}
    content = pair.project / "content" / "p"
    content.mkdir(parents=True)
    page = "---\r\ntitle: New\r\ndate: 2021-01-01\r\ntags: [y z]\r\npermalink: /p/new/index.html\r\n---\r\nText.\r\n"
    (content / "new.md").write_bytes(page.encode())
    (content / "kept.md").write_text("---\ntitle: Back\npermalink: false\n---\n", encoding="utf-8")
    docusaurus(pair.project)
    assert {"p/new/index.html", "p/index.xml", "tags/y-z/index.html", "tags/y-z/index.xml"} <= pair.new_files()
    assert "Back" not in "".join(file.read_text(encoding="utf-8") for file in pair.new.rglob("*.html"))
    (content / "kept.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"kept\.md: the front matter cannot be read"):
        docusaurus(pair.project)


def test_what_the_router_cannot_say_is_told(pair: Pair) -> None:
    """And only that: such a page has none of Docusaurus' scripts, which would look for it elsewhere."""
    told = {loss.source for loss in pair.result.ledger if loss.key == "url" and loss.grade == "changed"}
    pages = [page for page in pair.result.sites[0].pages if page.source]
    without = {
        page.source for page in pages if "/sub/assets/js/" not in (pair.new / page.file).read_text(encoding="utf-8")
    }
    assert told == without
    assert 5 < len(told) < len(pages)
