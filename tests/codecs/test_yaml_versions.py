"""One block of YAML, read by three libraries: Hugo before 0.152, 0.152 and since 0.153. All measured with the binaries.

Each was found by tests/conformance/test_yaml_against_hugo.py, and is the smallest that shows it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from hugokit.document import loads

DAY = datetime(2020, 1, 2, tzinfo=UTC)
REFUSED = "Hugo refuses it"

BLOCKS = [
    ("a: |\r\n  x\r\n  y\r\n", {"a": "x\ny\n"}, {"a": "\nx\r\ny\r\n"}, {"a": "x\ny\n"}),
    ("a: >\r\n  x\r\n  y\r\nb: 1\r\n", {"a": "x y\n", "b": 1}, {"a": "\nx\r\ny\r\n", "b": 1}, {"a": "x y\n", "b": 1}),
    ("a: |-\r\n  x\r\n\r\n", {"a": "x"}, {"a": "\nx\r\n\r"}, {"a": "x"}),
    ("a:\r\n  x\r\n  y\r\n", {"a": "x y"}, {"a": "x y"}, {"a": "x y"}),
    ('a: "x\r\n  y"\r\n', {"a": "x y"}, {"a": "x\ny"}, {"a": "x\ny"}),
    ("a: x\r\n  - y\r\n", {"a": "x - y"}, {"a": "x - y\r"}, {"a": "x - y"}),
    ("a: |\r\n\r\nb: 1\r\n", {"a": "", "b": 1}, REFUSED, {"a": "", "b": 1}),
    ("a: |2\r\n  x\r\n", {"a": "x\n"}, REFUSED, {"a": "x\n"}),
    ("a: |2\r\n  x\r\nb: 1\r\n", {"a": "x\n", "b": 1}, {"a": "\nx\r\n", "b": 1}, {"a": "x\n", "b": 1}),
    ("a: |2\n  x\n\n", {"a": "x\n"}, REFUSED, REFUSED),
    ("a: |2\n  x\n  \n", {"a": "x\n"}, {"a": "x\n"}, {"a": "x\n"}),
    ("a: |2\n  x\n\nb: 1\n", {"a": "x\n", "b": 1}, {"a": "x\n", "b": 1}, {"a": "x\n", "b": 1}),
    ("a: [x? y]\n", REFUSED, {"a": ["x? y"]}, {"a": ["x? y"]}),
    ("a: {b:, c}\n", {"a": {"b:": None, "c": None}}, {"a": {"b": None, "c": None}}, {"a": {"b": None, "c": None}}),
    ("a: {b: 1, b}\n", {"a": {"b": None}}, {"a": {"b": None}}, {"a": {"b": None}}),
    ("a: {b, b: 1}\n", {"a": {"b": 1}}, {"a": {"b": 1}}, {"a": {"b": 1}}),
    ("a: {b: 1, b: 2}\n", {"a": {"b": 2}}, REFUSED, REFUSED),
    ("a: [\n\tx,\n\ty? ]\n", REFUSED, {"a": ["x", "y?"]}, {"a": ["x", "y?"]}),
    ('a: "x\\/y"\n', REFUSED, {"a": "x/y"}, {"a": "x/y"}),
    ('a: "it\\\'s"\n', {"a": "it's"}, REFUSED, REFUSED),
    ("a: !!int x\n", REFUSED, {"a": 0}, {"a": 0}),
    ("a: !!bool 1\n", REFUSED, {"a": True}, {"a": True}),
    ("a: !!float 5\n", {"a": 5.0}, {"a": 5.0}, {"a": 5.0}),
    ("a: _1\n", {"a": "_1"}, {"a": "_1"}, {"a": "_1"}),
    ("a: -_1\n", {"a": -1}, {"a": -1}, {"a": -1}),
    ("a: !!null x\n", REFUSED, {"a": None}, {"a": None}),
    ("a: !!timestamp 2020-01-02\n", {"a": "2020-01-02"}, {"a": DAY}, {"a": DAY}),
    ("a: !!seq\nb: 1\n", {"a": "", "b": 1}, {"a": [], "b": 1}, {"a": [], "b": 1}),
    ("a: !!x, y\n", {"a": "y"}, {"a": "y"}, {"a": "y"}),
    ("a: x<<:: y\n", REFUSED, REFUSED, REFUSED),
    ("a<<::b: x\n", {"a<<::b": "x"}, {"a<<::b": "x"}, {"a<<::b": "x"}),
    ("{a: 1\n}: 2\n", REFUSED, REFUSED, REFUSED),
]


@pytest.mark.parametrize(("block", "old", "first", "newer"), BLOCKS)
def test_a_block_is_read_as_its_hugo_reads_it(block: str, old: Any, first: Any, newer: Any) -> None:
    wanted = {(0, 148): old, (0, 151): old, (0, 152): first, (0, 153): newer, (0, 168): newer}
    found = {hugo: loads(f"---\n{block}---\n", hugo=hugo) for hugo in wanted}
    assert {hugo: REFUSED if doc.error else doc.to_dict() for hugo, doc in found.items()} == wanted


def test_a_change_is_proven_by_the_reading_of_the_version() -> None:
    document = loads(b"---\r\na: |\r\n  x\r\nb: 1\r\n---\r\n", hugo=(0, 152))
    document["b"] = 2
    assert document.dumps() == b"---\r\na: |\r\n  x\r\nb: 2\r\n---\r\n"
    assert document["a"] == "\nx\r\n"
