"""JSON is edited as splices in the style around them."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter import json as codec
from hugokit.frontmatter.operations import Delete, Insert, Operation, Rename, Reorder, Set, same
from tests.codecs.trees import crlf, prove, some_operation, some_value

TALL = """{
  "title": "A",
  "tags": [
    "a",
    "b"
  ],
  "menu": {
    "main": { "weight": 5 }
  },
  "draft": false
}"""
FLAT = '{"a": 1, "b": [1, 2], "c": {"d": 1}, "e": {}}'
TIGHT = '{"a":1,"b":[1,2]}'


@pytest.mark.parametrize(
    ("page", "op", "old", "new"),
    [
        (TALL, Set(("title",), 'B"'), '"A"', '"B\\""'),
        (TALL, Set(("draft",), 5), "false", "5"),
        (TALL, Set(("tags", 0), "c"), '"a"', '"c"'),
        (TALL, Set(("tags",), ["a", "c"]), '"b"', '"c"'),
        (TALL, Set(("tags",), ["x", "y", "z"]), '"a",\n    "b"', '"x",\n    "y",\n    "z"'),
        (TALL, Set(("tags",), "a"), '[\n    "a",\n    "b"\n  ]', '"a"'),
        (TALL, Set(("x",), 1), "false", 'false,\n  "x": 1'),
        (TALL, Set(("x",), 1, "title"), '"A",', '"A",\n  "x": 1,'),
        (TALL, Set(("x",), ["a"]), "false", 'false,\n  "x": [\n    "a"\n  ]'),
        (TALL, Set(("x",), ["a"], None, "flow"), "false", 'false,\n  "x": ["a"]'),
        (TALL, Set(("x", "y"), 1), "false", 'false,\n  "x": {\n    "y": 1\n  }'),
        (TALL, Set(("menu", "main", "name"), "n"), '"weight": 5', '"weight": 5, "name": "n"'),
        (TALL, Set(("menu",), {"main": {"weight": 6}}), "5", "6"),
        (TALL, Insert(("tags", 1), "c"), '"a",\n', '"a",\n    "c",\n'),
        (TALL, Insert(("tags", 2), "c"), '"b"\n', '"b",\n    "c"\n'),
        (TALL, Delete(("title",)), '  "title": "A",\n', ""),
        (TALL, Delete(("draft",)), ',\n  "draft": false', ""),
        (TALL, Delete(("tags", 1)), ',\n    "b"', ""),
        (TALL, Delete(("menu", "main")), '{\n    "main": { "weight": 5 }\n  }', "{}"),
        (TALL, Rename(("title",), "na\nme"), '"title"', '"na\\nme"'),
        (FLAT, Set(("x",), {"y": [1.5, None]}), '"e": {}', '"e": {}, "x": {"y": [1.5, null]}'),
        (FLAT, Set(("e", "x"), True), "{}}", '{"x": true}}'),
        (FLAT, Set(("c",), {"d": 1, "f": 2}), '"d": 1', '"d": 1, "f": 2'),
        (FLAT, Insert(("b", 0), 0), "[1, 2]", "[0, 1, 2]"),
        (FLAT, Delete(("a",)), '"a": 1, ', ""),
        (FLAT, Delete(("e",)), ', "e": {}', ""),
        (FLAT, Delete(("b", 1)), "[1, 2]", "[1]"),
        (TIGHT, Set(("x",), [1, {"y": 2}]), "2]}", '2],"x":[1,{"y":2}]}'),
        (TIGHT, Insert(("b", 2), 3), "1,2]", "1,2,3]"),
        ('{"a": 1, "b": 2, "a": 3}', Set(("a",), 4), "3", "4"),
        ('{"a": 1, "b": 2, "a": 3}', Delete(("a",)), '{"a": 1, "b": 2, "a": 3}', '{"b": 2}'),
        ('{"a": 1, "b": 2, "a": 3}', Rename(("a",), "c"), '"a"', '"c"'),
        ("{}", Set(("a",), 1), "{}", '{"a": 1}'),
        ("{\n}", Set(("a",), 1), "{\n}", '{\n  "a": 1\n}'),
        ('{\n\t"a": 1\n}', Set(("b",), 1), "1\n", '1,\n\t"b": 1\n'),
    ],
)
def test_edit(page: str, op: Operation, old: str, new: str) -> None:
    assert old in page
    done = prove(codec, f"\ufeff{page}\nbody {{", 1, 1 + len(page), op)
    assert done == f"\ufeff{page.replace(old, new)}\nbody {{"
    twin = crlf(page)
    assert prove(codec, f"{twin}\r\n", 0, len(twin), op) == crlf(page.replace(old, new)) + "\r\n"


def test_order() -> None:
    done = prove(codec, TALL, 0, len(TALL), Reorder(("draft", "tags", "menu", "title")))
    assert done is not None
    assert list(json.loads(done)) == ["draft", "tags", "menu", "title"]
    assert done.startswith('{\n  "draft": false,\n  "tags": [\n    "a",')
    assert done.endswith(',\n  "title": "A"\n}')


@pytest.mark.parametrize(
    ("op", "why"),
    [
        (Set(("a",), float("nan")), "nan"),
        (Set(("a",), 2**53 + 1), "loses digits"),
        (Set(("a",), 10**400), "no way"),
        (Set(("a",), "\udcff"), "UTF-8"),
        (Set(("a",), {1: 2}), "keys"),
        (Set(("a",), object()), "no way"),
        (Set(("a", "x"), 1), "map"),
        (Set(("b", 5), 1), "no item"),
        (Insert(("a", 0), 1), "not a list"),
        (Delete(("x",)), "nothing"),
        (Rename(("x",), "y"), "no key"),
        (Rename(("a",), "b"), "already"),
    ],
)
def test_refused_with_a_reason(op: Operation, why: str) -> None:
    root = codec.read(FLAT, 0, len(FLAT))
    with pytest.raises(UnsupportedEdit, match=why):
        codec.edits(FLAT, 0, len(FLAT), root, op)


def test_a_value_nested_without_end_is_refused() -> None:
    loop: dict[str, Any] = {}
    loop["a"] = loop
    with pytest.raises(UnsupportedEdit, match="deeper"):
        codec.spell(loop)


def test_spelling() -> None:
    value = {"é": [1, 1.5, -0.0, 1e22, True, None, "\n\u2028"], "d": date(2020, 1, 2)}
    assert codec.spell(value) == '{"é": [1, 1.5, -0.0, 1e+22, true, null, "\\n\u2028"], "d": "2020-01-02"}'
    assert same(codec.as_read({"a": (1, True)}), {"a": [1.0, True]})


@given(st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
))  # fmt: skip
def test_what_is_spelled_reads_as_the_same(value: Any) -> None:
    text = f'{{"k": {codec.spell(value)}}}'
    assert same(codec.read(text, 0, len(text)).value, {"k": codec.as_read(value)})


def _value(pick: random.Random, indent: str = "") -> str:
    kind = pick.randint(0, 9) if len(indent) < 8 else 0
    if kind < 5 and indent:
        return pick.choice(['"x"', "1", "-2.5e3", "true", "null", '"é\\n"'])
    items = [_value(pick, indent + "  ") for _ in range(pick.randint(0, 3))]
    left, right = "[]"
    if kind > 7 or not indent:
        left, right = "{}"
        items = [pick.choice(['"a"', '"b"', '"tags"', '"d"']) + pick.choice([":", ": "]) + item for item in items]
    style = pick.randint(0, 3)
    if style < 2 or not items:
        return left + (", " if style else ",").join(items) + pick.choice(["", " ", "\n"]) + right
    return f"{left}\n{indent}  " + f",\n{indent}  ".join(items) + f"\n{indent}{right}"


@given(st.integers(0, 2**32))
def test_any_edit_of_any_document(seed: int) -> None:
    pick = random.Random(seed)
    page = _value(pick)
    page = crlf(page) if pick.random() < 0.3 else page
    root = codec.read(page, 0, len(page))
    prove(codec, f"{page}\nbody", 0, len(page), some_operation(root, pick, lambda: some_value(pick, null=True)))


def test_edits_of_real_values(shared: Path) -> None:
    """What Hugo made of 684 real headers, written as JSON in three ways."""
    pick = random.Random(3)
    made = refused = 0
    for number, line in enumerate((shared / "corpus/dev/HUGO_ORACLE.jsonl").read_text(encoding="utf-8").splitlines()):
        values = json.loads(line).get("params")
        if not values:
            continue
        page = json.dumps(values, indent=(None, 2, "\t")[number % 3], ensure_ascii=number % 2 == 0)
        root = codec.read(page, 0, len(page))
        for _ in range(3):
            op = some_operation(root, pick, lambda: some_value(pick, null=True))
            done = prove(codec, f"{page}\nbody", 0, len(page), op)
            made, refused = made + (done is not None), refused + (done is None)
    assert made > 1_000
    assert refused < made / 10
