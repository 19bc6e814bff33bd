"""The blocks of a body: where each begins and ends, and what of it is code. Lines are counted from 0."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from hugokit.body.regions import Code

_BREAK = re.compile(r"\r\n|\n|\r")


def outline(body: str) -> list[tuple[str, str]]:
    """What a Markdown body is made of: the kind of each piece and its text, in the order written."""
    return [(token.type, token.content) for token in _tokens(body)]


class Blocks:
    """The blocks of a Markdown body; in one of HTML a block is what stands between empty lines, and nothing is code."""

    def __init__(self, body: str, *, markdown: bool) -> None:
        self._code = Code(body) if markdown else None
        self._spans = _of_markdown(body) if markdown else _between_empty_lines(body)

    def is_code(self, offset: int) -> bool:
        """Whether a character of the body is in code."""
        return self._code is not None and self._code.at(offset) is not None

    def after(self, line: int) -> tuple[int, int] | None:
        """The first and last line of the outermost block that begins first below a line, or None."""
        return next((span for span in self._spans if span[0] > line), None)

    def holding(self, line: int) -> tuple[int, int] | None:
        """The first and last line of the outermost block that a line is in, or None."""
        return next((span for span in self._spans if span[0] <= line <= span[1]), None)


def _of_markdown(body: str) -> list[tuple[int, int]]:
    """In the order written, outer blocks first."""
    maps = (token.map for token in _tokens(body) if token.nesting >= 0)
    return [(found[0], max(found[0], found[1] - 1)) for found in maps if found]


def _tokens(body: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(body)


def _between_empty_lines(body: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    inside = False
    for number, line in enumerate(_BREAK.split(body)):
        if line.strip() and inside:
            spans[-1] = spans[-1][0], number
        elif line.strip():
            spans.append((number, number))
        inside = bool(line.strip())
    return spans
