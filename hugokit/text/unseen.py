"""Characters that nobody sees: which of them a text has, and which of those have their place there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_C0 = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")
_RARE = re.compile(rb"\xe2(?:\x80[\x8b-\x8f\xaa-\xae]|\x81[\xa0-\xaf])")
_C1 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
_SELDOM = (b"\xd8\x9c", b"\xe1\xa0\x8e", b"\xf3\xa0\x80", b"\xf3\xa0\x81")
_BOM = b"\xef\xbb\xbf"

CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
BIDI = "\u202a-\u202e\u2066-\u2069"
MARKS = "\u061c\u200e\u200f"
JOINERS = "\u200c\u200d"
BLANK = "\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\U000e0000-\U000e007f"
"""Without width and without a task in the text around them; the last are tags, which spell the flags of regions."""

_UNSEEN = re.compile(f"[{CONTROL}{BIDI}{MARKS}{JOINERS}{BLANK}]")
_OVERRIDES = "\u202d\u202e"
_CLOSES = {"\u202a": "\u202c", "\u202b": "\u202c", **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
_FLAG = "\U0001f3f4"


def unseen(text: str, data: bytes | None = None) -> tuple[int, ...]:
    """The offsets of control, direction, joining and invisible characters, but for a byte order mark at the start.

    `data`: the text as bytes, where the caller has them. `\\x85` is a line end and not counted.
    """
    data = text.encode("utf-8", "surrogateescape") if data is None else data
    if len(data.translate(None, _C0)) == len(data) and (text.isascii() or not _may_have(data)):
        return ()
    return tuple(at for at in (m.start() for m in _UNSEEN.finditer(text)) if at or text[0] != "\ufeff")


def _may_have(data: bytes) -> bool:
    return bool(_RARE.search(data) or _C1.search(data) or data.find(_BOM, 1) > 0 or any(one in data for one in _SELDOM))


def name_of(char: str) -> str:
    """A character by its number and name: U+200B ZERO WIDTH SPACE."""
    name = unicodedata.name(char, _CONTROLS.get(char, "control character"))
    return f"U+{ord(char):04X} {name}"


_CONTROLS = {
    "\x00": "NUL",
    "\x07": "BELL",
    "\x08": "BACKSPACE",
    "\x0b": "LINE TABULATION",
    "\x0c": "FORM FEED",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
}


def is_bidi(char: str) -> bool:
    """Whether a character embeds, overrides or isolates a direction, or ends that."""
    return char in _OVERRIDES or char in _CLOSES or char in _CLOSES.values()


def has_rtl(text: str) -> bool:
    """Whether something in a text is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def turned(text: str, *, alone: bool = True) -> tuple[int, str] | None:
    """The first character that turns the direction of a line and should not, and why; None where all is well.

    An embedding or isolate is well where something around it is written from right to left and it ends on its line;
    that it ends is asked of a text that stands `alone`, as the end of a paragraph ends it, too.
    """
    opened: list[tuple[int, str]] = []
    first = None
    for at, char in enumerate(text):
        if char in _OVERRIDES:
            return at, "it shows the letters behind it in the opposite order"
        if char in _CLOSES:
            first = at if first is None else first
            opened.append((at, _CLOSES[char]))
        elif opened and char == opened[-1][1]:
            opened.pop()
        elif char in _CLOSES.values():
            first = at if first is None else first
    if first is not None and not has_rtl(text):
        return first, "nothing here is written from right to left"
    return (opened[0][0], "it does not end on its line") if opened and alone else None


def strays(text: str) -> Iterator[int]:
    """The offsets of invisible characters that do nothing for a text: no joiner in a script that joins, no flag.

    A zero width space stays where words are written without blanks, a direction mark where something runs from right
    to left.
    """
    marks_count = not has_rtl(text)
    for found in _INVISIBLE.finditer(text):
        at, char = found.start(), found.group()
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if char in MARKS:
            useless = marks_count
        elif char in JOINERS:
            useless = (_ends(before) and after.isascii()) or (_ends(after) and before.isascii())
        elif char == "\u200b":
            useless = not (_is_far(before) or _is_far(after))
        else:
            useless = not (char >= "\U000e0000" and _FLAG in text[:at])
        if useless:
            yield at


_INVISIBLE = re.compile(f"[{MARKS}{JOINERS}{BLANK}]")


def _ends(char: str) -> bool:
    """A joiner joins nothing with this: an end of the text, a blank, or what is in ASCII and no letter."""
    return not char or char.isspace() or (char.isascii() and not char.isalpha())


def _is_far(char: str) -> bool:
    """A letter of a script that may be written without blanks between words."""
    return bool(char) and ("\u0e00" <= char <= "\u109f" or "\u1780" <= char <= "\u1aff" or "\u2e80" <= char <= "\uffef")
