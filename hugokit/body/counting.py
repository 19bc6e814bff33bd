"""How many blocks a body has: paragraphs, headings, lists, fences, as far as blank lines tell them apart."""

from __future__ import annotations

import re

_FENCE = re.compile(
    r"^[ \t]{0,3}(```+|~~~+)[^\n]*\n(?:.*?\n)?[ \t]{0,3}\1[ \t]*$|^[ \t]{0,3}(?:```|~~~).*", re.DOTALL | re.MULTILINE
)
_HEADING = re.compile(r"^ {0,3}#{1,6}(?=[ \t]|$).*$", re.MULTILINE)
_BLOCK = re.compile(r"(?:\A|\n[ \t\r]*\n)[ \t\r\n]*+(?=\S)|\A(?=\S)")


def count(body: str) -> int:
    """The number of blocks; a fence is one whatever is in it, and one that is not closed goes to the end."""
    text = _FENCE.sub("\n\nx\n\n", body) if "```" in body or "~~~" in body else body
    if "#" in text:
        text = _HEADING.sub("\n\nx\n\n", text)
    return sum(1 for _ in _BLOCK.finditer(text))
