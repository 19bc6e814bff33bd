"""`hugokit why`: each answer has the line that decides, and says what the real Hugo does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import hugokit, page
from tests.support import CHECKOUT, HugoResult

CONFIG = """\
baseURL = "https://example.org/sub/"
defaultContentLanguage = "en"
timeZone = "Europe/Berlin"
ignoreFiles = ['\\.tmp\\.md$', 'secret']
disableKinds = ["rss"]

[languages.en]
weight = 1
[languages.de]
weight = 2
[languages.fr]
weight = 3
disabled = true

[permalinks.page]
news = "/:year/:slug/"

[[cascade]]
draft = true
[cascade.target]
path = "/held/**"
"""

FILES = {
    "hugo.toml": CONFIG,
    "content/plain.md": "---\ntitle: Plain\ndate: 2024-02-03\naliases:\n  - /alt/\n  - rel\ntags: [Red]\n---\n",
    "content/plain.de.md": "---\ntitle: Schlicht\n---\n",
    "content/plain.fr.md": "---\ntitle: Simple\n---\n",
    "content/draft.md": "---\ntitle: Draft\ndraft: true\n---\n",
    "content/future.md": "---\ntitle: Future\npublishDate: 2999-05-06\n---\n",
    "content/past.md": "---\ntitle: Past\nexpiryDate: 2001-05-06T10:00:00Z\n---\n",
    "content/chosen.md": "---\ntitle: Chosen\nurl: /picked/\n---\n",
    "content/slugged.md": "+++\ntitle = 'Slugged'\nslug = 'other'\n+++\n",
    "content/news/one.md": "---\ntitle: One\ndate: 2023-07-08\nslug: first\n---\n",
    "content/held/one.md": "---\ntitle: Held\n---\n",
    "content/docs/_index.md": """\
---
title: Docs
cascade:
  - target:
      path: /docs/hidden
    params:
      draft: true
  - build:
      render: never
    target:
      path: /docs/silent
