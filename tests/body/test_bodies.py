"""Bodies without shortcodes, and what the ledger says of those that hugokit cannot do."""

from __future__ import annotations

import pytest

from hugokit.body.counting import count
from hugokit.body.regions import Code, code_regions
from hugokit.body.trivial import parse
from hugokit.ledger import Loss
from hugokit.site.bodies import Bodies, Dialect
from tests.sites.memory import page, site


def converted(
    body: str, files: dict[str, str] | None = None, raw: tuple[str, str] = ("", "")
) -> tuple[str, list[Loss]]:
    found = site(
        {"content/p/a.md": "---\ntitle: a\n---\n" + body, "content/p/b.md": "---\ntitle: b\n---\n", **(files or {})}
    )
    text, losses, *_ = Bodies(found, Dialect(raw)).convert(page(found, "/p/a"))
    return text, list(losses)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('[x]({{< ref "b" >}})', "[x](/p/b/)"),
        ('[x]({{% relref "b.md#frag" %}})', "[x](/p/b/#frag)"),
        ("{{< highlight go >}}\nx\n{{< /highlight >}}", "```go\nx\n```"),
        ("{{< highlight go >}}\n  x\ny\n{{< /highlight >}}", "```go\n  x\ny\n```"),
        ("  {{< highlight go >}}\n    x\n  y\n  {{< /highlight >}}", "  ```go\n    x\n  y\n  ```"),
        ("{{</* x */>}}", "{{< x >}}"),
        ("no shortcode {{ here }}", "no shortcode {{ here }}"),
    ],
)
def test_what_becomes_markdown(body: str, text: str) -> None:
    assert converted(body) == (text, [])


def test_html_takes_no_line_below_it_along() -> None:
    call, figure = '{{< figure src="/x.png" >}}', '<figure><img src="/x.png"></figure>'
    assert converted(f"{call}\ntext *x*\n")[0] == f"<!---->{figure}\ntext *x*\n"
    assert converted(f"{call}\n\ntext *x*\n")[0] == f"{figure}\n\ntext *x*\n"
    assert converted(f"{call}\r\n\r\ntext\r\n")[0] == f"{figure}\r\n\r\ntext\r\n"
    assert converted(f"{call}\ntext\n", raw=("<r>", "</r>"))[0] == f"<r>{figure}</r>\ntext\n"


def test_the_text_of_a_comment_is_told() -> None:
    text, [loss] = converted("x\n\na {{< comment >}}no{{< /comment >}}b{{< comment >}}{{< /comment >}}")
    assert text == "x\n\na b"
    assert (loss.line, loss.key, loss.grade) == (6, "comment", "changed")


INLINE = {"hugo.toml": "[security]\nenableInlineShortcodes = true\n"}


@pytest.mark.parametrize(
    ("body", "files", "text", "grade"),
    [
        ("a {{< x.inline >}}{{ now.Year }}{{< /x.inline >}}b", {}, "a b", "lost"),
        ("{{< x.inline >}}so <b>it</b> is{{< /x.inline >}}", INLINE, "so <b>it</b> is", ""),
        ("{{< x.inline a >}}[{{ .Get 0 }}]{{< /x.inline >}}", INLINE, "[a]", ""),
        (
            "{{< x.inline >}}{{ now.Year }}{{< /x.inline >}}", INLINE,
            '<span class="hugo-shortcode" title="x.inline">[x.inline]</span>', "manual",
        ),
    ],
)  # fmt: skip
def test_a_template_in_a_page_is_told(body: str, files: dict[str, str], text: str, grade: str) -> None:
    found, losses = converted(body, files)
    assert (found, "".join(one.grade for one in losses)) == (text, grade)


def test_an_unknown_shortcode_keeps_its_text_and_is_named_with_its_line() -> None:
    text, (loss,) = converted("One.\n\n{{< note >}}\nKept *text*.\n{{< /note >}}\n")
    assert "Kept *text*." in text
    assert "{{<" not in text
    assert (loss.source, loss.line, loss.key, loss.grade) == ("content/p/a.md", 6, "note", "manual")


def test_one_without_text_shows_its_parameters_or_its_name() -> None:
    text, losses = converted('A {{< badge "new <b>" >}} and {{< hr >}}.')
    assert "new &lt;b&gt;" in text
    assert "[hr]" in text.replace("&#91;", "[").replace("&#93;", "]")
    assert [loss.key for loss in losses] == ["badge", "hr"]


def test_a_template_that_only_prints_is_done() -> None:
    templates = {
        "layouts/shortcodes/kbd.html": '<kbd class="{{ .Get "c" }}">{{ .Get 0 }}</kbd>',
        "layouts/_shortcodes/box.html": "<div>\n{{- .Inner | markdownify -}}\n</div>",
        "layouts/shortcodes/clever.html": '{{ if .Inner }}{{ partial "x" . }}{{ end }}',
    }
    assert converted('Press {{< kbd "a*b" >}}.', templates)[0] == 'Press <kbd class="">a&#42;b</kbd>.'
    assert converted("{{< box >}}*x*{{< /box >}}", templates) == ("<div><em>x</em></div>", [])
    text, (loss,) = converted("{{< clever >}}inner{{< /clever >}}", templates)
    assert text == "inner"
    assert "does more" in loss.why


