"""Tokens to nodes, by the grammar of text/template/parse/parse.go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hugokit.gotemplate.lexer import Piece, TemplateError, Token, pieces
from hugokit.gotemplate.nodes import (
    Arm,
    Assign,
    Branch,
    Call,
    Dot,
    Expression,
    Fields,
    Invoke,
    Literal,
    Output,
    Range,
    Statement,
    Template,
    Variable,
    line_starts,
)

MAX_NESTING = 100
_VALUES = frozenset({"site", "page", "hugo", "now"})
"""Functions whose fields are those of what they give; after any other name the first field is the function's own."""
_ATTRIBUTE = re.compile(r"(href|src)\s*=\s*[\"']?\s*\Z", re.IGNORECASE)
_SCRIPT = re.compile(r"<(/?)script\b", re.IGNORECASE)
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "nil": None}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-7]{3}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


def parse(source: str) -> Template:
    """The nodes of a template's text. TemplateError, with an offset, for what Go does not parse either."""
    parser = _Parser(source)
    body, last = parser.statements(0)
    if last is not None:
        raise TemplateError(f"unexpected {last[0].text}", last[0].at)
    return Template(body, parser.defines, line_starts(source))


class _Parser:
    """`inside`: where the next output stands; `defines` fills on the way."""

    def __init__(self, source: str) -> None:
        self._pieces: Iterator[Piece] = pieces(source)
        self._end = len(source)
        self._attribute = ""
        self._script = False
        self.defines: dict[str, tuple[Statement, ...]] = {}

    def statements(self, depth: int) -> tuple[tuple[Statement, ...], list[Token] | None]:
        """Statements up to the `end` or `else` that does not belong to them (its tokens), or to the end of the text."""
        if depth > MAX_NESTING:
            raise TemplateError("nested too deeply", self._end)
        found: list[Statement] = []
        for piece in self._pieces:
            if piece.tokens is None:
                self._text(piece.text)
            elif piece.tokens:
                if piece.tokens[0].text in ("end", "else"):
                    return tuple(found), piece.tokens
                found += self._action(piece.tokens, depth)
                self._attribute = ""
        return tuple(found), None

    def _text(self, text: str) -> None:
        attribute = _ATTRIBUTE.search(text[-40:])
        self._attribute = attribute[1].lower() if attribute else ""
        for tag in _SCRIPT.finditer(text):
            self._script = not tag[1]

    def _action(self, tokens: list[Token], depth: int) -> list[Statement]:
        first = tokens[0]
        if first.kind == "word":
            if first.text in ("if", "with"):
                return [self._branch(tokens, depth)]
            if first.text == "range":
                return [self._range(tokens[1:], first.at, depth)]
            if first.text in ("define", "block", "template"):
                return self._named(first, tokens[1:], depth)
            if first.text in ("break", "continue") and len(tokens) == 1:
                return []
        names, declares, rest = declared(tokens)
        value = expression(rest, first.at)
        if names:
            return [Assign(names[-1], value, declares, first.at)]
        return [Output(value, self._inside(), first.at)]

    def _inside(self) -> str:
        if self._script:
            return "js"
        return f"attr {self._attribute}" if self._attribute else "output"

    def _branch(self, tokens: list[Token], depth: int) -> Branch:
        at = tokens[0].at
        arms: list[Arm] = []
        while True:
            word = tokens[0].text
            names, _, rest = declared(tokens[1:])
            value = expression(rest, at)
            body, last = self.statements(depth + 1)
            arms.append(Arm(word, names[-1] if names else "", value, body, tokens[0].at))
            if last is None:
                raise TemplateError("a block has no end", at)
            if len(last) == 1:
                return Branch(tuple(arms), self._else(last, at, depth), at)
            if last[1].text not in ("if", "with"):
                raise TemplateError(f"unexpected {last[1].text}", last[1].at)
            tokens = last[1:]

    def _range(self, tokens: list[Token], at: int, depth: int) -> Range:
        names, _, rest = declared(tokens)
        value = expression(rest, at)
        body, last = self.statements(depth + 1)
        key = names[0] if len(names) > 1 else ""
        return Range(key, names[-1] if names else "", value, body, self._else(last, at, depth), at)

    def _else(self, last: list[Token] | None, at: int, depth: int) -> tuple[Statement, ...] | None:
        if last is not None and last[0].text == "end":
            return None
        if last is None:
            raise TemplateError("a block has no end", at)
        body, end = self.statements(depth + 1)
        if end is None or end[0].text != "end":
            raise TemplateError("a block has no end", at)
        return body

    def _named(self, word: Token, rest: list[Token], depth: int) -> list[Statement]:
        if not rest or rest[0].kind != "text":
            raise TemplateError(f"{word.text} needs a name in quotes", word.at)
        name = _unquoted(rest[0].text)
        context = expression(rest[1:], word.at) if len(rest) > 1 else None
        if word.text != "template":
            body, last = self.statements(depth + 1)
            if last is None or last[0].text != "end":
                raise TemplateError("a block has no end", word.at)
            self.defines[name] = body
        return [] if word.text == "define" else [Invoke(name, context, word.at)]


