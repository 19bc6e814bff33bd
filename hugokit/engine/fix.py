"""Apply fixes until nothing is left to fix. Each change is proven by the document; one that cannot be made is left."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, AnyStr

from hugokit.diagnostic import Diagnostic, Fix
from hugokit.document import Document, loads
from hugokit.engine.check import Checker
from hugokit.engine.context import Context
from hugokit.errors import UnsupportedEdit
from hugokit.text.edits import splice

MAX_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document after fixing. `left`: findings that remain; `done`: those mended; `refused`: why something was not."""

    document: Document[Any]
    left: tuple[Diagnostic, ...]
    done: tuple[Diagnostic, ...]
    refused: tuple[str, ...]


def fix_document(
    document: Document[AnyStr], checker: Checker, context: Context, path: Path, *, unsafe: bool = False
) -> Fixed:
    """Mend what can be mended, in rounds: one fix a key and round, then everything is checked again."""
    done: list[Diagnostic] = []
    refused: dict[tuple[str, str], str] = {}
    for _ in range(MAX_ROUNDS):
        found = checker.check(document, context, path)
        todo = [one for one in found if one.fix and (one.fix.safe or unsafe) and _name(one) not in refused]
        if not todo:
            break
        touched: set[object] = set()
        for one in todo:
            key = one.path[:1]
            if one.fix is None or key in touched:
                continue
            touched.add(key)
            try:
                document = _apply(document, one.fix)
                done.append(one)
            except UnsupportedEdit as error:
                refused[_name(one)] = f"{one.code} at {'.'.join(map(str, one.path))}: {error}"
    left = tuple(checker.check(document, context, path))
    return Fixed(document, left, tuple(done), tuple(refused.values()))


def _name(one: Diagnostic) -> tuple[str, str]:
    return one.code, ".".join(map(str, one.path))


def _apply(document: Document[AnyStr], fix: Fix) -> Document[AnyStr]:
    if not fix.edits:
        document.apply(*fix.operations)
        return document
    mended = loads(document.as_given(splice(document.text, fix.edits)))
    if mended.error is not None:
        raise UnsupportedEdit(f"the text would still not be readable: {mended.error}")
    return mended