def test_what_hugo_refuses_stands_and_is_said() -> None:
    text, (loss,) = converted("x\n\n{{< ref b c=d >}}\n")
    assert text == "x\n\n{{< ref b c=d >}}\n"
    assert (loss.line, loss.grade) == (6, "manual")
    assert "Cannot mix" in loss.why


def test_a_reference_that_leads_nowhere_is_said() -> None:
    text, (loss,) = converted('[x]({{< ref "nope" >}})')
    assert text == "[x]()"
    assert "nope" in loss.why


def test_html_is_marked_where_the_rest_is_left_out() -> None:
    marks = ("<!--raw-->", "<!--/raw-->")
    assert (
        converted('{{< figure src="a.png" >}}', raw=marks)[0]
        == '<!--raw--><figure><img src="a.png"></figure><!--/raw-->'
    )


def test_shortcodes_in_code_are_text() -> None:
    text, losses = converted('`{{< ref "b" >}}`\n\n```\n{{< figure src="x" caption="C" >}}\n```\n')
    assert text == "`/p/b/`\n\n```\nC\n```\n"
    assert [loss.grade for loss in losses] == ["changed"]


def test_what_hugo_does_for_a_fence_is_said() -> None:
    body = "```go {linenos=true}\nx\n```\n\n~~~goat\n+-+\n~~~\n\n```\n{a}\n```\n"
    text, losses = converted(body)
    assert text == body
    assert [(loss.line, loss.grade) for loss in losses] == [(4, "changed"), (8, "changed")]


def test_a_language_that_hugo_guesses_is_said() -> None:
    """Only where the site wants that, and for code that says none or none that can be."""
    body = "~~~\nx\n~~~\n\n- ```\n  y\n  ```\n\n```c?a=1\nz\n```\n\n```c\nq\n```\n"
    assert converted(body) == (body, [])
    _, losses = converted(body, {"hugo.toml": "[markup.highlight]\nguessSyntax = true\n"})
    assert [(loss.line, loss.what) for loss in losses] == [(line, "the language of a fence") for line in (4, 8, 12)]


def test_code_regions() -> None:
    body = "a `b` \\`c\\` ``d`e``\n\n    indented\n\n```go {x=1}\nf\n```\n~~~\ng\n~~~\n"
    assert [(r.kind, body[r.start : r.end].strip()) for r in code_regions(body)] == [
        ("span", "`b`"),
        ("span", "``d`e``"),
        ("indented", "indented"),
        ("fence", "```go {x=1}\nf\n```"),
        ("fence", "~~~\ng\n~~~"),
    ]
    code = Code(body)
    assert code.at(body.index("b")) is not None
    assert code.at(0) is None


def test_templates_that_are_not_trivial() -> None:
    for source in (
        "{{ .Page.Title }}",
        "{{ . }}",
        "{{ $ }}",
        "{{ with .Get 0 }}{{ .Title }}{{ end }}",
        "{{ with .Get 0 }}{{ .Get 1 }}{{ end }}",
        "{{ range .Params }}x{{ end }}",
        '{{ partial "x" . }}',
        "<script>{{ .Get 0 }}</script>",
        "<script>x</script>",
        '<p style="color: {{ .Get 0 }}">',
        '<p onclick="f({{ .Get 0 }})">',
        "<p {{ .Get 0 }}>",
        "{{ if .Get 0 }}x",
        "{{ end }}",
        "{{ .Get 0",
        "{{ .Get 0 | frobnicate }}",
    ):
        assert parse(source) is None, source


@pytest.mark.parametrize(("body", "blocks"), [
    ("", 0), ("\n \n", 0), ("a", 1), ("\na\nb\n\n\nc\n", 2), ("# h\ntext\n## i\n", 3), ("a\r\n\r\nb\r\n", 2),
    ("```\n\n# x\n\n```\nb\n", 2), ("~~~\nnever\n\nclosed", 1), ("- a\n\n- b\n", 2), ("#tag\n", 1),
])  # fmt: skip
def test_blocks(body: str, blocks: int) -> None:
    assert count(body) == blocks


def test_blocks_that_are_html_now_are_counted() -> None:
    body = '# h\n{{< figure src="a.png" >}}\n\ntext {{< youtube x >}}\n\n{{< gone x >}}\n'
    found = site({"content/a.md": "---\ntitle: a\n---\n" + body})
    done = Bodies(found).convert(page(found, "/a"))
    assert (done.blocks, done.html) == (4, 1)
