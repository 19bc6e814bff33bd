"""The links of a body with their places, and the anchors it offers."""

from __future__ import annotations

import pytest

from hugokit.body.anchors import anchors
from hugokit.body.lexer import ShortcodeError
from hugokit.body.links import links

# Each body with what is enclosed by the places of its links, and where they lead.
FORMS = {
    "[a](b.md)": [("b.md", "b.md")],
    '# [a]( <b c.md> "title" ) {#id}': [("<b c.md>", "b c.md")],
    "![i](p.png) and [![i](in.png)](out/)": [("p.png", "p.png"), ("in.png", "in.png"), ("out/", "out/")],
    "- x\n\n  > [q](q/)\n  > [r](r/)": [("q/", "q/"), ("r/", "r/")],
    "| a | b |\n|---|---|\n| [c](d) | [c](d) |": [("d", "d"), ("d", "d")],
    "[r][one] [one] [One][]\n\n[one]: /some%20where": [
        ("[r][one]", "/some where"),
        ("[one]", "/some where"),
        ("[One][]", "/some where"),
    ],
    "<https://a.b> <mail@a.b>": [("https://a.b", "https://a.b"), ("mail@a.b", "mailto:mail@a.b")],
    "x <a class='k' href='h.html?a=1&amp;b'>y</a>": [("h.html?a=1&amp;b", "h.html?a=1&b")],
    '<div>\n<!-- <a href="no"> -->\n<img alt="x" src=p.png>\n</div>': [("p.png", "p.png")],
    '<div>\n<script>"<a href=no>"</script><a href="x">\n</div>': [("x", "x")],
    '{{< figure src="" >}} ![]()': [],
    "[a\\]](b\\(c) \\[no](no)": [("b\\(c", "b(c")],
    "`[no](no)`\n\n    [no](no)\n\n```\n[no](no)\n```\n[a](a)": [("a", "a")],
    "[^1] [x](y)\n\n[^1]: [z](w)": [("y", "y"), ("w", "w")],
    'a [s]({{< ref "a.md" >}}#part) `{{% relref path="b" lang="de" %}}`': [
        ('{{< ref "a.md" >}}', "a.md#part"),
        ('{{% relref path="b" lang="de" %}}', "b"),
    ],
    '{{</* ref "no" */>}} [x]({{< other >}}) {{< code >}}[no](no){{< /code >}} {{% p %}}[in](in){{% /p %}}': [
        ("in", "in")
    ],
    "{{< other >}}[no](no){{</>}} [a](b)": [("b", "b")],
    "[x][r]\n\n[r]: {{< other >}}": [],
    "Head [a](b)\n===========\n\n1. one\n   [c](d)\n\t[e](f)": [("b", "b"), ("d", "d"), ("f", "f")],
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("body", FORMS)
def test_every_form_has_its_place(body: str, newline: str) -> None:
    body = "Käse 𝔘\n\n".replace("\n", newline) + body.replace("\n", newline)
    found = [(body[link.start : link.end], link.to) for link in links(body)]
    assert found == FORMS[body.partition(newline * 2)[2].replace(newline, "\n")]


def test_what_is_known_of_a_link() -> None:
    [link] = links('{{< relref path="a" lang="de" outputFormat="rss" >}}')
    assert (link.form, link.lang, link.format) == ("relref", "de", "rss")
    [link] = links('{{< figure src="p.png" link="x" >}}')
    assert (link.form, link.to, link.image) == ("figure", "p.png", True)
    [link] = links('{{< ref "a" "de" "rss" >}}')
    assert (link.to, link.lang, link.format) == ("a", "de", "rss")
    assert [link.image for link in links("![a](b) [c](d)")] == [True, False]
    assert [link.to for link in links('<p><a href="x">[no](no)</a>', markup="html")] == ["x"]
    assert [link.to for link in links('[[no]] {{< ref "a" >}} [no](no)', markup="org")] == ["a"]


def test_a_body_that_hugo_refuses() -> None:
    with pytest.raises(ShortcodeError):
        links("[a](b) {{< open")


def test_anchors() -> None:
    body = "# One\n\n## One\n\n### Käse {#given}\n\n<a name='raw'></a>\n\ntext\n{#block .c}\n"
    found = anchors(body, lambda call: False)
    assert found.headings == ("one", "one-1", "given")
    assert all(found.offers(name) for name in ("one-1", "given", "raw", "block", "top", "", "fn:1", ":~:text=x"))
    assert not found.offers("two")
    assert found.whole
    assert not anchors(body + "{{< x >}}", lambda call: False).whole
    assert anchors(body + "{{< x >}}", lambda call: True).whole
    assert anchors("# Käse", lambda call: True, style="github-ascii").headings == ("kase",)
    assert anchors("# Let's a_b 1.4!", lambda call: True, style="blackfriday").headings == ("let-s-a-b-1-4",)
    assert anchors("# a--b", lambda call: True, style="blackfriday").headings == ("a-b",)
    assert anchors("# a--b", lambda call: True).headings == ("ab",)
    assert anchors("# Head {#a}", lambda call: True, auto=False).headings == ()
    assert anchors("# Head {#a}", lambda call: True, auto=False).offers("a")
