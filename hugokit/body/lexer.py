"""The tokens of Hugo's shortcodes (reference/hugo.md 2.7; source parser/pageparser/pagelexer_shortcode.go).

A shortcode is found everywhere in a body, in code and comments too. Offsets count characters of the body.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

TokenKind = Literal["text", "left", "right", "name", "name_inline", "close", "param", "value", "literal"]

_LEFT = re.compile(r"\{\{([<%])")
_SPACE = " \t\n\v\f\r"
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?\Z")


class ShortcodeError(ValueError):
    """A shortcode that Hugo refuses; `offset` counts characters of the body."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Token(NamedTuple):
    """One token. `text` is its value; `quoted` tells a quoted or raw parameter; a `literal` is an escaped shortcode."""

    kind: TokenKind
    text: str
    start: int
    end: int
    quoted: bool = False

    @property
    def value(self) -> str | int | float | bool:
        """A parameter as templates get it: unquoted numbers and booleans are typed."""
        if self.quoted:
            return self.text
        if self.text in ("true", "false"):
            return self.text == "true"
        if _NUMBER.match(self.text):
            return float(self.text) if "." in self.text else int(self.text)
        return self.text


def lex(text: str) -> Iterator[Token]:
    """The tokens of a body in order (ShortcodeError). Text between shortcodes comes as it stands."""
    opened: set[str] = set()
    at = 0
    inline = ""
    while found := _LEFT.search(text, at):
        if found.start() > at:
            yield Token("text", text[at : found.start()], at, found.start())
        right = (">" if found.group(1) == "<" else "%") + "}}"
        if text.startswith("/*", found.end()):
            token = _literal(text, found.start(), found.end(), right)
            yield token
            at = token.end
            continue
        tag = _Tag(text, found.start(), found.end(), right, opened)
        if inline and not tag.closes_soon():
            raise ShortcodeError("inline shortcodes do not support nesting", found.start())
        yield from tag.tokens()
        inline = tag.opens_inline
        at = tag.at
    if at < len(text):
        yield Token("text", text[at:], at, len(text))


def _literal(text: str, start: int, inner: int, right: str) -> Token:
    stop = text.find("*/", inner + 2)
    while stop >= 0 and not text.startswith(right, stop + 2):
        stop = text.find("*/", stop + 2)
    if stop < 0:
        raise ShortcodeError("comment must be closed", start)
    shown = text[start:inner] + text[inner + 2 : stop] + right
    return Token("literal", shown, start, stop + 2 + len(right))


def _word(char: str) -> bool:
    return char in {"_", "-"} or char.isalpha() or unicodedata.category(char) == "Nd" if char else False


