"""Go templates as tokens, by the rules of text/template/parse/lex.go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hugokit.errors import HugokitError

_COMMENT = re.compile(r"\{\{(?:-\s)?\s*/\*.*?\*/\s*(?:\s-)?\}\}", re.DOTALL)
_TOKEN = re.compile(
    r"(?P<end>\s+-\}\}|\}\})"
    r"|(?P<space>\s+)"
    r"|(?P<text>\"(?:\\.|[^\"\\\n])*\"|`[^`]*`)"
    r"|(?P<char>'(?:\\.|[^'\\\n])+')"
    r"|(?P<number>[+-]?(?:\d|\.\d)(?:[eEpP][+-]?|[\w.])*)"
    r"|(?P<variable>\$\w*)"
    r"|(?P<field>\.[^\W\d]\w*)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<mark>:=|[=|(),.])"
)
_SPACE = " \t\r\n"


class TemplateError(HugokitError):
    """A template that Go does not parse. `at` is the offset."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class Token(NamedTuple):
    """`kind`: text, char, number, variable, field, word or mark; `glued`: no space stands before it."""

    kind: str
    text: str
    at: int
    glued: bool


class Piece(NamedTuple):
    """Either plain text (`tokens` is None) or an action."""

    text: str
    tokens: list[Token] | None
    at: int


def pieces(source: str) -> Iterator[Piece]:
    """The plain text and the actions of a template in order, without comments (TemplateError)."""
    at = 0
    while (start := source.find("{{", at)) >= 0:
        if start > at:
            yield Piece(source[at:start], None, at)
        comment = _COMMENT.match(source, start)
        if comment:
            at = comment.end()
            continue
        tokens, at = _action(source, start)
        yield Piece("", tokens, start)
    if at < len(source):
        yield Piece(source[at:], None, at)


def _action(source: str, start: int) -> tuple[list[Token], int]:
    at = start + 2
    if source[at : at + 1] == "-" and source[at + 1 : at + 2] in _SPACE:
        at += 1
    tokens: list[Token] = []
    glued = False
    while found := _TOKEN.match(source, at):
        kind = str(found.lastgroup)
        at = found.end()
        if kind == "end":
            return tokens, at
        if kind != "space":
            tokens.append(Token(kind, found.group(), found.start(), glued))
        glued = kind != "space"
    raise TemplateError("an action does not end" if at >= len(source) else f"unexpected {source[at]!r}", at)
