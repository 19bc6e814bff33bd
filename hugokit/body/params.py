"""The front matter keys that a page reads itself, by Hugo's shortcode `param`."""

from __future__ import annotations

import re

PARAM = re.compile(r"\{\{[<%]\s*param\s+[\"`]?([\w.-]+)")


def asked_for(text: str) -> frozenset[str]:
    """The keys in lower case; of a key with dots the first step."""
    if "param" not in text:
        return frozenset()
    return frozenset(found[1].lower().partition(".")[0] for found in PARAM.finditer(text))
