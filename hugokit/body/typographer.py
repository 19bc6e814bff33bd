"""Typographic signs where Goldmark makes them, as an extension of markdown-it.

Source: goldmark, extension/typographer.go; measured with Hugo 0.168.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import punctuation
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from unicodedata import category

if TYPE_CHECKING:  # see line_reader
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

SIGNS = {
    "apostrophe": "\u2019",
    "leftSingleQuote": "\u2018",
    "rightSingleQuote": "\u2019",
    "leftDoubleQuote": "\u201c",
    "rightDoubleQuote": "\u201d",
    "enDash": "\u2013",
    "emDash": "\u2014",
    "ellipsis": "\u2026",
    "leftAngleQuote": "\u00ab",
    "rightAngleQuote": "\u00bb",
}
_SIMPLE = {"---": "emDash", "...": "ellipsis", "--": "enDash", "<<": "leftAngleQuote", ">>": "rightAngleQuote"}
_RUN = re.compile(r"'+|\"+")
_YEARS = re.compile(r"'\d\ds(?=\W|_|\Z)")
_Kind = Literal["single", "double"]


def signs(setting: object) -> Mapping[str, str] | None:
    """The signs by name as `markup.goldmark.extensions.typographer` has them; None where it is off."""
    if setting is False or (isinstance(setting, Mapping) and setting.get("disable") is True):
        return None
    own = setting if isinstance(setting, Mapping) else {}
    return {name: _own(own.get(name.lower()), sign) for name, sign in SIGNS.items()}


def _own(given: object, default: str) -> str:
    return html.unescape(given) if isinstance(given, str) else default


def typographer(md: MarkdownIt, signs: Mapping[str, str]) -> None:
    """Make a reader of Markdown set these signs. Of each call of it the quotes are counted anew."""
    rule = _Rule(signs)
    md.inline.ruler.push("hugo_typographer", rule.sign)
    md.core.ruler.before("inline", "hugo_quotes", lambda _: rule.open.clear())


class _Quote(NamedTuple):
    """A quote where it stands: the line from it on, what is before it, and whether it may open or close."""

    line: str
    before: str
    opens: bool
    closes: bool

    def at(self, index: int) -> str:
        """A character of the line; "" behind its end."""
        return self.line[index : index + 1]


@dataclass
class _Rule:
    signs: Mapping[str, str]
    open: dict[_Kind, int] = field(default_factory=dict)

    def sign(self, state: StateInline, silent: bool) -> bool:
        newline = state.src.find("\n", state.pos)
        line = state.src[state.pos : newline + 1 if newline >= 0 else None]
        written = next((one for one in _SIMPLE if line.startswith(one)), line[:1])
        name = _SIMPLE.get(written) or self._quote(state, line, silent)
        if name is None:
            return False
        if not silent:
            token: Any = state.push("text_special", "", 0)
            token.content, token.info = self.signs[name], "sign"
        state.pos += len(written)
        return True

    def _quote(self, state: StateInline, line: str, silent: bool) -> str | None:
        if line[:1] not in ("'", '"'):
            return None
        quote = _around(line, state.src[state.pos - 1] if state.pos else "\n")
        return self._single(quote, silent) if line[0] == "'" else self._double(quote, silent)

    def _single(self, quote: _Quote, silent: bool) -> str | None:
        only_opens = quote.opens and not quote.closes
        if _apostrophe(quote, only_opens):
            return "apostrophe"
        if only_opens:
            short = quote.at(1) in tuple("smtd") and _ends(quote.at(2))
            if short or (quote.line[1:3] in ("ve", "ll", "re") and _ends(quote.at(3))):
                return "rightSingleQuote"
            self.open["single"] = self.open.get("single", 0) + (not silent)
            return "leftSingleQuote"
        if len(quote.line) > 2 and category(quote.line[1]) != "Nd":
            return "rightSingleQuote"
        return "rightSingleQuote" if self._closing(quote, "single", silent) else None

    def _double(self, quote: _Quote, silent: bool) -> str | None:
        if quote.opens and not quote.closes:
            self.open["double"] = self.open.get("double", 0) + (not silent)
            return "leftDoubleQuote"
        if quote.at(1) == '"' and category(quote.before) == "Nd" and self.open.get("double"):
            return None
        return "rightDoubleQuote" if self._closing(quote, "double", silent) else None

    def _closing(self, quote: _Quote, kind: _Kind, silent: bool) -> bool:
        if not self.open.get(kind) or not quote.closes:
            return False
        if quote.opens and not (category(quote.at(1) or " ")[0] == "P" and _ends(quote.at(2))):
            return False
        self.open[kind] -= not silent
        return True


def _around(line: str, before: str) -> _Quote:
    found = _RUN.match(line)
    after = line[found.end() if found else 1 :][:1] or " "
    space_before, space_after = before.isspace(), after.isspace()
    point_before, point_after = (category(one)[0] in "PS" for one in (before, after))
    return _Quote(
        line,
        before,
        opens=not space_after and (not point_after or space_before or point_before),
        closes=not space_before and (not point_before or space_after or point_after),
    )


def _apostrophe(quote: _Quote, only_opens: bool) -> bool:
    following, before = quote.at(1) or " ", quote.before
    if only_opens and len(quote.line) > 3 and _YEARS.match(quote.line):
        return True
    if len(quote.line) > 1 and (before.isspace() or category(before)[0] == "P") and following in "tenl":
        return True
    return (category(before) == "Nd" or category(before)[0] == "L") and category(following)[0] == "L"


def _ends(char: str) -> bool:
    return not char or char in punctuation or char.isspace()
