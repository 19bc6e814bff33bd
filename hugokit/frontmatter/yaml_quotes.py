"""Quoted texts as Hugo 0.168 reads them. The scanner stands at the opening quote and is left after the closing one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hugokit.frontmatter.yaml_tokens import Scanner

_SINGLE_RUN = re.compile(r"[^'\n\r]+")
_DOUBLE_RUN = re.compile(r'[^"\\\n\r\t]+')
_SIMPLE = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", " ": " ",
    '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029", "\t": "\t",
}  # fmt: skip
_MARKERS = ("---", "...")


class Quoted:
    """A quoted text being read: its value so far, and how far the library lags behind because of tabs."""

    __slots__ = ("at", "broken", "scanner", "skipped", "start", "value")

    def __init__(self, scanner: Scanner) -> None:
        self.scanner = scanner
        self.start = scanner.pos
        self.at = scanner.pos + 1
        self.value: list[str] = []
        self.broken = False
        self.skipped = 0

    def line_end(self) -> None:
        """Fold a line end: one is a blank, each further one a line end; blanks around it go. CRLF counts as two."""
        text = self.scanner.text
        joined = "".join(self.value).rstrip(" ")
        self.value = [joined, "\n" if self.broken else " "]
        self.broken = True
        self.at += 1
        if not text.startswith("\r\n", self.at - 1):
            self.scanner.new_line(self.at)
        head = text[self.at : min(self.at + 4, self.scanner.end)]
        if head.rstrip(" \t\n\r") in _MARKERS:
            raise self.scanner.fail("a document marker inside a quoted text", self.at)

    def lead(self) -> bool:
        """Step over a blank or tab at the beginning of a continued line."""
        char = self.scanner.text[self.at]
        if not self.broken or char not in " \t":
            return False
        if char == "\t" and self.scanner.delim >= self.at - self.scanner.line_start + 1:
            raise self.scanner.fail("a tab cannot indent a quoted text; use blanks", self.at)
        self.at += 1
        return True

    def put(self, piece: str, width: int) -> None:
        self.value.append(piece)
        self.at += width
        self.broken = False

    def close(self) -> tuple[str, int]:
        self.at += 1
        end = self.at
        self.scanner.pos = min(end + self.skipped, self.scanner.end)
        return "".join(self.value), end


def scan_single(scanner: Scanner) -> tuple[str, int]:
    """Value and end of a single-quoted text."""
    quoted, text = Quoted(scanner), scanner.text
    while quoted.at < scanner.end:
        char = text[quoted.at]
        if char in "\n\r":
            quoted.line_end()
        elif quoted.lead():
            continue
        elif char != "'":
            run = _SINGLE_RUN.match(text, quoted.at, scanner.end)
            assert run
            quoted.put(run.group(), len(run.group()))
        elif text.startswith("''", quoted.at) and quoted.at + 1 < scanner.end:
            quoted.value.append("'")
            quoted.at += 2
        else:
            return quoted.close()
    raise scanner.fail("this single-quoted text is not closed", quoted.start)


def scan_double(scanner: Scanner) -> tuple[str, int]:
    """Value and end of a double-quoted text."""
    quoted, text = Quoted(scanner), scanner.text
    while quoted.at < scanner.end:
        char = text[quoted.at]
        if char in "\n\r":
            quoted.line_end()
        elif quoted.lead():
            continue
        elif char == "\\":
            _escape(quoted)
        elif char == "\t":
            _tab(quoted)
        elif char == '"':
            return quoted.close()
        else:
            run = _DOUBLE_RUN.match(text, quoted.at, scanner.end)
            assert run
            quoted.put(run.group(), len(run.group()))
    raise scanner.fail("this double-quoted text is not closed", quoted.start)


def _escape(quoted: Quoted) -> None:
    text, end = quoted.scanner.text, quoted.scanner.end
    char = text[quoted.at + 1] if quoted.at + 1 < end else ""
    if char in _SIMPLE:
        quoted.put(_SIMPLE[char], 2)
    elif char in ("x", "u", "U"):
        _code(quoted, char)
    elif char in ("\n", "\r") and char:
        quoted.at += 3 if text.startswith("\r\n", quoted.at + 1) else 2
        quoted.scanner.new_line(quoted.at)
        quoted.broken = True
    elif not char:
        quoted.put("\\", 1)
    else:
        raise quoted.scanner.fail(f"unknown escape \\{char} in a double-quoted text; write \\\\{char}", quoted.at)


def _code(quoted: Quoted, kind: str) -> None:
    scanner, at = quoted.scanner, quoted.at
    size = {"x": 2, "u": 4, "U": 8}[kind]
    if at + 1 + size >= scanner.end:
        if kind == "x":
            quoted.put("x", 2)
            return
        raise scanner.fail(f"\\{kind} needs {size} hexadecimal digits", at)
    code = _hex(scanner.text[at + 2 : at + 2 + size])
    width = 2 + size
    if kind == "u" and 0xD800 <= code <= 0xDBFF:
        code, width = _pair(quoted, code), 12
    quoted.put(chr(code) if 0 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd", width)


def _pair(quoted: Quoted, high: int) -> int:
    scanner, at = quoted.scanner, quoted.at
    low = -1
    if at + 11 < scanner.end and scanner.text.startswith("\\u", at + 6):
        low = _hex(scanner.text[at + 8 : at + 12])
    if not 0xDC00 <= low <= 0xDFFF:
        raise scanner.fail("the first half of a surrogate pair must be followed by the second", at)
    return (high - 0xD800) * 0x400 + (low - 0xDC00) + 0x10000


def _hex(digits: str) -> int:
    """The number Hugo's library computes: characters that are no digits count by their distance from `0`."""
    total = 0
    for digit in digits:
        total = (total << 4) + _digit(digit)
    return total


def _digit(char: str) -> int:
    if "a" <= char <= "f":
        return ord(char) - ord("a") + 10
    if "A" <= char <= "F":
        return ord(char) - ord("A") + 10
    return ord(char) - ord("0")


def _tab(quoted: Quoted) -> None:
    """A tab stays where text follows before the closing line end, but then the library loses count by one character."""
    text, end = quoted.scanner.text, quoted.scanner.end
    at = quoted.at + 1
    blanks = 0
    solid = False
    while at < end and text[at] not in "\n\r":
        if text[at] in " \t":
            blanks += 1
        else:
            solid = True
            break
        at += 1
    if not solid:
        quoted.at += 1 + blanks
        return
    quoted.value.append("\t")
    quoted.at += 1
    if quoted.at < end and text[quoted.at] != '"':
        quoted.skipped += 1
