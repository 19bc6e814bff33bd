"""Faults that migrations make, each planted into a built copy of site/: what is changed where, and who must say so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

NETS, POST, PAGER, TIDES = "post/nets/index.html", "post/index.html", "post/page/2/index.html", "post/tides/index.html"
ROPES, HOME, FRENCH, FEED = "post/ropes/index.html", "index.html", "fr/post/nets/index.html", "post/index.xml"


class Fault(NamedTuple):
    """`old` becomes `new` in `file`, which must then differ in `aspect`; `also`: other aspects that change with it."""

    name: str
    file: str
    aspect: str
    old: str
    new: str
    also: frozenset[str] = frozenset()

    def plant(self, site: Path) -> None:
        place = site / self.file
        text = place.read_text(encoding="utf-8")
        assert text.count(self.old) >= 1, f"{self.file} has no {self.old!r}"
        place.write_text(text.replace(self.old, self.new, 1), encoding="utf-8")


class Moved(NamedTuple):
    """`change` is made to the folder; then the address of `file` must be in `state`."""

    name: str
    file: str
    state: str
    change: Callable[[Path], object]


def fault(name: str, file: str, aspect: str, old: str, new: str, *also: str) -> Fault:
    return Fault(name, file, aspect, old, new, frozenset(also))


_LIST = "<li>nested b\n<ol>\n<li>deep</li>\n</ol>\n</li>\n"
_INNER = "<ul>\n<li>nested a</li>\n" + _LIST + "</ul>\n"
_REEF = '<td style="text-align: left">Reef</td>\n\t\t\t\t\t<td style="text-align: center"></td>'
_ITEM = '<li><a href="/log/post/nets/">Nets &amp; “lines” &lt;new&gt;</a></li>\n'
_ROPES_ITEM = '<li><a href="/log/post/ropes/">Ropes</a></li>\n'
_TERM = '<li><a href="/log/tags/nets/">Nets</a></li>'
_CSHARP = '<li><a href="/log/tags/c%23/">C#</a></li>'

FAULTS = (
    # What the page is.
    fault(
        "title entity broken",
        NETS,
        "title",
        "<h1>Nets &amp; “lines” &lt;new&gt;</h1>",
        "<h1>Nets &amp;amp; “lines” &lt;new&gt;</h1>",
    ),
    fault(
        "title lost its markup",
        NETS,
        "title",
        "<h1>Nets &amp; “lines” &lt;new&gt;</h1>",
        "<h1>Nets &amp; “lines” <new></h1>",
    ),
    fault("title emptied", TIDES, "title", "<h1>Tides</h1>", "<h1></h1>"),
    fault("quotes of a title made plain", NETS, "title", "<h1>Nets &amp; “lines”", '<h1>Nets &amp; "lines"'),
    fault(
        "date a day off", NETS, "date", 'datetime="2024-03-09T22:30:00-05:00"', 'datetime="2024-03-10T22:30:00-05:00"'
    ),
    fault(
        "zone of a date lost", NETS, "date", 'datetime="2024-03-09T22:30:00-05:00"', 'datetime="2024-03-09T22:30:00Z"'
    ),
    fault(
        "day of a date without its zone", NETS, "date", 'datetime="2024-03-09T22:30:00-05:00"', 'datetime="2024-03-09"'
    ),
    fault(
        "year of a date shown in UTC",
        TIDES,
        "date",
        'datetime="2023-12-31T23:30:00Z"',
        'datetime="2024-01-01T00:30:00Z"',
    ),
    fault("date lost", TIDES, "date", '<p class="meta"><time datetime="2023-12-31T23:30:00Z"></time></p>', ""),
    fault(
        "date of the last change lost",
        NETS,
        "lastmod",
        'content="2024-04-01T08:00:00Z"',
        'content="2024-03-10T03:30:00Z"',
    ),
    fault("description lost", NETS, "description", '<meta name="description" content="How nets are mended">', ""),
    fault("description of another page", HOME, "description", "What happened in the harbour", "How nets are mended"),
    fault("language swapped", FRENCH, "language", '<html lang="fr-FR">', '<html lang="en-GB">'),
    fault(
        "translation lost",
        NETS,
        "translations",
        '<link rel="alternate" hreflang="fr-FR" href="/log/fr/post/nets/">',
        "",
    ),
    fault("translation to the wrong page", FRENCH, "translations", 'href="/log/post/nets/"', 'href="/log/post/"'),
    # Its terms.
    fault("term renamed", NETS, "terms", ">C#</a>", ">C</a>"),
    fault("term under another slug", NETS, "terms", "/log/tags/c%23/", "/log/tags/c/"),
    fault("term lost", NETS, "terms", _CSHARP, ""),
    fault("terms in another order", NETS, "terms", _TERM + _CSHARP, _CSHARP + _TERM),
    fault(
        "taxonomy lost",
        NETS,
        "terms",
        '<ul class="terms categories"><li><a href="/log/categories/work/">Work</a></li></ul>',
        "",
    ),
    # What is to be read.
    fault("page emptied", TIDES, "text", "<p>High water at noon.</p>", "", "structure"),
    fault("word lost", TIDES, "text", "High water at", "High at"),
    fault(
        "paragraphs in another order",
        ROPES,
        "text",
        '<p>Eye splice and short splice.</p>\n<h3 id="eye-splice">Eye splice</h3>\n<p>Around a thimble.</p>',
        '<p>Around a thimble.</p>\n<h3 id="eye-splice">Eye splice</h3>\n<p>Eye splice and short splice.</p>',
    ),
    fault(
        "text doubled",
        TIDES,
        "text",
        "<p>High water at noon.</p>",
        "<p>High water at noon.</p><p>High water at noon.</p>",
        "structure",
    ),
    fault("template mark printed", TIDES, "text", "at noon", "at {{ noon }}"),
    fault("entity of the text broken", NETS, "text", "The end.", "The&amp;nbsp;end."),
    fault("Markdown printed", NETS, "text", "<strong>bold</strong>", "**bold**", "marks"),
    fault("emphasis lost", NETS, "marks", "<em>italic</em>", "italic"),
    fault("emphasis of another kind", NETS, "marks", "<em>italic</em>", "<strong>italic</strong>"),
    fault("struck text no longer struck", NETS, "marks", "<del>gone</del>", "gone"),
    fault("code span lost", NETS, "marks", "<code>code  span</code>", "code  span"),
    fault("footnote lost", NETS, "text", "The note itself.", ""),
    fault(
        "mark of a footnote lost",
        NETS,
        "links",
        '<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup>',
        "",
        "text",
        "marks",
    ),
    # How it is laid out.
    fault(
        "list flattened",
        NETS,
        "structure",
        _INNER + "</li>\n",
        "</li>\n<li>nested a</li>\n<li>nested b</li>\n<li>deep</li>\n",
    ),
    fault("nesting of a list lost", NETS, "structure", _LIST, "<li>nested b</li>\n<li>deep</li>\n"),
    fault("ordered list became unordered", NETS, "structure", "<ol>\n<li>one</li>", "<ul>\n<li>one</li>"),
    fault("order of a list changed", NETS, "text", "<li>one</li>", "<li>three</li>"),
    fault("numbers of a list start elsewhere", NETS, "structure", "<ol>\n<li>one</li>", '<ol start="3">\n<li>one</li>'),
    fault("list became a paragraph", NETS, "structure", "<ul>\n<li>nested a</li>", "<p>nested a</p><ul>"),
    fault(
        "task no longer done",
        NETS,
        "text",
        '<input checked="" disabled="" type="checkbox">',
        '<input disabled="" type="checkbox">',
    ),
    fault("box of a task lost", NETS, "text", '<input disabled="" type="checkbox"> to do', "to do"),
    fault(
        "table cell moved",
        NETS,
        "structure",
        _REEF,
        '<td style="text-align: left"></td>\n\t\t\t\t\t<td style="text-align: center">Reef</td>',
    ),
    fault("cells of a table swapped", NETS, "text", ">loop<", ">1<"),
    fault("column no longer aligned", NETS, "structure", '<td style="text-align: right">1</td>', "<td>1</td>"),
    fault(
        "head of a table lost",
        NETS,
        "structure",
        '<th style="text-align: left">Knot</th>',
        '<td style="text-align: left">Knot</td>',
    ),
    fault(
        "quotation within a quotation lost",
        NETS,
        "structure",
        "<blockquote>\n<p>within a quotation</p>\n</blockquote>",
        "<p>within a quotation</p>",
    ),
    fault(
        "definition became a paragraph",
        NETS,
        "structure",
        "<dd>The body of a boat.</dd>",
        "<dd><p>The body of a boat.</p></dd>",
    ),
    fault("details opened up", NETS, "structure", "<details><summary>More</summary>", "<p>More</p>"),
    fault("line break lost", NETS, "structure", "A line<br>", "A line", "text"),
    fault("rule lost", NETS, "structure", "<hr>\n<p>The end.", "<p>The end."),
    # Code.
    fault(
        "code indentation lost", NETS, "code", '    <span style="color:#66d9ef">for', '<span style="color:#66d9ef">for'
    ),
    fault(
        "line of code lost",
        NETS,
        "code",
        '<span style="display:flex;"><span>            hole<span style="color:#f92672">.</span>close()\n</span></span>',
        "",
        "text",
    ),
    fault("language of code lost", NETS, "code", ' class="language-python" data-lang="python"', ""),
    fault("code became text", NETS, "code", '<pre tabindex="0"', '<p tabindex="0"', "structure", "text", "marks"),
    # Headings, links, pictures.
    fault("heading id changed", NETS, "ids", 'id="a-table"', 'id="a_table"'),
    fault("heading id lost", ROPES, "ids", ' id="splices"', ""),
    fault(
        "level of a heading changed",
        ROPES,
        "headings",
        '<h3 id="eye-splice">Eye splice</h3>',
        '<h2 id="eye-splice">Eye splice</h2>',
        "ids",
        "structure",
    ),
    fault("anchor wrong", NETS, "links", "/log/post/ropes/#splices", "/log/post/ropes/#eye-splices"),
    fault("link to another page", NETS, "links", "/log/post/ropes/#splices", "/log/post/tides/#splices"),
    fault("link without the site's path", NETS, "links", '"/log/post/ropes/#splices"', '"/post/ropes/#splices"'),
    fault("query of a link broken", NETS, "links", "knots?a=1&amp;b=2", "knots?a=1"),
    fault(
        "link lost, its text kept",
        NETS,
        "links",
        '<a href="https://ropes.example/knots?a=1&amp;b=2">another page</a>',
        "another page",
    ),
    fault(
        "image dropped",
        NETS,
        "images",
        '<img src="/log/post/nets/net.png" alt="A net" title="Title of the picture">',
        "",
    ),
    fault("alternative text lost", NETS, "images", ' alt="A net"', ""),
    fault("image relative to another page", NETS, "images", 'src="/log/post/nets/net.png"', 'src="../net.png"'),
    # Lists, menus.
    fault("entry of a list lost", POST, "entries", _ROPES_ITEM, ""),
    fault("entries in another order", POST, "entries", _ITEM + _ROPES_ITEM, _ROPES_ITEM + _ITEM),
    fault(
        "pager missing",
        POST,
        "pager",
        '<nav class="pager" aria-label="Pages"> <a rel="next" href="/log/post/page/2/">Next</a></nav>',
        "",
    ),
    fault("pager leads nowhere", PAGER, "pager", 'rel="prev" href="/log/post/"', 'rel="prev" href="/log/post/page/1/"'),
    fault("entry of a menu lost", HOME, "menus", '<li><a href="/log/post/">Log</a></li>', ""),
    fault(
        "menu flattened",
        TIDES,
        "menus",
        '<ul><li><a href="/log/post/nets/">Old boats</a></li></ul></li>',
        '</li><li><a href="/log/post/nets/">Old boats</a></li>',
    ),
    fault("whole menu lost", TIDES, "menus", '<nav aria-label="main">', '<nav aria-label="Pages" class="pager">'),
    # Redirects, feeds, sitemaps.
    fault(
        "redirect to another page",
        "old/nets/index.html",
        "redirect",
        "url=https://harbour.example/log/post/nets/",
        "url=https://harbour.example/log/post/tides/",
    ),
    fault("dead redirect", "nets.html", "redirect", "url=https://harbour.example/log/post/nets/", "url=/nets/"),
    fault("redirect became a page", "nets.html", "kind", '<meta http-equiv="refresh"', '<meta name="refresh"'),
    fault(
        "page became a redirect",
        TIDES,
        "kind",
        '<meta charset="utf-8">',
        '<meta charset="utf-8"><meta http-equiv="Refresh" content="0; URL=\'/log/post/\'">',
    ),
    fault("title of a feed item changed", FEED, "feed", "<title>Ropes</title>", "<title>ropes</title>"),
    fault(
        "date of a feed item off", FEED, "feed", "Thu, 01 Feb 2024 10:00:00 +0000", "Thu, 01 Feb 2024 10:00:00 -0500"
    ),
    fault(
        "name of a feed item changed",
        FEED,
        "feed",
        "<guid>https://harbour.example/log/post/ropes/</guid>",
        "<guid>/ropes</guid>",
    ),
    fault("summary of a feed item lost", FEED, "summaries", "&lt;p&gt;High water at noon.&lt;/p&gt;", ""),
    fault("feed no longer well-formed", FEED, "kind", "</channel>", ""),
    fault(
        "address lost from the sitemap",
        "en/sitemap.xml",
        "sitemap",
        "<loc>https://harbour.example/log/post/tides/</loc>",
        "<loc>https://harbour.example/log/</loc>",
    ),
    fault(
        "change lost from the sitemap", "en/sitemap.xml", "sitemap", "<lastmod>2023-12-31T23:30:00+00:00</lastmod>", ""
    ),
    fault("text file changed", "log.txt", "content", "log", "logs"),
)


def _remove(path: str) -> Callable[[Path], object]:
    return lambda site: (site / path).unlink()


def _move(path: str, to: str) -> Callable[[Path], object]:
    def change(site: Path) -> None:
        (site / to).parent.mkdir(parents=True, exist_ok=True)
        (site / path).rename(site / to)

    return change


def _double(path: str, to: str) -> Callable[[Path], object]:
    def change(site: Path) -> None:
        (site / to).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / path, site / to)

    return change


def _without_last_item(file: str) -> Callable[[Path], object]:
    def change(site: Path) -> None:
        before, _, rest = (site / file).read_text(encoding="utf-8").rpartition("<item>")
        (site / file).write_text(before + rest.partition("</item>")[2], encoding="utf-8")

    return change


MOVED = (
    Moved("feed item lost", FEED, "differs", _without_last_item(FEED)),
    Moved("only feed item lost", "tags/water/index.xml", "differs", _without_last_item("tags/water/index.xml")),
    Moved("page lost", TIDES, "missing", _remove(TIDES)),
    Moved("list lost", "tags/water/index.html", "missing", _remove("tags/water/index.html")),
    Moved("pager page lost", PAGER, "missing", _remove(PAGER)),
    Moved("redirect lost", "nets.html", "missing", _remove("nets.html")),
    Moved("feed lost", FEED, "missing", _remove(FEED)),
    Moved("sitemap lost", "fr/sitemap.xml", "missing", _remove("fr/sitemap.xml")),
    Moved("picture lost", "post/nets/net.png", "missing", _remove("post/nets/net.png")),
    Moved(
        "two terms under one slug", "tags/c#/index.html", "missing", _move("tags/c#/index.html", "tags/c/index.html")
    ),
    Moved("page without its folder", TIDES, "missing", _move(TIDES, "post/tides.html")),
    Moved("page doubled", "tides/index.html", "extra", _double(TIDES, "tides/index.html")),
    Moved("draft published", "post/draft/index.html", "extra", _double(TIDES, "post/draft/index.html")),
    Moved(
        "picture replaced",
        "img/flag.png",
        "differs",
        lambda site: (site / "img/flag.png").write_bytes(b"\x89PNG\r\n\x1a\n0001"),
    ),
    Moved("picture cut", "img/flag.png", "differs", lambda site: (site / "img/flag.png").write_bytes(b"\x89PNG")),
)
