"""What we read and write, as other readers of YAML see it: YAML 1.1 (PyYAML), YAML 1.2 (ruamel.yaml, yamlrocks)."""

from __future__ import annotations

import re
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from hugokit.frontmatter import yaml
from hugokit.frontmatter.operations import same
from hugokit.frontmatter.yaml_fast import tame_values
from hugokit.frontmatter.yaml_spell import FRESH, Style, entry, fresh, inline
from tests.codecs.yaml_blocks import blocks

WORDS = (
    "no yes on off y n ~ null true 012 0o7 0x1F 0b1 1_000 1e3 1.5 .5 1. -1 +1 .inf 12:30 2025-01-02 = << - ? : | > [a] "
    "{a} &a *a !a %a @a `a` 'a' # a#b"
).split()
SENTENCES = ["a: b", "a #b", " a", "a ", "", "a\nb\n", "a\n  b", "\n", "2025-01-02 03:04:05", "a, b", "it's", 'a "b"']
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029\ufeff")),
    st.sampled_from(WORDS),
    st.sampled_from(SENTENCES),
)
SCALARS = st.one_of(
    TEXTS, st.booleans(), st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False)
)
KEYS = st.text("abcxyz_-", min_size=1, max_size=6)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcxyz_-", min_size=1, max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")  # YAML forbids them, Hugo does not
QUOTES = st.sampled_from(["plain", "single", "double"])


def ours(text: str) -> Any:
    return yaml.read(text, 0, len(text)).value


def others(text: str) -> list[Any]:
    """The same block by YAML 1.1 and by YAML 1.2."""
    return [pyyaml.safe_load(text), YAML(typ="safe", pure=True).load(StringIO(text))]


@given(VALUES, QUOTES)
def test_what_is_written_on_one_line_is_read_alike_by_all(value: Any, quote: str) -> None:
    text = f"key: {inline(value, Style(quote=quote))}\n"
    assert same(ours(text), {"key": value}), text
    for other in others(text):
        assert other == {"key": value}, text


@given(VALUES, QUOTES, st.sampled_from(["block", "flow"]))
def test_what_is_written_as_lines_is_read_alike_by_all(value: Any, quote: str, lists: str) -> None:
    text = entry("key", value, 0, Style(quote=quote, lists=lists))
    assert same(ours(text), {"key": value}), text
    for other in others(text):
        assert other == {"key": value}, text


@given(st.dictionaries(st.text("abcyn_-1 ", min_size=1, max_size=6), VALUES, max_size=4))
def test_a_new_block(values: dict[str, Any]) -> None:
    text = fresh(values)
    assert FRESH.quote == "double"
    assert same(ours(text), values), text
    for other in others(text):
        assert (other or {}) == values, text


def alike(left: Any, right: Any) -> bool:
    """Equal but for numbers: what `01`, `1_0` and `1e3` are is Hugo's own affair."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(alike(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(alike, left, right))
    return bool(left == right) or any(type(one) in (int, float) for one in (left, right))


@pytest.mark.skipif(sys.version_info < (3, 12), reason="yamlrocks has no wheels for Python 3.11")
def test_tame_blocks_are_no_matter_of_opinion(shared: Path) -> None:
    import yamlrocks

    wrong, number = [], 0
    for block in blocks(shared):
        tame = tame_values(block, 0, len(block))
        if tame and CONTROL.search(block) is None:
            number += 1
            if not alike(yamlrocks.loads(block), tame):
                wrong.append(block)
    assert number > 400
    assert wrong == []
