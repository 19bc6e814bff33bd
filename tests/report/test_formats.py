"""Every format, read back by the reader of its own rules: the same findings, valid when empty, the same bytes twice."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hugokit.diagnostic import Diagnostic, Fix, Located, Severity, locate
from hugokit.report import html_page
from hugokit.report.excerpt import parts, under, width
from hugokit.report.formats import FORMATS
from hugokit.report.manuals import url_of
from hugokit.rule import Manual, load_rules
from hugokit.text.edits import Edit
from tests.report.reading import READERS, VERSION, Page, Row, written
from tests.support import CHECKOUT

STREAMS = {"text", "concise", "json-lines", "github"}
ANY_TEXT = st.text(
    st.one_of(
        st.characters(), st.sampled_from("\x00\x07\x1b\x9b\r\n\t\u2028\u202e\u2066\ufeff\ufffe\uffff\udcff%:,&<>\"'")
    )
)
HOSTILE = st.one_of(
    ANY_TEXT,
    st.sampled_from((
        "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&quot;", "<!--", "--><script>", "]]>",
        "::error::x", "a\n::error::x", "%0A::error::x", "##[error]x", "##vso[task.setvariable]x", "a:b,c%d",
        "\x1b]0;title\x07", "\x1b[31mred", "\u202eevil", "' onmouseover='x", '" onfocus="x', "javascript:alert(1)",
        "\udcff\udc80",
    )),
)  # fmt: skip
FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def located(file: str, text: str, start: int, end: int, message: str = "m", **other: Any) -> Located:
    given: dict[str, Any] = {"code": "HK401", "slug": "empty-menu", "severity": Severity.WARNING, **other}
    edits = (lambda fix: fix.edits) if "fix" in given else None
    return locate(file, text, [Diagnostic(message=message, start=start, end=end, **given)], edits)[0]


TEXT = "---\ntitle: A\nmenu: ''\n---\n"
SOME = (
    located("content/a.md", TEXT, 13, 17, "the first", severity=Severity.ERROR),
    located("content/b/c d.md", TEXT, 13, 17, "the 2nd: 50%, so", fix=Fix("cut", edits=(Edit(13, 22, ""),))),
    located(
        "content/b/é.md", TEXT, 4, 21, 'the "third" <b>', severity=Severity.ERROR, code="HK204", slug="scalar-for-list"
    ),
)
ROWS: list[Row] = [
    ("content/a.md", 3, "error", "HK401", "the first"),
    ("content/b/c d.md", 3, "warning", "HK401", "the 2nd: 50%, so"),
    ("content/b/é.md", 2, "error", "HK204", 'the "third" <b>'),
]


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_tells_all(name: str) -> None:
    out = written(name, *SOME)
    severities = (row[2] for row in ROWS) if name != "text" else ("",) * 3
    assert list(READERS[name](out)) == [
        (*row[:2], grade, *row[3:]) for row, grade in zip(ROWS, severities, strict=True)
    ]
    assert written(name, *SOME) == out


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_a_valid_document(name: str) -> None:
    out = written(name)
    assert list(READERS[name](out)) == []
    assert (out == "") is (name in STREAMS)


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - STREAMS))
def test_documents_do_not_depend_on_the_order_of_files(name: str) -> None:
    assert written(name, *reversed(SOME)) == written(name, *SOME)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60)
@given(path=HOSTILE.filter(bool), message=HOSTILE.filter(bool), text=HOSTILE, key=HOSTILE, fix=HOSTILE.filter(bool))
def test_nothing_of_a_file_gets_out_raw(name: str, path: str, message: str, text: str, key: str, fix: str) -> None:
    made = Fix(fix, edits=(Edit(0, len(text), "<new>"),))
    found = located(path, text, 0, len(text), message, path=(key,), fix=made)
    out = written(name, found)
    out.encode("utf-8")
    assert not FORBIDDEN.search(out)
    assert len(list(READERS[name](out))) == 1
    if name in STREAMS:
        rows = [line for line in out.split("\n")[:-1] if not re.match(r" *[0-9]* \| ", line)]
        assert len(rows) == 1
        assert "##[" not in out.removeprefix("::warning") or name in ("github", "json-lines")
        assert rows[0].lstrip().startswith("::") is (name == "github")


@given(text=HOSTILE)
def test_the_script_is_always_the_same(text: str) -> None:
    page = Page(written("html", located("a.md", text, 0, len(text), text or "m")))
    assert page.scripts == [html_page.SCRIPT]


def test_the_policy_allows_the_style_and_the_script_and_nothing_else() -> None:
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', written("html"))[1])  # type: ignore[index]
    assert policy == html_page.POLICY
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


def test_charts_count() -> None:
    page = written("html", *SOME)
    counts = re.findall(r'<th scope="row">([^<]*)</th><td class="count">(\d+)</td>', page)
    assert counts == [("HK401 empty-menu", "2"), ("HK204 scalar-for-list", "1"), ("b", "2"), ("/", "1")]


def test_sarif_counts_in_utf16_units_and_carries_the_fix() -> None:
    text = "---\na: '\U0001f600', menu: ''\n---\n"
    at = text.index("menu")
    found = located("a.md", text, at, at + 4, fix=Fix("cut", edits=(Edit(at, at + 8, "x"),), safe=False))
    [run] = json.loads(written("sarif", found))["runs"]
    assert run["columnKind"] == "utf16CodeUnits"
    [result] = run["results"]
    region = {"startLine": 2, "startColumn": 10, "endLine": 2, "endColumn": 14}
    assert result["locations"][0]["physicalLocation"]["region"] == region
    [change] = result["fixes"][0]["artifactChanges"]
    deleted = {**region, "endColumn": 18}
    assert change["replacements"] == [{"deletedRegion": deleted, "insertedContent": {"text": "x"}}]


def test_sarif_has_the_manual_of_every_rule() -> None:
    [run] = json.loads(written("sarif"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in load_rules(Manual)]
    for rule in rules:
        assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"].split("\n")[0])
        assert len(rule["help"]["markdown"]) > 100


def test_the_address_of_a_rule_is_that_of_its_heading() -> None:
    page = (CHECKOUT / "docs/reference/rules.md").read_text(encoding="utf-8")
    for rule in load_rules(Manual):
        url = url_of(rule.code, rule.slug, VERSION)
        assert f"](#{url.split('#')[1]})" in page
        assert f"/v{VERSION}/docs/reference/rules.md#" in url


def test_fingerprints_stay_where_lines_move_and_differ_where_findings_do() -> None:
    def of(*found: Located) -> list[str]:
        issues = [issue["fingerprint"] for issue in json.loads(written("gitlab", *found))]
        [run] = json.loads(written("sarif", *found))["runs"]
        assert [result["partialFingerprints"] for result in run["results"]] == [{"hugokit/v1": one} for one in issues]
        return issues

    [first] = of(located("a.md", TEXT, 13, 17))
    moved = "---\nnew: 1\n" + TEXT.removeprefix("---\n")
    assert of(located("a.md", moved, 20, 24)) == [first]
    twins = of(located("a.md", TEXT, 13, 17), located("a.md", TEXT, 13, 17))
    assert (twins[0], len(set(twins))) == (first, 2)
    assert of(located("b.md", TEXT, 13, 17)) != [first]
    assert of(located("a.md", TEXT, 13, 17, code="HK402")) != [first]


def test_paths_are_those_of_the_repository() -> None:
    found = located("/repo/site/content/a.md", TEXT, 0, 1)
    for name in ("github", "gitlab", "junit", "sarif", "html"):
        assert next(READERS[name](written(name, found, root="/repo")))[0] == "site/content/a.md"
        assert next(READERS[name](written(name, located("./a.md", TEXT, 0, 1))))[0] == "a.md"
    [run] = json.loads(written("sarif", found, root="/elsewhere"))["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "file:///repo/site/content/a.md"


def test_a_name_that_is_no_utf8() -> None:
    found = located("a\udcff.md", TEXT, 0, 1)
    assert '"uri": "a%FF.md"' in written("sarif", found)
    assert next(READERS["json"](written("json", found)))[0] == "a\ufffd.md"
    assert written("concise", found).startswith("a\\xff.md:1:1: ")


def test_junit_fails_where_the_run_does() -> None:
    out = written("junit", *SOME, fatal=Severity.ERROR)
    assert out.count("<failure ") == 2
    assert out.count("<system-out>") == 1
    assert 'tests="3" failures="2"' in out
    assert [row[2] for row in READERS["junit"](out)] == ["error", "", "error"]


def test_the_places_of_editors() -> None:
    one = located("p.md", "x\n\U0001f600\U0001f600ab\U0001f600\n", 4, 7)
    assert (one.line, one.column, one.end_column, one.utf16) == (2, 3, 6, (5, 9))
    across = located("p.md", "x\n\U0001f600\n", 3, 4)
    assert (across.column, across.utf16, across.end_line, across.end_column) == (2, (3, 1), 3, 1)


@pytest.mark.parametrize(
    ("text", "start", "end", "line", "carets"),
    [
        ("tags: a", 0, 4, "tags: a", "^^^^"),
        ("\ttags: a", 1, 5, "    tags: a", "    ^^^^"),
        ("a\ttags", 2, 6, "a   tags", "    ^^^^"),
        ("東京: x", 0, 2, "東京: x", "^^^^"),
        ("東京: x", 4, 5, "東京: x", "      ^"),
        ("e\u0301: x", 4, 5, "e\u0301: x", "   ^"),
        ("a\x1b: x", 4, 5, "a\\x1b: x", "       ^"),
        ("a: b", 4, 4, "a: b", "    ^"),
        ("a: [\nb]", 3, 7, "a: [", "   ^"),
    ],
)
def test_a_caret_is_under_its_place(text: str, start: int, end: int, line: str, carets: str) -> None:
    shown = written("text", located("a.md", text, start, end)).split("\n")
    assert shown[1:] == [f"    1 | {line}", f"      | {carets}", ""]


def test_a_long_line_is_cut_around_its_place() -> None:
    text = "x" * 10_000 + "HERE" + "y" * 10_000
    marked = parts(located("a.md", text, 10_000, 10_004))
    assert (marked.marked, marked.before[0], marked.behind[-1]) == ("HERE", "…", "…")
    assert width(marked.before + marked.marked + marked.behind) <= 98
    assert under(marked).index("^") == width(marked.before)
    near = parts(located("a.md", text, 3, 4))
    assert near.before == "xxx"


@given(text=ANY_TEXT, place=st.data())
def test_any_excerpt_fits_and_has_a_caret(text: str, place: Any) -> None:
    start = place.draw(st.integers(0, len(text)))
    end = place.draw(st.integers(start, len(text)))
    marked = parts(located("a.md", text, start, end))
    assert width(marked.before + marked.marked + marked.behind) <= 98
    assert "^" in under(marked)
