"""The records that a built site is compared by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Kind = Literal["page", "redirect", "feed", "sitemap", "file"]
State = Literal["same", "differs", "missing", "extra"]
Lines = tuple[str, ...]


class Aspect(NamedTuple):
    """One thing that two pages are compared in. `weight`: its part of the score; `ordered`: whether order counts.

    `optional`: templates of other people may not show it at all, and then it is said once and not on every page.
    """

    weight: int
    ordered: bool = True
    optional: bool = True


# In the order that they are told in.
ASPECTS: Mapping[str, Aspect] = {
    "kind": Aspect(30, optional=False),
    "redirect": Aspect(30, optional=False),
    "title": Aspect(10, optional=False),
    "date": Aspect(10),
    "lastmod": Aspect(3),
    "description": Aspect(3),
    "language": Aspect(5),
    "translations": Aspect(5, ordered=False),
    "terms": Aspect(8),
    "text": Aspect(30, optional=False),
    "structure": Aspect(10, optional=False),
    "code": Aspect(10, optional=False),
    "headings": Aspect(5, optional=False),
    "ids": Aspect(5, optional=False),
    "marks": Aspect(3, optional=False),
    "links": Aspect(8, optional=False),
    "images": Aspect(5, optional=False),
    "entries": Aspect(10),
    "pager": Aspect(5),
    "menus": Aspect(3),
    "feed": Aspect(20, optional=False),
    "summaries": Aspect(5, optional=False),
    "sitemap": Aspect(20, ordered=False, optional=False),
    "content": Aspect(20, optional=False),
}


class Facts(NamedTuple):
    """What one published file says: the lines of each aspect that it has.

    `found`: where the main content was found, as a CSS selector or in words; `marked`: by the marks of hugokit's own
    templates, which show everything there is, so that what is not there is lost.
    """

    kind: Kind
    lines: Mapping[str, Lines]
    found: str = ""
    marked: bool = False


class Side(NamedTuple):
    """One of the two sites. `bases`: the URLs that it is published at, without a slash at the end, the first the
    longest; `root`: the path of the first. `content`: the selector of the main content that somebody gave.
    """

    bases: Lines = ()
    root: str = ""
    content: str = ""


class Difference(NamedTuple):
    """One aspect that differs: `diff` has lines that start with "- " (only before), "+ " (only after), "  " (both).

    `likeness`: 0 (nothing in common) to 1, less than 1.
    """

    aspect: str
    diff: Lines
    likeness: float = 0.0


class Verdict(NamedTuple):
    """How one address fares. `state`: same, differs, missing (in the second site) or extra (only there).

    `score`: 0 to 100, and 100 only for the same. `argued`: what a ledger says of it; then it is listed apart. `about`:
    of a feed that differs in summaries alone the pages whose summaries do.
    """

    file: str
    url: str
    kind: Kind
    state: State
    score: float
    differences: tuple[Difference, ...] = ()
    argued: Lines = ()
    title: str = ""
    note: str = ""
    about: Lines = ()
