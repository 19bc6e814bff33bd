"""Findings: one a place, under the author's spelling, with what comes of it."""

from __future__ import annotations

import json
import math
from datetime import UTC, date, datetime
from datetime import time as clock
from pathlib import Path
from typing import Any

import pytest

from hugokit.errors import FrontMatterError
from hugokit.frontmatter import yaml
from hugokit.schema.deprecated import deprecations
from hugokit.schema.fold import fold, fold_of
from hugokit.schema.store import Schema, load, standard_validator
from hugokit.schema.validate import findings, unknown

HUGO = load("hugo")
MAINROAD = load("mainroad")


def said(schema: Schema, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(*one.path, one.consequence) for one in findings(schema, values)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"TOC": "no"}, [("TOC", "misread")]),
        ({"Menu": {"MAIN": {"Weight": "x"}}}, [("Menu", "MAIN", "Weight", "fails")]),
        ({"build": {"List": "nope"}}, [("build", "List", "misread")]),
        ({"thumbnail": {"SRC": ["a"]}}, [("thumbnail", "SRC", "fails")]),
        ({"resources": [{"SRC": "a.png"}]}, [("resources", 0, "misread")]),
        ({"title": "x", "Title": ["y"]}, [("Title", "misread")]),
        ({"Title": "x", "title": ["y"]}, []),
    ],
)
def test_keys_match_in_any_case_as_in_hugo(values: dict[str, Any], expected: list[Any]) -> None:
    assert said(MAINROAD, values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"params": {"tags": "a"}}, [("params", "tags", "fails")]),
        ({"params": {"title": ["a"], "date": True, "aliases": [""]}}, []),
        ({"params": {"menus": [""]}}, [("params", "menus", 0, "misread")]),
        ({"Params": {"TOC": "off"}}, [("Params", "TOC", "misread")]),
        ({"params": "x"}, [("params", "fails")]),
        ({"cascade": {"toc": "no"}}, [("cascade", "toc", "misread")]),
        (
            {"cascade": [{"target": {"kind": "Page"}, "params": {"toc": "no"}}]},
            [("cascade", 0, "params", "toc", "misread")],
        ),
        ({"cascade": [{"Target": {"Kind": "Nope"}}]}, [("cascade", 0, "Target", "Kind", "fails")]),
        ({"cascade": {"target": {"kind": "nope"}}}, [("cascade", "target", "kind", "fails")]),
        ({"cascade": ["x"]}, [("cascade", 0, "misread")]),
        ({"cascade": "x"}, [("cascade", "fails")]),
    ],
)
def test_maps_that_hold_fields_are_looked_into(values: dict[str, Any], expected: list[Any]) -> None:
    assert said(MAINROAD, values) == expected


def test_a_choice_gives_one_finding_at_the_nearest_place() -> None:
    assert said(HUGO, {"menu": {"main": {"weight": "x", "name": ["a"]}}}) == [
        ("menu", "main", "weight", "fails"),
        ("menu", "main", "name", "fails"),
    ]
    assert said(MAINROAD, {"thumbnail": {"src": "a.png", "visibility": ["list", "nope"]}}) == [
        ("thumbnail", "visibility", 1, "misread")
    ]
    assert said(MAINROAD, {"thumbnail": 5}) == [("thumbnail", "misread")]


def test_findings_come_in_the_order_of_the_page() -> None:
    page = {"widgets": ["no", "search", "neither"], "toc": "no", "tags": "a", "params": {"pager": "no"}, "draft": "yes"}
    assert [one.path for one in findings(MAINROAD, page)] == [
        ("widgets", 0), ("widgets", 2), ("toc",), ("tags",), ("params", "pager"), ("draft",),
    ]  # fmt: skip


def test_what_a_finding_says() -> None:
    (found,) = findings(MAINROAD, {"toc": "no"})
    assert found.message == 'toc: expected true or false, not the text "no"'
    assert found.sentence == "a text is true whatever it says: the table of contents is shown"
    assert found.subschema["x-hugokit"]["coerce"] == "boolean"
    assert (found.keyword, found.value, found.expected) == ("type", "no", "true or false")
    (found,) = findings(MAINROAD, {"tags": "x" * 500})
    assert len(found.message) < 120
    assert MAINROAD.annotations["words"]["true"][0] == "true"


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        math.inf,
        -math.inf,
        10**400,
        "\ud800",
        b"\xff",
        datetime(2025, 2, 8, tzinfo=UTC),
        date(2025, 2, 8),
        clock(9, 45),
    ],
    ids=repr,
)
def test_any_value_of_any_codec_is_taken(value: Any) -> None:
    for key in ("title", "date", "weight", "draft", "tags", "own"):
        for page in ({key: value}, {key: [value]}, {key: {"a": value}}, {"params": {key: value}}):
            findings(MAINROAD, page)
            unknown(MAINROAD, page)
    assert said(HUGO, {"date": datetime(2025, 2, 8, tzinfo=UTC), "lastmod": date(2025, 2, 8)}) == []
    assert said(HUGO, {"weight": math.nan}) == [("weight", "misread")]


