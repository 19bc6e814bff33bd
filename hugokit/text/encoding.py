"""Bytes to text and back without losing one: a text is the file's UTF-8 with each stray byte as a lone surrogate."""

from __future__ import annotations

import re

BOM = "\ufeff"
_STRAY = re.compile("[\ud800-\udfff]")


def decode(data: bytes) -> str:
    """The text of `data`; `encode` gives the same bytes again whatever they are."""
    return data.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    """The bytes of a text made by `decode`, or of any text without other surrogates."""
    return text.encode("utf-8", "surrogateescape")


def as_hugo(text: str) -> str:
    """The text as Go sees it: every byte that is not UTF-8 is one U+FFFD."""
    return text if text.isascii() else _STRAY.sub("\ufffd", text)


def has_stray(text: str) -> bool:
    """Whether a text has lone surrogates: bytes that were not UTF-8."""
    try:
        text.isascii() or text.encode()
    except UnicodeEncodeError:
        return True
    return False


def first_stray(text: str) -> int | None:
    """Offset of the first byte that is not UTF-8, or None."""
    found = _STRAY.search(text) if has_stray(text) else None
    return found.start() if found else None
