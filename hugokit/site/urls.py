"""From names to URLs, as Hugo makes them (reference/hugo.md 2.6; source common/paths and resources/page/page_paths.go).

Paths are `/`-separated strings from the site's root, not percent-encoded until `path_escape` or `url_escape`.
"""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes, urlsplit

from hugokit.site.formats import BUILT_IN, OutputFormat
from hugokit.text.letters import is_digit, is_letter, is_mark, is_space, lower, without_accents

_KEPT = frozenset("./\\_#+~-@")
_PLAIN_PATH = re.compile(r"(?:/[a-z0-9_+~@-](?:[a-z0-9_+~@.-]*[a-z0-9_+~@-])?)+\Z")
_SANE = re.compile(r"[A-Za-z0-9./\\_#+~@-]*\Z")
_HEX = re.compile(r"%[0-9A-Fa-f]{2}")
_ENCODED = re.compile(r"(?:[A-Za-z0-9\-_.~$&+,/:;=@!'()*\[\]]|%[0-9A-Fa-f]{2})*\Z")


class PathRules(NamedTuple):
    """The settings of a site that change how names become URLs."""

    lower_case: bool = True
    remove_accents: bool = False


DEFAULT_RULES = PathRules()


HTML = BUILT_IN["html"]


class Place(NamedTuple):
    """What decides a page's URL. Paths as in `Name`: `container` is a page's folder, `base` its whole logical path;
    `prefix` is what the language puts before all ("" or "/fr"), `top` the folder of its files where that is another.
    """

    kind: str
    base: str
    container: str
    name: str
    is_bundle: bool = False
    url: str = ""
    permalink: str = ""
    ugly: bool = False
    prefix: str = ""
    top: str = ""


class Target(NamedTuple):
    """`link`: the URL below the base URL's path, encoded; `file`: what is published; `folder`: where resources go.

    The three begin with a slash; `folder` is as in URLs.
    """

    link: str
    file: str
    folder: str


def sanitize(text: str) -> str:
    """Letters, digits, marks, `. / \\ _ # + ~ - @` and `%hh` stay; a run of white space between them is one hyphen."""
    if _SANE.match(text):
        return text
    out: list[str] = []
    gap = hyphen = False
    for at, char in enumerate(text):
        if _kept(text, at, char):
            hyphen = char == "-"
            if gap and not hyphen:
                out.append("-")
            gap = False
            out.append(char)
        elif out and not hyphen and is_space(char):
            gap = True
    return "".join(out)


