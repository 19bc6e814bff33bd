"""Whether every shortcode tag of a body is one of the plain ones that nearly all are, found without reading tokens."""

from __future__ import annotations

import re

_NAME = r"[A-Za-z_][A-Za-z0-9_-]*+"
_QUOTED = r'"[^"\\\n]*+"'
_POSITION = rf"[ \n]++(?:{_QUOTED}|[A-Za-z0-9_-][A-Za-z0-9_.-]*+)(?=[ \n>%/])"
_NAMED = rf"[ \n]++[A-Za-z0-9_-][A-Za-z0-9_.-]*+=(?:{_QUOTED}|[^ \t\n\v\f\r\"`\\>%{{}}]++)(?=[ \n>%])"
_INSIDE = rf"[ \n]*+(?:/[ ]*+({_NAME})|({_NAME})(?:(?:{_POSITION})*+|(?:{_NAMED})*+)(?:[ \n]*+/)?+)[ \n]*+"
_TAG = re.compile(rf"\{{\{{(?:<{_INSIDE}>|%{_INSIDE}%)\}}\}}")


def plain(text: str, start: int = 0) -> bool:
    """True where every tag from `start` on is plain, and every closing one has a tag of its name before it.

    Hugo can read those. False says nothing: then `shortcodes.check` is to be asked.
    """
    opened: set[str] = set()
    at = text.find("{{", start)
    while at >= 0:
        if text[at + 2 : at + 3] in ("<", "%"):
            tag = _TAG.match(text, at)
            if tag is None:
                return False
            closes, opens, closes_too, opens_too = tag.groups()
            if opens or opens_too:
                opened.add(opens or opens_too)
            elif (closes or closes_too) not in opened:
                return False
            at = tag.end() - 2
        at = text.find("{{", at + 1)
    return True
