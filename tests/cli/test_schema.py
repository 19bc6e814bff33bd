"""`hugokit schema`: what there is, what stands in it, and whether one of your own can be used."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from hugokit.schema import store
from tests.cli.program import Ran, hugokit, page

GOOD = {
    "title": "mine",
    "properties": {"colour": {"enum": ["red"], "examples": ["red"], "x-hugokit-invalid": ["blue"]}},
}


def validated(folder: Path, document: Any) -> Ran:
    page(folder, "mine.json", document if isinstance(document, str) else json.dumps(document))
    return hugokit("schema", "validate", "mine.json", cwd=folder)


def test_list_and_show(tmp_path: Path) -> None:
    listed = hugokit("schema", "list", cwd=tmp_path).text
    assert [line.split()[0] for line in listed.splitlines()] == list(store.names())
    assert json.loads(hugokit("schema", "show", "mainroad", cwd=tmp_path).out) == store.load("mainroad").document
    page(tmp_path, "mine.json", json.dumps(GOOD))
    assert json.loads(hugokit("schema", "show", "mine.json", cwd=tmp_path).out) == GOOD
    assert hugokit("schema", "show", "nosuch", cwd=tmp_path).code == 2


def test_a_schema_that_can_be_used(tmp_path: Path) -> None:
    ran = validated(tmp_path, GOOD)
    assert (ran.code, ran.text) == (0, "mine.json can be used, keys: 1, all examples fit\n")


def test_packaged_schemas_are_valid_too(tmp_path: Path) -> None:
    for name in store.names():
        assert validated(tmp_path, dict(store.load(name).document)).code == 0


@pytest.mark.parametrize(
    ("colour", "said"),
    [
        ({"enum": ["red"], "examples": ["green"]}, 'an example of colour: expected "red"'),
        ({"enum": ["red"], "x-hugokit-invalid": ["red"]}, 'colour: "red" fits, and is called invalid'),
    ],
)
def test_a_wrong_example(tmp_path: Path, colour: dict[str, Any], said: str) -> None:
    ran = validated(tmp_path, {"properties": {"colour": colour}})
    assert ran.code == 1
    assert said in ran.text


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (
            {"properties": {"a": {"$ref": "https://example.org/x.json"}}},
            "https://example.org/x.json, which is not fetched",
        ),
        ({"properties": {"a": {"x-hugokit": {"nonsense": 1}}}}, "properties/a/x-hugokit"),
        ({"properties": {"a": {"pattern": "(a)(?=b)"}}}, "properties/a/pattern"),
        ({"properties": {"a": {"type": "nosuch"}}}, "properties/a/type"),
        ({"$schema": "http://json-schema.org/draft-07/schema#"}, "$schema must be"),
        ("[]", "a JSON Schema is a map"),
        ("{", "mine.json"),
    ],
)
def test_one_that_cannot(tmp_path: Path, document: Any, said: str) -> None:
    ran = validated(tmp_path, document)
    assert (ran.code, ran.text) == (2, "")
    assert said in ran.err


def test_a_hostile_pattern_takes_no_longer(tmp_path: Path) -> None:
    """An engine that goes back would need longer than the universe has."""
    hostile = {
        "properties": {"colour": {"pattern": "^(a+)+$", "examples": ["a" * 60], "x-hugokit-invalid": ["a" * 60 + "!"]}}
    }
    began = time.monotonic()
    assert validated(tmp_path, hostile).code == 0
    page(tmp_path, "a.md", f"---\ntitle: A\ncolour: {'a' * 60}!\n---\n")
    ran = hugokit("check", "a.md", "--schema", "mine.json", cwd=tmp_path)
    assert [code for _, code in ran.places()] == ["HK203"]
    assert time.monotonic() - began < 30
