"""Values of a TOML block without places, by the standard library, where it reads what go-toml reads.

What tomllib refuses (TOML 1.1, errors) and what it might read otherwise (numbers beyond 64 bits, carriage returns,
stray bytes) is left to our own reader: the answer is None. tests/codecs/test_fast.py holds the two against each other.
"""

from __future__ import annotations

import math
import re

from hugokit.frontmatter.node import Value
from hugokit.text.encoding import has_stray

_MAX_CHARS = 65_536
_MAX_BRACKETS = 60
_RISKY = re.compile(
    r"\r|[0-9A-Fa-f_]{16}"  # line ends are kept, numbers have 64 bits
    r"|[0-9]{2}\.[0-9]{7}"  # times finer than a microsecond
    r"|^[ \t]*+[A-Za-z0-9_'\"-]++[ \t]*+\.",  # a dotted key: Python 3.11 lets it add to a table that is closed
    re.MULTILINE,
)


def tame_values(text: str, start: int, end: int) -> dict[str, Value] | None:
    """The values of the table in text[start:end], or None where our own reader must look."""
    import tomllib

    block = text[start:end]
    if len(block) > _MAX_CHARS or has_stray(block) or block.count("[") > _MAX_BRACKETS or _RISKY.search(block):
        return None
    try:
        return tomllib.loads(block, parse_float=_finite)
    except (ValueError, RecursionError):
        return None


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number) and "inf" not in digits:
        raise ValueError(digits)
    return number
