"""What comes from a repository is shown escaped: no control, bidi or line-break character reaches a terminal."""

from __future__ import annotations

import re

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def escape(text: str) -> str:
    """The text with every unprintable or direction-changing character as \\xNN or \\u{…}."""
    return _UNSAFE.sub(_spell, text)


def shorten(text: str, limit: int = 60) -> str:
    """At most `limit` characters on one line, escaped, with an ellipsis where something was left out."""
    return escape(text if len(text) <= limit else text[: limit - 1] + "…")


def _spell(found: re.Match[str]) -> str:
    code = ord(found.group())
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:x}}}"
