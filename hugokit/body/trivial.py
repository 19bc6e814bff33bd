"""Shortcode templates of a simple kind are done without Hugo, and so are recipes, which are such templates.

Simple is what nearly all are: parameters and content between fixed HTML, with defaults and conditions. What prints
anything else (fields of the page, files, other templates, loops, scripts, styles) is not: `parse` gives None, or with
`strict` says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hugokit.body.functions import FUNCTIONS, MARKDOWN
from hugokit.gotemplate.lexer import TemplateError, Token, pieces
from hugokit.gotemplate.nodes import Call, Dot, Expression, Fields, Literal, Variable
from hugokit.gotemplate.parser import declared, expression

_SPLIT = re.compile(r"\{\{(-(?=\s))?(.*?)((?<=\s)-)?\}\}", re.DOTALL)
_COMMENT = re.compile(r"\s*/\*.*\*/\s*\Z", re.DOTALL)
_CODE = re.compile(
    r"<(script|style)\b|\son\w+\s*=|\bstyle\s*=\s*[\"']?[^\"'<>]*\Z|<[A-Za-z][^<>\"'=]*\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Print:
    """A value that is printed."""

    value: Expression


@dataclass(frozen=True, slots=True)
class Set:
    """A variable that is set."""

    name: str
    value: Expression


@dataclass(frozen=True, slots=True)
class Arm:
    """An `if` or `with`; `name` is the variable that its value gets, "" for none."""

    word: str
    name: str
    value: Expression
    body: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class If:
    """The arms of which the first that holds is taken, else `otherwise`."""

    arms: tuple[Arm, ...]
    otherwise: tuple[Part, ...]


Part = str | Print | Set | If


@dataclass(frozen=True, slots=True)
class Template:
    """The parts of a template. `takes_inner`: it reads what stands between the tags, `renders_inner`: as Markdown."""

    parts: tuple[Part, ...]
    takes_inner: bool
    renders_inner: bool


def parse(source: str) -> Template | None:
    """The template, or None where it does more than print parameters and content."""
    try:
        return strict(source)
    except TemplateError:
        return None


def strict(source: str) -> Template:
    """The template; TemplateError, with the offset, says what it may not do."""
    parser = _Parser(source)
    parts, last = parser.parts(own=True)
    if last:
        raise TemplateError(f"unexpected {last.action}", last.at)
    return Template(parts, parser.takes_inner, parser.renders_inner)


class _Piece(NamedTuple):
    """Fixed text before an action, and the action with its place; both trimmed. The last has no action."""

    text: str
    action: str
    at: int


def _pieces(source: str) -> Iterator[_Piece]:
    at, trim = 0, False
    for found in _SPLIT.finditer(source):
        text = source[at : found.start()]
        text = text.lstrip() if trim else text
        at, trim = found.end(), bool(found[3])
        action = "" if _COMMENT.match(found[2]) else found[2].strip()
        yield _Piece(text.rstrip() if found[1] else text, action, found.start())
    yield _Piece(source[at:].lstrip() if trim else source[at:], "", len(source))


class _Parser:
    def __init__(self, source: str) -> None:
        self._pieces = _pieces(source)
        self._depth = 0
        self.takes_inner = self.renders_inner = False

    def parts(self, *, own: bool) -> tuple[tuple[Part, ...], _Piece | None]:
        """The parts up to an `end` or `else` that belongs to somebody else, which is given back.

        `own`: the dot is the shortcode.
        """
        found: list[Part] = []
        for piece in self._pieces:
            if _CODE.search(piece.text) and (piece.action or "<s" in piece.text.lower()):
                raise TemplateError("scripts, styles and names of attributes are not filled in", piece.at)
            if "{{" in piece.text:
                raise TemplateError("an action does not end", piece.at)
            if piece.text:
                found.append(piece.text)
            if not piece.action:
                continue
            tokens = self._tokens(piece)
            word = tokens[0].text
            if word in ("end", "else"):
                return tuple(found), piece
            if word in ("if", "with"):
                found.append(self._ladder(piece, tokens, own=own))
            else:
                found.append(self._single(piece, tokens, own=own))
        return tuple(found), None

    def _tokens(self, piece: _Piece) -> list[Token]:
        [made] = pieces("{{ " + piece.action + " }}")
        if not made.tokens:
            raise TemplateError("an action without words", piece.at)
        return made.tokens

    def _ladder(self, piece: _Piece, tokens: list[Token], *, own: bool) -> If:
        self._depth += 1
        if self._depth > 20:
            raise TemplateError("nested too deeply", piece.at)
        arms: list[Arm] = []
        otherwise: tuple[Part, ...] = ()
        while True:
            word = tokens[0].text
            names, _, rest = declared(tokens[1:])
            value = self._checked(rest, piece, own=own)
            body, last = self.parts(own=own and word == "if")
            arms.append(Arm(word, names[-1] if names else "", value, body))
            if last is None:
                raise TemplateError("a block has no end", piece.at)
            end = self._tokens(last)
            if end[0].text == "end":
                break
            if len(end) > 1 and end[1].text in ("if", "with"):
                tokens, piece = end[1:], last
                continue
            otherwise, last = self.parts(own=own)
            if last is None or last.action != "end":
                raise TemplateError("a block has no end", piece.at)
            break
        self._depth -= 1
        return If(tuple(arms), otherwise)

    def _single(self, piece: _Piece, tokens: list[Token], *, own: bool) -> Print | Set:
        names, _, rest = declared(tokens)
        value = self._checked(rest, piece, own=own)
        return Set(names[-1], value) if names else Print(value)

    def _checked(self, tokens: list[Token], piece: _Piece, *, own: bool) -> Expression:
        value = expression(tokens, 0)
        self._check(value, piece.at, own=own)
        return value

    def _check(self, value: Expression, at: int, *, own: bool) -> None:
        """Nothing but what `_Filling` can tell."""
        if isinstance(value, Literal | Dot | Variable):
            if (isinstance(value, Dot) and own) or (isinstance(value, Variable) and not value.name):
                raise TemplateError("the shortcode as a whole cannot be printed", at)
            return
        if isinstance(value, Call):
            of_params = value.name in ("isset", "index") and len(value.args) == 2 and _is_params(value.args[0])
            if not of_params and (value.name not in FUNCTIONS or not value.args):
                raise TemplateError(f"{value.name} is not among what can be done here", at)
        for arg in value.args:
            if not _is_params(arg):
                self._check(arg, at, own=own)
        if isinstance(value, Call):
            self._rendered(value.name in MARKDOWN, value.args)
            return
        base = value.base
        if not ((isinstance(base, Dot) and own) or (isinstance(base, Variable) and not base.name)):
            raise TemplateError(f".{'.'.join(value.names)} is not of the shortcode", at)
        if value.names == ("Page", "RenderString"):
            self._rendered(True, value.args)
        elif value.names in (("Inner",), ("InnerDeindent",)):
            self.takes_inner = True
        elif not (value.names in _FIELDS or (value.names == ("Get",) and len(value.args) == 1) or _param(value)):
            raise TemplateError(f".{'.'.join(value.names)} is not among what can be printed here", at)

    def _rendered(self, rendered: bool, args: Sequence[Expression]) -> None:
        if rendered and any(isinstance(arg, Fields) and arg.names[0].startswith("Inner") for arg in args):
            self.renders_inner = True


_FIELDS = (("Name",), ("IsNamedParams",))


def _is_params(value: Expression) -> bool:
    return isinstance(value, Fields) and value.names == ("Params",)


def _param(value: Fields) -> bool:
    return value.names[0] == "Params" and len(value.names) == 2 and not value.args
