"""Letters, digits and case as Go's unicode package sees them: one character at a time, without context."""

from __future__ import annotations

import re
import unicodedata

# Go maps these to one character where Python gives two.
_LOWER = {"\u0130": "i"}
_GAPS = re.compile(r"[-_\s]+")


def lower(text: str) -> str:
    """Lower case as Go's strings.ToLower: no final sigma, one character for one."""
    if text.isascii():
        return text.lower()
    return "".join(_LOWER.get(c) or (low if len(low := c.lower()) == 1 else c) for c in text)


def first_upper(text: str) -> str:
    """The text with its first character in title case (one character for one)."""
    if not text:
        return text
    head = text[0].title()
    return (head if len(head) == 1 else text[0]) + text[1:]


def is_letter(char: str) -> bool:
    """A letter (categories L*)."""
    return unicodedata.category(char)[0] == "L"


def is_digit(char: str) -> bool:
    """A decimal digit (category Nd)."""
    return unicodedata.category(char) == "Nd"


def is_mark(char: str) -> bool:
    """A combining mark (categories M*)."""
    return unicodedata.category(char)[0] == "M"


def is_space(char: str) -> bool:
    """White space as Go's unicode.IsSpace: the ASCII six, NEL, NBSP and category Z*."""
    return char in "\t\n\v\f\r \x85\xa0" or unicodedata.category(char)[0] == "Z"


def without_accents(text: str) -> str:
    """The text decomposed, stripped of its nonspacing marks, and composed again."""
    bare = (c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", "".join(bare))


def alike(text: str) -> str:
    """What is left of a text without case, accents of Latin letters, blanks, hyphens and low lines.

    Texts with the same rest are spellings of one word. Between digits a hyphen stays: 1-0 is not 10.
    """
    bare = "".join(_bare(char) for char in text.casefold())
    return _GAPS.sub("", re.sub(r"(?<=\d)[-_\s]+(?=\d)", "\N{HYPHEN}", bare))


def _bare(char: str) -> str:
    base = unicodedata.normalize("NFD", char)
    return base[0] if base[0].isascii() else char
