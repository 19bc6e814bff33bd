"""The ledger of a migration: what was not carried over, where, why, and how to mend it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from hugokit.ledger import Loss
from hugokit.text.display import escape
from hugokit.text.encoding import as_hugo

_GRADES = ("lost", "manual", "changed")


def text(losses: Sequence[Loss]) -> str:
    """The ledger grouped by file, entries in the order of their lines, columns aligned in each file."""
    ordered = in_order(losses)
    groups = [_file(source, list(group)) for source, group in groupby(ordered, key=lambda loss: loss.source)]
    return "\n".join([*groups, summary(losses)])


def summary(losses: Sequence[Loss]) -> str:
    """One line with the number of entries of each grade."""
    if not losses:
        return "Ledger: everything was carried over.\n"
    counts = [f"{n} {grade}" for grade in _GRADES if (n := sum(loss.grade == grade for loss in losses))]
    files = len({loss.source for loss in losses})
    return f"Ledger: {', '.join(counts)}, in {files} file{'' if files == 1 else 's'}.\n"


def to_json(losses: Sequence[Loss], about: Mapping[str, Any]) -> str:
    """`about` and the entries (`ledger`), as schemas/output/migrate.v1.json describes them. ASCII."""
    entries = [plain(asdict(loss)) for loss in in_order(losses)]
    return json.dumps({"format": 1, **about, "ledger": entries}, indent=2) + "\n"


def plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Values for programs: bytes that are not UTF-8 are U+FFFD each."""
    return {name: as_hugo(value) if isinstance(value, str) else value for name, value in fields.items()}


def in_order(losses: Sequence[Loss]) -> list[Loss]:
    """Entries by file and line, so that two runs give the same bytes."""
    return sorted(losses, key=_order)


def _order(loss: Loss) -> tuple[str, int, str, str]:
    return loss.source, loss.line, loss.key, loss.what


def _file(source: str, losses: list[Loss]) -> str:
    places = [(str(loss.line) if loss.line else "-", loss.grade, escape(loss.key) or "-") for loss in losses]
    wide = [max(map(len, column)) for column in zip(*places, strict=True)]
    lines = [escape(source)]
    for loss, (line, grade, key) in zip(losses, places, strict=True):
        lead = f"  {line:>{wide[0]}}  {grade:<{wide[1]}}  {key:<{wide[2]}}  "
        lines.append(f"{lead}{escape(loss.what)}: {escape(loss.why)}")
        if loss.mend:
            lines.append(f"{' ' * len(lead)}-> {escape(loss.mend)}")
    return "\n".join(lines) + "\n"
