"""Loading schemas: packaged ones, a user's own, and what is refused."""

from __future__ import annotations

import socket
import time
from typing import Any

import pytest

from hugokit.errors import SettingsError
from hugokit.schema.store import HUGO, from_document, load, names, standard_validator, theme_schema
from hugokit.schema.validate import findings, unknown


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_names() -> None:
    assert names() == ("hugo", "mainroad")
    with pytest.raises(SettingsError, match="no schema called nope: there are hugo, mainroad"):
        load("nope")
    with pytest.raises(SettingsError):
        load("../../etc/passwd")


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("mainroad", "mainroad"),
        ("Mainroad", "mainroad"),
        ("github.com/Vimux/Mainroad", "mainroad"),
        ("github.com/someone/mainroad", "mainroad"),
        ("ananke", None),
        ("", None),
    ],
)
def test_theme_schema(reference: str, name: str | None) -> None:
    assert theme_schema(reference) == name


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    "document",
    [
        {"$ref": "http://127.0.0.1:9/x.json"},
        {"properties": {"a": {"$ref": "https://example.org/x.json#/$defs/a"}}},
        {"properties": {"a": {"items": {"$dynamicRef": "http://127.0.0.1:9/x"}}}},
        {"$ref": "file:///etc/passwd"},
        {"$ref": "../secret.json"},
        {"$ref": "#/$defs/missing"},
        {"properties": {"a": {"$ref": f"{HUGO}#/$defs/missing"}}},
        {"type": "strnig"},
        {"properties": {"a": {"pattern": "(a"}}},
        {"properties": {"a": {"pattern": "(?=a)b"}}},
        {"properties": {"a": {"pattern": "(a)\\1"}}},
        {"$schema": "http://json-schema.org/draft-07/schema#"},
        {"properties": {"a": {"x-hugokit": {"ordr": 1}}}},
        {"properties": {"a": {"x-hugokit": {"consequence": [{"grade": "bad", "says": ""}]}}}},
        ["no", "map"],
    ],
    ids=repr,
)
def test_a_schema_that_is_none_or_refers_outside_is_refused(document: Any) -> None:
    with pytest.raises(SettingsError, match=r"^schema mine: "):
        from_document(document, "mine")


def test_a_deep_schema_is_refused() -> None:
    document: dict[str, Any] = {}
    for _ in range(100):
        document = {"properties": {"a": document}}
    with pytest.raises(SettingsError, match="nested deeper"):
        from_document(document, "mine")


@pytest.mark.usefixtures("no_network")
def test_the_standard_validator_fetches_nothing() -> None:
    schema = load("mainroad")
    assert standard_validator(schema).is_valid({"toc": True})
    assert not standard_validator(schema).is_valid({"toc": "no"})


def test_a_hostile_pattern_takes_linear_time() -> None:
    schema = from_document({"properties": {"a": {"pattern": "^(a+)+$"}, "b": {"pattern": "^(a|aa)+$"}}}, "mine")
    began = time.perf_counter()
    assert len(findings(schema, {"a": "a" * 100_000 + "!", "b": "a" * 100_000 + "!"})) == 2
    assert time.perf_counter() - began < 1
    with pytest.raises(SettingsError, match="schema mine"):
        from_document({"properties": {"a": {"pattern": "((a{1,1000}){1,1000}){1,1000}"}}}, "mine")


def test_a_cycle_ends() -> None:
    document = {
        "properties": {"a": {"$ref": "#/$defs/t"}},
        "$defs": {"t": {"properties": {"a": {"$ref": "#/$defs/t"}}}},
    }
    schema = from_document(document, "mine")
    assert findings(schema, {"a": {"a": {"a": 1}}}) == ()
    assert from_document({"$ref": "#"}, "mine").keys() == ()


def test_a_schema_of_ones_own_on_top_of_hugo() -> None:
    schema = from_document(
        {
            "allOf": [{"$ref": HUGO}],
            "required": ["title"],
            "properties": {"Stars": {"type": "integer", "minimum": 1, "maximum": 5}},
            "x-hugokit": {"closed": True},
        },
        "mine",
    )
    assert schema.known("STARS") == "Stars"
    assert schema.known("LinkTitle") == "linkTitle"
    found = findings(schema, {"stars": 9, "draft": "yes", "params": {"stars": 0}})
    assert [(one.path, one.consequence) for one in found] == [
        ((), "misread"),
        (("stars",), "misread"),
        (("draft",), "misread"),
        (("params", "stars"), "misread"),
    ]
    assert found[0].message == "front matter: title is missing"
    assert [one.suggestion for one in unknown(schema, {"title": "x", "starz": 1})] == ["Stars"]


def test_canonical_names_and_order() -> None:
    schema = load("mainroad")
    assert schema.keys()[:3] == ("title", "linkTitle", "description")
    assert schema.keys().index("tags") < schema.keys().index("thumbnail") < schema.keys().index("params")
    assert schema.known("PUBLISHDATE") == "publishDate"
    assert schema.known("Modified") == "modified"
    assert schema.canonical("Modified") == "lastmod"
    assert schema.canonical("_build") == "build"
    assert schema.canonical("menus") == "menu"
    assert schema.known("colour") is None
    assert schema.canonical("colour") is None


def test_the_theme_comes_before_hugo() -> None:
    tags = load("mainroad").property(("TAGS",))
    assert tags is not None
    assert tags["type"] == "array"
    assert tags["x-hugokit"]["terms"] == {"link": "urlize"}
    assert load("hugo").annotation("tags")["terms"] == {}
    assert load("hugo").property(("sidebar",)) is None
    assert load("mainroad").closed
    assert not load("hugo").closed


def test_a_site_adds_values() -> None:
    schema = load("mainroad")
    page = {"widgets": ["newsletter"], "post_meta": ["readingtime"], "menu": "legal"}
    assert [one.consequence for one in findings(schema, page)] == ["fails", "fails", "inert"]
    extended = schema.extend({"widgets": ["Newsletter"], "post_meta": ["readingtime"], "menu": ["legal"]})
    assert findings(extended, page) == ()
    assert len(findings(schema, page)) == 3, "the packaged schema stays as it is"
    with pytest.raises(SettingsError, match="nothing called colours"):
        schema.extend({"colours": ["red"]})


def test_a_site_adds_keys() -> None:
    schema = load("mainroad")
    assert [one.key for one in unknown(schema, {"subtitle": "x"})] == ["subtitle"]
    assert unknown(schema.with_keys("subTitle"), {"subtitle": "x"}) == ()
