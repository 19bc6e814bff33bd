"""The ledger is complete: take any fact out of a site, and the new site or the ledger is another one.

The facts are listed without hugokit: leaves of front matter as PyYAML writes them, of the configuration by tomllib,
shortcode calls by a plain pattern, files by their names.
"""

from __future__ import annotations

import copy
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from hugokit.engine.migrate import How, migrate

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CALL = re.compile(r"\{\{[<%].*?[>%]\}\}")
CONFIG = """
baseURL = "https://e.org/base/"
title = "A site"
languageCode = "en-gb"
copyright = "nobody"
timeZone = "Europe/Berlin"
enableEmoji = true
enableRobotsTXT = true
enableGitInfo = true
summaryLength = 12
disableKinds = ["404"]
[params]
author = "An author"
[params.deep]
key = "value"
[pagination]
pagerSize = 3
path = "seite"
[taxonomies]
tag = "tags"
mood = "moods"
[permalinks.page]
post = "/:year/:slug/"
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
[markup.goldmark.extensions]
linkify = false
[markup.highlight]
style = "monokai"
[imaging]
quality = 60
[outputs]
home = ["html", "rss", "json"]
[[menus.main]]
name = "Posts"
url = "/post/"
weight = 3
[[menus.main]]
name = "About"
pageRef = "/about"
[sitemap]
changefreq = "weekly"
[privacy.youtube]
privacyEnhanced = true
[related]
threshold = 80
"""
PAGES = {
    "_index.md": ({"title": "Home", "description": "the home"}, "Hello\n"),
    "about.md": ({"title": "About", "url": "/ueber/", "menus": {"main": {"weight": 9}}, "layout": "wide"}, "x\n"),
    "post/_index.md": ({"title": "Posts", "cascade": {"params": {"color": "red"}}, "weight": 4}, "List\n"),
    "post/a.md": (
        {
            "title": "A", "linkTitle": "AA", "date": "2024-01-02T03:04:05Z", "lastmod": "2024-02-02", "slug": "aaa",
            "tags": ["one", "two"], "moods": ["good"], "aliases": ["/old/a/"], "keywords": ["k"], "weight": 7,
            "description": "d", "summary": "s", "author": "me", "nested": {"list": [1, {"x": "y"}]},
            "sitemap": {"priority": 0.7}, "outputs": ["html", "json"], "type": "special", "expiryDate": "2030-01-01",
        },
        ('Text.\n\n{{< youtube abc123 >}}\n\n{{< figure src="/s.png" alt="sea" >}}\n\n'
        '{{< own "arg" >}}inner{{< /own >}}\n'),
    ),
    "post/b/index.md": (
        {"title": "B", "draft": False, "resources": [{"src": "p.txt", "title": "Plan", "params": {"by": "me"}}],
         "tags": ["two"], "isCJKLanguage": True, "markup": "markdown"},
        'See {{< ref "a.md" >}} and {{% param author %}}.\n\n```go {linenos=true}\nx\n```\n',
    ),
    "post/c.md": ({"title": "C", "draft": True, "publishDate": "2029-01-01", "build": {"list": "never"}}, "draft\n"),
}  # fmt: skip
FILES = {
    "content/post/b/p.txt": "plan", "static/s.png": "png", "static/robots.txt": "mine", "data/d.yaml": "a: 1\n",
    "i18n/en.toml": "[a]\nother = 'b'\n", "assets/a.scss": "a{}", "archetypes/default.md": "---\n---\n",
    "layouts/shortcodes/own.html": "<b>{{ .Get 0 }}</b>{{ .Inner }}", "layouts/_default/wide.html": "x",
}  # fmt: skip
# Facts that change nothing: the value is what it would be without it, or it only steers Hugo's own work.
INERT = {
    "content/post/b/index.md draft", "config.disableKinds.0", "config.related.threshold",
    "config.markup.highlight.style",
    "content/post/a.md outputs.1",  # without a template for it Hugo writes no such file
    "config.enableRobotsTXT",  # static/robots.txt wins
    "config.menus.main.1.name",  # it is the title of the page
    "content/about.md menus.main.weight",  # the entry of the configuration has that name
}  # fmt: skip


class Facts:
    """A site as plain values, which is written into a folder."""

    def __init__(self) -> None:
        self.config: dict[str, Any] = tomllib.loads(CONFIG)
        self.pages = copy.deepcopy(PAGES)
        self.files = dict(FILES)

    def write(self, folder: Path) -> None:
        (folder / "content").mkdir(parents=True)
        (folder / "hugo.json").write_text(json.dumps(self.config, indent=1), encoding="utf-8")
        for name, (values, body) in self.pages.items():
            text = f"---\n{yaml.safe_dump(values, sort_keys=False)}---\n{body}"
            self._put(folder / "content" / name, text)
        for name, text in self.files.items():
            self._put(folder / name, text)

    @staticmethod
    def _put(place: Path, text: str) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if isinstance(inner, dict | list) and inner:
            yield from leaves(inner, (*path, key))
        else:
            yield (*path, key)


def without(value: Any, path: tuple[Any, ...]) -> None:
    """Take a leaf out, and what is empty without it."""
    parents = [value]
    for step in path[:-1]:
        parents.append(parents[-1][step])
    for parent, step in zip(reversed(parents), reversed(path), strict=True):
        del parent[step]
        if parent:
            return


def mutations() -> Iterator[tuple[str, Callable[[Facts], None]]]:
    facts = Facts()
    for path in leaves(facts.config):
        yield "config." + ".".join(map(str, path)), lambda site, path=path: without(site.config, path)  # type: ignore[misc]
    for name, (values, body) in facts.pages.items():
        for path in leaves(values):
            said = f"content/{name} {'.'.join(map(str, path))}"
            yield said, lambda site, name=name, path=path: without(site.pages[name][0], path)  # type: ignore[misc]
        for call in CALL.finditer(body):
            if "/own" in call[0] or "< own" in call[0]:
                continue  # half a pair is another site: Hugo refuses it

            def cut(site: Facts, name: str = name, start: int = call.start(), end: int = call.end()) -> None:
                values, body = site.pages[name]
                site.pages[name] = (values, body[:start] + body[end:])

            yield f"content/{name} {call[0]}", cut
        yield f"content/{name}", lambda site, name=name: without(site.pages, (name,))  # type: ignore[misc]
    for name in facts.files:
        yield name, lambda site, name=name: without(site.files, (name,))  # type: ignore[misc]


def outcome(folder: Path, change: Callable[[Facts], None] | None) -> tuple[dict[str, str], frozenset[Any]]:
    """What is made of a site: the hash of every file, and the ledger without lines, which move with what is above."""
    facts = Facts()
    if change:
        change(facts)
    facts.write(folder / "site")
    result = migrate(folder / "site", "eleventy", folder / "new", now=NOW, hugo=(0, 168), how=How(dry_run=True))
    ledger = frozenset((loss.source, loss.key, loss.what, loss.why) for loss in result.ledger)
    return {one.path: one.sha256 for one in result.changes}, ledger


def test_no_fact_is_lost_in_silence(tmp_path: Path) -> None:
    whole = outcome(tmp_path / "whole", None)
    found = list(mutations())
    assert len(found) > 90
    silent = {said for at, (said, change) in enumerate(found) if outcome(tmp_path / str(at), change) == whole}
    assert silent == INERT
