"""Where the main content of a page stands, by the marks of hugokit's templates or as other people's pages have it."""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from hugokit.errors import SettingsError

# A page, then a list, as every template that hugokit writes marks them.
_MARKED = ("article > header > h1", "main > header > h1", "main h1 ~ ol.entries", "main > div.body")
_USUAL = ("article", "main", "[role=main]", "#content", ".content")
_NO_CONTENT = frozenset("header footer nav aside script style template form".split())
_MOST = 0.6


class Content(NamedTuple):
    """The element that holds what a page is about. `body`: that of its text, without title, date and terms."""

    whole: LexborNode
    body: LexborNode | None
    found: str
    marked: bool = False


def content_of(tree: LexborHTMLParser, selector: str = "") -> Content | None:
    """The main content: what `selector` says, else by marks, else the usual elements, else where most text stands.

    None where the page has no body, or nothing that the selector finds. SettingsError for a wrong selector.
    """
    page = tree.body
    if page is None:
        return None
    if selector:
        found = _first(page, selector)
        return None if found is None else Content(found, found, selector)
    marked = _by_marks(page)
    if marked is not None:
        return marked
    for usual in _USUAL:
        nodes = page.css(usual)
        if nodes and (len(nodes) == 1 or usual != "article"):
            return Content(nodes[0], nodes[0], usual)
    found = _most_text(page)
    return Content(found, found, "the element with most of the text")


def _by_marks(page: LexborNode) -> Content | None:
    if not any(page.css_matches(mark) or page.css_first(mark) is not None for mark in _MARKED[:3]):
        return None
    whole = page.css_first("main article") or page.css_first("article") or page.css_first("main")
    if whole is None:
        return None
    body = whole.css_first("div.body")
    if body is None and whole.css_first("header > h1") is None and whole.css_first("ol.entries") is None:
        return None
    if body is None and whole.tag == "article":
        return None
    return Content(whole, body, "div.body", marked=True)


def _first(page: LexborNode, selector: str) -> LexborNode | None:
    try:
        return page.css_first(selector)
    except SelectolaxError as error:
        raise SettingsError(f"--content {selector}: this is no CSS selector, such as `main .post`") from error


def _most_text(page: LexborNode) -> LexborNode:
    """Down from the body as long as one element holds most of the text."""
    while True:
        inner = [node for node in page.iter() if node.tag not in _NO_CONTENT]
        sizes = [len(node.text(strip=True)) for node in inner]
        if not sizes or max(sizes) < _MOST * max(1, sum(sizes)):
            return page
        best = inner[sizes.index(max(sizes))]
        if best.tag not in ("div", "section", "main", "article", "td", "table", "tbody", "tr", "center"):
            return page
        page = best
