"""Mainroad's measured cases: what fails or is misread has a finding on its key, what works has none to speak of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hugokit.frontmatter import yaml
from hugokit.schema.store import load
from hugokit.schema.validate import Finding, findings
from tests.support import find_shared

# Cases whose verdict is argued with. The measured page is the post itself; "misread" was given where it shows no image.
# visibility [list] says just that: only in lists, where the measured list_thumbnail has the image. The theme's own
# example pages have it.
ARGUED = {'thumbnail: {src: "a.png", visibility: [list]}'}


def cases() -> list[Any]:
    place = find_shared()
    if place is None:
        return []
    found: list[Any] = json.loads((place / "conformance" / "mainroad_measured.json").read_text("utf-8"))["cases"]
    return found


def found_in(front_matter: str) -> tuple[Finding, ...]:
    return findings(load("mainroad"), yaml.read(front_matter, 0, len(front_matter)).value)


def test_the_table_is_there(shared: Path) -> None:
    assert (shared / "conformance" / "mainroad_measured.json").is_file()
    verdicts = [case["verdict"] for case in cases()]
    assert {word: verdicts.count(word) for word in set(verdicts)}.keys() == {"fails", "misread", "works", "arguable"}
    assert len(verdicts) > 120
    assert {case["front_matter"] for case in cases()} >= ARGUED


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["front_matter"].replace("\n", "; "))
def test_verdict(case: Any) -> None:
    text, verdict = case["front_matter"], case["verdict"]
    found = found_in(text)
    grades = {one.consequence for one in found}
    if text in ARGUED:
        assert grades == set()
        assert case["list_thumbnail"] == ["/a.png"]
    elif verdict == "works":
        assert grades <= {"inert"}, found
    elif verdict == "fails":
        assert [one for one in found if one.path[0] == case["key"] and one.consequence == "fails"], found
    elif verdict == "misread":
        assert [one for one in found if one.path[0] == case["key"] and one.consequence == "misread"], found
        assert "fails" not in grades
    else:
        assert case["exit"] != 0 or "fails" not in grades, "nothing fails that Hugo builds"
    assert all(one.sentence for one in found)
