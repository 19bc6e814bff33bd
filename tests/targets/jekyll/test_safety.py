"""Content is data: nothing in it is run, nothing is published elsewhere, what is hidden stays hidden."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hugokit.engine.migrate import migrate
from tests.targets.building import NOW, Jekyll, files_of, site_of
from tests.targets.pages import read

# reference/reliability.md, section 8.
_CANARIES = (
    "{{ 7*7 }}",
    "{{ 7 | times: 7 }}",
    "{{ 7 * 7 | plus: 0 }}",
    "{% assign x = 49 %}{{ x }}",
    "{% endraw %}{{ 7*7 }}{% raw %}",
    "{% include menu.html %}",
    "{7*7}",
    "<%= 7*7 %>",
    "#{7*7}",
    "{{ site.time }}",
)
_KEYS = {
    "permalink": "../../x",
    "layout": "../../../etc/passwd",
    "render_with_liquid": True,
    "redirect_to": "https://PWNED.example/",
    "categories": "PWNED/../..",
    "content": "PWNED",
    "excerpt": "PWNED",
    "collection": "PWNED",
    "hugo_path": "/PWNED",
    "address": "/PWNED",
    "render": False,
}


@pytest.mark.generators
def test_canaries_stay_what_they_are(build_pair: Callable[..., Any], tmp_path: Path) -> None:
    canaries = " x ".join(_CANARIES)
    texts = dict.fromkeys(("title", "description", "summary"), canaries)
    head = {**texts, "date": "2020-01-01", "tags": [canaries], **_KEYS, "categories": ["a b"]}
    body = f"{canaries}\n\n`{canaries}`\n\n```\n{canaries}\n```\n\n---js\n\n[x](javascript:alert(1)) <img onerror=x>\n"
    more = "---js\n{ title: 7*7 }\n---\n{{ 7*7 }} <!--more--> {% unknown %}\n"
    pages = {"content/p/a.md": json.dumps(head) + "\n" + body, "content/p/b.md": "---\ntitle: b\n---\n" + more}
    pair = build_pair(site_of(tmp_path, pages))
    hugo, new = (read(side / "p/a/index.html", "https://e.example/p/a/") for side in (pair.hugo, pair.new))
    assert new.title == canaries == hugo.title
    assert new.text == hugo.text
    assert new.terms == hugo.terms
    for canary in _CANARIES:
        assert new.text.count(canary) >= 2, canary  # in the code span and in the fence
    assert "{{ 7*7 }}" in read(pair.new / "p/b/index.html", "https://e.example/p/b/").text
    for file in pair.new.rglob("*.html"):
        text = file.read_text(encoding="utf-8").lower()
        assert "pwned" not in text
        assert "49" not in text.replace("x = 49", "").replace("x--49", ""), file


@pytest.mark.generators
def test_names_that_mean_something_to_jekyll(build_pair: Callable[..., Any], tmp_path: Path) -> None:
    """Folders that it passes over, signs that it reads in permalinks, words of its own as terms."""
    names = ["posts", "a/b", "x.y", "  sp  ", "1", "C++", "c#", "été", "50% off", ":title", "../../up", "no"]
    pages = {
        "content/_hidden/~x/a.md": json.dumps({"title": "a", "tags": names, "date": "2020-01-01"}) + "\nx\n",
        "content/vendor/b.md": '{"tags": "two words", "title": "yes", "categories": ["A", "B"]}\ny\n',
        "content/node_modules/2020-01-01-c.md": '{"title": "0x1F", "date": "2020-01-01", "category": "q"}\ny\n',
        "content/p/d.md": '{"title": "\\u007f: \'q\' \\"d\\" # {{ x }}", "url": "/d:name/50%25/e.html"}\ny\n',
        "content/p/e.md": '{"url": "/e/", "tags": null, "date": "2021-02-03T23:30:00-11:00"}\ny\n',
        "static/_headers": "x",
        "static/.well-known/y.txt": "y",
        "static/front.md": "---\ntitle: not a page\n---\n",
    }
    pair = build_pair(site_of(tmp_path, pages))
    assert pair.new_files() - {"hugokit.css"} == pair.hugo_files()
    for name in sorted(n for n in pair.hugo_files() if n.endswith(".html")):
        url = f"https://e.example/{name.removesuffix('index.html')}".replace("#", "%23")
        hugo, new = (read(side / name, url) for side in (pair.hugo, pair.new))
        assert (new.title, new.terms, new.entries) == (hugo.title, hugo.terms, hugo.entries), name
        assert hugo.entries or new.time == hugo.time, name
    assert (pair.new / "front.md").read_bytes() == (pair.source / "static/front.md").read_bytes()


@pytest.mark.generators
def test_what_is_hidden_comes_with_jekylls_own_options(jekyll: Jekyll, tmp_path: Path) -> None:
    heads = {
        "draft": "draft: true\ndate: 2020-01-01",
        "future": "date: 2099-01-01",
        "later": "date: 2020-01-01\npublishDate: 2099-01-01",
        "gone": "date: 2019-01-01\nexpiryDate: 2020-01-01",
        "shown": "date: 2019-01-01\nexpiryDate: 2090-01-01",
        "ahead": "date: 2099-01-01\npublishDate: 2020-01-01",
    }
    site = site_of(tmp_path, {f"content/p/{name}.md": f"---\n{head}\n---\nx\n" for name, head in heads.items()})
    migrate(site, "jekyll", tmp_path / "new", now=NOW)

    def shown(*options: str) -> set[str]:
        jekyll(tmp_path / "new", *options)
        found = (name.split("/") for name in files_of(tmp_path / "new" / "_site"))
        return {parts[1] for parts in found if parts[0] == "p" and len(parts) == 3}

    assert shown() == {"shown", "ahead"}
    assert shown("--future") == {"shown", "ahead", "future", "later"}
    assert shown("--drafts") == {"shown", "ahead", "draft"}


@pytest.mark.generators
def test_a_new_post_appears_by_itself(jekyll: Jekyll, tmp_path: Path) -> None:
    pages = {f"content/news/n{number}.md": f"---\ndate: 2020-01-0{number}\n---\nx\n" for number in range(1, 4)}
    migrate(site_of(tmp_path, pages), "jekyll", tmp_path / "new", now=NOW)
    post = '---\ntitle: Fresh\ntags: ["C++ & co"]\npermalink: /news/fresh/\n---\nNew <!--more--> text\n'
    (tmp_path / "new/_posts/news/2026-01-31-fresh.md").write_text(post, encoding="utf-8")
    (tmp_path / "new/_posts/news/2026-01-30-plain.md").write_text("---\ntitle: Plain\n---\nx\n", encoding="utf-8")
    jekyll(tmp_path / "new")
    built = tmp_path / "new" / "_site"
    section = read(built / "news/index.html", "https://e.example/news/")
    assert section.entries[:2] == ["https://e.example/news/fresh/", "https://e.example/2026/01/30/plain/"]
    assert len(section.entries) == 5
    assert read(built / "tags/c++--co/index.html", "https://e.example/").entries == [section.entries[0]]
    assert "<link>https://e.example/news/fresh/</link>" in (built / "news/index.xml").read_text(encoding="utf-8")
    assert "https://e.example/news/fresh/" in (built / "sitemap.xml").read_text(encoding="utf-8")


def test_the_ledger_names_file_and_line(tmp_path: Path) -> None:
    page = "---\ntitle: a\nlayout: wide\nexpiryDate: 2090-01-01\ntranslationKey: k\n---\n\n{{< mine >}}\n"
    result = migrate(site_of(tmp_path, {"content/a.md": page}), "jekyll", tmp_path / "new", now=NOW)
    assert {(loss.source, loss.line, loss.key) for loss in result.ledger} == {
        ("content/a.md", 3, "layout"),
        ("content/a.md", 8, "mine"),
    }
