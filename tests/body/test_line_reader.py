"""Lines of Markdown, against what Hugo 0.168 prints for them."""

from __future__ import annotations

import pytest

from hugokit.body.line_reader import line_reader
from hugokit.body.typographer import signs

LINES = {
    'No.... it isn\'t "one"...!': "No…. it isn’t “one”…!",
    '"Docker용 GitHub"라고 "x"y': '“Docker용 GitHub"라고 “x"y',
    "a -- 'b' --- <<c>> '90s rock 'n' roll": "a – ‘b’ — «c» ’90s rock ’n’ roll",
    '1" 2" 6\'2" "unclosed': '1" 2" 6\'2" “unclosed',
    '**"a"** ("c") "d". \'f\'? "g"h': '<strong>“a”</strong> (“c”) “d”. ‘f’? “g"h',
    "don't we've they'll 'tis": "don’t we’ve they’ll ’tis",
    '~~x~~ `"code"` \\"a\\" &quot;b&quot;': '<del>x</del> <code>"code"</code> "a" "b"',
    "see https://x.org/a_b_c and (www.x.org).": 'see <a href="https://x.org/a_b_c">https://x.org/a_b_c</a> and '
    '(<a href="https://www.x.org">www.x.org</a>).',
    '"https://a.b" me@x.org!': '“<a href="https://a.b">https://a.b</a>” <a href="mailto:me@x.org">me@x.org</a>!',
    "[x https://y.z] `http://x.y` nohttp://x.y": "[x https://y.z] <code>http://x.y</code> nohttp://x.y",
}


@pytest.mark.parametrize(("line", "shown"), LINES.items())
def test_lines_as_hugo_shows_them(line: str, shown: str) -> None:
    html = line_reader(signs({}), "https").renderInline(line)
    assert html.replace("&quot;", '"') == shown


def test_what_is_switched_off_stays_as_it_is() -> None:
    line = 'a -- "b" https://x.y'
    assert line_reader(signs({"disable": True}), "").renderInline(line).replace("&quot;", '"') == line
    french = signs({"leftdoublequote": "&laquo;", "rightdoublequote": "&raquo;"})
    assert line_reader(french, "").renderInline('"b"') == "«b»"


def test_each_line_begins_anew() -> None:
    reader = line_reader(signs({}), "")
    assert [reader.renderInline(line) for line in ('"a', 'b" c')] == ["“a", "b&quot; c"]
