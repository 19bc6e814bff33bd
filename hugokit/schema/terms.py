"""Terms of a taxonomy: under which key Hugo keeps one, where its page is, and where a theme's link leads."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

_KEPT = frozenset("./\\_#+~-@")
_HEX = re.compile(r"%[0-9A-Fa-f]{2}")


def lower(text: str) -> str:
    """Lower case letter by letter as Go has it (`İ` becomes one letter, not two)."""
    if text.isascii():
        return text.lower()
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter.lower()[0] for letter in text)


def term_key(term: str) -> str:
    """The key that Hugo files a term under: terms with the same key are one term."""
    return lower(term).replace(" ", "-")


def sanitize(text: str) -> str:
    """What Hugo keeps of a text in a path: letters, digits, marks and a few signs; white space makes one hyphen."""
    kept: list[str] = []
    gap = hyphen = False
    for at, letter in enumerate(text):
        if _allowed(letter) or _HEX.match(text, at):
            hyphen = letter == "-"
            if gap and not hyphen:
                kept.append("-")
            gap = False
            kept.append(letter)
        elif kept and not hyphen and letter.isspace():
            gap = True
    return "".join(kept)


def _allowed(letter: str) -> bool:
    return letter in _KEPT or unicodedata.category(letter) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Mn", "Mc", "Me")


def term_path(term: str) -> str:
    """The part of a term page's URL below the taxonomy, percent-encoded."""
    return quote(lower(sanitize(term_key(term))), safe="/~@+%")


def urlize(term: str) -> str:
    """What the template function of that name makes of a term; what follows `#` is a fragment and leads nowhere."""
    return quote(lower(sanitize(term)).partition("#")[0], safe="/~@+%")


def leads_to_term(term: str, link: str) -> bool:
    """Whether a theme finds the term's page. `link` is how it looks: "urlize" (a URL) or "page" (GetPage of urlize)."""
    if term.isascii() and term.replace("-", "a").isalnum():
        return True  # nothing in it is dropped or escaped
    target = urlize(term)
    if link == "urlize":
        return target == term_path(term) != ""
    return unquote(target) == term_key(term)
