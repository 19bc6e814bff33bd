"""The packaged schemas are schemas, say what they mean by their own examples, and describe every field."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hugokit.schema import parts
from hugokit.schema.store import load, names, standard_validator
from hugokit.schema.validate import findings, unknown
from tests.support import CHECKOUT

ALL = [*names(), "config", "annotations"]
CONTENT = list(names())
# What the table of hugo.md 2.3 has besides names of fields.
NOT_FIELDS = {"anything else"}


def placed(document: Any, word: str) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every list under a keyword, with the path of keys of the value that it speaks of."""
    waiting = [((), document)]
    while waiting:
        path, node = waiting.pop()
        if word in node:
            yield path, node[word]
        waiting += [((*path, key), inner) for key, inner in node.get("properties", {}).items() if inner is not False]


def wrapped(path: tuple[str, ...], value: Any) -> Any:
    for key in reversed(path):
        value = {key: value}
    return value


@pytest.mark.parametrize("name", ALL)
def test_is_a_schema_of_its_dialect(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(load(name).document)
    assert load(name).validator.is_valid({})


@pytest.mark.parametrize("name", ALL)
def test_annotations_fit_their_own_schema(name: str) -> None:
    shape = load("annotations").validator
    wrong = [
        (place, error.message)
        for place, annotation in parts.annotated(load(name).document)
        for error in shape.iter_errors(annotation)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", [*CONTENT, "config"])
def test_examples_validate(name: str) -> None:
    schema = load(name)
    tried = 0
    for path, examples in placed(schema.document, "examples"):
        for example in examples:
            assert schema.validator.is_valid(wrapped(path, example)), (path, example)
            assert [one for one in findings(schema, wrapped(path, example)) if one.keyword != "hazard"] == []
            tried += 1
    assert tried > 5


@pytest.mark.parametrize("name", CONTENT)
def test_invalid_examples_do_not(name: str) -> None:
    schema = load(name)
    tried = 0
    for path, examples in placed(schema.document, "x-hugokit-invalid"):
        for example in examples:
            found = findings(schema, wrapped(path, example))
            assert found, (path, example)
            assert all(one.path[: len(path)] == path and one.sentence and one.message for one in found), found
            tried += 1
    assert tried > 50


@pytest.mark.parametrize("name", CONTENT)
def test_every_property_is_explained_and_placed(name: str) -> None:
    for key, own in load(name).properties.items():
        assert own.get("title"), key
        assert len(own.get("description", "")) > 10, key
        assert "order" in own.get("x-hugokit", {}), key
        assert own.get("examples") or own.get("deprecated"), key
    orders = [own["x-hugokit"]["order"] for own in load(name).properties.values()]
    assert len(set(orders)) == len(orders), "two keys have the same place"


@pytest.mark.parametrize("name", CONTENT)
def test_names_that_annotations_speak_of_are_keys(name: str) -> None:
    schema = load(name)
    for word in ("alias-of", "aliases", "shadows", "replaced-by"):
        for key, value in schema.noted.get(word, {}).items():
            for other in [value] if isinstance(value, str) else value:
                assert schema.known(other) == other, (key, word, other)
    for key, others in schema.noted["aliases"].items():
        assert all(schema.canonical(other) == key for other in others)


def test_every_field_of_hugo_is_described(shared: Path) -> None:
    text = (shared / "reference" / "hugo.md").read_text("utf-8")
    table = text.partition("### 2.3 Fields")[2].partition("### 2.4")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("|")][2:]
    rows = [row.replace("taxonomies (default tags, categories)", "tags, categories") for row in rows]
    outside = [re.sub(r"\([^)]*\)", "", row) for row in rows if row.strip() not in NOT_FIELDS]
    inside = re.findall(r"`(\w+)`", " ".join(rows))
    fields = {*inside, *(word for row in outside for word in re.findall(r"\w+", row) if word not in ("by", "the"))}
    assert len(fields) > 40
    schema = load("hugo")
    assert {field for field in fields if schema.known(field) is None} == set()


def test_every_parameter_of_mainroad_is_described(shared: Path) -> None:
    rows = json.loads((shared / "conformance" / "mainroad_params.json").read_text("utf-8"))["front_matter"]
    schema = load("mainroad")
    fields = [tuple(one.split(".")) for row in rows for one in re.split(r"\s*[/,]\s*", row["name"])]
    assert len(fields) > 30
    assert [field for field in fields if not (schema.property(field) or {}).get("description")] == []
    assert all(schema.known(field[0]) == field[0] for field in fields)


def test_the_settings_of_the_readme_are_known() -> None:
    schema = load("config")
    settings = {
        "exclude": ["drafts/**"],
        "hugo": {"version": "0.151.2"},
        "lint": {"select": ["HK2"], "ignore": ["HK201"], "per-file-ignores": {"old/**": ["ALL"]}, "show": "info"},
        "fmt": {"preset": "canonical", "key-order": ["title"], "lists": "block", "quotes": "keep", "dates": "rfc3339"},
        "schema": [{"files": ["content/**"], "uses": "mainroad"}],
        "extend": {"keys": ["subtitle"], "values": {"widgets": ["newsletter"]}},
    }
    assert findings(schema, settings) == ()
    assert unknown(schema, settings) == ()
    wrong = findings(schema, {"lint": {"show": "all"}, "schema": [{"files": ["a"]}]})
    assert [one.path for one in wrong] == [("lint", "show"), ("schema", 0)]
    assert unknown(schema, {"lint": {"selct": ["HK2"]}})[0].suggestion == "select"


@pytest.mark.parametrize("name", ALL)
def test_patterns_are_linear_in_any_engine(name: str) -> None:
    """The packaged patterns also go to engines that backtrack: no unbounded repetition inside another, none slow."""
    patterns = set(re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(load(name).document)))
    for pattern in (json.loads(one) for one in patterns):
        assert not re.search(r"\([^)]*[*+][^)]*\)[*+]", pattern), pattern
        compiled = re.compile(pattern)
        for hostile in ("a" * 20_000, "1" * 20_000 + "!", "0." * 10_000, " " * 20_000, "," * 20_000, "+-" * 10_000):
            began = time.perf_counter()
            compiled.search(hostile)
            assert time.perf_counter() - began < 0.05, (pattern, hostile[:3])


def test_the_standard_validator_agrees_with_the_fast_one() -> None:
    schema = load("mainroad")
    standard = standard_validator(schema)
    for value in ({"toc": "no"}, {"tags": "a", "menu": ""}, {"title": "x"}, {"thumbnail": {"src": 1}}):
        fast = {tuple(error.instance_path) for error in schema.validator.iter_errors(value)}
        assert fast == {tuple(error.absolute_path) for error in standard.iter_errors(value)}


def test_schemas_of_the_checkout_are_the_ones_loaded() -> None:
    there = {path.stem for path in (CHECKOUT / "schemas").rglob("*.json") if path.parent.name != "output"}
    assert there == set(ALL)
