"""The order in which Hugo lists pages: weight, date (latest first), link title, path (source pages_sort.go)."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import Any

from hugokit.site.nodes import Node

_NEVER = -62135596800
_EPOCH = datetime.fromtimestamp(0, UTC)


def key(node: Node, term_weight: int = 0) -> tuple[Any, ...]:
    """A sort key of a page in a list; `term_weight` is its weight in the taxonomy of a term's list."""
    weight = node.page.weight
    date = (node.dates or (None,))[0]
    return (term_weight, weight == 0, weight, -_seconds(date), collation(node.link_title), node.sort_path)


def _seconds(date: datetime | None) -> int:
    if date is None:
        return _NEVER
    return int((date - _EPOCH).total_seconds() // 1)


def collation(text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
    """Close to the root collation of Unicode: letters first without accents and case, then accents, then lower case first.

    Punctuation and blanks come before digits, digits before letters, as there.
    """
    bare: list[str] = []
    marks: list[str] = []
    case: list[int] = []
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.category(char) == "Mn":
            marks.append(f"{len(bare):05}{char}")
        else:
            folded = char.casefold()
            bare += (_group(c) + c for c in folded)
            case += [int(char != folded)] * len(folded)
    return tuple(bare), tuple(marks), tuple(case)


_PUNCTUATION = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"


def _group(char: str) -> str:
    category = unicodedata.category(char)
    if char.isspace():
        return "0"
    if category[0] in "PS":
        at = _PUNCTUATION.find(char)
        return f"1{at:03}" if at >= 0 else "1999"
    return "3" if category[0] == "N" else "4"