def test_widgets_that_are_not_read_are_no_fault() -> None:
    assert said(MAINROAD, {"widgets": ["nope"]}) == [("widgets", 0, "fails")]
    assert said(MAINROAD, {"widgets": ["nope"], "Sidebar": False}) == [("widgets", 0, "inert")]
    assert said(MAINROAD, {"widgets": ["Search", "recent.HTML", "recent.html", "own/one"]}) == []


def test_values_that_only_some_versions_break_on() -> None:
    page = {"authorbox": True, "widgets": ["languages"], "post_meta": ["author"]}
    assert [one.keyword for one in findings(MAINROAD, page)] == ["hazard"] * 3
    assert findings(MAINROAD, page, (0, 155)) == ()


@pytest.mark.parametrize(
    ("values", "schema", "expected"),
    [
        ({"tags": ["a", "A"]}, MAINROAD, [("tags", 1, "misread")]),
        ({"tags": ["a b", "a-b"]}, MAINROAD, [("tags", 1, "misread")]),
        ({"tags": ["a", "A"]}, HUGO, [("tags", 1, "inert")]),
        ({"tags": ["C#", "C++", ".NET", "a & b"]}, MAINROAD, [("tags", 0, "misread"), ("tags", 3, "misread")]),
        ({"categories": ["Q&A", "News"]}, MAINROAD, [("categories", 0, "misread")]),
        ({"tags": ["C#", "!!!"]}, HUGO, []),
        ({"Tags": ["!!!"]}, MAINROAD, [("Tags", 0, "misread")]),
    ],
)
def test_terms(values: dict[str, Any], schema: Schema, expected: list[Any]) -> None:
    assert said(schema, values) == expected


@pytest.mark.parametrize(
    ("hugo", "expected"),
    [
        ((0, 140), []),
        ((0, 150), [("_BUILD", "warning"), ("lang", "warning"), ("target.lang", "info")]),
        ((0, 160), [("_BUILD", "error"), ("lang", "error"), ("_target", "warning"), ("target.lang", "warning")]),
        ((0, 168), [("_BUILD", "error"), ("_target", "warning"), ("target.lang", "error")]),
        ((0, 171), [("_BUILD", "error"), ("_target", "error"), ("target.lang", "error")]),
    ],
)
def test_deprecated_keys_by_version(hugo: tuple[int, int], expected: list[Any]) -> None:
    page = {"_BUILD": {}, "lang": "en", "cascade": [{"_target": {"kind": "page"}}, {"target": {"lang": "en"}}]}
    found = {".".join(str(step) for step in one.path): one.level for one in deprecations(HUGO, page, hugo)}
    names = {"cascade.0._target": "_target", "cascade.1.target.lang": "target.lang"}
    assert sorted((names.get(key, key), level) for key, level in found.items()) == sorted(expected)


def pages(shared: Path) -> list[dict[str, Any]]:
    """Values of real pages and of the measured cases."""
    oracle = (shared / "corpus" / "dev" / "HUGO_ORACLE.jsonl").read_text("utf-8").splitlines()
    found = [one["params"] for one in map(json.loads, oracle) if isinstance(one.get("params"), dict)]
    mainroad = json.loads((shared / "conformance" / "mainroad_measured.json").read_text("utf-8"))["cases"]
    found += [yaml.read(case["front_matter"], 0, len(case["front_matter"])).value for case in mainroad]
    for case in json.loads((shared / "conformance" / "hugo_measured.json").read_text("utf-8"))["cases"]:
        text = case.get("input", "")
        if isinstance(text, str) and text.startswith("---\n") and "\n---" in text[3:]:
            try:
                found.append(yaml.read(text, 4, text.index("\n---", 3) + 1).value)
            except FrontMatterError:
                continue
    return found


@pytest.mark.parametrize("schema", [HUGO, MAINROAD], ids=lambda schema: schema.name)
def test_two_validators_agree_on_real_pages(shared: Path, schema: Schema) -> None:
    standard, how = standard_validator(schema), fold_of(schema, schema.root)
    tried = pages(shared)
    assert len(tried) > 800
    for values in tried:
        instance = fold(values, how)
        fast = {tuple(error.instance_path) for error in schema.validator.iter_errors(instance)}
        assert fast == {tuple(error.absolute_path) for error in standard.iter_errors(instance)}, values
        top = {
            one.path[0]
            for one in findings(schema, values)
            if one.keyword not in ("hazard", "repeated-term", "dead-link")
        }
        assert {path[0].lower() for path in fast if path} <= {str(key).lower() for key in top}


def test_real_pages_have_few_findings(shared: Path) -> None:
    """Real sites that Hugo builds: what the schema says of them must be true, so it is little."""
    oracle = (shared / "corpus" / "dev" / "HUGO_ORACLE.jsonl").read_text("utf-8").splitlines()
    good = [one["params"] for one in map(json.loads, oracle) if isinstance(one.get("params"), dict)]
    loud = [found for values in good for found in findings(HUGO, values) if found.consequence != "inert"]
    assert len(good) > 600
    assert len(loud) <= len(good) / 100, [one.message for one in loud]
