"""Reads one built page: what a reader sees and follows, whichever generator made it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from hugokit.proof.address import target
from hugokit.proof.content import Content, content_of
from hugokit.proof.facts import Facts, Lines, Side
from hugokit.proof.outline import fold, outline

_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)


def read_page(data: bytes, url: str, side: Side) -> Facts:
    """The facts of an HTML page that is published at `url`. A redirect has no others than where it leads.

    SettingsError for a selector of `side` that is none.
    """
    tree = LexborHTMLParser(data)
    leads = _redirect(tree)
    if leads is not None:
        return Facts("redirect", {"redirect": (target(leads, url, side),)})
    content = content_of(tree, side.content)
    lines = _around(tree, content, url, side)
    if content is None:
        return Facts("page", _told(lines), "no content")
    heading = _heading(content)
    lines["title"] = _title(tree, heading)
    if any(way.startswith("prev ") for way in lines["pager"]):
        lines["description"] = ()  # whether a list says it on its further pages is up to templates
    lines.update(_of_content(content, heading, url, side))
    return Facts("page", _told(lines), content.found, content.marked)


def instant(text: str) -> str:
    """A date as one spelling: an instant in UTC, a day where no more is given, else the text itself."""
    text = text.strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        return f"{aware.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
    except OverflowError:
        return text


def canonical(data: bytes) -> str:
    """The URL that a page gives itself, or ""."""
    return _attribute(LexborHTMLParser(data), "link[rel=canonical]", "href")


def _told(lines: dict[str, Lines]) -> dict[str, Lines]:
    return {aspect: found for aspect, found in lines.items() if found}


def _redirect(tree: LexborHTMLParser) -> str | None:
    for node in tree.css("meta[http-equiv]"):
        if (node.attributes.get("http-equiv") or "").lower() == "refresh":
            found = _REFRESH.search(node.attributes.get("content") or "")
            if found:
                return found[1].strip()
    return None


def _around(tree: LexborHTMLParser, content: Content | None, url: str, side: Side) -> dict[str, Lines]:
    """What stands outside of the content."""
    root = tree.root
    language = ((root.attributes.get("lang") if root else None) or "").lower()
    description = fold(_attribute(tree, "meta[name=description]", "content"))
    return {
        "language": (language,) if language else (),
        "description": (description,) if description else (),
        "translations": _translations(tree, url, side),
        "pager": _pager(tree, url, side),
        "menus": _menus(tree, content, url, side),
        "date": _date(tree, content),
        "lastmod": _meta_date(tree, "article:modified_time"),
    }


def _of_content(content: Content, heading: LexborNode | None, url: str, side: Side) -> dict[str, Lines]:
    lines = {"terms": _terms(content.whole, url, side), "entries": _entries(content.whole, url, side)}
    if content.body is None:
        return lines
    left_out = frozenset() if content.marked else _no_body(content, heading)
    return lines | outline(content.body, url, side, left_out).lines()


def _heading(content: Content) -> LexborNode | None:
    for node in content.whole.css("h1"):
        if not content.marked or content.body is None or not _is_within(node, content.body):
            return node
    return None


def _title(tree: LexborHTMLParser, heading: LexborNode | None) -> Lines:
    if heading is not None:
        text = fold(heading.text())
    else:
        named = tree.css_first("head > title")
        text = fold(_attribute(tree, 'meta[property="og:title"]', "content") or (named.text() if named else ""))
    return (text,) if text else ()


def _date(tree: LexborHTMLParser, content: Content | None) -> Lines:
    """The first date of the page itself, in its head or above its text."""
    if content is None or (content.marked and content.whole.tag != "article"):
        return ()  # of a list: whether it has the date of its latest page is up to templates
    where = "header time[datetime]" if content.marked else "time[datetime]"
    for node in content.whole.css(where):
        listed = _above(node, lambda one: one.tag == "li")
        if not listed and not (content.marked and content.body is not None and _is_within(node, content.body)):
            return (instant(node.attributes.get("datetime") or ""),)
    return () if content.marked else _meta_date(tree, "article:published_time")


def _meta_date(tree: LexborHTMLParser, name: str) -> Lines:
    found = _attribute(tree, f'meta[property="{name}"]', "content")
    return (instant(found),) if found else ()


def _translations(tree: LexborHTMLParser, url: str, side: Side) -> Lines:
    found = {}
    for node in [*tree.css("link[rel=alternate][hreflang]"), *tree.css("nav.languages a")]:
        language = (node.attributes.get("hreflang") or node.attributes.get("lang") or "").lower()
        leads = target(node.attributes.get("href") or "", url, side)
        if language not in ("", "x-default") and leads != target("", url, side):
            found[language] = leads
    return tuple(f"{language} → {leads}" for language, leads in sorted(found.items()))


def _pager(tree: LexborHTMLParser, url: str, side: Side) -> Lines:
    found: dict[str, str] = {}
    for node in tree.css("nav.pager a[rel], link[rel], a[rel]"):
        for word in (node.attributes.get("rel") or "").lower().split():
            if word in ("prev", "next"):
                found.setdefault(word, target(node.attributes.get("href") or "", url, side))
    return tuple(f"{word} → {found[word]}" for word in ("prev", "next") if word in found)


def _menus(tree: LexborHTMLParser, content: Content | None, url: str, side: Side) -> Lines:
    """The entries of named menus, indented as they nest; the menus in one order, wherever templates put them.

    Their names are left out: templates translate them.
    """
    menus = []
    for menu in tree.css("nav[aria-label]"):
        classes = (menu.attributes.get("class") or "").split()
        unnamed = not fold(menu.attributes.get("aria-label") or "")
        if unnamed or {"pager", "languages"} & set(classes) or (content and _is_within(menu, content.whole)):
            continue
        menus.append(_entries_of(menu, url, side))
    return tuple(line for lines in sorted(menus) for line in lines)


def _entries_of(menu: LexborNode, url: str, side: Side) -> list[str]:
    lines = []
    for node in menu.css("li > a, li > span"):
        depth = sum(1 for above in _climb(node, menu) if above.tag == "li")
        href = node.attributes.get("href")
        leads = "" if href is None else f" → {target(href, url, side)}"
        lines.append(f"{'  ' * (depth - 1)}{fold(node.text())}{leads}")
    return lines


def _terms(whole: LexborNode, url: str, side: Side) -> Lines:
    groups: dict[str, list[str]] = {}
    for group in whole.css("ul.terms"):
        name = (group.attributes.get("class") or "").replace("terms", "").strip()
        groups.setdefault(name, []).extend(_linked(item, url, side) for item in group.css("li"))
    if groups:
        return tuple(line for name in sorted(groups) for line in groups[name])
    return tuple(_linked(node, url, side) for node in whole.css("a[rel~=tag]"))


def _entries(whole: LexborNode, url: str, side: Side) -> Lines:
    return tuple(_linked(item, url, side) for item in whole.css("ul.sections > li, ol.entries > li"))


def _linked(item: LexborNode, url: str, side: Side) -> str:
    link = item if item.tag == "a" else item.css_first("a")
    if link is None:
        return fold(item.text())
    return f"{fold(link.text())} → {target(link.attributes.get('href') or '', url, side)}"


def _no_body(content: Content, heading: LexborNode | None) -> frozenset[int]:
    """What other people's templates put around the text: head, foot, ways to other pages, the title."""
    left = content.whole.css("nav, footer, ul.terms, .pager")
    left += [node for node in content.whole.css("header") if node.css_first("h1, time") is not None]
    left += [] if heading is None else [heading]
    return frozenset(node.mem_id for node in left)


def _climb(node: LexborNode, top: LexborNode) -> list[LexborNode]:
    found = []
    above = node.parent
    while above is not None and above.mem_id != top.mem_id:
        found.append(above)
        above = above.parent
    return found


def _is_within(node: LexborNode, outer: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None:
        if above.mem_id == outer.mem_id:
            return True
        above = above.parent
    return False


def _above(node: LexborNode, fits: object) -> bool:
    assert callable(fits)
    above = node.parent
    while above is not None:
        if fits(above):
            return True
        above = above.parent
    return False


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return "" if node is None else node.attributes.get(name) or ""
