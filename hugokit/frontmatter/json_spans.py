"""Reading JSON with places: a scanner with bounded depth, linear in the length of the text.

It accepts what Go's encoding/json accepts and gives what Hugo makes of it (measured with Hugo 0.168): every number is a
float; of keys written twice the last counts (both stand in `pairs`); a broken surrogate escape and a byte that is not
UTF-8 are U+FFFD; a number too large for a float is an error.
"""

from __future__ import annotations

import math
import re

from hugokit.errors import FrontMatterError
from hugokit.frontmatter.node import Mapping, Node, Pair, Scalar, Sequence, Value
from hugokit.limits import MAX_BLOCK_CHARS, MAX_DEPTH, MAX_EXPANDED_NODES
from hugokit.text.display import shorten
from hugokit.text.encoding import as_hugo

_SPACE = re.compile(r"[ \t\r\n]*")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}


class Scanner:
    """A place in the text and the steps from it. All offsets are those of the whole text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.at, self.end = text, start, end
        self.left = MAX_EXPANDED_NODES

    def document(self) -> Mapping:
        """The object that fills the span, white space around it aside."""
        start = self.at
        if self.end - start > MAX_BLOCK_CHARS:
            raise FrontMatterError(f"the front matter is longer than {MAX_BLOCK_CHARS} characters", start, "HK103")
        if self.peek() != "{":
            raise self.wrong("an object in braces")
        root = self.mapping(1)
        if self.peek():
            raise self.wrong("the end of the front matter")
        return root

    def peek(self) -> str:
        """The next character that is not white space, "" at the end."""
        found = _SPACE.match(self.text, self.at, self.end)
        self.at = found.end() if found else self.at
        return self.text[self.at] if self.at < self.end else ""

    def wrong(self, wanted: str) -> FrontMatterError:
        """An error at the present place."""
        if self.at >= self.end:
            return FrontMatterError(f"JSON: the front matter ends where {wanted} should be", self.end)
        return FrontMatterError(f"JSON: found {shorten(self.text[self.at])!r} where {wanted} should be", self.at)

    def value(self, depth: int) -> Node:
        """The value at the present place, `depth` levels down."""
        char = self.peek()
        self.left -= 1
        if self.left < 0:
            raise FrontMatterError(f"JSON: more than {MAX_EXPANDED_NODES} values", self.at, "HK103")
        if char in ("{", "[") and char:
            if depth > MAX_DEPTH:
                raise FrontMatterError(f"JSON: nested deeper than {MAX_DEPTH} levels", self.at, "HK103")
            return self.mapping(depth) if char == "{" else self.sequence(depth)
        start = self.at
        if char == '"':
            return self.quoted(start)
        if char == "-" or ("0" <= char <= "9" and char):
            return self.number()
        for word, meaning in _WORDS.items():
            if self.text.startswith(word, start, self.end):
                self.at += len(word)
                return Scalar(start, self.at, meaning)
        raise self.wrong("a value")

    def quoted(self, start: int) -> Scalar:
        """The string at the present place as a node."""
        value = self.string()
        return Scalar(start, self.at, value, "double")

    def mapping(self, depth: int) -> Mapping:
        """The object at the present place."""
        start = self.at
        self.at += 1
        pairs: list[Pair] = []
        while self.peek() != "}":
            if pairs:
                self.expect(",", "a comma or the closing brace")
            if self.peek() != '"':
                raise self.wrong("a key in double quotes")
            key_start = self.at
            key, key_end = self.string(), self.at
            self.peek()
            self.expect(":", "a colon behind the key")
            pairs.append(Pair(key, key_start, key_end, self.value(depth + 1)))
        self.at += 1
        return Mapping(start, self.at, tuple(pairs), {p.key: p.node.value for p in pairs}, "object")

    def sequence(self, depth: int) -> Sequence:
        """The array at the present place."""
        start = self.at
        self.at += 1
        items: list[Node] = []
        while self.peek() != "]":
            if items:
                self.expect(",", "a comma or the closing bracket")
            items.append(self.value(depth + 1))
        self.at += 1
        return Sequence(start, self.at, tuple(items), [item.value for item in items], "array")

    def expect(self, char: str, wanted: str) -> None:
        """Step over `char`."""
        if self.at >= self.end or self.text[self.at] != char:
            raise self.wrong(wanted)
        self.at += 1

    def number(self) -> Scalar:
        """The number at the present place, a float as in Hugo."""
        start = self.at
        found = _NUMBER.match(self.text, start, self.end)
        if not found:
            raise self.wrong("a number")
        self.at = found.end()
        value = float(found.group())
        if math.isinf(value):
            raise FrontMatterError(f"JSON: the number {shorten(found.group())} is too large", start)
        return Scalar(start, self.at, value)

    def string(self) -> str:
        """The value of the string at the present place."""
        start = self.at
        self.at += 1
        out: list[str] = []
        while True:
            found = _PLAIN.match(self.text, self.at, self.end)
            if found:
                out.append(found.group())
                self.at = found.end()
            char = self.text[self.at] if self.at < self.end else ""
            if char == '"':
                self.at += 1
                return as_hugo("".join(out))
            if not char:
                raise FrontMatterError("JSON: this string has no closing quote", start)
            if char != "\\":
                raise self.wrong("text without line ends and control characters (written as \\n, \\t, \\u…)")
            out.append(self.escape())

    def escape(self) -> str:
        """The character of the escape at the present place. Surrogates come in pairs or are U+FFFD."""
        found = _UNICODE.match(self.text, self.at, self.end)
        if not found:
            simple = _ESCAPES.get(self.text[self.at + 1 : min(self.at + 2, self.end)])
            if simple is None:
                raise self.wrong('one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX')
            self.at += 2
            return simple
        self.at = found.end()
        code = int(found.group(1), 16)
        if not 0xD800 <= code <= 0xDFFF:
            return chr(code)
        low = _UNICODE.match(self.text, self.at, self.end) if code < 0xDC00 else None
        second = int(low.group(1), 16) if low else 0
        if low is None or not 0xDC00 <= second <= 0xDFFF:
            return "\ufffd"
        self.at = low.end()
        return chr(0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00))
