"""From names to URLs, as Hugo makes them (reference/hugo.md 2.6; source common/paths and resources/page/page_paths.go).

Paths are `/`-separated strings from the site's root, not percent-encoded until `path_escape` or `url_escape`.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urlsplit

from hugokit.text.letters import is_digit, is_letter, is_mark, is_space, lower, without_accents

_KEPT = frozenset("./\\_#+~-@")
_HEX = re.compile(r"%[0-9A-Fa-f]{2}")
_ENCODED = re.compile(r"(?:[A-Za-z0-9\-_.~$&+,/:;=@!'()*\[\]]|%[0-9A-Fa-f]{2})*\Z")


@dataclass(frozen=True, slots=True)
class PathRules:
    """The settings of a site that change how names become URLs."""

    lower_case: bool = True
    remove_accents: bool = False


DEFAULT_RULES = PathRules()


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: its file name is `name` + `suffix`."""

    suffix: str = ".html"
    name: str = "index"
    may_be_ugly: bool = True


HTML = Format()
RSS = Format(suffix=".xml", may_be_ugly=False)


@dataclass(frozen=True, slots=True)
class Place:
    """What decides a page's URL. Paths as in `Name`: `container` is a page's folder, `base` its whole logical path;
    `prefix` is what the language puts before all ("" or "/fr").
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


@dataclass(frozen=True, slots=True)
class Target:
    """`link`: the URL below the base URL's path, encoded; `file`: what is published; `folder`: where resources go."""

    link: str
    file: str
    folder: str


def sanitize(text: str) -> str:
    """Letters, digits, marks, `. / \\ _ # + ~ - @` and `%hh` stay; a run of white space between them is one hyphen."""
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


def page_target(place: Place, rules: PathRules = DEFAULT_RULES, format_: Format = HTML) -> Target:
    """Where Hugo publishes one output format of a page."""
    return _Builder(place, rules, format_).build()


class _Builder:
    """The steps of Hugo's own path builder: collect the elements, sanitise them, join."""

    def __init__(self, place: Place, rules: PathRules, format_: Format) -> None:
        self.place, self.rules, self.format = place, rules, format_
        self.index = format_.name + format_.suffix
        self.suffix = format_.suffix
        self.same_as_type = not place.is_bundle and place.name == format_.name
        self.ugly = (place.ugly and format_.may_be_ugly) or (not place.permalink and self.same_as_type)
        self.parts: list[str] = []
        self.cut = False
        # A `url` from the root stands where it says, whatever the language.
        self.prefix = "" if place.url.startswith("/") and place.kind != "home" else place.prefix

    def build(self) -> Target:
        place = self.place
        branch = place.kind != "page"
        if place.url and place.kind != "home":
            self.from_url(self._clean_url(place.url))
        elif branch:
            self.from_branch()
        else:
            self.from_page()
        if not place.url or place.kind == "home":
            self.parts = [path_name(part, self.rules) for part in self.parts]
        return Target(self.prefix + self.link(), self.prefix + self.joined(self.parts), self.prefix + self.folder())

    @staticmethod
    def _clean_url(url: str) -> str:
        return posixpath.normpath("/" + url) if ".." in url else url

    def add(self, *parts: str) -> None:
        self.parts += (part for part in parts if part not in ("", "/"))

    def from_url(self, url: str) -> None:
        self.add(*url.split("/"))
        if url.endswith("/") or "." not in url:
            self.add(self.index)
        else:
            self.suffix = posixpath.splitext(url.rsplit("/", 1)[-1])[1]
        self.cut = bool(self.parts) and self.parts[-1] == "index.html"

    def from_page(self) -> None:
        place = self.place
        self.add(*([place.permalink] if place.permalink else [place.container, place.name]))
        if self.ugly:
            self.parts[-1:] = [self.parts[-1].rstrip("/") + self.suffix] if self.parts else [self.suffix]
        else:
            self.add(self.index)
        self.cut = bool(self.parts) and self.parts[-1] == "index.html"

    def from_branch(self) -> None:
        place = self.place
        at_root = place.base in ("", "/")
        if not at_root:
            self.add(place.permalink or place.base)
        index_is_ugly = self.ugly and place.kind in ("home", "section", "taxonomy")
        if at_root or not self.ugly or index_is_ugly:
            self.add(self.index)
        else:
            self.parts[-1:] = [self.parts[-1].rstrip("/") + self.suffix]
        self.cut = not index_is_ugly and bool(self.parts) and self.parts[-1] == "index.html"

    @staticmethod
    def joined(parts: list[str]) -> str:
        out = ""
        for part in parts:
            out += part if part.startswith("/") or out.endswith("/") else "/" + part
        return out

    def link(self) -> str:
        link = self.joined(self.parts[:-1] if self.cut else self.parts)
        if self.same_as_type:
            link = link.removesuffix(self.place.name)
        if self.cut and not link.endswith("/"):
            link += "/"
        link = link.replace("#", "%23")
        return (url_escape(link) if self.place.url else path_escape(link)) or "/"

    def folder(self) -> str:
        path = self.joined(self.parts)
        if self.parts and self.parts[-1].startswith(self.format.name + "."):
            path = path.rsplit("/", 1)[0]
        else:
            path = path.removesuffix(self.suffix)
        return "" if path == "/" else path
