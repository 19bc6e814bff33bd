"""Front matter and page fields against what the real Hugo 0.168 was measured to make of them."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hugokit.document import loads
from hugokit.engine.dump import moment
from hugokit.page import Page, read_page
from tests.conformance.reading import bare, measured, ours

VERSION = "0.168.0"
PLACE = re.compile(r'"content/p/a\.\w+:(\d+):(\d+)"')

# What the site decides and a page alone cannot: names of output formats, renderers that are not installed, sites.
SITE_DECIDES = ("outputs: nope", 'outputs: "html, json"', "markup: rst", "markup: pandoc", "markup: txt", "matrix: x")


def cases(shared: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((shared / "conformance" / "hugo_measured.json").read_text("utf-8"))[
        "cases"
    ]
    return found


def content(case: dict[str, Any]) -> bytes:
    return case["input"].encode() if "input" in case else base64.b64decode(case["input_base64"])


def page_of(case: dict[str, Any]) -> Page | None:
    """None where hugokit refuses the file."""
    document = loads(content(case))
    if document.error:
        return None
    zone = ZoneInfo("Asia/Kolkata") if "+05:30" in json.dumps(case["hugo"]) and case["group"] == "date_tz" else None
    page = read_page(document.to_dict(), zone) if zone else read_page(document.to_dict())
    return None if any(trouble.grade == "fatal" for trouble in page.troubles) else page


def refused(run: dict[str, Any]) -> bool:
    return run["exit"] != 0 and "failed to create page from pageMetaSource" in "".join(run["messages"])


def decided_here(case: dict[str, Any]) -> bool:
    return not any(part in content(case).decode("utf-8", "replace") for part in SITE_DECIDES)


def test_the_same_files_are_refused(shared: Path) -> None:
    wrong = [
        content(case)
        for case in cases(shared)
        if decided_here(case) and refused(case["hugo"][VERSION]) != (page_of(case) is None)
    ]
    assert wrong == []


def test_errors_are_logged_for_the_same_pages(shared: Path) -> None:
    wrong = []
    for case in cases(shared):
        page, run = page_of(case), case["hugo"][VERSION]
        if page is None or not decided_here(case) or run.get("page") is None:
            continue
        logged = run["exit"] == 1 and any("not a parsable date" in m or "_build" in m for m in run["messages"])
        if logged != any(trouble.grade == "error" for trouble in page.troubles):
            wrong.append(content(case))
    assert wrong == []


def test_params_have_the_same_values_and_types(shared: Path) -> None:
    wrong = {}
    for case in cases(shared):
        page, run = page_of(case), case["hugo"][VERSION]
        if page is None or not run.get("page") or not decided_here(case):
            continue
        mine = {key: ours(value) for key, value in page.params.items()}
        theirs = {key: measured(value) for key, value in run["page"]["params"].items()}
        if mine != theirs:
            wrong[content(case)] = {
                k: (mine.get(k), theirs.get(k)) for k in mine | theirs if mine.get(k) != theirs.get(k)
            }
    assert wrong == {}


FIELDS = {
    "title": "title",
    "draft": "draft",
    "weight": "weight",
    "slug": "slug",
    "description": "description",
    "layout": "layout",
    "date": "date",
    "lastmod": "lastmod",
    "publish_date": "publishDate",
    "expiry_date": "expiryDate",
}


@pytest.mark.parametrize(("mine", "theirs"), FIELDS.items())
def test_fields_are_the_same(shared: Path, mine: str, theirs: str) -> None:
    wrong = []
    for case in cases(shared):
        page, found = page_of(case), case["hugo"][VERSION].get("page")
        if page is None or not found or theirs not in found or not decided_here(case):
            continue
        value = getattr(page, mine)
        value = value if isinstance(value, str | bool | int) else moment(value)
        if value != found[theirs]:
            wrong.append((content(case), value, found[theirs]))
    assert wrong == []


# Hugo says 1:1 for JSON whatever the fault is, and for a fourth dash where the block begins; we point to the fault.
BETTER_PLACES = ("{", "----")


def test_faults_are_shown_where_hugo_shows_them(shared: Path) -> None:
    wrong = []
    for case in cases(shared):
        document, run = loads(content(case)), case["hugo"][VERSION]
        found = PLACE.search("".join(run["messages"]))
        if document.error is None or found is None or document.text.startswith(BETTER_PLACES):
            continue
        if (int(found[1]), int(found[2])) != (document.error.line, document.error.column):
            wrong.append((content(case), found.groups(), str(document.error)))
    assert wrong == []


def corpus_rows(shared: Path) -> list[dict[str, Any]]:
    lines = (shared / "corpus" / "dev" / "HUGO_ORACLE.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


# A cascade with a target depends on the kind and path of the page; an output format on the site.
CORPUS_SITE_DECIDES = ("hugo-github-issue-8888/content/_index.md", "markdown-slides/content/slides/_index.md")


def test_real_pages_are_read_as_hugo_reads_them(shared: Path) -> None:
    wrong = {}
    for row in corpus_rows(shared):
        if row["path"].endswith(CORPUS_SITE_DECIDES):
            continue
        document = loads((shared / "corpus" / "dev" / row["path"]).read_bytes())
        page = None if document.error else read_page(document.to_dict())
        if "error" in row:
            if page is not None and not any(trouble.grade != "silent" for trouble in page.troubles):
                wrong[row["path"]] = "accepted"
        elif page is None or bare(dict(page.params)) != bare(row["params"]):
            wrong[row["path"]] = str(document.error or page)
    assert wrong == {}


def test_broken_headers_of_public_sites_are_judged_as_hugo_judges_them(shared: Path) -> None:
    wrong = []
    for line in (shared / "corpus" / "broken" / "MANIFEST.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        document = loads((shared / "corpus" / "broken" / row["file"]).read_bytes())
        page = None if document.error else read_page(document.to_dict())
        good = page is not None and not any(trouble.grade != "silent" for trouble in page.troubles)
        if good != (row["hugo"] == "ok") or (good and page and bare(dict(page.params)) != bare(row["hugo_params"])):
            wrong.append(row["file"])
    assert wrong == []


def test_every_file_comes_out_as_it_went_in(shared: Path) -> None:
    wrong = []
    for file in sorted(path for path in (shared / "corpus").rglob("*") if path.is_file()):
        data = file.read_bytes()
        document = loads(data)
        _ = document.error
        if document.dumps() != data:
            wrong.append(str(file))
    assert wrong == []
