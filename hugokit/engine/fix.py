"""Apply fixes until nothing is left to fix. Each change is proven by the document; one that cannot be made is left."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, AnyStr

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.document import Document, loads
from hugokit.engine.check import Checker
from hugokit.engine.context import Context
from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter.node import Path as KeyPath
from hugokit.frontmatter.operations import Delete, same
from hugokit.text.edits import splice

MAX_CHANGES = 200
"""For one file and run: each change is proven by reading the file again, so a hostile one could keep us for hours."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document after fixing.

    `left`: findings that remain; `done`: those mended; `refused`: why something was not; `lost`: comments that went.
    """

    document: Document[Any]
    left: tuple[Diagnostic, ...]
    done: tuple[Diagnostic, ...]
    refused: tuple[str, ...]
    lost: tuple[str, ...]


def fix_document(
    document: Document[AnyStr],
    checker: Checker,
    context: Context,
    path: Path,
    *,
    unsafe: bool = False,
    least: Severity = Severity.INFO,
) -> Fixed:
    """Mend what can be mended, in rounds: after the fixes of one round everything is checked again.

    `least`: findings below this severity are left as they are, for instance those that nobody is shown.
    """
    done: list[Diagnostic] = []
    refused: dict[tuple[str, str], str] = {}
    lost: tuple[str, ...] = ()
    while True:
        found = checker.check(document, context, path)
        wanted = [one for one in found if one.fix and (one.fix.safe or unsafe) and one.severity >= least]
        todo = _independent([one for one in wanted if _name(one) not in refused])
        if not todo or len(done) >= MAX_CHANGES:
            break
        for one in todo[: MAX_CHANGES - len(done)]:
            try:
                mended = _apply(document, one.fix)
                if mended is not document:  # made anew, and what it had lost is not in it
                    lost, document = (*lost, *document.lost_comments), mended
                done.append(one)
            except UnsupportedEdit as error:
                refused[_name(one)] = f"{one.code} at {'.'.join(map(str, one.path))}: {error}"
    if todo:
        refused["", ""] = f"stopped after {MAX_CHANGES} changes in one file; run it again"
    return Fixed(document, tuple(found), tuple(done), tuple(refused.values()), (*lost, *document.lost_comments))


def _independent(found: list[Diagnostic]) -> list[Diagnostic]:
    """Those of a round that do not get in each other's way: one a key, or several that each take out a list item.

    The last in the file come first, so that the places of those before them stay true.
    """
    chosen: list[Diagnostic] = []
    only_items: dict[KeyPath, bool] = {}
    in_text = [one for one in found if one.fix and one.fix.edits]
    if len(in_text) < len(found):  # operations move the places of edits, also of those before them
        found = [one for one in found if one not in in_text]
    for one in sorted(found, key=lambda each: each.start, reverse=True):
        if in_text == found:
            chosen.append(one)
            continue
        key, item = one.path[:1], _takes_out_item(one.fix)
        if key not in only_items or (item and only_items[key]):
            only_items[key] = item
            chosen.append(one)
    return chosen


def _takes_out_item(fix: Fix | None) -> bool:
    operations = fix.operations if fix else ()
    return bool(operations) and all(isinstance(op, Delete) and isinstance(op.path[-1], int) for op in operations)


def _name(one: Diagnostic) -> tuple[str, str]:
    return one.code, ".".join(map(str, one.path))


def _apply(document: Document[AnyStr], fix: Fix | None) -> Document[AnyStr]:
    assert fix is not None
    if not fix.edits:
        document.apply(*fix.operations)
        return document
    mended = loads(document.as_given(splice(document.text, fix.edits)), hugo=document.hugo)
    if mended.error is not None:
        raise UnsupportedEdit(f"the text would still not be readable: {mended.error}")
    if fix.safe and document.error is None and not same(mended.plain, document.plain):
        raise UnsupportedEdit("the edit is called safe and would change what the front matter says")
    return mended
