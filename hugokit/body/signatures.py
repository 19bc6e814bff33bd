"""What a shortcode's template takes: its parameters, and whether it reads what stands between its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ACTION = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)
_COMMENT = re.compile(r"\{\{-?\s*/\*.*?\*/\s*-?\}\}", re.DOTALL)
_TEXT = r"(?:\"([^\"]*)\"|`([^`]*)`|(\d+))"
_READS = re.compile(rf"\.Get\s+{_TEXT}|(?:index|isset)\s+\$?\.Params\s+{_TEXT}|\.Params\.(\w+)")
# What else can be done with parameters: by another name, all of them, or by whom all that the template knows is given.
_MORE = re.compile(
    r"\.Get\b|\.Params\b|\b(?:partial|partialCached|template|block|dict|slice|return)\b.*?(?<![\w\"`$.)\]])[.$](?![\w.])"
    r"|=\s*[.$]\s*$",
    re.DOTALL,
)
_INNER = re.compile(r"\.Inner(?:Deindent)?\b")


@dataclass(frozen=True, slots=True)
class Signature:
    """`names` (lower case) and the number of `positions` that a template reads; `open`: it may read any.

    `inner`: it reads `.Inner`, so that Hugo wants the shortcode closed, and refuses a closing tag without it.
    """

    names: frozenset[str] = frozenset()
    positions: int = 0
    open: bool = False
    inner: bool = False


def infer(template: str) -> Signature:
    """The signature of a template by its text. Whatever could read more than is seen makes it open."""
    text = _COMMENT.sub("", template)
    actions = [found[1] for found in _ACTION.finditer(text)]
    keys = [key for action in actions for key in _keys(action)]
    positions = [int(key) + 1 for key in keys if key.isdecimal()]
    return Signature(
        frozenset(key.lower() for key in keys if not key.isdecimal()),
        max(positions, default=0),
        any(_MORE.search(_READS.sub(" ", action)) for action in actions),
        any(_INNER.search(action) for action in actions),
    )


def _keys(action: str) -> Iterator[str]:
    for found in _READS.finditer(action):
        yield next(key for key in found.groups() if key is not None)


def _fixed(names: str, positions: int, *, inner: bool = False) -> Signature:
    return Signature(frozenset(names.split()), positions, inner=inner)


# Hugo's own, in 0.148 to 0.168 (reference/hugo.md 2.7).
EMBEDDED: dict[str, Signature] = {
    "comment": Signature(open=True, inner=True),
    "details": _fixed("class name open summary title", 0, inner=True),
    "figure": _fixed("src alt caption title attr attrlink link target rel class width height loading", 1),
    "gist": Signature(open=True),
    "highlight": Signature(open=True, inner=True),
    "instagram": Signature(open=True),
    "instagram_simple": Signature(open=True),
    "param": Signature(open=True),
    "qr": _fixed("text level scale targetdir alt class id title loading", 0, inner=True),
    "ref": _fixed("path lang outputformat", 3),
    "relref": _fixed("path lang outputformat", 3),
    "tweet": Signature(open=True),
    "twitter": Signature(open=True),
    "twitter_simple": Signature(open=True),
    "vimeo": Signature(open=True),
    "vimeo_simple": Signature(open=True),
    "x": Signature(open=True),
    "x_simple": Signature(open=True),
    "youtube": Signature(open=True),
}
REMOVED_SINCE: dict[str, tuple[int, int]] = {
    "gist": (0, 156),
    "tweet": (0, 156),
    "twitter": (0, 156),
    "twitter_simple": (0, 156),
    "instagram_simple": (0, 123),
}
