"""Reads a built page: what a reader sees and follows, whichever generator made it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

_VOID = frozenset("area br col embed hr img input link meta source track wbr".split())
_BLOCKS = frozenset(
    "p ul ol li h1 h2 h3 h4 h5 h6 blockquote table tr td th dl dt dd figure figcaption details summary del "
    "em strong sup".split()
)


@dataclass
class Built:
    """One built page. Links are resolved against its own URL; `text` is the body's with white space folded."""

    title: str = ""
    time: str = ""
    text: str = ""
    terms: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    entries: list[str] = field(default_factory=list)
    headings: list[tuple[str, str | None]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.url = url
        self.built = Built()
        self.open: list[tuple[str, set[str]]] = []
        self.parts: dict[str, list[str]] = {"title": [], "body": [], "term": [], "code": []}

    def inside(self, mark: str) -> bool:
        return any(mark in marks for _, marks in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        marks = set(given.get("class", "").split())
        if self.inside("body"):
            self.in_body(tag, given)
        elif tag == "h1" and not self.built.title:
            marks.add("page-title")
        elif tag == "time" and not self.built.time and not self.inside("entries"):
            self.built.time = given.get("datetime", "")
        elif tag == "a" and self.inside("terms"):
            self.of_taxonomy().append((urljoin(self.url, given.get("href", "")), ""))
        elif tag == "a" and self.inside("languages"):
            self.built.languages.append(urljoin(self.url, given.get("href", "")))
        elif tag == "a" and self.inside("entries"):
            self.built.entries.append(urljoin(self.url, given.get("href", "")))
        if tag not in _VOID:
            self.open.append((tag, marks))

    def of_taxonomy(self) -> list[tuple[str, str]]:
        marks = next(marks for _, marks in self.open if "terms" in marks)
        return self.built.terms.setdefault(" ".join(marks - {"terms"}), [])

    def in_body(self, tag: str, given: dict[str, str]) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.built.headings.append((tag, given.get("id")))
        if "href" in given or "src" in given:
            self.built.links.append(urljoin(self.url, given.get("href") or given.get("src") or ""))
        if tag in _BLOCKS:
            self.built.blocks.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag not in _VOID:
            name, _ = self.open.pop()
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.inside("page-title"):
            self.parts["title"].append(data)
        if self.inside("body"):
            self.parts["body"].append(data)
        if self.built.terms and self.inside("terms") and self.open[-1][0] == "a":
            terms = self.of_taxonomy()
            terms[-1] = (terms[-1][0], terms[-1][1] + data)


def read(file: Path, url: str) -> Built:
    """The page in a file that is published at `url`."""
    reader = _Reader(url)
    reader.feed(file.read_text(encoding="utf-8"))
    reader.built.title = "".join(reader.parts["title"]).strip()
    reader.built.text = re.sub(r"\s+", " ", "".join(reader.parts["body"])).strip()
    return reader.built
