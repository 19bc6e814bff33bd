"""Ids of headings as Hugo gives them (autoIDType github; reference/hugo.md 2.7; source markup/goldmark/autoid.go)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from unicodedata import category

from markdown_it import MarkdownIt
from markdown_it.token import Token

from hugokit.text.letters import is_digit, is_letter, lower, without_accents

_ATTRIBUTES = re.compile(r"[ \t]*\{((?:[^{}\"]|\"[^\"]*\")*)\}[ \t]*\Z")
_ID = re.compile(r"(?:^|\s)#([^\s#.}]+)|(?:^|\s)id=\"?([^\s\"}]+)\"?")
_ATTRIBUTE = re.compile(r"\s*(?:[#.][^\s#.=}\"]+|[A-Za-z_:][\w:.\-]*=(?:\"[^\"]*\"|[^\s\"]+))")
_DASHES = re.compile(r"-{2,3}")
# Where a piece of text ends: behind what could have been emphasis, and before a sign of the typographer, a bracket or
# a tick that opens nothing.
_END = re.compile(r"(?P<kept>[*_~]+)|[\"']|--|\.\.\.|<<|>>|!?\[|(?<=.)`", re.DOTALL)
_SHORTCODE = re.compile(r"\{\{([<%]).*?\1?[>%]\}\}", re.DOTALL)
_TEXTS = ("text", "text_special")
_BARE_URL = re.compile(r"(?<![\w@])(?:(?:https?|ftp)://|www\.)[^\s<]*[^\s<?!.,:*_~'\")\]]")


def anchor(text: str, style: str = "github") -> str:
    """The id of a heading's rendered text, before repeated ones are numbered; "" where nothing is left."""
    if style == "github-ascii":
        text = "".join(c for c in without_accents(text) if c.isascii())
    if style == "blackfriday":
        return "-".join(_words(text))
    return "".join(_characters(text.strip()))


def _words(text: str) -> Iterator[str]:
    """The runs of letters and numbers, in lower case."""
    for is_word, run in groupby(text, lambda char: is_letter(char) or category(char)[0] == "N"):
        if is_word:
            yield "".join(map(lower, run))


def _characters(text: str) -> Iterator[str]:
    for char in text:
        if char in "- ":
            yield "-"
        elif is_letter(char) or is_digit(char) or char == "_":
            yield lower(char)


class Ids:
    """Numbers repeated ids: `a`, `a-1`, `a-2`; an empty one is `heading`."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, given: str) -> str:
        """An id that the author wrote: taken as it is."""
        self._taken.add(given)
        return given

    def take(self, text: str, style: str = "github") -> str:
        """A free id for a heading's text."""
        wanted = anchor(text, style) or "heading"
        found, number = wanted, 0
        while found in self._taken:
            number += 1
            found = f"{wanted}-{number}"
        self._taken.add(found)
        return found


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


# What is escaped stays apart.
_MARKDOWN = _parser().disable("text_join")
# Finds headings without a look at what is in the lines between.
_BLOCKS = _parser()
_BLOCKS.core.ruler.enableOnly(["normalize", "block"])


def heading_ids(body: str, style: str = "github") -> list[str | None]:
    """The ids of all headings of a Markdown body in order; None for a heading that gets none.

    `style`: the site's autoIDType: github, github-ascii or blackfriday.
    """
    ids = Ids()
    tokens = _BLOCKS.parse(body)
    return [_heading_id(tokens[at + 1], ids, style) for at, token in enumerate(tokens) if token.type == "heading_open"]


def _heading_id(inline: Token, ids: Ids, style: str) -> str | None:
    source = inline.content
    found = _ATTRIBUTES.search(source)
    if found and _ATTRIBUTE.sub("", found.group(1)).strip() == "" and found.group(1).strip():
        given = _ID.search(found.group(1))
        if given:
            return ids.give(given.group(1) or given.group(2))
        source = source[: found.start()]
    text = heading_text(source)
    return ids.take(text, style) if text.strip() else None


def heading_text(source: str) -> str:
    """The text that an id is made from: as rendered, without bare links and what entities print."""
    source = _SHORTCODE.sub("HAHAHUGOSHORTCODE5s0HBHB", source)
    tokens = _MARKDOWN.parseInline(source)
    return "".join(_texts(list(tokens[0].children or ())))


def _texts(tokens: list[Token]) -> Iterator[str]:
    """What stands in the heading itself; of emphasis, links, images only the first piece; of bare links nothing."""
    at = _behind_last_break(tokens)
    while at < len(tokens):
        token = tokens[at]
        if token.nesting == 1:
            end = _closing(tokens, at)
            if token.markup != "autolink":
                yield _first(tokens[at + 1 : end])
            at = end
        elif token.type == "text":
            yield _DASHES.sub("'", _BARE_URL.sub("", token.content))
        else:
            yield _text(token)
        at += 1


def _behind_last_break(tokens: list[Token]) -> int:
    """Where the last line begins, behind the mark or link that it may begin in: Hugo makes the id of this line."""
    found = depth = 0
    broken = False
    for at, token in enumerate(tokens):
        depth += token.nesting
        broken |= token.type in ("softbreak", "hardbreak")
        if broken and depth == 0:
            found, broken = at + 1, False
    return found


def _closing(tokens: list[Token], at: int) -> int:
    depth = 0
    for end in range(at, len(tokens)):
        depth += tokens[end].nesting
        if depth == 0:
            return end
    return len(tokens) - 1


def _first(tokens: list[Token]) -> str:
    """The text of the first piece."""
    tokens = [token for token in tokens if token.type != "text" or token.content]  # signs of emphasis leave empty ones
    if not tokens:
        return ""
    if tokens[0].nesting == 1:
        return _first(tokens[1 : _closing(tokens, 0)])
    return _beginning(tokens) if tokens[0].type in _TEXTS else _text(tokens[0])


def _beginning(tokens: list[Token]) -> str:
    """The first piece of text; a sign that stands at its beginning is one of its own."""
    out = ""
    for token in tokens:
        if token.type == "text":
            text, *link = _BARE_URL.split(token.content, maxsplit=1)
            end = _END.search(text)
            if end:
                return out + text[: end.end() if end["kept"] else end.start()] or end[0]
            if link:
                return out + text
        elif token.type != "text_special":
            break
        out += _text(token)
    return out


def _text(token: Token) -> str:
    if token.info == "entity" and token.markup.startswith("&#"):
        return token.markup  # Hugo looks up those with a name alone
    if token.type in (*_TEXTS, "code_inline"):
        return token.content
    if token.type == "image":
        return _first(list(token.children or ()))
    return ""
