"""Heading ids, against Hugo's table and its own measured output."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from hugokit.body.headings import anchor, heading_ids
from tests.support import find_shared


def anchors() -> list[Any]:
    place = find_shared()
    if place is None:
        return []
    every = json.loads((place / "conformance/hugo_cases.json").read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["name"]) for case in every if case["group"] == "anchor"]


@pytest.mark.parametrize("case", anchors())
def test_anchor(case: dict[str, Any]) -> None:
    assert anchor(case["input"], case["type"]) == case["expect"]


def test_measured_ids(shared: Path) -> None:
    rows = json.loads((shared / "conformance/heading_ids.json").read_text(encoding="utf-8"))
    got = heading_ids("\n\n".join("## " + row["heading"] for row in rows))
    assert len(got) == len(rows) >= 30

    # The measured page had more headings than the table keeps, so the numbers of `heading` are higher there.
    def bare(found: str | None) -> str | None:
        return re.sub(r"^heading-\d+$", "heading", found) if found else None

    assert [bare(found) for found in got] == [bare(row["id"]) for row in rows]


def test_ids_as_the_binary_gives_them() -> None:
    body = (
        "## https://example.com/a?b=c\n\n## \u2167\n\n## see https://x.org now\n\n## \u2460\n\n##\n\n## a {#zz}\n\n"
        "## zz\n\n"
        '## `code` *x*\n\n## it\'s "q"\n\n## a -- b\n'
    )
    assert heading_ids(body) == [
        None,
        "heading",
        "see--now",
        "heading-1",
        None,
        "zz",
        "zz-1",
        "code-x",
        "its-q",
        "a--b",
    ]


def test_of_emphasis_only_the_first_piece_counts() -> None:
    body = (
        '## *a "b" c*\n\n## a "b" c\n\n## **a -- b** c\n\n## [l "m"](x) "n"\n\n## `c` "d"_e_\n\n'
        "## it's *don't go*\n\n"
        '## _q "b"_ <br> z\n'
    )
    assert heading_ids(body) == ["a", "a-b-c", "a--c", "l--n", "c-de", "its-don", "q---z"]


# What Hugo 0.168 makes of them: of marks and links the first piece alone.
FIRST_PIECES = {
    "**a_b c**": "a_",
    "*a \\* b*": "a--b",
    "**a\\_b_c d** z": "a_b_-z",
    "**a \\_ b": "a-_-b",
    "**a * b**": "a-",
    "**a~~b c**": "a",
    "**a ~ b** z": "a--z",
    "**a ![ b**": "a",
    "**a ([b) c**": "a-",
    "**a `b c**": "a",
    "**`x b** c": "x-b-c",
    "**a ] < : b**": "a----b",
    "**[x b** c": "-c",
    '**"x" b** c': "-c",
    "**www.x.y b** c": "c",
    "**a https://x.y b**": "a",
    "![a_b c](x)": "a_",
    "[![a_b c](x) d_e](y)": "a_",
    "a_b *c*": "a_b-c",
    "a &#65; &eacute; b": "a-65-é-b",
}


@pytest.mark.parametrize(("heading", "wanted"), FIRST_PIECES.items())
def test_first_pieces(heading: str, wanted: str) -> None:
    assert heading_ids(f"## {heading}\n") == [wanted]
