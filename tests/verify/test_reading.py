"""What is the same for a reader is the same here, whoever's templates it stands in; what is not, is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from hugokit import verify
from hugokit.errors import SettingsError
from hugokit.proof.address import base_of, file_of, side_of, target, url_of
from hugokit.proof.compare import compare, score
from hugokit.proof.facts import Facts
from hugokit.proof.feeds import read_xml
from hugokit.proof.page import instant, read_page

SIDE = side_of("https://e.example/sub")
OTHER = side_of("https://new.example")
MARKED = '<html lang="en"><body><main><article><header><h1>T</h1></header><div class="body">{}</div></article></main>'
THEIRS = (
    "<html lang=en><body><header><a href=/>Site</a></header><div class=page><article><header><h1>T</h1>"
    "<time datetime=2024-01-01>1 January</time></header>{}<footer>Share</footer></article></div><footer>©</footer>"
)

NUMBERS = "".join(f'<span style="-webkit-user-select:none;user-select:none">{number}\n</span>' for number in (1, 2))
CODE = '<td><pre><code class="language-go" data-lang="go">a\nb\n</code></pre></td>'
GOLDMARK_NOTE = (
    '<p><sup id="fnref:1"><a href="#fn:1">1</a></sup></p><div class="footnotes"><hr><ol><li id="fn:1">n '
    '<a href="#fnref:1">↩</a></li></ol></div>'
)
GITHUB_NOTE = (
    '<p><sup><a id="fnref-a" href="#user-content-fn-a">1</a></sup></p><section class="footnotes">'
    '<h2 class="sr-only" id="l">Footnotes</h2><ol><li id="user-content-fn-a">n '
    '<a href="#user-content-fnref-a">↩\ufe0e</a></li></ol></section>'
)
OURS = MARKED.replace("</header>", '<p class="meta"><time datetime="2024-01-01T00:00:00Z"></time></p></header>')


def body(html: str, side: object = SIDE) -> Facts:
    return read_page(MARKED.format(html).encode(), "/post/a/", side)  # type: ignore[arg-type]


def differing(before: Facts, after: Facts) -> set[str]:
    return {one.aspect for one in compare(before, after)}


@pytest.mark.parametrize(("one", "other"), [
    ("<p>a <del>b</del> <b>c</b></p>", "<p>a\n <s>b</s>   <strong>c</strong></p>"),
    ("<h2 id=x>H</h2>", '<h2 id="x">H <a class="anchor" href="#x">#</a></h2>'),
    ("<h2 id=x>H</h2>", '<h2 id="x"><a href="#x">H</a></h2>'),
    ("<h2 id=x>H</h2>", '<h2 id="x">H<a href="#x" class="hash-link">\u200b</a></h2>'),
    ('<pre><code class="language-go">a\n  b</code></pre>',
     '<div class="language-go x"><div class="highlight"><pre><code><span>a</span>\n  b\n</code></pre></div></div>'),
    ('<pre><code class="language-go">a\nb</code></pre>',
     f'<div class="highlight"><table><tr><td><pre><code>{NUMBERS}</code></pre></td>{CODE}</tr></table></div>'),
    ("<pre><code>a</code></pre>", '<pre><code class="language-text">a</code></pre>'),
    ("<pre>a\nb</pre>", "<pre>a<br>b</pre>"),
    (GOLDMARK_NOTE, GITHUB_NOTE),
    ("<p>Über</p>", "<p>U\u0308ber</p>"),
    ('<a href="/sub/x/">x</a>', '<a href="https://e.example/sub/x/index.html">x</a>'),
    ('<a href="/sub/x/#a%20b">x</a>', '<a href="../../x/#a b">x</a>'),
    ('<a href="https://b.example">b</a>', '<a href="https://B.example/">b</a>'),
    ('<img src="/sub/post/a/p.png" alt="P">', '<img class=wide loading=lazy src="p.png" alt="P" title="">'),
    ("<table><tr><td align=right>1</td></tr></table>", '<table><tbody><tr><td style="text-align:right">1</table>'),
    ("<ul><li>a</ul>", '<ul class="x"><li>a</ul><script>x()</script><svg><text>y</text></svg><button>Copy</button>'),
    ("<p>a<div>b</div></p>", "<p>a</p><div>b</div>"),
    ("<table><tr><td>1</td><td></td></tr></table>", "<table><tr><td>1</td><td align=right></td></tr></table>"),
    ("<p>a</p>", "<div><section><p>a</p></section></div><p hidden>b</p>"),
])  # fmt: skip
def test_the_same_for_a_reader(one: str, other: str) -> None:
    assert differing(body(one), body(other)) == set()


@pytest.mark.parametrize(("one", "other", "aspect"), [
    ("<p>a</p>", "<p>a b</p>", "text"),
    ("<p>a</p><p>b</p>", "<p>a b</p>", "structure"),
    ('<p><img src="x.png"></p>', '<img src="x.png">', "structure"),
    ("<ul><li>a<li>b</ul>", "<ul><li>a<ul><li>b</ul></ul>", "structure"),
    ("<ul><li><p>a</p><li>b</ul>", "<ul><li>a<li><p>b</p></ul>", "structure"),
    ("<pre>a\n  b</pre>", "<pre>a\n b</pre>", "code"),
    ("<pre>a\n\nb</pre>", "<pre>a\nb</pre>", "code"),
    ("<pre>a</pre><pre>b</pre>", "<pre>a\nb</pre>", "code"),
    ("<p id=here>a</p>", "<p>a</p>", "ids"),
    ('<a href="x">x</a>', '<a href="/x">x</a>', "links"),
    ('<a href="/sub/x">x</a>', '<a href="/sub/x/">x</a>', "links"),
    ('<a href="mailto:a@b.example">x</a>', '<a href="mailto:a@c.example">x</a>', "links"),
    ('<iframe src="https://v.example/1"></iframe>', "", "images"),
    ("<table><tr><td>a<td></table>", "<table><tr><td><td>a</table>", "structure"),
])  # fmt: skip
def test_not_the_same_for_a_reader(one: str, other: str, aspect: str) -> None:
    assert aspect in differing(body(one), body(other))
    assert differing(body(other), body(one)) == differing(body(one), body(other))


def test_templates_of_other_people_are_read(tmp_path: Path) -> None:
    text = "<p>Some text, <a href=/x/>with a link</a>.</p><h2 id=y>More</h2>"
    facts = read_page(THEIRS.format(text).encode(), "/a/", OTHER)
    before = read_page(OURS.format(text.replace("/x/", "/sub/x/")).encode(), "/a/", SIDE)
    assert (before.found, facts.found) == ("div.body", "article")
    assert compare(before, facts) == ()


def test_without_an_article_the_element_with_most_text_is_taken() -> None:
    text = "<h1>T</h1><p>" + "Much to read. " * 20 + "</p>"
    page = f"<body><div id=top>Menu</div><div id=wrap><div class=main-column>{text}</div><div>Tags</div></div>"
    facts = read_page(page.encode(), "/a/", OTHER)
    assert facts.lines["title"] == ("T",)
    assert facts.lines["text"] == (("Much to read. " * 20).strip(),)
    assert facts.found == "the element with most of the text"


def test_a_selector_says_where_the_content_is() -> None:
    page = b"<body><article>no</article><div class=post><h1>T</h1><p>yes</p></div>"
    assert read_page(page, "/", side_of("", ".post")).lines["text"] == ("yes",)
    with pytest.raises(SettingsError, match="no CSS selector"):
        read_page(page, "/", side_of("", "a["))


def test_deep_pages_do_not_end_it() -> None:
    deep = "<blockquote>" * 6000 + "x"
    assert body(deep).lines["text"] == ("x",)
    assert compare(body(deep), body(deep)) == ()


@pytest.mark.parametrize(("date", "as_one"), [
    ("2024-03-09T22:30:00-05:00", "2024-03-10T03:30:00Z"), ("2024-03-09 22:30", "2024-03-09T22:30:00Z"),
    ("2024-03-09", "2024-03-09"), ("yesterday", "yesterday"),
    ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
])  # fmt: skip
def test_dates_in_one_spelling(date: str, as_one: str) -> None:
    assert instant(date) == as_one


RSS = (
    '<rss version="2.0"><channel><title>T</title><item><title>A &amp;amp; b</title><link>https://e.example/sub/a/</link>'
    "<pubDate>Sat, 09 Mar 2024 22:30:00 -0500</pubDate><guid>https://e.example/sub/a/</guid>"
    "<description>&lt;p&gt;Some &lt;b&gt;text&lt;/b&gt;&lt;/p&gt;</description></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>A &amp;amp; b</title>'
    '<link rel="self" href="/no"/><link href="https://new.example/a/"/><id>https://new.example/a/</id>'
    "<updated>2024-03-10T03:30:00Z</updated><summary>Some text</summary></entry></feed>"
)


def test_rss_and_atom_say_the_same() -> None:
    before, after = read_xml(RSS.encode(), "/index.xml", SIDE), read_xml(ATOM.encode(), "/index.xml", OTHER)
    assert before is not None
    assert after is not None
    assert compare(before, after) == ()
    assert before.lines["feed"] == ("A &amp; b → /a/ 2024-03-10T03:30:00Z",)


def test_xml_that_is_no_feed() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    assert read_xml(b"<x/>", "/x.xml", SIDE) is None
    for broken in ("<rss>", "", bomb):
        found = read_xml(broken.encode(), "/x.xml", SIDE)
        assert found is not None
        assert found.lines["kind"][0].startswith("no well-formed XML: ")


def test_addresses() -> None:
    for file, url in (
        ("index.html", "/"),
        ("a b/index.html", "/a%20b/"),
        ("c#/x.html", "/c%23/x.html"),
        ("é/i.png", "/%C3%A9/i.png"),
    ):
        assert url_of(file) == url
        assert file_of(url) == file
    published = {"index.html", "a/index.html", "sub/a/index.html"}
    assert (
        base_of(["https://e.example/sub/a/", "https://e.example/sub/", "mailto:x"], published)
        == "https://e.example/sub"
    )
    assert base_of(["https://e.example/", "https://e.example/a/"], published) == "https://e.example"
    assert base_of([], published) == ""
    assert target("/elsewhere/", "/a/", SIDE) == "(outside of the site) /elsewhere/"
    assert target("http://e.example/sub/x/", "/a/", SIDE) == "/x/"
    assert target("//[broken", "/a/", SIDE) == "//[broken"


def test_the_score_is_whole_for_the_same_alone() -> None:
    before, after = body("<p>" + "word " * 5000 + "</p>"), body("<p>" + "word " * 4999 + "words</p>")
    assert score(before, before, compare(before, before)) == 100
    assert 99 < score(before, after, compare(before, after)) <= 99.9


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_one_side_never_shows_is_said_once(tmp_path: Path) -> None:
    theirs = THEIRS.replace("<time datetime=2024-01-01>1 January</time>", "")
    one = write(tmp_path / "one", {f"{n}/index.html": OURS.format(f"<p>{n}</p>") for n in range(5)})
    two = write(tmp_path / "two", {f"{n}/index.html": theirs.format(f"<p>{n}</p>") for n in range(5)})
    proof = verify(one, two)
    assert proof.score == 100
    assert proof.left_out == {"date": "no page of OTHER shows it"}
    back = verify(two, one)
    assert back.left_out == {"date": "no page of SITE shows it"}


def test_redirects_of_a_host_count(tmp_path: Path) -> None:
    page = MARKED.format("<p>x</p>")
    alias = '<!doctype html><meta http-equiv="refresh" content="0; url=/a/">'
    one = write(tmp_path / "one", {"a/index.html": page, "old/index.html": alias, "older/index.html": alias})
    two = write(tmp_path / "two", {"a/index.html": page, "_redirects": "/old/ /a/ 301\n/older/ /b/\n/x/* /a/\n"})
    proof = verify(one, two)
    assert [(verdict.file, verdict.state) for verdict in proof.differing] == [("older/index.html", "differs")]
    assert proof.notes == ("OTHER: _redirects: 1 redirects with patterns were not followed",)


def test_the_page_for_addresses_that_are_not_there_is_the_templates(tmp_path: Path) -> None:
    page = MARKED.format("<p>x</p>")
    one = write(tmp_path / "one", {"index.html": page})
    two = write(tmp_path / "two", {"index.html": page, "404.html": page, "style.css": "p {}"})
    proof = verify(one, two)
    assert (proof.score, proof.differing, proof.extra_files) == (100, (), 1)
