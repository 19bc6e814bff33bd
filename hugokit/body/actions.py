"""The actions of Go templates as tokens: enough to see which fields a template reads, no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPEN = re.compile(r"\{\{")
_COMMENT = re.compile(r"\{\{(?:- ?)?\s*/\*.*?\*/\s*(?: ?-)?\}\}", re.DOTALL)
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<text>\"(?:\\.|[^\"\\\n])*\"|`[^`]*`)"
    r"|(?P<char>'(?:\\.|[^'\\\n])*')"
    r"|(?P<variable>\$\w*(?:\.[^\W\d]\w*)*)"
    r"|(?P<field>(?:\.[^\W\d]\w*)+)"
    r"|(?P<number>[+-]?\d[\w.]*)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<end>-?\}\})"
    r"|(?P<mark>:=|.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One token of an action: its `kind` (text, char, variable, field, number, word, mark) and `text` as written.

    `chained`: a field of what a word or brackets before it give: `site.Params`, `(index . 0).Inner`.
    """

    kind: str
    text: str
    chained: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are read: `$.Page.Title` and `.Page.Title` read Page and Title."""
        return tuple(self.text.split(".")[1:]) if self.kind in ("variable", "field") else ()

    @property
    def literal(self) -> str | int | None:
        """The text or whole number that it is, None for anything else."""
        if self.kind == "number" and self.text.isdecimal():
            return int(self.text)
        return self.text[1:-1] if self.kind == "text" and "\\" not in self.text else None


def actions(source: str) -> Iterator[tuple[Piece, ...]]:
    """The actions of a template in order, without comments. An action that never ends is left out."""
    at = 0
    while found := _OPEN.search(source, at):
        comment = _COMMENT.match(source, found.start())
        if comment:
            at = comment.end()
            continue
        pieces, at = _action(source, found.end())
        yield pieces


def _action(source: str, at: int) -> tuple[tuple[Piece, ...], int]:
    pieces: list[Piece] = []
    before = ""
    if source.startswith("- ", at) or source.startswith("-\n", at) or source.startswith("-\t", at):
        at += 1
    while found := _TOKEN.match(source, at):
        at = found.end()
        kind = str(found.lastgroup)
        if kind == "end":
            return tuple(pieces), at
        if kind != "space":
            chained = kind == "field" and before in ("word", ")")
            pieces.append(Piece(kind, found.group(), chained))
        before = found.group() if found.group() == ")" else kind
    return (), len(source)
