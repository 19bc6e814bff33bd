"""A quick edit is the edit that is made with the tree, or none."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter import yaml
from hugokit.frontmatter.operations import Set
from hugokit.frontmatter.yaml_fast import tame_values
from hugokit.frontmatter.yaml_quick import quick_edit
from tests.codecs.yaml_blocks import blocks

VALUES: list[Any] = [
    True, False, 0, -7, 1.5, "x", "no", "012", "2024-05-01", "2024-05-01T10:00:00Z", "a: b", "# c", "it's", 'say "x"',
    "", " lead", "é", "[x]", "tab\there",
]  # fmt: skip


def test_every_tame_block(shared: Path) -> None:
    chance = random.Random(7)
    made = compared = 0
    for block in blocks(shared):
        for text in (block, block.replace("\n", "\r\n") if "\r" not in block else block):
            values = tame_values(text, 0, len(text))
            if not values or len(text) > 20_000:
                continue
            for key in (chance.choice(list(values)), "brandNew"):
                after = chance.choice([None, *values])
                op = Set((key,), chance.choice(VALUES), after)
                compared += 1
                made += _same_as_with_the_tree(text, values, op)
    assert made > compared / 2


def _same_as_with_the_tree(text: str, values: dict[str, Any], op: Set) -> bool:
    quick = quick_edit(text, 0, len(text), values, op)
    if quick is None:
        return False
    try:
        slow = yaml.edits(text, 0, len(text), yaml.read(text, 0, len(text)), op)
    except UnsupportedEdit:
        raise AssertionError((text, op, quick)) from None
    assert [quick] == slow, (text, op)
    return True
