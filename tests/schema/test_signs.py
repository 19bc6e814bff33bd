"""A rule that is asked only where a page shows a sign would be silent about a page without it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hugokit.diagnostic import Severity
from hugokit.document import Document, loads
from hugokit.engine.check import Checker, _subject
from hugokit.engine.context import Contexts
from hugokit.engine.settings import Settings
from hugokit.signs import BEHIND_FENCE, HASH, OCTAL, OWN_SCHEMA, REFUSED, signs_of
from tests.codecs.yaml_blocks import blocks, mutations
from tests.rules.cases import cases

CONTEXT = Contexts(Settings(schema="mainroad", root=Path("/"))).of(Path("/nowhere/page.md"))
NOT_ASKED_AGAIN = BEHIND_FENCE | HASH | OCTAL | OWN_SCHEMA | REFUSED
"""A part of what these rules look for, which they leave to the sign."""
RULES = [one for one in Checker.of(Settings()).rules if one.signs and not one.signs & NOT_ASKED_AGAIN]


def silent(document: Document[Any]) -> int:
    """How many rules were asked for whose sign the page does not have; each must be silent."""
    if document.error is not None:
        return 0
    signs = signs_of(document)
    asked = [one for one in RULES if not one.signs & signs]
    subject = _subject(document, CONTEXT, Severity.INFO, "page.md", clean=False)
    found = [(one.code, document.text[:500]) for one in asked for _ in one.check(one, subject)]
    assert not found
    return len(asked)


def test_the_pages_of_the_rules() -> None:
    pages = [loads(case.encode(case.text)) for case in cases()]
    assert sum(map(silent, pages)) > 2_000


def test_real_pages(shared: Path) -> None:
    pages = [loads(p.read_bytes()) for p in sorted((shared / "corpus").rglob("*")) if p.is_file()]
    assert sum(map(silent, pages)) > 4_000


@pytest.mark.parametrize("seed", range(4))
def test_mutated_blocks(shared: Path, seed: int) -> None:
    seeds = tuple(block for block in blocks(shared) if len(block) < 1_000)
    pages = [loads(f"---\n{block}---\n") for block in mutations(seeds, 800, seed)]
    assert sum(map(silent, pages)) > 1_000