class _Tag:
    """The inside of one tag, from its left delimiter to its right one."""

    def __init__(self, text: str, start: int, at: int, right: str, opened: set[str]) -> None:
        self.text, self.start, self.at, self.right, self.opened = text, start, at, right, opened
        self.named: bool | None = None
        self.has_name = self.closing = False
        self.opens_inline = ""

    def closes_soon(self) -> bool:
        return self.text[self.at :].lstrip(_SPACE).startswith("/")

    def fail(self, message: str, at: int | None = None) -> ShortcodeError:
        return ShortcodeError(message, self.at if at is None else at)

    def skip(self) -> None:
        while self.at < len(self.text) and self.text[self.at] in _SPACE:
            self.at += 1

    def tokens(self) -> Iterator[Token]:
        yield Token("left", self.text[self.start : self.at], self.start, self.at)
        while True:
            self.skip()
            if self.text.startswith(self.right, self.at):
                yield Token("right", self.right, self.at, self.at + len(self.right))
                self.at += len(self.right)
                return
            if self.at >= len(self.text):
                raise self.fail("unclosed shortcode action", self.start)
            yield self.element()

    def element(self) -> Token:
        char = self.text[self.at]
        if char == "=":
            self.at += 1
            self.skip()
            return self.after_equals()
        if char == "/":
            if not self.has_name and not self.opened:
                raise self.fail("got closing shortcode, but none is open")
            self.closing, self.has_name, self.opens_inline = True, False, ""
            self.at += 1
            return Token("close", "/", self.at - 1, self.at)
        if char == "\\" and self.text[self.at + 1 : self.at + 2] in ('"', "`"):
            if self.text[self.at + 1] == "`":
                raise self.fail("unrecognized escape character")
            self.named = self.positional()
            return self.quoted("param")
        if self.has_name and char in '"`':
            self.named = self.positional()
            return self.quoted("param") if char == '"' else self.raw("param")
        if self.has_name and _word(char):
            return self.param()
        if _word(char) and char != "-":
            return self.name()
        raise self.fail(
            f"unrecognized character in shortcode action: U+{ord(char):04X} {char!r}. Note: Parameters with "
            "non-alphanumeric args must be quoted"
        )

    def positional(self) -> bool:
        if self.named:
            raise self.fail("got quoted positional parameter. Cannot mix named and positional parameters")
        return False

    def after_equals(self) -> Token:
        char = self.text[self.at : self.at + 1]
        if char in ('"', "\\") and char:
            return self.quoted("value")
        if char == "`":
            return self.raw("value")
        start = self.at
        while (
            self.at < len(self.text)
            and self.text[self.at] not in _SPACE
            and not self.text.startswith(self.right, self.at)
        ):
            self.at += 1
        return Token("value", self.text[start : self.at], start, self.at)

    def raw(self, kind: TokenKind) -> Token:
        start = self.at
        stop = self.text.find("`", start + 1)
        if stop < 0:
            raise self.fail(f"unterminated raw string in shortcode parameter-argument: '{self.text[start + 1 :]}'")
        self.at = stop + 1
        return Token(kind, self.text[start + 1 : stop], start, self.at, quoted=True)

    def quoted(self, kind: TokenKind) -> Token:
        """`"…"` with `\\"` inside, or `\\"…\\"` as in text that is quoted itself."""
        start = self.at
        escaped = self.text[start] == "\\"
        at = start + (2 if escaped else 1)
        first = at
        while at < len(self.text) and self.text[at] != "\n":
            if self.text.startswith('\\"', at):
                if escaped:
                    break
                at += 2
                continue
            if self.text.startswith("\\`", at):
                raise self.fail("unrecognized escape character", at)
            if self.text[at] == '"':
                break
            at += 1
        else:
            raise self.fail(f"unterminated quoted string in shortcode parameter-argument: '{self.text[first:at]}'")
        self.at = at + (2 if self.text[at] == "\\" else 1)
        return Token(kind, self.text[first:at].replace('\\"', '"'), start, self.at, quoted=True)

    def param(self) -> Token:
        start = self.at
        while _word(self.text[self.at : self.at + 1]) or self.text[self.at : self.at + 1] == ".":
            self.at += 1
        word = self.text[start : self.at]
        named = self.text[self.at : self.at + 1] == "="
        if self.named is None:
            self.named = named
        elif named != self.named:
            what = "named" if named else "positional"
            raise self.fail(f"got {what} parameter '{word}'. Cannot mix named and positional parameters", start)
        return Token("param", word, start, self.at)

    def name(self) -> Token:
        start = self.at
        inline = False
        while (char := self.text[self.at : self.at + 1]) and (_word(char) or char in "/."):
            if char == "/" and self.text.startswith("/" + self.right, self.at):
                break
            if char == ".":
                if not self.text.startswith(".inline", self.at) or _word(self.text[self.at + 7 : self.at + 8]):
                    raise self.fail("period in shortcode name only allowed for inline identifiers")
                inline = True
            self.at += 1
        word = self.text[start : self.at]
        if self.closing:
            if word not in self.opened:
                raise self.fail(f"closing tag for shortcode '{word}' does not match start tag", start)
            # The name stays among the open ones in Hugo, too: whether a tag closes anything is not for the lexer.
            self.opens_inline = ""
            self.skip()
            if not self.text.startswith(self.right, self.at):
                raise self.fail("unclosed shortcode")
        else:
            self.opened.add(word)
            self.opens_inline = word if inline else ""
        self.has_name = True
        return Token("name_inline" if inline else "name", word, start, self.at)