def declared(tokens: list[Token]) -> tuple[list[str], bool, list[Token]]:
    """The variables before `:=` or `=`, whether they are declared, and the rest."""
    for count in (1, 3):
        if len(tokens) > count and tokens[count].text in (":=", "=") and tokens[0].kind == "variable":
            names = [token.text[1:] for token in tokens[:count:2]]
            return names, tokens[count].text == ":=", tokens[count + 1 :]
    if len(tokens) > 3 and tokens[1].text == "," and tokens[0].kind == tokens[2].kind == "variable":
        return [tokens[0].text[1:], tokens[2].text[1:]], True, tokens[3:]
    return [], False, tokens


def expression(tokens: list[Token], at: int) -> Expression:
    """The pipeline that these tokens are; `at` is where it begins (TemplateError)."""
    reader = _Reader(tokens, at)
    found = reader.pipeline(0)
    rest = reader.peek()
    if rest is not None:
        raise TemplateError(f"unexpected {rest.text}", rest.at)
    return found


class _Reader:
    """Reads one pipeline from tokens."""

    def __init__(self, tokens: list[Token], at: int) -> None:
        self._tokens, self._next, self._at = tokens, 0, at

    def peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def pipeline(self, depth: int) -> Expression:
        if depth > MAX_NESTING:
            raise TemplateError("nested too deeply", self._at)
        found = self._command(None, depth)
        while self._takes("|"):
            token = self.peek()
            if token is None or token.text == ")":
                break  # Go takes a pipe with nothing behind it
            found = self._command(found, depth)
        return found

    def _takes(self, mark: str) -> bool:
        token = self.peek()
        found = token is not None and token.kind == "mark" and token.text == mark
        self._next += found
        return found

    def _command(self, piped: Expression | None, depth: int) -> Expression:
        operands: list[Expression] = []
        while (token := self.peek()) is not None and (token.kind != "mark" or token.text in ("(", ".")):
            operands.append(self._operand(token, depth))
        if not operands:
            raise TemplateError("a value is missing", self._at)
        return _called(operands, piped)

    def _operand(self, token: Token, depth: int) -> Expression:
        self._next += 1
        if token.kind == "field":
            return Fields(Dot(token.at), (token.text[1:], *self._glued()), (), token.at)
        base = self._base(token, depth)
        names = self._glued()
        if isinstance(base, Call) and token.kind == "word" and names and base.name not in _VALUES:
            base, names = Call(f"{base.name}.{names[0]}", (), base.at), names[1:]
        return Fields(base, names, (), token.at) if names else base

    def _base(self, token: Token, depth: int) -> Expression:
        if token.text == "(" and token.kind == "mark":
            inner = self.pipeline(depth + 1)
            if not self._takes(")"):
                raise TemplateError("a bracket is not closed", token.at)
            # What is called in brackets has all its arguments there: `(.Param "x")`, `(f) x`.
            return Call("(", (inner,), token.at) if isinstance(inner, (Call, Fields)) else inner
        if token.text == ".":
            return Dot(token.at)
        if token.kind == "variable":
            return Variable(token.text[1:], token.at)
        if token.kind == "word" and token.text not in _WORDS:
            return Call(token.text, (), token.at)
        return Literal(_literal(token), token.at)

    def _glued(self) -> tuple[str, ...]:
        names: list[str] = []
        while (token := self.peek()) is not None and token.kind == "field" and token.glued:
            names.append(token.text[1:])
            self._next += 1
        return tuple(names)


def _called(operands: Sequence[Expression], piped: Expression | None) -> Expression:
    """A command: its first operand with the others, and what is piped into it, as arguments."""
    head = operands[0]
    if isinstance(head, Call) and head.name == "return" and len(operands) > 1:
        return Call("return", (_called(operands[1:], piped),), head.at)  # Hugo takes the word away: `return dict "a" 1`
    args = (*operands[1:], *(() if piped is None else (piped,)))
    if isinstance(head, Call) and not head.args:
        return Call(head.name, args, head.at)
    if isinstance(head, Fields):
        return Fields(head.base, head.names, args, head.at)
    if args and not isinstance(head, Call):
        raise TemplateError("arguments behind what is no function", head.at)
    return head


def _literal(token: Token) -> str | int | float | bool | None:
    if token.kind == "word":
        return _WORDS[token.text]
    if token.kind == "text":
        return _unquoted(token.text)
    if token.kind == "char":
        return ord(_unquoted(token.text)[:1] or "\0")
    if token.kind == "number":
        return _number(token)
    raise TemplateError(f"unexpected {token.text}", token.at)


def _number(token: Token) -> int | float:
    text = token.text.replace("_", "")
    try:
        return int(text, 8 if re.fullmatch(r"[+-]?0\d+", text) else 0)
    except ValueError:
        try:
            return float.fromhex(text) if "0x" in text.lower() else float(text)
        except ValueError as error:
            raise TemplateError(f"{token.text} is no number", token.at) from error


def _unquoted(text: str) -> str:
    return text[1:-1] if text[0] == "`" else _ESCAPE.sub(_unescaped, text[1:-1])


def _unescaped(found: re.Match[str]) -> str:
    word = found[1]
    if len(word) == 1:
        return _ESCAPES.get(word, word)
    code = int(word, 8) if word.isdigit() else int(word[1:], 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"
