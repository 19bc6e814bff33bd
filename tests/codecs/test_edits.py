"""The literate fixtures of edits/: a page, changes, the page afterwards (edits/README.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hugokit import UnsupportedEdit, loads
from hugokit.frontmatter.node import Path as KeyPath
from hugokit.frontmatter.operations import Delete, Insert, Move, Rename, Set, Step

HERE = Path(__file__).parent / "edits"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    name: str
    blocks: dict[str, str]


def cases() -> Iterator[Case]:
    for file in sorted(HERE.glob("*.md")):
        for section in file.read_text("utf-8").split("\n## ")[1:]:
            yield Case(f"{file.stem}: {section.splitlines()[0]}", dict(_BLOCK.findall(section)))


def path(spelled: str) -> KeyPath:
    return tuple(int(step) if step.isdigit() else step for step in spelled.split("."))


def change(line: str) -> Step:
    verb, key, *rest = line.split(" ", 2)
    if verb in ("set", "insert"):
        return (Set if verb == "set" else Insert)(path(key), json.loads(rest[0]))
    if verb == "delete":
        return Delete(path(key))
    return Rename(path(key), rest[0]) if verb == "rename" else Move(path(key), path(rest[0])[0] if rest else None)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("case", tuple(cases()), ids=lambda case: case.name)
def test_edits(case: Case, line_end: str) -> None:
    before = case.blocks["before"].replace("\n", line_end)
    document = loads(before)
    changes = [change(line) for line in case.blocks["change"].splitlines()]
    if "refused" in case.blocks:
        with pytest.raises((UnsupportedEdit, KeyError), match=re.escape(case.blocks["refused"].strip())):
            document.apply(*changes)
        assert document.text == before
        return
    document.apply(*changes)
    assert document.text == case.blocks["after"].replace("\n", line_end)
    assert list(document.lost_comments) == case.blocks.get("lost", "").splitlines()
