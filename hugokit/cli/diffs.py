"""What would change, as a unified diff."""

from __future__ import annotations

import difflib

from hugokit.text.display import escape
from hugokit.text.encoding import decode

_NO_NEWLINE = "\n\\ No newline at end of file\n"


def unified(path: str, before: bytes, after: bytes) -> str:
    """A diff that a terminal can show and, where nothing had to be escaped, `patch` and `git apply -p0` can apply.

    Lines end at line feeds only; a carriage return before one stays.
    """
    lines = difflib.unified_diff(_lines(before), _lines(after), escape(path), escape(path))
    return "".join(_shown(line) for line in lines)


def _lines(data: bytes) -> list[str]:
    *whole, rest = decode(data).split("\n")
    return [f"{line}\n" for line in whole] + [rest] * bool(rest)


def _shown(line: str) -> str:
    body = line.removesuffix("\n")
    end = _NO_NEWLINE if body == line else "\n"
    if body.endswith("\r"):
        body, end = body[:-1], f"\r{end}"
    return "\t".join(map(escape, body.split("\t"))) + end