def _kept(text: str, at: int, char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in _KEPT or (char == "%" and _HEX.match(text, at) is not None)
    return is_letter(char) or is_digit(char) or is_mark(char)


def make_path(text: str, rules: PathRules = DEFAULT_RULES) -> str:
    """A name as it stands in a published path, case kept."""
    clean = sanitize(text)
    return without_accents(clean) if rules.remove_accents else clean


def path_name(text: str, rules: PathRules = DEFAULT_RULES) -> str:
    """A name as it stands in a published path."""
    path = make_path(text, rules)
    return lower(path) if rules.lower_case else path


def urlize(text: str, rules: PathRules = DEFAULT_RULES) -> str:
    """What templates and permalinks make of a title: a name in a path, percent-encoded."""
    return url_escape(path_name(text, rules))


def path_escape(path: str) -> str:
    """The path percent-encoded; what is encoded already stays."""
    path = path.split("?", 1)[0].split("#", 1)[0]
    return _escaped(path)


def url_escape(url: str) -> str:
    """Like `path_escape`, keeping a query and a fragment."""
    body, hash_, fragment = url.partition("#")
    path, mark, query = body.partition("?")
    return _escaped(path) + mark + query + hash_ + quote(fragment, safe="!$&'()*+,-./:;=?@_~%")


def _escaped(path: str) -> str:
    if _ENCODED.match(path):
        return path
    return quote(unquote_to_bytes(path), safe="$&+,/:;=@~")


def file_and_ext(path: str) -> tuple[str, str]:
    """The last part of a path cut at its last dot: ("index", ".html")."""
    name = path.rsplit("/", 1)[-1]
    dot = name.rfind(".")
    return (name, "") if dot < 0 else (name[:dot], name[dot:])


def make_permalink(base: str, link: str) -> str:
    """The absolute URL of a link below a base URL."""
    parts = urlsplit(base)
    path = posixpath.join(parts.path, link.lstrip("/"))
    if not path.startswith("/"):
        path = "/" + path
    return f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else path


def base_path(base_url: str) -> str:
    """The path of a base URL without its last slash: "" or "/sub"."""
    return urlsplit(base_url).path.rstrip("/")


def add_context_root(base_url: str, path: str) -> str:
    """The path below the base URL's path; a last slash stays."""
    joined = posixpath.normpath(posixpath.join(urlsplit(base_url).path or "/", path.lstrip("/")))
    joined = "/" + joined.lstrip("/.")
    return joined + "/" if path.endswith("/") and joined != "/" else joined


def page_target(
    place: Place, rules: PathRules = DEFAULT_RULES, format_: OutputFormat = HTML, addends: str = ""
) -> Target:
    """Where Hugo publishes one output format of a page, or a page of its list (`addends`: "page/2")."""
    if not addends and format_.name == "html" and format_ == HTML and (plain := _plain_target(place)) is not None:
        return plain
    return _Builder(place, rules, format_, addends).build()


def _plain_target(place: Place) -> Target | None:
    """What nearly all pages get: a folder of their own at their path, with the HTML in it. None for all others."""
    if place.kind != "page" or place.url or place.permalink or place.ugly or place.name == HTML.base_name:
        return None
    path = f"{place.container}/{place.name}"
    if not _PLAIN_PATH.match(path):
        return None
    folder = place.prefix + path
    return Target(f"{folder}/", f"{folder}/{HTML.file_name}", folder)


class _Builder:
    """The steps of Hugo's own path builder: collect the elements, sanitise them, join."""

    def __init__(self, place: Place, rules: PathRules, format_: OutputFormat, addends: str) -> None:
        self.place, self.rules, self.format, self.addends = place, rules, format_, addends
        self.index = format_.file_name
        self.suffix = format_.delimiter + format_.suffix if format_.suffix else ""
        self.same_as_type = not place.is_bundle and place.name == format_.base_name
        self.ugly = (place.ugly or format_.ugly) and not format_.no_ugly
        self.ugly = self.ugly or (not place.permalink and self.same_as_type)
        self.by_url = bool(place.url) and place.kind != "home"
        self.prefix = self._prefix(place.prefix)
        self.top = place.top or self.prefix
        self.parts: list[str] = []
        self.cut = False

    def build(self) -> Target:
        self.add(self.format.path)
        if self.place.kind != "page" and not self.place.url and self.place.base not in ("", "/"):
            self.add(self.place.permalink or self.place.base)
        if self.by_url:
            self.from_url(self._clean_url(self.place.url))
        elif self.place.kind != "page":
            self.from_branch()
        else:
            self.from_page()
        if not self.place.url:
            self.parts = [path_name(part, self.rules) for part in self.parts]
        return Target(self.link(), self.prefix + self.joined(self.parts), self.prefix + self.folder())

    def _prefix(self, prefix: str) -> str:
        """A `url` from the root stands where it says, whatever the language."""
        place = self.place
        relative = not self.format.root and place.url != "" and not place.url.startswith("/")
        if self.format.root and not relative:
            return ""
        if not self.by_url:
            return prefix
        starts_with_it = prefix and self._clean_url(place.url).startswith(prefix)
        return prefix if relative and not starts_with_it else ""

    @staticmethod
    def _clean_url(url: str) -> str:
        return posixpath.normpath("/" + url) if ".." in url else url

    def add(self, *parts: str) -> None:
        self.parts += (part for part in parts if part not in ("", "/"))

    def concat(self) -> None:
        self.parts[-1:] = [self.parts[-1].removesuffix("/") + self.suffix] if self.parts else [self.suffix]

    def from_url(self, url: str) -> None:
        self.add(*url.split("/"))
        self.add(self.addends)
        if url.endswith("/") or "." not in url:
            self.add(self.index)
        else:
            self.suffix = posixpath.splitext(url.rsplit("/", 1)[-1])[1]
        self.cut = self.parts[-1:] == ["index.html"]

    def from_page(self) -> None:
        place = self.place
        self.add(*([place.permalink] if place.permalink else [place.container, place.name]))
        self.add(self.addends)
        if self.ugly:
            self.concat()
        else:
            self.add(self.index)
        self.cut = self.parts[-1:] == ["index.html"]

    def from_branch(self) -> None:
        place = self.place
        at_root = place.base in ("", "/") or bool(place.url)
        self.add(self.addends)
        index_is_ugly = self.ugly and place.kind in ("home", "section", "taxonomy")
        if (at_root and not self.addends) or not self.ugly or index_is_ugly:
            self.add(self.index)
        else:
            self.concat()
        self.cut = not index_is_ugly and self.parts[-1:] == ["index.html"]

    @staticmethod
    def joined(parts: list[str]) -> str:
        out: list[str] = []
        for part in parts:
            slash = "" if (out and out[-1].endswith("/")) or part.startswith("/") else "/"
            out.append(slash + part)
        return "".join(out)

    def link(self) -> str:
        link = self.joined(self.parts[:-1] if self.cut else self.parts)
        if self.same_as_type:
            link = link.removesuffix(self.place.name)
        link = self.prefix + link
        if self.cut and not link.endswith("/"):
            link += "/"
        link = link.replace("#", "%23")
        return (url_escape(link) if self.place.url else path_escape(link)) or "/"

    def folder(self) -> str:
        path = self.joined(self.parts)
        if self.parts and self.parts[-1].startswith(self.format.base_name + "."):
            path = path.rsplit("/", 1)[0]
        else:
            path = path.removesuffix(self.suffix)
        return "" if path == "/" else path
