"""Hugo's globs over logical paths: `*`, `**`, `?`, `[a-z]`, `{a,b}`; `*` stops at a slash."""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r"\*\*|\*|\?|\{|\}|,|\[!?[^\]]*\]|\\.|.", re.DOTALL)


@lru_cache(maxsize=512)
def compiled(glob: str) -> re.Pattern[str]:
    """The glob, lower-cased as Hugo does, as a pattern to `fullmatch`."""
    out: list[str] = []
    depth = 0
    for token in _TOKEN.findall(glob.lower()):
        if token == "{":
            depth += 1
            out.append("(?:")
        elif token == "}" and depth:
            depth -= 1
            out.append(")")
        elif token == "," and depth:
            out.append("|")
        else:
            out.append(_piece(token))
    try:
        return re.compile("".join(out) + ")" * depth, re.DOTALL)
    except re.error:  # "[z-a]": nothing is in it
        return re.compile(r"(?!)")


def _piece(token: str) -> str:
    if token == "**":
        return ".*"
    if token in ("*", "?"):
        return "[^/]*" if token == "*" else "[^/]"
    if token.startswith("[") and len(token) > 2:
        inner = token[1:-1]
        inverted = inner.startswith("!")
        return f"[{'^' if inverted else ''}{re.escape(inner[inverted:]).replace(chr(92) + '-', '-')}]"
    return re.escape(token[1:] if token.startswith("\\") and len(token) > 1 else token)


def matches(glob: str, text: str) -> bool:
    """Whether the whole text matches."""
    return compiled(glob).fullmatch(text) is not None
