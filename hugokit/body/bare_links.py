"""Addresses in plain text as links where Goldmark makes some of them, as an extension of markdown-it.

Source: goldmark, extension/linkify.go; measured with Hugo 0.168.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # few need the reader, and it takes long to load
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_HOST = r"[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+"
_REST = r"[/#?][-a-zA-Z0-9@:%_+.~#!?&/=();,'\">^{}\[\]`"
_LINK = re.compile(rf"(?:https?|ftp)://{_HOST}(?::\d+)?(?:{_REST}$]*)?|www\.{_HOST}(?:{_REST}]*)?")
_LETTERS = r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]"
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_MAIL = re.compile(rf"{_LETTERS}+@{_LABEL}(?:\.{_LABEL})+(?![-_])")
_START = re.compile(rf"https?://|ftp://|www\.|[a-zA-Z0-9]{_LETTERS}*@")
_TRAILING = re.compile(r"[?!.,:*_~]+\Z")
_ENTITY = re.compile(r"&[a-zA-Z0-9]+;\Z")
# Brackets in code, tags and notes, and escaped ones, open nothing.
_NO_BRACKET = re.compile(r"\\.|(`+)(?!`).*?(?<!`)\1(?!`)|<[^<>]*>|\[\^[^\]]*\]", re.DOTALL)


def bare_links(md: MarkdownIt, protocol: str) -> None:
    """Make a reader of Markdown link them; `protocol`: of those that begin with www."""

    def rule(state: StateInline, silent: bool) -> bool:
        text = "" if state.linkLevel or not may_start(state, silent, state.pos) else _address(state)
        if not text:
            return False
        if not silent:
            _push(state, text, protocol)
        state.pos += len(text)
        return True

    md.inline.ruler.after("newline", "hugo_links", rule)


def may_start(state: StateInline, silent: bool, at: int) -> bool:
    """Whether an address may begin at a place: behind a blank, an opening sign, or anything that is not plain text."""
    before = state.src[at - 1] if at else ""
    behind = at == state.pos and not silent and _behind_element(state)
    free = not before or before.isspace() or before in "*_~(" or behind
    return free and bool(_START.match(state.src, at)) and not _in_brackets(state.src[:at])


def _behind_element(state: StateInline) -> bool:
    if state.pending or not state.tokens:
        return False
    last = state.tokens[-1]
    return last.type != "text_special" or last.info == "sign"


def _in_brackets(before: str) -> bool:
    depth = 0
    for sign in re.findall(r"[\[\]]", _NO_BRACKET.sub("", before)):
        depth = max(0, depth + (1 if sign == "[" else -1))
    return depth > 0


def _address(state: StateInline) -> str:
    newline = state.src.find("\n", state.pos)
    end = state.posMax if newline < 0 else min(newline, state.posMax)
    found = _LINK.match(state.src, state.pos, end)
    if found is None:
        mail = _MAIL.match(state.src, state.pos, end)
        return _TRAILING.sub("", mail[0]) if mail else ""
    text = _TRAILING.sub("", found[0])
    if text.endswith(")"):
        extra = text.count(")") - text.count("(")
        return text[:-extra] if extra > 0 else text
    return _ENTITY.sub("", text)


def _push(state: StateInline, text: str, protocol: str) -> None:
    mail = "://" not in text and not text.startswith("www.")
    address = f"mailto:{text}" if mail else f"{protocol}://{text}" if text.startswith("www.") else text
    opening: Any = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(address)}
    opening.markup = "linkify"
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1).markup = "linkify"