---
""",
    "content/docs/hidden.md": "---\ntitle: Hidden\n---\n",
    "content/docs/silent.md": "---\ntitle: Silent\n---\n",
    "content/docs/shown.md": "---\ntitle: Shown\nlastmod: 2024-01-01\n---\n",
    "content/headless/index.md": "---\ntitle: Headless\nheadless: true\n---\n",
    "content/headless/data.txt": "x",
    "content/nowhere/index.md": "---\ndraft: true\n---\n",
    "content/nowhere/data.txt": "x",
    "content/linked.md": "---\ntitle: Linked\nbuild:\n  render: link\n---\n",
    "content/bundle/index.md": "---\ntitle: Bundle\n---\n",
    "content/bundle/inner.md": "---\ntitle: Inner\n---\n",
    "content/bundle/pic.png": "png",
    "content/notes.tmp.md": "---\ntitle: Notes\n---\n",
    "content/.dot.md": "---\ntitle: Dot\n---\n",
    "content/page.adoc": "= Title\n",
    "static/robots2.txt": "x",
    "layouts/all.html": "{{ .Title }}",
    "archetypes/default.md": "---\n---\n",
    "data/x.yaml": "a: 1\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("why")
    for name, text in FILES.items():
        page(folder, name, text)
    return folder


def ask(site: Path, *words: str, code: int) -> dict[str, Any]:
    done = hugokit("why", *words, "--output-format", "json", cwd=site)
    assert (done.code, done.err) == (code, ""), done.text
    found: dict[str, Any] = json.loads(done.text)
    return found


def place(of: dict[str, Any]) -> str:
    spot = of["place"]
    return f"{spot['path']}:{spot['line']}:{spot['column']}" if spot else ""


def fact(answer: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in answer["facts"] if one["name"] == name)


@pytest.mark.parametrize(
    ("path", "reason", "where", "words"),
    [
        ("content/draft.md", "draft", "content/draft.md:3:1", "is a draft"),
        ("content/docs/hidden.md", "draft", "content/docs/_index.md:7:7", "the cascade of content/docs/_index.md"),
        ("content/held/one.md", "draft", "hugo.toml:19:1", "the cascade of the configuration"),
        ("content/future.md", "future", "content/future.md:3:1", "its time has not come, by publishdate"),
        ("content/past.md", "expired", "content/past.md:3:1", "has expired, by expirydate"),
        ("content/headless/index.md", "headless", "content/headless/index.md:3:1", "headless"),
        ("content/docs/silent.md", "never rendered", "content/docs/_index.md:8:5", "build options"),
        ("content/linked.md", "never rendered", "content/linked.md:3:1", "build.render is link"),
        ("content/bundle/inner.md", "swallowed", "content/bundle/index.md:1:1", "bundle/ is a leaf bundle"),
        ("content/notes.tmp.md", "ignored", "hugo.toml:4:16", r"the pattern \.tmp\.md$"),
        ("content/.dot.md", "ignored", "", "begin with ."),
        ("content/plain.fr.md", "language", "hugo.toml:13:1", "language fr is disabled"),
        ("content/page.adoc", "refused", "content/page.adoc:1:1", "needs a program outside Hugo"),
        ("content/nowhere/data.txt", "resource", "", "a resource of a page that is not published"),
        ("archetypes/default.md", "no content", "", "archetype"),
        ("layouts/all.html", "no content", "", "template"),
        ("data/x.yaml", "no content", "", "data"),
        ("hugo.toml", "no content", "", "configuration"),
        ("content/plian.md", "unknown", "", "no file of this site"),
    ],
)
def test_what_is_not_published(site: Path, path: str, reason: str, where: str, words: str) -> None:
    answer = ask(site, path, code=1)
    assert (answer["reason"], place(answer), answer["published"]) == (reason, where, False)
    assert words in answer["verdict"]


@pytest.mark.parametrize(
    ("path", "url", "words", "where"),
    [
        ("content/plain.md", "/sub/plain/", "from the name of the file", ""),
        ("content/plain.de.md", "/sub/de/plain/", "from the name of the file", ""),
        ("content/chosen.md", "/sub/picked/", "from `url`", "content/chosen.md:3:1"),
        ("content/slugged.md", "/sub/other/", "from `slug`", "content/slugged.md:3:1"),
        ("content/news/one.md", "/sub/2023/first/", "permalink pattern /:year/:slug/", "hugo.toml:16:1"),
    ],
)
def test_where_and_why_there(site: Path, path: str, url: str, words: str, where: str) -> None:
    answer = ask(site, path, code=0)
    assert answer["url"] == url
    assert words in fact(answer, "URL")["value"]
    assert place(fact(answer, "URL")) == where


def test_everything_that_is_known_of_a_page(site: Path) -> None:
    done = hugokit("why", "content/plain.md", cwd=site)
    assert done.text.splitlines() == [
        "content/plain.md is published: a page of the kind page, at /sub/plain/",
        "  URL: /sub/plain/, from the name of the file",
        "  file: plain/index.html",
        "  alias: /alt/ (content/plain.md:5:5)",
        "  alias: rel (content/plain.md:6:5)",
        "  translation: /sub/de/plain/",
        "  date: 2024-02-03T00:00:00+01:00, from date (content/plain.md:3:1)",
        "  lastmod: 2024-02-03T00:00:00+01:00, from date (content/plain.md:3:1)",
        "  publishdate: 2024-02-03T00:00:00+01:00, from date (content/plain.md:3:1)",
        "  in: /sub/ (home)",
        "  tags: Red, /sub/tags/red/",
    ]


@pytest.mark.parametrize(
    ("url", "code", "words"),
    [
        ("/sub/plain/", 0, "content/plain.md, a page of the kind page"),
        ("https://example.org/sub/plain/index.html", 0, "content/plain.md, a page of the kind page"),
        ("/sub/plain", 0, "content/plain.md, a page of the kind page"),
        ("/sub/alt/", 0, "an alias of content/plain.md"),
        ("/sub/bundle/pic.png", 0, "a resource of content/bundle/index.md"),
        ("/sub/robots2.txt", 0, "a static file"),
        ("/sub/headless/data.txt", 0, "a file of a page that is not"),
        ("/sub/sitemap.xml", 0, "the sitemap"),
        ("/sub/tags/red/", 0, "made by Hugo, a page of the kind term"),
        ("/sub/draft/", 1, "that of content/draft.md, which is not published: it is a draft"),
        ("/sub/plane/", 1, "no URL of this site"),
    ],
)
def test_urls(site: Path, url: str, code: int, words: str) -> None:
    assert words in ask(site, url, code=code)["verdict"]


def test_the_nearest_urls_are_named(site: Path) -> None:
    answer = ask(site, "/sub/plian/", code=1)
    assert answer["facts"][0]["value"] == "/sub/plain/"


def test_the_place_of_an_alias(site: Path) -> None:
    assert place(ask(site, "/sub/alt/", code=0)) == "content/plain.md:5:5"


@pytest.mark.parametrize(
    ("path", "at", "published"),
    [
        ("content/future.md", "2999-05-05T23:59:59+02:00", False),
        ("content/future.md", "2999-05-06", True),
        ("content/past.md", "2001-05-06T10:00:01Z", False),
        ("content/past.md", "2001-05-06T11:59:00+02:00", True),
    ],
)
def test_at_another_moment(site: Path, path: str, at: str, *, published: bool) -> None:
    """A date without an offset is in the site's time zone, as the page's own."""
    answer = ask(site, path, "--at", at, code=0 if published else 1)
    if not published:
        name = "published from" if "future" in path else "published until"
        assert fact(answer, name)["value"] in ("2999-05-06T00:00:00+02:00", "2001-05-06T10:00:00Z")


def test_hugo_agrees(site: Path, build_site: Callable[..., HugoResult], tmp_path: Path) -> None:
    """Every content file that Hugo can build: what is said to be published is written, and nothing else."""
    copy = tmp_path / "site"
    for name, text in FILES.items():
        if not name.endswith(".adoc"):
            page(copy, name, text)
    built = build_site(copy)
    assert built.exit == 0, built.messages
    for name in FILES:
        if name.startswith(("content/", "static/")) and not name.endswith(".adoc"):
            done = hugokit("why", name, "--site", copy, "--output-format", "json", cwd=tmp_path)
            answer = json.loads(done.text)
            file = next((one["value"] for one in answer["facts"] if one["name"] == "file"), None)
            assert (file in built.files) == answer["published"] == (done.code == 0), name
    aliases = {one["value"] for one in ask(copy, "content/plain.md", code=0)["facts"] if one["name"] == "alias"}
    assert aliases == {"/alt/", "rel"}
    assert {"alt/index.html", "rel/index.html"} <= set(built.files)


def test_a_file_of_another_folder_and_wrong_use(site: Path, tmp_path: Path) -> None:
    done = hugokit("why", site / "content/draft.md", cwd=tmp_path)
    assert done.code == 1
    assert done.text.splitlines() == [
        "content/draft.md is not published: it is a draft (content/draft.md:3:1)",
        "  URL it would have: /sub/draft/",
    ]
    done = hugokit("why", "/x/", cwd=tmp_path)
    assert (done.code, "no Hugo site" in done.err) == (2, True)
    done = hugokit("why", "/x/", "--at", "soon", cwd=site)
    assert (done.code, "'soon' is no date" in done.err) == (2, True)


def test_a_language_that_is_not_configured(tmp_path: Path, build_site: Callable[..., HugoResult]) -> None:
    page(tmp_path, "hugo.toml", "")
    page(tmp_path, "layouts/all.html", "x")
    page(tmp_path, "content/a.fr.md", "---\ntitle: A\n---\n")
    answer = ask(tmp_path, "content/a.fr.md", code=0)
    assert fact(answer, "language")["value"] == "fr is no language of this site, so it is a part of the name"
    assert fact(answer, "file")["value"] in build_site(tmp_path).files


def test_a_link(tmp_path: Path, build_site: Callable[..., HugoResult]) -> None:
    page(tmp_path, "hugo.toml", "")
    page(tmp_path, "layouts/all.html", "x")
    page(tmp_path, "content/a.md", "---\ntitle: A\n---\n")
    (tmp_path / "content/b.md").symlink_to("a.md")
    answer = ask(tmp_path, "content/b.md", code=1)
    assert (answer["subject"], answer["reason"]) == ("content/b.md", "link")
    assert "b/index.html" not in build_site(tmp_path).files


def test_two_files_that_are_one_page(tmp_path: Path) -> None:
    page(tmp_path, "hugo.toml", "")
    page(tmp_path, "content/a.md", "---\ntitle: A\n---\n")
    page(tmp_path, "content/a.markdown", "---\ntitle: B\n---\n")
    answers = [json.loads(hugokit("why", f"content/{name}", "--output-format", "json", cwd=tmp_path).text)
               for name in ("a.md", "a.markdown")]  # fmt: skip
    assert {answer["reason"] for answer in answers} == {"collision", "published"}


def test_a_draft_that_is_none() -> None:
    done = hugokit("why", "seeds/content/post/not-yet.md", cwd=CHECKOUT)
    said = "  draft: the text 'yes', which Hugo does not read as true (content/post/not-yet.md:9:1)\n"
    assert (done.code, said in done.text) == (0, True)


def test_every_page_of_seeds_has_an_answer() -> None:
    for file in sorted((CHECKOUT / "seeds" / "content").rglob("*.md")):
        done = hugokit("why", file, cwd=CHECKOUT)
        assert done.code in (0, 1), done.err
        assert done.text.startswith(file.relative_to(CHECKOUT / "seeds").as_posix())
