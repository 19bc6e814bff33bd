"""The order in which Hugo lists pages: weight, date (latest first), link title, path (source pages_sort.go)."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import Any

from hugokit.site.nodes import Node

_NEVER = -62135596800
_EPOCH = datetime.fromtimestamp(0, UTC)


def key(node: Node) -> tuple[Any, ...]:
    """A sort key of a page in a list."""
    weight = node.page.weight
    date = (node.dates or (None,))[0]
    return (weight == 0, weight, -_seconds(date), collation(node.link_title), node.sort_path)


def _seconds(date: datetime | None) -> int:
    if date is None:
        return _NEVER
    return int((date - _EPOCH).total_seconds() // 1)


_PUNCTUATION = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
# One printable character for each of ASCII, in the order of the root collation; letters come last, without case.
_ASCII = {
    ord(char): chr(33 + at) for at, char in enumerate(" " + _PUNCTUATION + "0123456789abcdefghijklmnopqrstuvwxyz")
}
_OTHER_PUNCTUATION, _OTHER_DIGIT, _OTHER_LETTER = chr(33 + 32), chr(33 + 42), chr(33 + 69)


def collation(text: str) -> tuple[str, str, str]:
    """Close to the root collation of Unicode: first without accents and case, then accents, then lower case first.

    Punctuation and blanks come before digits, digits before letters, as there.
    """
    if text.isascii():
        return text.lower().translate(_ASCII), "", text.swapcase()
    bare: list[str] = []
    marks: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.category(char) == "Mn":
            marks.append(f"{len(bare):05}{char}")
        else:
            bare += (_place(c) for c in char.casefold())
    return "".join(bare), "".join(marks), text.swapcase()


def _place(char: str) -> str:
    if char.isascii() or char.isspace():
        return char.translate(_ASCII) if char.isascii() else _ASCII[32]
    kind = unicodedata.category(char)[0]
    return {"P": _OTHER_PUNCTUATION, "S": _OTHER_PUNCTUATION, "N": _OTHER_DIGIT}.get(kind, _OTHER_LETTER) + char
