"""The generated Markdown reader (_plugins/markdown.rb) against what Hugo's Goldmark printed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support import CHECKOUT
from tests.targets.goldmark import check_heading_ids, check_passthrough, check_samples, normal, options

pytestmark = pytest.mark.generators

# Samples that print something else, and why that is as intended.
_ARGUED = {
    "fence attrs": "line numbers and marked lines are options of Hugo's highlighter",
    "attr block": "as above, for the fence at its end",
    "goat": "Hugo draws a picture of the diagram; here its text stays",
}
_RUN = """
require "json"
module Jekyll; module Converters; class Markdown; end; end; end
require ARGV[0]
options, cases = JSON.parse($stdin.read).values_at("options", "cases")
reader = Jekyll::Converters::Markdown::HugoMarkdown
readers = Hash.new { |all, own| all[own] = reader.new("hugo_markdown" => options.merge(own)) }
puts JSON.generate(cases.map { |one| readers[one["own"] || {}].convert(one["markdown"]) })
"""


def render(cases: list[dict[str, Any]], library: Path | None = None, **own: Any) -> list[str]:
    """The HTML of each case; `library` is a further folder of Ruby libraries, `own` are settings for all cases."""
    plugin = CHECKOUT / "hugokit/templates/jekyll/_plugins/markdown.rb"
    given = json.dumps({"options": {**options(), **own}, "cases": cases})
    command = ["ruby", *(["-I", str(library)] if library else []), "-e", _RUN, str(plugin)]
    done = subprocess.run(command, input=given, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def test_goldmark_samples(shared: Path) -> None:
    check_samples(shared, lambda cases: render([{**one, "own": {"unsafe": one["unsafe"]}} for one in cases]), _ARGUED)


def test_mathematics_pass_through() -> None:
    check_passthrough(render)


def test_heading_ids(shared: Path) -> None:
    check_heading_ids(shared, render)


@pytest.mark.parametrize(
    ("markdown", "own", "wanted"),
    [
        (r"$x_1*y*z$ `$k$` \$3", {"passthrough": {"inline": [["$", "$"]]}}, "<p>$x_1*y*z$ <code>$k$</code> $3</p>"),
        ("para\n{.c}", {"attribute": {"title": True, "block": True}}, '<p class="c">para</p>'),
        ("- l\n{#i .l}", {"attribute": {"title": True, "block": True}}, '<ul id="i" class="l"><li>l</li></ul>'),
        ("a\nb", {"hardWraps": True}, "<p>a<br>b</p>"),
        ("'q' -- www.a.org", {"typographer": False, "linkify": False}, "<p>'q' -- www.a.org</p>"),
        (r"""&#39;q&#39; \"r\" `\"` x&#64;y.org""", {}, r"""<p>'q' "r" <code>\"</code> x@y.org</p>"""),
        ("[^1]\n\n[^1]: n", {"footnote": False}, '<p><a href="n">^1</a></p>'),
        ("## Über {#x", {"autoIDType": "github-ascii"}, '<h2 id="uber-x">Über {#x</h2>'),
        ("## Let's a_b", {"autoIDType": "blackfriday"}, '<h2 id="let-s-a-b">Let\u2019s a_b</h2>'),
        (
            "(www.a.org/x). www.a.org/y.)",
            {},
            '<p>(<a href="https://www.a.org/x">www.a.org/x</a>). <a href="https://www.a.org/y.">www.a.org/y.</a>)</p>',
        ),
    ],
)
def test_settings_and_signs(markdown: str, own: dict[str, Any], wanted: str) -> None:
    assert normal(render([{"markdown": markdown}], **own)[0]) == wanted


# What the real Hugo 0.168 prints for each (markup.goldmark as `options` has it).
_DEFINITIONS = [
    ("t\n: a\n  b\n\n  p\n\n      c\n", "<dl><dt>t</dt><dd>a\nb<p>p</p><pre><code>c\n</code></pre></dd></dl>"),
    ("t\n\n:\ta\n\n\tb\n", "<dl><dt>t</dt><dd><p>a</p><p>b</p></dd></dl>"),
    ("t\nu\n:     a\n\n      b\n", "<dl><dt>t</dt><dt>u</dt><dd>a<p>b</p></dd></dl>"),
    ("t\n: - a\n  - b\n- c", "<dl><dt>t</dt><dd><ul><li>a</li><li>b</li></ul></dd></dl><ul><li>c</li></ul>"),
    ("t\n: u\n  : v", "<dl><dt>t</dt><dd><dl><dt>u</dt><dd>v</dd></dl></dd></dl>"),
    ("> t\n> : a\n>\n>   b", "<blockquote><dl><dt>t</dt><dd>a<p>b</p></dd></dl></blockquote>"),
    ("- t\n  : a\n\nu\n: b", "<ul><li><dl><dt>t</dt><dd>a</dd></dl></li></ul><dl><dt>u</dt><dd>b</dd></dl>"),
    ("- a\n: b\n\n# c\n: d\n\nt\n : e", '<ul><li>a\n: b</li></ul><h1 id="c">c</h1><p>: d</p><p>t\n: e</p>'),
]


@pytest.mark.parametrize(("markdown", "wanted"), _DEFINITIONS)
def test_definitions_hold_blocks(markdown: str, wanted: str) -> None:
    """What is indented below the colon belongs to the definition, in lists and quotes too."""
    found = render([{"markdown": markdown}], unsafe=False)[0].replace(' tabindex="0"', "")
    assert normal(found) == normal(wanted)


def test_ids_of_terms() -> None:
    markdown = "# x\n\nx\n: a\n\n?\n: # x\n\ny *z*\n: b\n"
    found = normal(render([{"markdown": markdown}], autoDefinitionTermID=True)[0])
    ids = '<dl><dt id="x-1">x</dt><dd>a</dd><dt id="term">?</dt><dd><h1 id="x-2">x</h1></dd>'
    assert found == f'<h1 id="x">x</h1>{ids}<dt id="y-z">y <em>z</em></dt><dd>b</dd></dl>'


def test_shortcodes_in_raw_html_that_is_left_out() -> None:
    """Goldmark leaves the whole block out, with what stands in it."""
    block = '<a class="x">\n<!--raw--><b>s</b><!--/raw-->\n</a>\n\n<!--raw--><i>t</i><!--/raw-->\n'
    assert normal(render([{"markdown": block}], unsafe=False)[0]) == "<!-- raw HTML omitted --><i>t</i>"


def test_emoji(tmp_path: Path) -> None:
    """Debian has no gemoji; this has its one method that is used (https://github.com/github/gemoji)."""
    known = """
    class Emoji
      Found = Struct.new(:raw)
      def self.find_by_alias(name) = name == "tent" ? Found.new("\u26fa") : nil
    end
    """
    (tmp_path / "gemoji.rb").write_text(known, encoding="utf-8")
    (html_text,) = render([{"markdown": "## A :tent:\n\n:tent: :nothing: `:tent:`"}], tmp_path, emoji=True)
    assert normal(html_text) == '<h2 id="a-tent">A ⛺</h2><p>⛺ :nothing: <code>:tent:</code></p>'
