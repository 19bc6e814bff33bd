"""Values of a JSON block without places, by the standard library, where it reads what Go's encoding/json reads.

What it refuses and what it might read otherwise (escaped surrogates, numbers out of range, deep nesting) is left to our
own reader: the answer is None. tests/codecs/test_fast.py holds the two against each other.
"""

from __future__ import annotations

import json
import math

from hugokit.frontmatter.node import Value
from hugokit.text.encoding import has_stray

_MAX_CHARS = 65_536
_MAX_BRACKETS = 60


def tame_values(text: str, start: int, end: int) -> dict[str, Value] | None:
    """The values of the object in text[start:end], or None where our own reader must look."""
    block = text[start:end]
    if len(block) > _MAX_CHARS or has_stray(block) or "\\u" in block or block.count("{") > _MAX_BRACKETS:
        return None
    if block.count("[") > _MAX_BRACKETS:
        return None
    try:
        found = json.loads(block, parse_int=_finite, parse_float=_finite, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(digits)
    return number


def _refuse(word: str) -> float:
    raise ValueError(word)
