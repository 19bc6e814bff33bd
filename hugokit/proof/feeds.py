"""Reads feeds (RSS, Atom) and sitemaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from xml.parsers import expat

from selectolax.lexbor import LexborHTMLParser

from hugokit.proof.address import target
from hugokit.proof.facts import Facts, Side
from hugokit.proof.outline import fold, outline
from hugokit.proof.page import instant

_LEADS = re.compile(r" → (\S+)")
_NONE = "(none)"


@dataclass
class _Element:
    name: str
    given: dict[str, str] = field(default_factory=dict)
    inner: list[_Element] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts).strip()

    def all(self, name: str) -> Iterator[_Element]:
        return (one for one in self.inner if one.name == name)

    def first(self, *names: str) -> _Element:
        return next((one for name in names for one in self.all(name)), _Element(""))


def read_xml(data: bytes, url: str, side: Side) -> Facts | None:
    """The facts of a feed or a sitemap that is published at `url`; None for any other XML."""
    root = _parsed(data)
    if isinstance(root, str):
        return Facts("feed", {"kind": (f"no well-formed XML: {root}",)})
    if root.name in ("urlset", "sitemapindex"):
        return Facts("sitemap", {"sitemap": tuple(sorted(_located(root, url, side)))})
    if root.name == "rss":
        channel = root.first("channel")
        return _feed(channel.first("title").text, [_of_rss(item, url, side) for item in channel.all("item")])
    if root.name == "feed":
        return _feed(root.first("title").text, [_of_atom(entry, url, side) for entry in root.all("entry")])
    return None


def addresses(data: bytes) -> list[str]:
    """The URLs that a sitemap or a feed gives to the site and its pages, as they stand there."""
    root = _parsed(data)
    if isinstance(root, str):
        return []
    if root.name in ("urlset", "sitemapindex"):
        return [entry.first("loc").text for entry in root.inner]
    items = root.first("channel").all("item") if root.name == "rss" else root.all("entry")
    return [item.first("link").text or item.first("link").given.get("href", "") for item in items]


def _parsed(data: bytes) -> _Element | str:
    """The root of a document, names without their name spaces; or what is wrong with it. Entities are refused."""
    open_elements = [_Element("")]

    def start(name: str, given: dict[str, str]) -> None:
        element = _Element(name.rpartition(" ")[2], given)
        open_elements[-1].inner.append(element)
        open_elements.append(element)

    def text(part: str) -> None:
        open_elements[-1].parts.append(part)

    def refuse(*_: object) -> None:
        raise ValueError("it declares entities")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_elements.pop()
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        return str(error)
    return open_elements[0].inner[0]


def _located(root: _Element, url: str, side: Side) -> Iterator[str]:
    """An address and when it changed; other languages that it names, but for itself. Of other sitemaps the address."""
    for entry in root.inner:
        place = target(entry.first("loc").text, url, side)
        changed = entry.first("lastmod").text if root.name == "urlset" else ""
        yield f"{place} {instant(changed)}".rstrip()
        for other in entry.all("link"):
            leads, language = target(other.given.get("href", ""), url, side), other.given.get("hreflang", "").lower()
            if leads != place and language not in ("", "x-default"):
                yield f"{place} in {language} → {leads}"


def _feed(title: str, items: list[tuple[str, str]]) -> Facts:
    lines = {"title": (fold(title),), "feed": tuple(item for item, _ in items)}
    if any(summary for _, summary in items):
        lines["summaries"] = tuple(summary or _NONE for _, summary in items)
    return Facts("feed", {aspect: found for aspect, found in lines.items() if found})


def summarised(before: Facts, after: Facts) -> tuple[str, ...]:
    """The addresses of the pages that two feeds of the same items summarise in different words."""
    items = before.lines.get("feed", ())
    if items != after.lines.get("feed", ()):
        return ()
    old, new = (facts.lines.get("summaries", (_NONE,) * len(items)) for facts in (before, after))
    found = [_LEADS.findall(item) for item, *said in zip(items, old, new, strict=True) if said[0] != said[1]]
    return tuple(leads[-1] for leads in found if leads)


def _of_rss(item: _Element, url: str, side: Side) -> tuple[str, str]:
    link = target(item.first("link").text, url, side)
    date = _rss_date(item.first("pubDate").text)
    line = _item(item.first("title").text, link, date, item.first("guid").text, url, side)
    return line, _shown(item.first("encoded", "description").text, url, side)


def _rss_date(text: str) -> str:
    """As `instant`. Hugo writes the year 1 for a page without a date, which Python takes for 2001."""
    if not text or " 0001 " in text:
        return ""
    try:
        return instant(parsedate_to_datetime(text).isoformat())
    except ValueError:
        return text


def _of_atom(entry: _Element, url: str, side: Side) -> tuple[str, str]:
    links = [one for one in entry.all("link") if one.given.get("rel", "alternate") == "alternate"]
    link = target(links[0].given.get("href", ""), url, side) if links else ""
    date = instant(entry.first("published", "updated").text)
    line = _item(entry.first("title").text, link, date, entry.first("id").text, url, side)
    return line, _shown(entry.first("content", "summary").text, url, side)


def _item(title: str, link: str, date: str, name: str, url: str, side: Side) -> str:
    """An item in one line. What names it for readers of feeds is told where that is not the link."""
    known = target(name, url, side) if name else ""
    more = f" id {known}" if known not in ("", link) else ""
    return f"{fold(title)} → {link} {date}".rstrip() + more


def _shown(text: str, url: str, side: Side) -> str:
    """The text of a summary, which may be HTML, as it is read on a page."""
    if "<" not in text and "&" not in text:
        return fold(text)
    body = LexborHTMLParser(text).body
    return " ".join(outline(body, url, side).text) if body else ""
