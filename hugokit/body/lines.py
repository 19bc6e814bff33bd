"""HTML within a line of Markdown."""

from __future__ import annotations

import re

# What Markdown, the typographer, the linkifier or emoji would read in a text; at its start, what would begin a block.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>~|&$^\"'@]|--+|\.{3,}|:(?=\S)|(?<=www)\.|\A[#+=\-!]|\A\d+(?=[.)])")
_PRE = re.compile(r"<(pre|textarea)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"(<[^>]*>|&[#\w]+;)")


def one_line(content: str) -> str:
    """HTML without line ends, which Markdown would read something into."""
    kept = _PRE.sub(lambda found: found.group().replace("\n", "&#10;"), content.strip())
    return re.sub(r"\s*\n\s*", " ", kept)


def safe_inline(content: str) -> str:
    """HTML that stays as it is within a line of Markdown: nothing in its text is read as Markdown."""
    pieces = _TAG.split(content)
    return "".join(p if at % 2 else _SPECIAL.sub(_entities, p) for at, p in enumerate(pieces))


def _entities(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(char)};" for char in found.group())
