from __future__ import annotations

import json
import re
from typing import Any

from hugokit.diagnostic import Diagnostic, Fix, Located, Severity, locate
from hugokit.ledger import Loss
from hugokit.report import ledger, ledger_formats
from hugokit.report import text as as_text
from hugokit.report.formats import FORMATS, About, report

RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


def finding(message: str = "m", start: int = 0, **other: Any) -> Diagnostic:
    given: dict[str, Any] = {"code": "HK200", "slug": "a-slug", "severity": Severity.ERROR, "end": start + 1, **other}
    return Diagnostic(message=message, start=start, **given)


def test_findings_get_their_places_in_order() -> None:
    text = "---\r\ntags: a\r\n---\r\n\U0001f600x"
    found = locate("p.md", text, [finding(start=20), finding(start=5, end=9), finding(start=len(text), end=len(text))])
    assert [(f.line, f.column, f.end_line, f.end_column) for f in found] == [(2, 1, 2, 5), (4, 2, 4, 3), (4, 3, 4, 3)]


def written(name: str, *found: Located, **about: Any) -> str:
    """A whole report."""
    made = report(name, About("1.2.3", **about))
    return made.add(found) + made.end()


def test_a_line_of_text() -> None:
    safe = finding("tags must be a list", fix=Fix("wrap"))
    unsafe = finding("draft is public", code="HK301", fix=Fix("say true", safe=False))
    found = [Located("a/p.md", 2, 1, 2, 5, safe), Located("a/p.md", 3, 1, 3, 2, unsafe)]
    assert written("text", *found) == ("a/p.md:2:1: HK200 [*] tags must be a list\na/p.md:3:1: HK301 draft is public\n")
    assert written("concise", *found) == (
        "a/p.md:2:1: HK200 error [*] tags must be a list\na/p.md:3:1: HK301 error draft is public\n"
    )


def test_everything_from_the_repository_is_escaped() -> None:
    nasty = "a\x1b[31m\n\r\t::stop-commands::\u202e\x9b\udcff"
    found = Located(nasty, 1, 1, 1, 1, finding(nasty, path=(nasty,), fix=Fix(nasty)))
    loss = Loss(nasty, 1, nasty, nasty, nasty, nasty)
    for out in (
        *(written(name, found) for name in FORMATS),
        ledger.text([loss]),
        *(ledger_formats.written(name, [loss], {"version": "1"}) for name in ("json", "sarif", "html")),
    ):
        assert not RAW.search(out)
        out.encode("utf-8")
    assert written("text", found).count("\n") == 1


def test_colour_is_only_around_the_text() -> None:
    found = locate("p.md", "a: 1\n", [finding(fix=Fix("x"))])
    for name in ("text", "concise"):
        coloured = written(name, *found, colour=True)
        assert "\x1b[31mHK200" in coloured
        assert re.sub(r"\x1b\[\d*m", "", coloured) == written(name, *found)


def test_summaries() -> None:
    def at(item: Diagnostic) -> Located:
        return Located("p.md", 1, 1, 1, 1, item)

    def summary(found: list[Located], **other: Any) -> str:
        tally = as_text.Tally()
        tally.count(found)
        return as_text.summary(tally, **other)

    error, warning = at(finding(fix=Fix("x"))), at(finding(severity=Severity.WARNING))
    unsafe, note = at(finding(fix=Fix("x", safe=False))), at(finding(severity=Severity.INFO))
    assert summary([]) == "All checks passed.\n"
    assert summary([], fixed=2, files=1) == "Fixed 2 findings. All checks passed in 1 file.\n"
    assert summary([warning]) == "Found 1 warning.\n"
    assert summary([error, error, warning, note], files=3) == (
        "Found 2 errors, 1 warning, 1 note in 3 files (2 fixable with --fix).\n"
    )
    assert summary([error, unsafe], fixed=1) == (
        "Fixed 1 finding. Found 2 errors (1 fixable with --fix, 1 with --unsafe-fixes).\n"
    )


def test_json_is_whole_and_in_a_stable_order() -> None:
    first = Located("a.md", 9, 1, 9, 5, finding(path=("tags", 0), fix=Fix("wrap it", safe=False)))
    second = Located("b.md", 1, 1, 1, 1, finding(severity=Severity.INFO))
    assert written("json", second, first) == written("json", first, second)
    places = {"utf16_column": 1, "utf16_end_column": 1, "start": 0, "end": 1}
    rule = {
        "code": "HK200", "slug": "a-slug",
        "url": "https://github.com/hugokit/hugokit/blob/v1.2.3/docs/reference/rules.md#hk200-a-slug",
    }  # fmt: skip
    assert json.loads(written("json", second, first)) == [
        {
            "path": "a.md", "line": 9, "column": 1, "end_line": 9, "end_column": 5, **places, **rule,
            "severity": "error", "message": "m", "key": ["tags", 0],
            "fix": {"title": "wrap it", "applicability": "unsafe", "edits": []},
        },
        {
            "path": "b.md", "line": 1, "column": 1, "end_line": 1, "end_column": 1, **places, **rule,
            "severity": "info", "message": "m", "key": [], "fix": None,
        },
    ]  # fmt: skip
    assert json.loads(written("json")) == []


def test_the_ledger_is_grouped_and_aligned() -> None:
    losses = [
        Loss("content/b.md", 12, "", "shortcode youtube", "no such thing there", "write the link"),
        Loss("content/a.md", 3, "menu", "the menu entry", "menus are written by hand", "", "changed"),
        Loss("content/b.md", 0, "sitemap", "the priority", "not read", "", "manual"),
    ]
    assert ledger.text(losses) == (
        "content/a.md\n"
        "  3  changed  menu  the menu entry: menus are written by hand\n"
        "\n"
        "content/b.md\n"
        "   -  manual  sitemap  the priority: not read\n"
        "  12  lost    -        shortcode youtube: no such thing there\n"
        "                       -> write the link\n"
        "\n"
        "Ledger: 1 lost, 1 manual, 1 changed, in 2 files.\n"
    )
    assert [row["line"] for row in json.loads(ledger.to_json(losses, {}))["ledger"]] == [3, 0, 12]
    assert ledger.text([]) == "Ledger: everything was carried over.\n"
