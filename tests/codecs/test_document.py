"""A document as a mapping: reading, changing, and what must not happen."""

from __future__ import annotations

from pathlib import Path

import pytest

import hugokit
from hugokit import FrontMatterError, UnsupportedEdit, loads
from hugokit.frontmatter.operations import Delete, Set

PAGE = """\ufeff---\r
# who\r
title: 'A'   # first\r
Tags:\r
  - "a"\r
  # - "b"\r
  - "c"\r
menu:\r
  main: {weight: 1, name: "N"} # m\r
---\r
\r
body \r
"""


def test_keys_are_found_in_any_case() -> None:
    document = loads(PAGE)
    assert document["tags"] == ["a", "c"]
    assert document["TITLE"] == "A"
    assert "Menu" in document
    assert list(document) == ["title", "Tags", "menu"]
    assert document["menu", "main", "weight"] == 1
    assert document["menu"]["main"] == {"weight": 1, "name": "N"}
    assert document.format == "yaml"
    assert document.body == "\r\nbody \r\n"


@pytest.mark.parametrize("key", ["nope", ("menu", "nope"), ("title", "x"), ("menu", 0)])
def test_a_key_that_is_not_there(key: str | tuple[str | int, ...]) -> None:
    document = loads(PAGE)
    assert key not in document
    with pytest.raises(KeyError):
        document[key]
    with pytest.raises(KeyError):
        del document[key]


def test_an_edit_touches_one_line() -> None:
    document = loads(PAGE)
    document["title"] = "no"
    assert document.dumps() == PAGE.replace("'A'", "'no'")
    document["tags"].append("d")
    assert document.dumps() == PAGE.replace("'A'", "'no'").replace('  - "c"\r\n', '  - "c"\r\n  - "d"\r\n')
    document["menu"]["main"]["weight"] = 2
    del document["menu", "main", "name"]
    assert "  main: {weight: 2} # m\r\n" in document.dumps()
    del document["tags"]
    assert document.to_dict() == {"title": "no", "menu": {"main": {"weight": 2}}}
    assert "# first" in document.dumps()


def test_bytes_in_bytes_out_text_in_text_out() -> None:
    assert loads(PAGE.encode()).dumps() == PAGE.encode()
    assert loads(PAGE).dumps() == PAGE


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe-\x00", b"---\ntitle: caf\xe9\n---\n\xe9", b"no front matter\n", b"---\r\r---", b"{}"]
)
def test_odd_bytes_come_out_as_they_went_in(data: bytes) -> None:
    assert loads(data).dumps() == data


def test_a_byte_that_is_not_utf8_survives_an_edit_elsewhere() -> None:
    document = loads(b"---\ntitle: caf\xe9\nweight: 1\n---\n\xe9")
    assert document["title"] == "caf\ufffd"
    document["weight"] = 2
    assert document.dumps() == b"---\ntitle: caf\xe9\nweight: 2\n---\n\xe9"


def test_front_matter_that_cannot_be_read_is_told_where_it_is_used() -> None:
    document = loads("---\na: 1\na: 2\n---\nbody\n")
    assert document.error is not None
    assert (document.error.line, document.error.column, document.error.code) == (3, 1, "HK102")
    assert document.dumps() == "---\na: 1\na: 2\n---\nbody\n"
    with pytest.raises(FrontMatterError):
        document["a"] = 3


def test_a_page_without_front_matter_gets_one() -> None:
    document = loads("\ufeffHello.\r\n")
    document["title"] = "Hello"
    assert document.dumps() == "\ufeff---\r\ntitle: Hello\r\n---\r\nHello.\r\n"


def test_a_refused_change_leaves_everything_as_it_was() -> None:
    text = "---\na: &x {b: 1}\nc: *x\n---\n"
    document = loads(text)
    with pytest.raises(UnsupportedEdit):
        document["a"]["b"] = 2
    assert document.dumps() == text
    with pytest.raises(UnsupportedEdit):
        document["d"] = object()
    assert document.dumps() == text


def test_several_operations_are_made_together_or_not_at_all() -> None:
    document = loads("---\na: 1\nb: 2\n---\n")
    with pytest.raises(KeyError):
        document.apply(Set(("a",), 5), Delete(("nope",)))
    assert document["a"] == 1


def test_lists_behave_like_lists() -> None:
    document = loads("---\ntags: [a, b, c]\n---\n")
    tags = document["tags"]
    tags.insert(1, "x")
    tags[-1] = "z"
    tags.remove("a")
    tags += ["q"]
    assert tags == ["x", "b", "z", "q"]
    assert document.dumps() == "---\ntags: [x, b, z, q]\n---\n"
    tags[1:3] = []
    assert tags == ["x", "q"]
    assert tags[::-1] == ["q", "x"]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            '+++\ntitle = "a"   # t\n[menu.main]\n  weight = 1\n+++\n',
            '+++\ntitle = "b"   # t\n[menu.main]\n  weight = 2\n+++\n',
        ),
        (
            '{\n  "title": "a",\n  "menu": {"main": {"weight": 1}}\n}\n',
            '{\n  "title": "b",\n  "menu": {"main": {"weight": 2}}\n}\n',
        ),
    ],
)
def test_toml_and_json_are_spliced_too(text: str, after: str) -> None:
    document = loads(text)
    document["title"] = "b"
    document["menu", "main", "weight"] = 2
    assert document.dumps() == after


def test_org_is_read_and_not_changed() -> None:
    document = loads("#+TITLE: A\n#+TAGS[]: x y\n\nbody\n")
    assert document.to_dict() == {"title": "A", "tags": ["x", "y"]}
    with pytest.raises(UnsupportedEdit, match="Org"):
        document["title"] = "B"


def test_a_file_is_loaded_and_saved(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_bytes(PAGE.encode())
    document = hugokit.load(file)
    assert document.save() is False
    document["title"] = "B"
    assert document.save() is True
    assert file.read_bytes() == PAGE.replace("'A'", "'B'").encode()
    document["title"] = "C"
    assert document.save() is True


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("---\ntitle: A\n---\n", encoding="utf-8")
    document = hugokit.load(file)
    document["title"] = "B"
    file.write_text("---\ntitle: mine\n---\n", encoding="utf-8")
    with pytest.raises(hugokit.FileConflict):
        document.save()
    assert "mine" in file.read_text(encoding="utf-8")
