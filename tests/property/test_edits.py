"""Random edits of real pages: the wanted values or a refusal, and no other byte touched.

`EDITS` is the dose in CI; `pytest -m long` runs twenty times as many.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from hugokit import Document, UnsupportedEdit, loads
from hugokit.frontmatter.node import Mapping, Scalar, Sequence, find, walk
from hugokit.frontmatter.operations import (
    Delete,
    Insert,
    Move,
    Operation,
    Rename,
    Reorder,
    Set,
    Step,
    as_reorder,
    intended,
    same,
)
from hugokit.frontmatter.storable import storable

EDITS = 5_000
# Anchors that others use are refused; this is the share of edits that may be. TOML has no null, which is not counted.
MOST_REFUSED = {"yaml": 0.002, "toml": 0.001, "json": 0.001}

VALUES: list[Any] = [
    True, False, 0, -3, 1.5, 10**18, None, "x", "no", "yes", "012", "1e3", "2025-01-02", "a: b", "# c", "a #b", "it's",
    'say "hi"', "", "  lead", "trail ", "two\nlines\n", "two\n  lines", "tab\there", "é日本", "[x]", "{y}", "*a", "&b",
    "!t", "%p", "@x", "`", "- d", "? q", "|", ">", "null", "~", "<<", "C:\\x", "a,b", "x" * 200, [], ["a"],
    ["a", "b c", "no"], {"k": "v"}, {"k": {"z": [1, 2]}}, [{"a": 1}, {"b": "x"}],
]  # fmt: skip
NAMES = ["new", "NewKey", "a key", "1", "no"]


def pages(shared: Path) -> list[tuple[str, bytes]]:
    files = sorted(path for path in (shared / "corpus").rglob("*") if path.is_file() and path.suffix != ".jsonl")
    found = []
    for file in files:
        data = file.read_bytes()
        document = loads(data)
        if len(data) < 40_000 and document.error is None and document.format in MOST_REFUSED:
            found.append((file.name, data))
    return found


def random_operation(chance: random.Random, document: Document[bytes]) -> Step:
    path, node = chance.choice(list(walk(document.root)))
    kind = chance.random()
    if kind < 0.05 or not path:
        keys = [pair.key for pair in document.root.pairs]
        chance.shuffle(keys)
        return Reorder(tuple(keys))
    if kind < 0.1:
        parent = find(document.root, path[:-1])
        assert isinstance(parent, Mapping | Sequence)
        steps = list(parent.value) if isinstance(parent, Mapping) else range(len(parent.items))
        return Move(path, chance.choice([None, *steps]))
    if isinstance(node, Mapping) and kind < 0.4:
        return Set((*path, chance.choice(NAMES)), chance.choice(VALUES))
    if isinstance(node, Sequence) and kind < 0.4:
        return Insert((*path, chance.randint(0, len(node.items))), chance.choice(VALUES))
    if kind < 0.7:
        return Set(path, chance.choice(VALUES))
    return Rename(path, chance.choice(NAMES)) if kind < 0.8 and isinstance(path[-1], str) else Delete(path)


def storable_in(document: Document[bytes], operation: Step) -> Operation:
    """The operation with its value as the format would give it back."""
    assert document.format is not None
    if isinstance(operation, Set):
        return Set(operation.path, storable(operation.value, document.format))
    if isinstance(operation, Insert):
        return Insert(operation.path, storable(operation.value, document.format))
    return as_reorder(document.plain, operation) if isinstance(operation, Move) else operation


def untouched(before: str, after: str, document: Document[bytes]) -> bool:
    """The body and everything before the block are the same text."""
    assert document.fences is not None
    body = len(before) - document.fences.body
    return (
        before[: document.fences.start] == after[: document.fences.start]
        and before[len(before) - body :] == (after[len(after) - body :])
    )


def only_its_own_place(before: str, after: str, old: Document[bytes], operation: Step) -> bool:
    """Where one single value replaces another, the text on both sides of it is the same."""
    node = find(old.root, operation.path) if isinstance(operation, Set) else None
    if not isinstance(operation, Set) or not isinstance(node, Scalar) or "\n" in before[node.start : node.end]:
        return True
    if isinstance(operation.value, dict | list) or "\n" in str(operation.value):
        return True
    return after.startswith(before[: node.start]) and after.endswith(before[node.end :])


def comments_are_told(old: Document[bytes], new: Document[bytes], operation: Step) -> bool:
    """Every comment is still there, or said to be lost, which only taking out or replacing can do."""
    if new.lost_comments and not isinstance(operation, Set | Delete):
        return False
    return sorted([one.text for one in old.comments]) == sorted(
        [*(one.text for one in new.comments), *new.lost_comments]
    )


def edit(chance: random.Random, name: str, data: bytes, counts: Counter[tuple[str, str]]) -> None:
    document = loads(data)
    operation = random_operation(chance, document)
    assert document.format is not None
    try:
        wanted = intended(document.to_dict(), storable_in(document, operation))
        before, old = document.text, loads(data)
        document.apply(operation)
    except UnsupportedEdit as error:
        assert document.dumps() == data, (name, operation)
        counts[document.format, "inexpressible" if "null" in str(error) else "refused"] += 1
        return
    counts[document.format, "made"] += 1
    again = loads(document.dumps())
    assert again.error is None, (name, operation, again.error)
    assert same(again.to_dict(), wanted), (name, operation)
    assert untouched(before, document.text, old), (name, operation)
    assert comments_are_told(old, document, operation), (name, operation)
    assert only_its_own_place(before, document.text, old, operation), (name, operation)
    if isinstance(operation, Reorder) and document.format != "toml":
        assert list(again) == list(operation.keys), (name, operation)


def run(shared: Path, number: int, seed: int) -> Counter[tuple[str, str]]:
    chance, counts = random.Random(seed), Counter[tuple[str, str]]()
    found = pages(shared)
    for _ in range(number):
        name, data = chance.choice(found)
        if chance.random() < 0.15 and b"\r" not in data:
            data = data.replace(b"\n", b"\r\n")
        if loads(data).error is None:
            edit(chance, name, data, counts)
    return counts


def check_refusals(counts: Counter[tuple[str, str]]) -> None:
    for format_, most in MOST_REFUSED.items():
        made, refused = counts[format_, "made"], counts[format_, "refused"]
        assert refused <= most * (made + refused) + 3, counts


def test_a_dose_of_random_edits(shared: Path) -> None:
    check_refusals(run(shared, EDITS, seed=2026))


@pytest.mark.long
def test_a_hundred_thousand_random_edits(shared: Path) -> None:
    check_refusals(run(shared, 20 * EDITS, seed=11))
