"""The titles that Hugo makes for lists without a file (measured; its library is jdkato/prose)."""

from __future__ import annotations

import re

from hugokit.site.plurals import pluralize
from hugokit.text.letters import first_upper, lower

_SMALL_AP = frozenset("a an and as at but by en for if in nor of on or per the to v v. vs vs. via".split())
_SMALL_CHICAGO = frozenset("a an and as at but by for from in into nor of on onto or the to with".split())
_WORD = re.compile(r"[^\W_]+[^\s/-]*")


def title_case(text: str, style: str = "ap") -> str:
    """The text in title case. Styles of Hugo's titleCaseStyle: ap, chicago, go, firstupper, none."""
    if style == "none":
        return text
    if style == "firstupper":
        return first_upper(text)
    if style == "go":
        return re.sub(r"(?<!\w).", lambda found: first_upper(found.group()), text)
    small = _SMALL_CHICAGO if style == "chicago" else _SMALL_AP
    plain = text.replace("\u2013", "-").replace("\u2014", "-")
    return _WORD.sub(lambda found: _word(found, plain, small), text)


def _word(found: re.Match[str], plain: str, small: frozenset[str]) -> str:
    start, end = found.span()
    word = found.group()
    before, two_before = plain[start - 1 : start], plain[max(0, start - 2) : max(0, start - 1)]
    keeps_small = (
        lower(word) in small
        and start > 0
        and end < len(plain)
        and before in (" ", "-", "/")
        and two_before not in (":", "-")
        and (plain[end : end + 1] != "-" or before == "-")
    )
    return lower(word) if keeps_small else first_upper(word)


def section_title(name: str, *, plural: bool, capitalize: bool, style: str) -> str:
    """The title of a section from its folder's name."""
    name = pluralize(name) if plural else name
    return title_case(name, style) if capitalize else name


def term_title(term: str, *, capitalize: bool, style: str) -> str:
    """The title of a term as it was first written."""
    return title_case(term, style) if capitalize else term


def taxonomy_title(name: str, *, capitalize: bool, style: str) -> str:
    """The title of a taxonomy from its plural name."""
    return (title_case(name, style) if capitalize else name).replace("-", " ")
