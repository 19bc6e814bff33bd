"""The anchors that a body offers to links: ids of headings, of raw HTML and of attributes, footnotes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from hugokit.body.headings import heading_ids
from hugokit.body.shortcodes import Shortcode, TakesInner, calls, not_known, parse

_GIVEN = re.compile(r"(?<![\w-])(?:id|name)\s*=\s*[\"']?([^\"'\s>}]+)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<!\{)\{(?![<%])[^{}\n]*?#([^\s#.}]+)[^{}\n]*\}")
_ALWAYS = re.compile(r"\Z|top\Z|fn|:~:|[!/?]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchors:
    """`headings`: the ids of the headings in order; `others`: all that may be an anchor besides.

    `whole` is False where a shortcode may print more of them.
    """

    headings: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()
    whole: bool = True

    def offers(self, anchor: str) -> bool:
        """Whether a link to this anchor leads somewhere, or is one that no page needs to know."""
        return bool(_ALWAYS.match(anchor)) or anchor in self.headings or anchor in self.others


def anchors(
    body: str,
    prints_none: Callable[[Shortcode], bool],
    takes_inner: TakesInner = not_known,
    *,
    style: str = "github",
    auto: bool = True,
) -> Anchors:
    """The anchors of a Markdown body. `prints_none`: whether a call prints no anchors, whatever its parameters.

    `takes_inner` is that of `parse`, `style` the site's autoIDType; without `auto` headings have the ids alone that are
    written there.
    """
    others = frozenset(_GIVEN.findall(body)) | frozenset(_ATTRIBUTE.findall(body))
    whole = "{{" not in body or all(prints_none(call) for call in calls(parse(body, takes_inner)))
    ids = heading_ids(body, style) if auto else ()
    return Anchors(tuple(one for one in ids if one), others, whole)
