"""The quick reader of tame YAML says what the tree says, or nothing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hugokit.document import loads
from hugokit.frontmatter import yaml
from hugokit.frontmatter.operations import same
from hugokit.frontmatter.yaml_fast import tame_values
from tests.codecs.yaml_blocks import PIECES, blocks, mutations


def answered(block: str) -> bool:
    """Whether the quick reader answers; if so the tree must say the same."""
    found = tame_values(block, 0, len(block))
    if found is None:
        return False
    read = yaml.read(block, 0, len(block)).value
    assert same(found, read), f"{block!r}: {found} but {read}"
    assert list(found) == list(read), block
    return True


def test_all_blocks_of_the_reference_material(shared: Path) -> None:
    sites = [block for block in blocks(shared) if len(block) < 60_000]
    assert sum(map(answered, sites)) > len(sites) / 3


@pytest.mark.parametrize("seed", range(8))
def test_mutated_blocks(shared: Path, seed: int) -> None:
    seeds = tuple(block for block in blocks(shared) if len(block) < 1_000)
    assert sum(map(answered, mutations(seeds, 2_500, seed))) > 250


def test_most_real_front_matter_is_tame(shared: Path) -> None:
    pages = [p.read_bytes() for p in sorted((shared / "corpus/dev").rglob("*.md"))]
    found = [page for page in pages if page.startswith(b"---") and loads(page).error is None]
    tame = [page for page in found if loads(page)._block()._root is None]
    assert len(tame) > len(found) * 0.85


LINES = st.sampled_from(
    (
        "a: b", "a:", "b:", "c: 1", "- x", "- k: v", "-", "- ", "- [a, b]", "d: [x, 'y', \"z\"]", "e: |", "f: >-",
        "g: |-", "text of it", "# comment", "", 'h: "q\\"q"', "i: 'it''s'", "j: 2020-01-01 # c", "k: [", "l: ]",
        "m: {a: b}", "n: 012", "o: 1_000", "p: 1e3", "q: .5", "r: +1", "s: ~", "null: x", "t : v", "u: a#b", "v: a #b",
        "w: x: y", "x: <<y", "<<: z", "y: - a", "z: -1", "- - a", "- a: b", "---", "...", "a: c", "\tb: 1", "b:\t1",
        "'q': 1",
    )
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 6), LINES), max_size=9), st.sampled_from(("\n", "\r\n")), st.booleans())
def test_lines_put_together(lines: list[tuple[int, str]], end: str, closed: bool) -> None:
    answered(end.join(" " * indent + line for indent, line in lines) + (end if closed else ""))


@given(st.text(st.sampled_from("ab:-# \n\"'[],|>1.~\r\t\\<{}&*!\u00a0é\x00\x85"), max_size=40))
def test_letters_put_together(text: str) -> None:
    answered(text)


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_pieces_put_together(pieces: list[str]) -> None:
    answered("title: x\n" + "".join(pieces))


@pytest.mark.parametrize(
    "block",
    [
        "",
        "# nothing\n",
        'a: b\nc: [x, \'y, z\', "q\\"q"]\nd:\n  e: 1\n  f:\n  - g\n  - h: 1.5\n    i: ~\nj:\n- k\n',
        "a: |\n  x\n\n    y\n\n\nb: >-\n  x\n  y\nc: >\n  z\n",
        "a : 2020-01-01T10:00:00Z # noon\nb: it's\nc: http://x/#y\n",
        "a: b\r\nc:\r\n  - d\r\n",
    ],
)
def test_is_tame(block: str) -> None:
    assert answered(block)


@pytest.mark.parametrize(
    "block",
    [
        "a: &x b\n", "a: !!str 1\n", "a: *x\n", "a:\tb\n", "a: b\n  c\n", 'a: "b\n  c"\n', "a: {b: c}\n",
        "a:\n  b: 1\n c: 2\n", "? a\n: b\n", "a: b\n...\n", "---\na: b\n", "<<: {a: b}\n", "'a': b\n", "true: b\n",
        "a: b: c\n", "a: 1\na: 2\n",
        "a: \udc80\n", "a: b\rc: d\n", "a:\n" + "- []\n" * 101, "a: |\n  x\n     \nb: 1\n", "a: >\n  x\n   y\n",
    ],
)  # fmt: skip
def test_is_left_to_the_tree(block: str) -> None:
    assert tame_values(block, 0, len(block)) is None


@pytest.mark.parametrize(
    "line",
    ["a: [" + "b" * 60_000, "a: [b" + " " * 60_000, 'a: "' + "\\" * 60_000, "a: " + "x#" * 30_000 + ":", "-" * 60_000,
     "a: [" + "b," * 30_000, "a: |" + "\n  x" * 15_000 + "\n\t", "a: |" + "\n" * 60_000, "a: '" + "''" * 30_000],
    ids=lambda line: line[:6],
)  # fmt: skip
def test_takes_linear_time(line: str) -> None:
    """Sixty thousand characters in quadratic time would be minutes."""
    start = time.process_time()
    tame_values(line, 0, len(line))
    assert time.process_time() - start < 2


def test_a_document_has_places_when_asked() -> None:
    page = loads("---\ntitle: x\ntags:\n  - a\n---\n")
    assert page._block()._root is None
    assert page["tags"].to_list() == ["a"]
    assert page._block()._root is None
    assert page.root.pairs[1].key_start == 13
    assert page.plain is page.root.value
