"""Reads an expression: a parser that goes down by the grammar of docs/reference/where.md, one method a rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hugokit.errors import SettingsError
from hugokit.limits import MAX_DEPTH, MAX_WHERE_CHARS
from hugokit.schema.patterns import pattern
from hugokit.site.globs import compiled
from hugokit.text.keypath import KeyPath, quote
from hugokit.where.fields import FACTS, FIELDS, Field
from hugokit.where.nodes import (
    Both,
    Compare,
    Either,
    Exists,
    Fact,
    Given,
    Key,
    Match,
    Not,
    Operand,
    Param,
    Question,
    Truth,
    When,
)
from hugokit.where.tokens import KEYWORDS, Token, tokens, wrong

_ORDER = ("==", "!=", "<", "<=", ">", ">=")
_WORDS = {"true": True, "false": False, "null": None}
_HOLDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "true or false"),
    ((int, float), "number"),
    (str, "text"),
)


def parse(text: str) -> Question:
    """The question that an expression asks. Raises SettingsError with the column, and how to mend it."""
    if len(text) > MAX_WHERE_CHARS:
        raise SettingsError(
            f"where: longer than {MAX_WHERE_CHARS} characters; select files by their names, or in turns"
        )
    return _Parser(list(tokens(text))).whole()


class _Parser:
    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.at = 0
        self.depth = 0

    # the tokens -------------------------------------------------------------------------------------------------

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self, *texts: str) -> Token | None:
        """The next token if it is one of these signs or keywords."""
        token = self.next
        if token.kind not in ("sign", "keyword") or token.text not in texts:
            return None
        self.at += 1
        return token

    def close(self, sign: str, opened: Token) -> None:
        if not self.take(sign):
            raise wrong(self.next.at, f"`{sign}` is missing for the `{opened.text}` of column {opened.at + 1}")

    # questions --------------------------------------------------------------------------------------------------

    def whole(self) -> Question:
        if len(self.tokens) == 1:
            raise wrong(0, "the expression is empty; leave --where out to take every page")
        question = self.either()
        if self.next.kind != "end":
            raise wrong(self.next.at, _unexpected(self.next))
        return question

    def either(self) -> Question:
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def both(self) -> Question:
        parts = [self.one()]
        while self.take("and"):
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def one(self) -> Question:
        opened = self.take("not", "(")
        if opened is None:
            return self.test()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise wrong(opened.at, f"nested more than {MAX_DEPTH} deep")
        if opened.text == "not":
            question: Question = Not(self.one())
        else:
            question = self.either()
            self.close(")", opened)
        self.depth -= 1
        return question

    def test(self) -> Question:
        start = self.next
        if self.take("exists"):
            return self.exists()
        left = self.operand()
        if sign := self.take(*_ORDER, "in", "contains", "intersect"):
            return self.compare(start, left, sign)
        negated = self.take("not")
        found = self.take("matches", "glob") or (negated and self.take("in", "contains", "intersect"))
        if found is None:
            if negated:
                raise wrong(negated.at, "`not` stands before a question, or before in, contains, matches, glob")
            return self.truth(start, left)
        question = self.match(left, found) if found.text in ("matches", "glob") else self.compare(start, left, found)
        return Not(question) if negated else question

    def exists(self) -> Question:
        start = self.next
        operand = self.operand(name=True)
        if not isinstance(operand, Key):
            raise wrong(start.at, "`exists` asks for a key of the front matter, such as `exists toc`")
        return Exists(operand)

    def truth(self, start: Token, operand: Operand) -> Question:
        if isinstance(operand, Given):
            raise wrong(start.at, f"{start.text} alone asks nothing; compare it with a key, as in `title == 'A'`")
        return Truth(operand)

    def compare(self, start: Token, left: Operand, sign: Token) -> Question:
        place = self.next
        right = self.operand()
        if isinstance(left, Given) and isinstance(right, Given):
            raise wrong(start.at, "both sides are given: nothing of the page is asked")
        if isinstance(right, Key) and not isinstance(left, Given) and not (sign.text in _ORDER and _field(right)):
            raise wrong(place.at, _bare(right.path))
        if sign.text in _ORDER:
            _refuse_unequal(left, right, start, place)
            _refuse_unequal(right, left, place, start)
        return Compare(left, sign.text, right)

    def match(self, operand: Operand, sign: Token) -> Question:
        place = self.next
        if place.kind != "value" or not isinstance(place.value, str):
            raise wrong(place.at, f"after `{sign.text}` stands a pattern in quotes")
        self.at += 1
        return Match(operand, place.value, _test(sign.text, place))

    # operands ---------------------------------------------------------------------------------------------------

    def operand(self, *, name: bool = False) -> Operand:
        token = self.next
        after = self.tokens[min(self.at + 1, len(self.tokens) - 1)]
        key = isinstance(token.value, str) and (name or (after.at == token.end and after.text in (".", "[")))
        if token.kind == "value" and not key:
            self.at += 1
            return Given(token.value)
        if word := self.take(*_WORDS):
            return Given(_WORDS[word.text])
        if opened := self.take("["):
            return Given(self.items(opened))
        if self.take("."):
            return self.dotted(token)
        return Key(self.path())

    def items(self, opened: Token) -> tuple[Any, ...]:
        found: list[Any] = []
        while not self.take("]"):
            token = self.next
            if token.kind != "value" and token.text not in _WORDS:
                raise wrong(token.at, "in a list stand texts in quotes, numbers, dates, true, false and null")
            self.at += 1
            found.append(token.value if token.kind == "value" else _WORDS[token.text])
            if not self.take(",") and self.next.text != "]":
                raise wrong(self.next.at, f"`,` or `]` is missing in the list of column {opened.at + 1}")
        return tuple(found)

    def dotted(self, dot: Token) -> Operand:
        """`.path`, `.params.x`, or `."a key"`."""
        token = self.next
        path = self.path()
        if token.kind == "value":
            return Key(path)
        head = str(path[0]).lower()
        if head == "params" and len(path) > 1:
            return Param(path[1:])
        if head in FACTS and len(path) == 1:
            return Fact(head)
        known = ", ".join(f".{name}" for name in FACTS)
        raise wrong(dot.at, f"there is no .{'.'.join(map(str, path))}; there are {known} and .params.KEY")

    def path(self) -> KeyPath:
        steps: list[str | int] = [self.step()]
        while True:
            if self.take("."):
                steps.append(self.step())
            elif self.next.text == "[" and self.next.at == self.tokens[self.at - 1].end:
                steps.append(self.index())
            else:
                return tuple(steps)

    def step(self) -> str:
        token = self.next
        if token.kind != "word" and not isinstance(token.value, str):
            raise wrong(token.at, _no_name(token))
        self.at += 1
        return token.value if isinstance(token.value, str) else token.text

    def index(self) -> int:
        opened = self.take("[")
        assert opened
        token = self.next
        value = token.value.number if isinstance(token.value, When) else token.value
        if token.kind != "value" or not isinstance(value, int):
            raise wrong(token.at, "the index of an item is a whole number, from 0")
        self.at += 1
        self.close("]", opened)
        return value


def _test(sign: str, token: Token) -> Callable[[str], bool]:
    if sign == "glob":
        inner = pattern(f"(?s)^(?:{compiled(token.value).pattern})$")
        return lambda text: inner(text.lower())
    try:
        return pattern(token.value)
    except SettingsError as error:
        raise wrong(token.at, f"{error}; references back and looking around are left out") from error


def _field(operand: Operand) -> Field | None:
    path = operand.path if isinstance(operand, Key) else ()
    return FIELDS.get(str(path[0]).lower()) if len(path) == 1 else None


def _refuse_unequal(side: Operand, other: Operand, place: Token, other_place: Token) -> None:
    """A field that never holds what it is compared with is a slip, and would choose nothing without a word."""
    field = _field(side)
    if field is None or not isinstance(other, Given) or other.value is None:
        return
    if _holds(field, other.value):
        return
    mend = {
        "date": "write a date: 2024, 2024-05 or 2024-05-01",
        "text": f"write {quote(other_place.text)}",
        "true or false": f"write true or false, or only `{place.text}`",
        "number": "write a number without quotes",
        "list of texts": f"write `{place.text} contains {other_place.text}`",
    }[field.holds]
    raise wrong(other_place.at, f"{place.text} is a {field.holds} and never equals {other_place.text}; {mend}")


def _holds(field: Field, value: Any) -> bool:
    if field.holds == "date":
        return isinstance(value, When) or (isinstance(value, str) and When.read(value) is not None)
    if field.holds == "list of texts":
        return isinstance(value, tuple)
    if isinstance(value, When):
        return field.holds == "number" and value.number is not None
    return next((name for kind, name in _HOLDS if isinstance(value, kind)), "") == field.holds


def _bare(path: KeyPath) -> str:
    text = ".".join(map(str, path))
    return f"{text} without quotes is a key; write {quote(text)} for the text, .params.{text} for the value of the key"


def _no_name(token: Token) -> str:
    if token.kind == "end":
        return "the expression ends here, and a key or a value is missing"
    if token.kind == "keyword":
        return f'`{token.text}` is a word of the language; a key of that name is written ."{token.text}"'
    return f"`{token.text}` stands where a key or a value is missing"


def _unexpected(token: Token) -> str:
    if token.text.lower() in KEYWORDS and token.text not in KEYWORDS:
        return f"write `{token.text.lower()}` in lower case"
    if token.text.lower() == "like":
        return "write `matches` with a regular expression, or `glob` with a pattern such as 'post/**'"
    return f"`{token.text}` is one thing too many; join two questions with `and` or `or`"
