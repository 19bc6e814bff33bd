"""Mainroad's measured cases through the whole checker: what fails or is misread is flagged on its key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.document import loads
from hugokit.engine.check import Checker
from hugokit.engine.context import Context
from hugokit.engine.fix import fix_document
from hugokit.engine.settings import Settings
from hugokit.engine.versions import HugoVersion
from hugokit.limits import NEWEST_HUGO
from hugokit.schema.store import load
from tests.support import find_shared

CHECKER = Checker.of(Settings())
CONTEXT = Context(load("mainroad"), HugoVersion(NEWEST_HUGO, "the table"))
PATH = Path("content/post/a.md")

# A verdict that is argued with. The measured page is the post itself, and "misread" was given because the post shows no
# image. That is what `visibility: [list]` says: only in lists, where the case's own list_thumbnail has the image. The
# theme's example pages have it.
ARGUED = {'thumbnail: {src: "a.png", visibility: [list]}'}

# The text "list" is as the table has it: the theme looks for the word anywhere in the text and finds it by chance, so
# it is a warning. The page stays the same when it becomes a list: the fix is safe.
TEXT_FOR_PLACES = 'thumbnail: {src: "a.png", visibility: "list"}'


def cases() -> list[Any]:
    place = find_shared()
    if place is None:
        return []
    found: list[Any] = json.loads((place / "conformance" / "mainroad_measured.json").read_text("utf-8"))["cases"]
    return [case for case in found if case["verdict"] != "arguable"]


def page(case: Any) -> str:
    return f"---\n{case['front_matter']}\n---\nThe text.\n\n## One\n\n## Two\n"


def test_the_table_is_there(shared: Path) -> None:
    assert (shared / "conformance" / "mainroad_measured.json").is_file()
    verdicts = [case["verdict"] for case in cases()]
    counted = {word: verdicts.count(word) for word in verdicts}
    assert counted.keys() == {"fails", "misread", "works"}
    assert min(counted.values()) > 10, counted
    assert ARGUED | {TEXT_FOR_PLACES} <= {case["front_matter"] for case in cases()}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["front_matter"].replace("\n", "; "))
def test_verdict(case: Any) -> None:
    document = loads(page(case))
    found = CHECKER.check(document, CONTEXT, PATH)
    strong = [one for one in found if one.severity >= Severity.WARNING]
    if case["verdict"] == "works" or case["front_matter"] in ARGUED:
        assert strong == []
        return
    flagged = [one for one in strong if str(one.path[0]).lower() == case["key"].lower()]
    assert flagged, found
    assert all(_points_into(document.text, case["key"], one) for one in flagged)
    errors = [one for one in found if one.severity == Severity.ERROR]
    assert bool(errors) == (case["verdict"] == "fails")


def _points_into(text: str, key: str, one: Diagnostic) -> bool:
    """At the key itself, or at something below it and before the page's text."""
    return text[one.start : one.end].lower() == key.lower() or (
        len(one.path) > 1 and text.lower().index(key.lower()) < one.start < text.index("The text.")
    )


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["front_matter"].replace("\n", "; "))
def test_safe_fixes_leave_alone_what_builds(case: Any) -> None:
    """A page that the theme builds is changed only by the fixes that were measured to keep the site as it is."""
    fixed = fix_document(loads(page(case)), CHECKER, CONTEXT, PATH)
    changed = fixed.document.dumps() != page(case)
    if case["verdict"] != "fails":
        assert not changed or case["front_matter"] in {TEXT_FOR_PLACES, 'menu: ""'}, case
    elif changed:
        assert not [one for one in fixed.left if one.severity == Severity.ERROR]


def test_the_text_list_becomes_a_list(shared: Path) -> None:
    del shared  # the case stands in the table there
    fixed = fix_document(loads(f"---\n{TEXT_FOR_PLACES}\n---\n"), CHECKER, CONTEXT, PATH)
    assert fixed.document.dumps() == '---\nthumbnail: {src: "a.png", visibility: ["list"]}\n---\n'
