"""Front matter and page fields against what the real Hugo 0.168 was measured to make of them."""

from __future__ import annotations

import base64
import json
import re
from datetime import UTC
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hugokit.document import loads
from hugokit.engine.context import Contexts
from hugokit.engine.dump import moment, record
from hugokit.engine.settings import Settings
from hugokit.limits import NEWEST_HUGO
from hugokit.page import Page, PageRules, read_page
from tests.conformance.reading import bare, measured, ours

VERSION = "0.168.0"
PLACE = re.compile(r'"content/p/a\.\w+:(\d+):(\d+)"')


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
    page = read_page(document.to_dict(), rules=PageRules(zone or UTC, output_formats=()))
    return None if any(trouble.grade == "fatal" for trouble in page.troubles) else page


def refused(run: dict[str, Any]) -> bool:
    return run["exit"] != 0 and "failed to create page from pageMetaSource" in "".join(run["messages"])


def test_the_same_files_are_refused(shared: Path) -> None:
    wrong = [content(case) for case in cases(shared) if refused(case["hugo"][VERSION]) != (page_of(case) is None)]
    assert wrong == []


def test_errors_are_logged_for_the_same_pages(shared: Path) -> None:
    wrong = []
    for case in cases(shared):
        page, run = page_of(case), case["hugo"][VERSION]
        if page is None or run.get("page") is None:
            continue
        said = ("not a parsable date", "_build", "no content renderer")
        logged = run["exit"] == 1 and any(part in m for m in run["messages"] for part in said)
        if logged != any(trouble.grade == "error" for trouble in page.troubles):
            wrong.append(content(case))
    assert wrong == []


def test_params_have_the_same_values_and_types(shared: Path) -> None:
    wrong = {}
    for case in cases(shared):
        page, run = page_of(case), case["hugo"][VERSION]
        if page is None or not run.get("page"):
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
        if page is None or not found or theirs not in found:
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


def test_real_pages_are_read_as_hugo_reads_them(shared: Path, tmp_path: Path) -> None:
    """Through `dump`, in a site like the one in which Hugo was asked: UTC and nothing else, each page below `p`."""
    (tmp_path / "hugo.toml").write_text('timeZone = "UTC"\n', encoding="utf-8")
    contexts = Contexts(Settings(hugo=NEWEST_HUGO))
    wrong = {}
    for row in corpus_rows(shared):
        file = shared / "corpus" / "dev" / row["path"]
        name = "_index" if file.stem.startswith("_index") else "a"
        path = tmp_path / "content" / "p" / f"{name}{file.suffix}"
        found = record(str(path), file.read_bytes(), contexts.of(path))
        if (found["verdict"] == "ok") != ("error" not in row):
            wrong[row["path"]] = (found["verdict"], found["error"])
        elif "error" not in row and bare(found["params"]) != bare(row["params"]):
            wrong[row["path"]] = found["params"]
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
