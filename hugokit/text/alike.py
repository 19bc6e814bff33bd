"""Which of some names was meant by one that is not among them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

_NO_DIGITS = re.compile(r"\D+")


def most_alike(wanted: str, names: Iterable[str], cutoff: float) -> str:
    """The name most like the wanted one, with the same digits: chapter 2 is not chapter 3 misspelt. "" for none."""
    digits = _NO_DIGITS.sub("", wanted)
    same = [name for name in names if _NO_DIGITS.sub("", name) == digits]
    return next(iter(get_close_matches(wanted, same, n=1, cutoff=cutoff)), "")
