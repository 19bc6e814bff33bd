"""Where the front matter is, as Hugo finds it (reference/hugo.md 2.1; source parser/pageparser/pagelexer_intro.go)."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from hugokit.errors import FrontMatterError
from hugokit.text.encoding import BOM

Format = Literal["yaml", "toml", "json", "org"]


class Fences(NamedTuple):
    """The parts of a page with front matter, as character offsets.

    YAML and TOML: `open` is the first character of the opening delimiter, `start` the first of the block (on the next
    line, or straight after a delimiter with text behind it), `end` the first of the closing delimiter, `body` the
    first of the body. JSON: `start` == `open` is the opening brace, `end` is
    just past the closing one. Org: `start` == `open` is the first `#+` line, `end` == `body` is where it stops.
    """

    format: Format
    open: int
    start: int
    end: int
    body: int


_BRACE = re.compile(r'([{}])|"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|\\.', re.DOTALL)
"""A brace outside of quotes; or a text in quotes, which may not end, or an escaped character: both have none."""
_SPACE = " \t\n\r\v\f"
_DELIMITERS: dict[str, tuple[Format, str]] = {"-": ("yaml", "---"), "+": ("toml", "+++")}
_NAMES: dict[Format, str] = {"yaml": "YAML", "toml": "TOML", "json": "JSON", "org": "Org"}


def find(text: str) -> Fences | None:
    """The fences of a page, None where it has no front matter. Raises FrontMatterError where Hugo gives up.

    Blank lines and blanks may stand before the opening delimiter, a byte order mark only at the very beginning.
    The first other character decides; from there Hugo does not go back.
    """
    at = 1 if text.startswith(BOM) else 0
    while at < len(text) and text[at] in _SPACE:
        at += 1
    first = text[at : at + 1]
    if first in _DELIMITERS:
        return _fenced(text, at, *_DELIMITERS[first])
    if first == "{":
        return _braced(text, at)
    if text.startswith("#+", at):
        return _org(text, at)
    return None


def _fenced(text: str, at: int, format_: Format, mark: str) -> Fences:
    if not text.startswith(mark, at):
        raise FrontMatterError(
            f"a page that begins with {text[at]!r} needs {mark} there, or an empty front matter before it", at, "HK104"
        )
    start = _after_line_end(text, at + 3)
    line = start if start > at + 3 and text.startswith(mark, start) else _line_with(text, mark, start)
    if line == -1:
        raise FrontMatterError(f"the {_NAMES[format_]} front matter is not closed with {mark}", start, "HK105")
    return Fences(format_, at, start, line, _after_line_end(text, line + 3))


def _line_with(text: str, mark: str, at: int) -> int:
    """Where the next line that begins with `mark` begins, or -1. A lone carriage return ends a line too."""
    found = text.find(f"\n{mark}", at)
    before = text.find(f"\r{mark}", at, len(text) if found == -1 else found)
    line = found if before == -1 else before
    return -1 if line == -1 else line + 1


def _after_line_end(text: str, at: int) -> int:
    if text.startswith("\n", at):
        return at + 1
    return at + 2 if text.startswith("\r\n", at) else at + text.startswith("\r", at)


def _braced(text: str, at: int) -> Fences:
    """Counts braces outside of quotes, as Hugo does; what stands before them goes to its JSON reader too."""
    if stray := re.search("[\v\f]", text[:at]):
        raise FrontMatterError("a control character cannot stand before JSON front matter", stray.start())
    level = 0
    for brace in _BRACE.finditer(text, at):
        if brace[1]:
            level += 1 if brace[1] == "{" else -1
            if not level:
                return Fences("json", at, at, brace.end(), _after_line_end(text, brace.end()))
    raise FrontMatterError("the JSON front matter is not closed with }", at, "HK105")


def _org(text: str, at: int) -> Fences:
    end = at
    while end < len(text) and text.startswith("#+", end):
        stop = text.find("\n", end)
        end = len(text) if stop == -1 else stop + 1
    return Fences("org", at, at, end, end)
