"""Templates that are done without Hugo print what Hugo prints."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hugokit.body.filling import Tools, fill
from hugokit.body.shortcodes import Shortcode
from hugokit.body.shortcodes import parse as read
from hugokit.body.trivial import parse, strict
from hugokit.gotemplate.lexer import TemplateError
from tests.support import HugoResult

_TEXT = (Path(__file__).parent / "simple_templates.txt").read_text(encoding="utf-8").strip()
# Each template with calls of it; {} stands for its name.
CASES = [(case.split("\n---\n")[0], case.split("\n---\n")[1].splitlines()) for case in _TEXT.split("\n===\n")]


@pytest.fixture
def printed(build_site: Callable[[Path], HugoResult], tmp_path: Path) -> list[str]:
    """What Hugo prints for each call."""
    site = tmp_path
    body = ""
    for number, (template, uses) in enumerate(CASES):
        file = site / f"layouts/shortcodes/s{number}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(template, encoding="utf-8")
        body += "".join(f'<div class="call">{use.replace("{}", f"s{number}")}</div>\n\n' for use in uses)
    (site / "hugo.toml").write_text('baseURL = "https://e.example/sub/"\n[markup.goldmark.renderer]\nunsafe = true\n')
    (site / "layouts/page.html").write_text("{{ .Content }}")
    (site / "content").mkdir()
    (site / "content/a.md").write_text(f"---\ntitle: a\n---\n{body}", encoding="utf-8")
    return re.findall(
        r'<div class="call">(.*?)</div>\n(?=<div class="call">|\Z)', build_site(site).text("a/index.html"), re.DOTALL
    )


def plain(text: str) -> str:
    """HTML with one spelling for a sign."""
    return html.escape(html.unescape(text), quote=True)


def test_every_template_prints_what_hugo_prints(printed: list[str]) -> None:
    tools = Tools(
        lambda text: {"*it* `c`": "<em>it</em> <code>c</code>"}[text],
        lambda path: path if path.startswith("/") else f"/sub/{path}",
    )
    ours = []
    for number, (source, uses) in enumerate(CASES):
        template = parse(source)
        assert template is not None, source
        for use in uses:
            [call] = read(use.replace("{}", f"s{number}"))
            assert isinstance(call, Shortcode)
            inner = "".join(node.text for node in call.inner if not isinstance(node, Shortcode))
            ours.append(fill(template, call, tools._replace(inner=inner)))
    assert len(printed) == len(ours)
    assert [plain(one) for one in ours] == [plain(one) for one in printed]


def test_what_cannot_be_done_is_said_with_its_place() -> None:
    with pytest.raises(TemplateError, match=r"partial is not among") as told:
        strict('<p>\n{{ partial "x" . }}')
    assert told.value.at == 4


@given(st.text(alphabet="{}<>-. $|\"'`Getwithifelnd01Iner/*=:()", max_size=60))
def test_no_text_is_too_odd(source: str) -> None:
    template = parse(source)
    if template is not None:
        fill(template, Shortcode(0, 0, "x", False, ("1",)), Tools(str, str, "inner", "rendered"))
