"""The quick readers of TOML and JSON say what the readers with places say, or nothing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from hugokit.document import loads
from hugokit.errors import FrontMatterError
from hugokit.frontmatter import fences, json, json_fast, toml, toml_fast
from hugokit.frontmatter.operations import same
from hugokit.text.encoding import decode

TOML = (
    "\n", " ", '"', "'", "[", "]", "{", "}", ",", "=", ".", "#", "0", "1", "_", "-", "+", "e", "T", "Z", ":", "\\",
    "\t", '"""', "'''", "[[a]]\n", "a.b=1\n", "a = 1\n", "2020-01-01", "10:00:00", "inf", "nan", "true", "0x1F", "\x7f",
    "\x00", "é", "\u00a0", "a={b=1}\n", "[a.b]\n", "1979-05-27T07:32:00.123456789Z", "-0", "1e400", "07:32:60", "\r\n",
    "\r", "99999999999999999999", "0xffffffffffffffff", "\udc80",
)  # fmt: skip
JSON = (
    "\n", " ", '"', "[", "]", "{", "}", ",", ":", "0", "1", "-", "+", "e", ".", "\\", "\t", "true", "null", "NaN",
    "\x7f", "\x00", "é", "\u00a0", '"a":1,', "\\u00e9", "\\ud800", "\\n", "1e400", "-0", "/**/", "Infinity", "9" * 400,
    "\udc80",
)  # fmt: skip


@cache
def blocks(shared: Path, format_: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_blocks(shared, format_)))


def _blocks(shared: Path, format_: str) -> Iterator[str]:
    if format_ == "toml":
        yield from (decode(p.read_bytes()) for p in sorted((shared / "suites/toml-test/tests").rglob("*.toml")))
    for path in sorted(p for p in (shared / "corpus").rglob("*") if p.is_file()):
        text = decode(path.read_bytes())
        if path.suffix == f".{format_}":
            yield text.strip()
            continue
        try:
            found = fences.find(text)
        except FrontMatterError:
            continue
        if found is not None and found.format == format_:
            yield text[found.start : found.end]


def mutated(block: str, pieces: tuple[str, ...], pick: random.Random) -> str:
    for _ in range(pick.choice((1, 1, 2, 3))):
        at, kind = pick.randrange(len(block) + 1), pick.random()
        if kind < 0.6:
            block = block[:at] + pick.choice(pieces) + block[at:]
        elif kind < 0.85:
            block = block[:at] + block[at + pick.choice((1, 1, 2, 5)) :]
        else:
            lines = block.splitlines(keepends=True)
            pick.shuffle(lines)
            block = "".join(lines)
    return block


def answered(block: str, quick: Callable[[str, int, int], object], reader: ModuleType) -> bool:
    """Whether the quick reader answers; if so the other must say the same."""
    found = quick(block, 0, len(block))
    if found is None:
        return False
    read = reader.read(block, 0, len(block)).value
    assert same(found, read), f"{block!r}: {found} but {read}"
    assert isinstance(found, dict)
    assert list(found) == list(read), block
    return True


@pytest.mark.parametrize(
    ("format_", "pieces", "quick", "reader"),
    [("toml", TOML, toml_fast.tame_values, toml), ("json", JSON, json_fast.tame_values, json)],
    ids=["toml", "json"],
)
@pytest.mark.parametrize("seed", range(3))
def test_all_blocks_and_mutations_of_them(
    shared: Path,
    format_: str,
    pieces: tuple[str, ...],
    quick: Callable[[str, int, int], object],
    reader: ModuleType,
    seed: int,
) -> None:
    real = blocks(shared, format_)
    seeds = [block for block in real if len(block) < 1_500]
    pick = random.Random(seed)
    asked = [*real, *(mutated(pick.choice(seeds), pieces, pick) for _ in range(4_000))]
    assert sum(answered(block, quick, reader) for block in asked) > 500


@pytest.mark.parametrize("page", ['+++\ntitle = "x"\n[a]\nb = 1\n+++\n', '{"title": "x", "a": {"b": 1}}\n'])
def test_a_document_has_places_when_asked(page: str) -> None:
    document = loads(page)
    assert document["a", "b"] == 1
    assert document._block()._root is None
    assert document.root.pairs[0].key_start == page.index("title") - (page[0] == "{")
    assert document.plain is document.root.value
