"""Whether every shortcode tag of a body is one of the plain ones that nearly all are, found without reading tokens."""

from __future__ import annotations

import re

_NAME = r"[A-Za-z_][A-Za-z0-9_-]*+"
_QUOTED = r'"[^"\\\n]*+"'
_POSITION = rf"[ \n]++(?:{_QUOTED}|[A-Za-z0-9_-][A-Za-z0-9_.-]*+)(?=[ \n>%/])"
_NAMED = rf"[ \n]++[A-Za-z0-9_-][A-Za-z0-9_.-]*+=(?:{_QUOTED}|[^ \t\n\v\f\r\"`\\>%{{}}]++)(?=[ \n>%])"
_INSIDE = rf"[ \n]*+(?:/[ ]*+({_NAME})|({_NAME})(?:(?:{_POSITION})*+|(?:{_NAMED})*+)(?:[ \n]*+/)?+)[ \n]*+"
_TAG = re.compile(rf"\{{\{{(?:<{_INSIDE}>|%{_INSIDE}%)\}}\}}")


def plain(body: str) -> bool:
    """True where every tag is plain, and every closing one has a tag of its name before it: Hugo can read them all.

    False says nothing: then `shortcodes.check` is to be asked.
    """
    opened: set[str] = set()
    tags = _TAG.findall(body)
    if len(tags) != body.count("{{<") + body.count("{{%"):
        return False
    for closes, opens, closes_too, opens_too in tags:
        if opens or opens_too:
            opened.add(opens or opens_too)
        elif (closes or closes_too) not in opened:
            return False
    return True
