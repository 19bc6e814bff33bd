"""What links lead to, against what the real Hugo writes for them: hrefs, files and the references that it logs."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from hugokit.engine.sites import read_model
from hugokit.site.links import Lead, Links
from hugokit.text.places import Places
from tests.support import HugoResult

NOW = datetime(2026, 6, 1, tzinfo=UTC)
WRITTEN = (
    "other.md other ../other/ ../other.md /post/other.md /post/other /docs/deep.md deep.md deep pic.png ./pic.png "
    "../b/pic.png /asset.png asset.png #frag other.md#frag other.md?x=1 two%20words.md draft.md ../draft/ ../later/ "
    "nur.md nur.de.md _index.md / .. . /static.txt static.txt OTHER.md /de/post/other/ /post/ b/pic.png ./other.md "
    "b/index.md index.md http://x.y/ mailto:x@y //x.y/z other.md/ /post/b/pic.png old ../old/ /other other.html "
    "./../docs/deep.md ../docs/deep.md /tags/t tags/t /Post/Other/ /post/other/index.html ../b/ ../../ /sitemap.xml "
    "/index.xml ?x=1 /nichts/ ../two-words/ ../../tags/t/#x"
).split()
# Hugo's image hook stops at a folder, which it takes for a file among the assets.
FOLDERS = ("/", ".", "..", "../../")
LINES = "\n\n".join(f"[{at}]({to})" + ("" if to in FOLDERS else f"\n\n![{at}]({to})") for at, to in enumerate(WRITTEN))
CONTENT = {
    "content/post/_index.md": f"---\ntitle: posts\n---\n{LINES}\n",
    "content/post/a.md": f"---\ntitle: a\n---\n{LINES}\n",
    "content/post/b/index.md": f"---\ntitle: b\n---\n{LINES}\n",
    "content/post/b/pic.png": "x",
    "content/post/other.md": "---\ntitle: o\ntags: [t]\naliases: [/post/old]\n---\n# frag\n",
    "content/post/two words.md": "---\ntitle: w\n---\n",
    "content/post/draft.md": "---\ntitle: d\ndraft: true\n---\n",
    "content/post/later.md": "---\ntitle: l\ndate: 2040-01-01\n---\n",
    "content/docs/deep.md": "---\ntitle: deep\n---\n",
    "assets/asset.png": "x",
    "static/static.txt": "x",
    "layouts/all.html": "<p>{{ .Content }}</p>",
}
GERMAN = {"content/post/nur.de.md": "---\ntitle: n\n---\n", "content/post/other.de.md": "---\ntitle: o\n---\n"}
TWO = 'defaultContentLanguage = "en"\n[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n'
HOSTS = TWO.replace("weight = 1", 'weight = 1\nbaseURL = "https://en.example.org/"').replace(
    "weight = 2", 'weight = 2\nbaseURL = "https://de.example.org/"'
)
USE = '[markup.goldmark.renderHooks]\nlink = {{useEmbedded = "{0}"}}\nimage = {{useEmbedded = "{0}"}}\n'
COPIES = "[markup.goldmark]\nduplicateResourceFiles = true\n"
HOOKS = {
    "layouts/_markup/render-link.html": "{{ $to := .Destination }}{{ with site.GetPage .Destination }}"
    '{{ $to = .RelPermalink }}{{ end }}<a href="{{ $to }}">{{ .Text }}</a>',
    "layouts/_markup/render-image.html": '<img src="{{ .Destination }}" alt="{{ .Text }}">',
}
# A site's settings, its further files, and how its links and images are read.
SITES: dict[str, tuple[str, dict[str, str], tuple[str, str]]] = {
    "plain": ("", {}, ("plain", "plain")),
    "two languages": (TWO, GERMAN, ("embedded", "embedded")),
    "copies for each language": (TWO + COPIES, GERMAN, ("plain", "plain")),
    "two hosts": (HOSTS, GERMAN, ("plain", "plain")),
    "fallback": (USE.format("fallback"), {}, ("embedded", "embedded")),
    "fallback behind own": (USE.format("fallback"), HOOKS, ("unknown", "unknown")),
    "always before own": (USE.format("always"), HOOKS, ("embedded", "embedded")),
    "never": (TWO + USE.format("never"), GERMAN, ("plain", "plain")),
    "own": (TWO, GERMAN | HOOKS, ("unknown", "unknown")),
    "below a path": ('baseURL = "https://example.org/sub/"\n' + TWO, GERMAN, ("embedded", "embedded")),
}
Build = Callable[..., HugoResult]


def make(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def judge(site: Path) -> tuple[Links, list[Lead]]:
    model = read_model(site, now=NOW)
    found = Links(model.files, model.configs, model.sites, model.hugo.version)
    return found, list(found.leads())


def hrefs(page: str) -> dict[tuple[str, bool], str]:
    """Where the numbered links and images of a page lead."""
    found = {(m[2], False): m[1] for m in re.finditer(r'<a href="([^"]*)"[^>]*>(\d+)</a>', page)}
    found |= {(m[2], True): m[1] for m in re.finditer(r'<img src="([^"]*)" alt="(\d+)"', page)}
    return {key: html.unescape(to) for key, to in found.items()}


@pytest.mark.parametrize("name", SITES)
def test_links_against_hugo(name: str, tmp_path: Path, build_site: Build) -> None:
    settings, more, readings = SITES[name]
    base = "" if "baseURL" in settings else 'baseURL = "https://example.org/"\n'
    make(tmp_path, {"hugo.toml": base + settings, **CONTENT, **more})
    built = build_site(tmp_path, "--clock", NOW.isoformat())
    assert built.exit == 0, built.messages
    links, leads = judge(tmp_path)
    hooks = links.there.hooks["en"]
    assert (hooks.link, hooks.image) == readings
    top, root = ("en/" if "hosts" in name else ""), links.sites[0].root
    pages = {page.source: page for page in links.sites[0].pages}
    judged = broken = 0
    for source in ("content/post/_index.md", "content/post/a.md", "content/post/b/index.md"):
        page = pages[source]
        written = hrefs(built.text(top + page.file.removeprefix(top)))
        assert len(written) == 2 * len(WRITTEN) - len(FOLDERS)
        own = [lead for lead in leads if lead.source == source]
        for lead in own:
            to = written[str(WRITTEN.index(lead.link.to)), lead.link.image]
            if lead.what in ("unknown", "elsewhere"):
                continue
            path = unquote(urlsplit(urljoin(f"http://host{page.url}", to)).path)
            file = top + path.removeprefix(root).lstrip("/")
            there = path.startswith(root) and any(
                one in built.files for one in (file, file + "index.html", file + "/index.html")
            )
            wrong = lead.broken is not None and lead.broken.kind != "anchor"
            assert not (wrong and there), (source, lead, to)
            assert wrong or there or readings[lead.link.image] == "unknown", (source, lead, to)
            judged += 1
            broken += wrong
            if there and lead.url and readings[lead.link.image] != "unknown":
                assert path.rstrip("/") == unquote(lead.url).rstrip("/") or path.endswith("index.html"), (lead, to)
    assert judged > 100
    assert broken > 30


def test_what_is_not_published_is_named(tmp_path: Path) -> None:
    make(tmp_path, {"hugo.toml": 'baseURL = "https://example.org/"\n', **CONTENT})
    own = [lead for lead in judge(tmp_path)[1] if lead.source == "content/post/a.md"]
    waiting = {lead.link.to: lead.broken for lead in own if not lead.link.image}
    for to, source, why in (("../draft/", "draft", "a draft"), ("../later/", "later", "dated in the future")):
        said = waiting[to]
        assert said is not None
        assert said.kind == "unpublished"
        assert f"content/post/{source}.md, which is {why}" in said.message


# -- references -------------------------------------------------------------------------------------------------------

REFS = {
    "content/docs/p.md": "---\ntitle: p\n---\n"
    '[a]({{< relref "../leaf/index.md" >}}) [b]({{< relref "./q" >}}) [c]({{< relref "../nope/p.md" >}})\n'
    '[d]({{< relref "../docs/q" >}}) [e]({{< relref ".." >}}) [f]({{< relref "./leaf" >}}) [g]({{< relref "LEAF" >}})\n'
    '[h]({{< relref "dup" >}}) [j]({{% ref "nope#x" %}}) {{< ref "draft" >}} {{< ref "http://x.y/" >}}\n\n'
    '`{{< ref "incode" >}}`\n\n    {{< ref "indented" >}}\n\n{{</* ref "escaped" */>}} {{< ref "" >}}\n'
    '{{< ref path="nur" lang="de" >}} {{< ref "nur" >}} {{< ref "q.en.md" >}} {{< ref path="nope" lang="de" >}}\n',
    "content/docs/q.md": "---\ntitle: q\n---\n## One\n",
    "content/docs/dup.md": "---\ntitle: d\n---\n",
    "content/docs/draft.md": "---\ntitle: d\ndraft: true\n---\n",
    "content/z/dup.md": "---\ntitle: d\n---\n",
    "content/z/_index.md": '---\ntitle: z\n---\n{{< ref "dup" >}} {{< ref "../docs/q" >}} {{< ref "q#one" >}}\n',
    "content/nur.de.md": '---\ntitle: n\n---\n{{< ref "nur" >}} {{< ref "nur.de.md" >}}\n',
    "content/leaf/index.md": "---\ntitle: l\n---\n"
    '{{< ref "../docs/q" >}} {{< ref "../docs/q.md" >}} {{< ref "../leaf/index.md" >}} {{< ref "." >}}\n',
    "content/_index.md": '---\ntitle: h\n---\n{{< ref "docs/q.md" >}} {{< ref "./docs/q.md" >}}\n',
    "layouts/all.html": "<p>{{ .Content }}</p>",
}


def test_references_that_hugo_logs(tmp_path: Path, build_site: Build) -> None:
    settings = 'baseURL = "https://example.org/"\nrefLinksErrorLevel = "WARNING"\n' + TWO
    make(tmp_path, {"hugo.toml": settings, **REFS})
    built = build_site(tmp_path)
    logged = re.findall(r'REF_NOT_FOUND: Ref ".*?": ".*?(content/[^":]+:\d+:\d+)": page not found', built.messages)
    _, leads = judge(tmp_path)
    found = []
    for lead in leads:
        if lead.broken and lead.broken.kind in ("ref", "unpublished"):
            line, column = Places((tmp_path / lead.source).read_text(encoding="utf-8")).at(lead.start)
            found.append(f"{lead.source}:{line}:{column}")
    assert sorted(found) == sorted(set(logged)), built.messages
    assert len(found) >= 9


def test_a_name_that_two_pages_have(tmp_path: Path, build_site: Build) -> None:
    make(tmp_path, {"hugo.toml": 'baseURL = "https://example.org/"\n', **REFS})
    for name in ("content/docs/p.md", "content/nur.de.md", "content/leaf/index.md", "content/z/_index.md"):
        (tmp_path / name).unlink()
    make(tmp_path, {"content/_index.md": '---\ntitle: h\n---\n{{< ref "dup" >}}\n'})
    built = build_site(tmp_path)
    assert built.exit == 1
    assert "ambiguous" in built.messages
    [lead] = judge(tmp_path)[1]
    assert lead.broken is not None
    assert lead.broken.message == "2 pages are named 'dup', which fails the build (REF_NOT_FOUND)"
    assert lead.broken.mend == "write the path of one of them: /docs/dup, /z/dup"


# -- anchors ----------------------------------------------------------------------------------------------------------

HEADINGS = """---
title: t
---
# Same
## Same
### With `code` & "quotes" -- and *more*
#### Given {#own .c}
Setext
------
## Ünïcödé 漢字
## {{< word >}} here
<div id="raw"></div>
"""


def test_anchors_against_hugo(tmp_path: Path, build_site: Build) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://example.org/"\n[markup.goldmark.renderer]\nunsafe = true\n',
        "layouts/all.html": '<main id="main">{{ .Content }}</main>',
        "layouts/_shortcodes/word.html": "word",
        "content/t.md": HEADINGS,
    }
    made = build_site(make(tmp_path, files)).text("t/index.html")
    ids = [html.unescape(name) for name in re.findall(r'id="?([^">\s]+)', made)]
    assert {"same", "same-1", "own", "raw", "main"} < set(ids)
    wrong = ["sam", "same-2", "Same", "given", "nothing"]
    body = "".join(f'[x](../t/#{name}) [y]({{{{< relref "t#{name}" >}}}})\n' for name in [*ids, *wrong])
    make(tmp_path, {"content/u.md": f"---\ntitle: u\n---\n{body}[z](#nowhere)\n"})
    found = [lead for lead in judge(tmp_path)[1] if lead.broken]
    assert [lead.link.to.partition("#")[2] for lead in found] == [*(one for one in wrong for _ in "xy"), "nowhere"]
    assert all(lead.broken and lead.broken.kind == "anchor" for lead in found)
    assert found[0].broken is not None
    assert found[0].broken.message == "content/t.md has no anchor '#sam'"
    assert found[0].broken.mend == "write '#same'"


SILENT = {
    "an id made of values": {"layouts/list.html": '<p id="{{ .Title | anchorize }}">'},
    "a heading hook with ids of its own": {"layouts/_markup/render-heading.html": '<h2 id="x">{{ .Text }}</h2>'},
    "ids of definitions": {
        "hugo.toml": 'baseURL = "https://example.org/"\n[markup.goldmark.parser]\nautoDefinitionTermID = true\n',
    },
    "a shortcode that may print anchors": {
        "content/t.md": "---\ntitle: t\n---\n{{< glossary >}}\n",
        "layouts/_shortcodes/glossary.html": '<p id="{{ .Get 0 }}">',
    },
}


@pytest.mark.parametrize("name", SILENT)
def test_anchors_that_nobody_can_know(name: str, tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://example.org/"\n',
        "layouts/all.html": "<p>{{ .Content }}</p>",
        "content/t.md": "---\ntitle: t\n---\n",
        "content/u.md": "---\ntitle: u\n---\n[x](../t/#elsewhere)\n",
    }
    make(tmp_path, files)
    assert [lead.broken is None for lead in judge(tmp_path)[1]] == [False]
    make(tmp_path, SILENT[name])
    assert [lead.broken is None for lead in judge(tmp_path)[1]] == [True]


UNKNOWN: dict[str, tuple[str, dict[str, str]]] = {
    "a theme that is not on disk": ("/img/x.png", {"hugo.toml": 'theme = "gone"\n'}),
    "no layouts at all": ("/img/x.png", {"layouts/all.html": None}),  # type: ignore[dict-item]
    "a content adapter": ("/made/", {"content/_content.gotmpl": "{{ }}"}),
    "a redirect at the host": ("/old/way/", {"static/_redirects": "/old/* /new/:splat 301\n"}),
    "an asset": ("/x.js", {"assets/x.js": ""}),
    "a page of a list": ("/page/9/", {}),
    "a template in the page": ("{{.Site.BaseURL}}x", {}),
    "raw HTML that Hugo leaves out": ("<a href='/gone/'>x</a>", {}),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_nobody_can_know_is_let_pass(name: str, tmp_path: Path) -> None:
    to, more = UNKNOWN[name]
    body = to if to.startswith("<") else f"[x]({to})"
    files = {
        "hugo.toml": "",
        "layouts/all.html": "<p>{{ .Content }}</p>",
        "content/u.md": f"---\ntitle: u\n---\n{body}",
    }
    for file, text in {**files, **more}.items():
        if text is not None:
            make(tmp_path, {file: text})
    assert [lead.link.to for lead in judge(tmp_path)[1] if lead.broken] == []


def test_a_site_below_a_path_lets_the_rest_of_the_host_pass(tmp_path: Path) -> None:
    body = "---\ntitle: u\n---\n[a](/elsewhere/) [b](/sub/gone/)\n"
    files = {"hugo.toml": 'baseURL = "https://example.org/sub/"\n', "layouts/all.html": "", "content/u.md": body}
    make(tmp_path, files)
    assert [lead.link.to for lead in judge(tmp_path)[1] if lead.broken] == ["/sub/gone/"]
