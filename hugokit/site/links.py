"""What each link of a page leads to, and which lead nowhere. A link is called broken only where no reading saves it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote, urljoin, urlsplit

from hugokit import document
from hugokit.body.anchors import Anchors, anchors
from hugokit.body.lexer import ShortcodeError
from hugokit.body.links import REFERENCES, Link, links
from hugokit.site.config import Config
from hugokit.site.config_files import SiteFiles
from hugokit.site.destinations import Destinations, Thing
from hugokit.site.hooks import Reading
from hugokit.site.model import Site, SitePage
from hugokit.site.values import table
from hugokit.text.alike import most_alike

BrokenKind = Literal["ref", "link", "image", "anchor", "unpublished"]
# What is wrong in words: kind, message, mend.
Wrong = tuple[BrokenKind, str, str]
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")
_NOT_PLAIN = re.compile(r"\{\{|\{%|[<>$\\]|%7B%7B|%3C", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'()\[\]<>]+")
_HOST = re.compile(r"(?:[\w-]+\.)+(?:com|org|net|io|dev|edu|gov|info|app|link|cn|co|de|eu|fr|jp|me)(?:/|\Z)", re.ASCII)
_WHY = {"draft": "a draft", "future": "dated in the future", "expired": "expired"}
_MAX_PAGES = 2048


@dataclass(frozen=True, slots=True)
class Broken:
    """A link that leads nowhere. Offsets count characters of `source`; `message` says what, `mend` what to do.

    `fails`: Hugo ends the build with an error.
    """

    source: str
    start: int
    end: int
    kind: BrokenKind
    message: str
    mend: str
    fails: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """A link and what it leads to. Offsets count characters of the file.

    `what`: a kind of the list of URLs (page, resource, alias…), asset, elsewhere (another site, mail), unknown (what
    the sources do not say) or nothing; `url` is percent-encoded, "" where it is not known; `target` its source.
    """

    source: str
    start: int
    end: int
    link: Link
    what: str
    url: str = ""
    target: str = ""
    broken: Broken | None = None


# What a link leads to, the thing there, and what is wrong.
Verdict = tuple[str, Thing | None, Wrong | None]


class Links:
    """Judges the links of a site's pages, whose files are read one at a time."""

    def __init__(
        self, files: SiteFiles, configs: Sequence[Config], sites: Sequence[Site], hugo: tuple[int, int]
    ) -> None:
        self.files, self.sites, self.hugo = files, sites, hugo
        self.there = Destinations(files, configs, sites)
        self.anchors = lru_cache(_MAX_PAGES)(self._anchors)

    def leads(self) -> Iterator[Lead]:
        """Every link of every published page."""
        for site in self.sites:
            for page in site.pages:
                if page.source:
                    yield from self.of_page(page, site)

    def of_page(self, page: SitePage, site: Site) -> Iterator[Lead]:
        """The links of one page; none where Hugo stops at its shortcodes, which is said elsewhere."""
        doc = document.loads(self.files.read(page.source), hugo=self.hugo)
        before = len(doc.text) - len(doc.body)
        calls = self.there.calls[site.lang]
        try:
            found = links(doc.body, calls.reads_inner, calls.takes_inner, markup=page.markup)
        except ShortcodeError:
            return
        judge = _Judge(self, page, site)
        for link in found:
            if link.form in (*REFERENCES, "figure") and not calls.is_hugos(link.form):
                continue
            if link.form == "html" and page.markup == "markdown" and not _unsafe(site):
                continue
            yield judge.lead(link, before)

    def _anchors(self, source: str, lang: str, markup: str) -> Anchors | None:
        """The anchors of a page's content; None where they are not known."""
        site = next(site for site in self.sites if site.lang == lang)
        parser = table(site.markup.get("parser"))
        if markup != "markdown" or parser.get("autodefinitiontermid") is True:
            return None
        body = document.loads(self.files.read(source), hugo=self.hugo).body if source else ""
        calls = self.there.calls[lang]
        auto = parser.get("autoheadingid", True) is not False
        style = str(parser.get("autoheadingidtype") or parser.get("autoidtype") or "github")
        try:
            found = anchors(body, calls.prints_no_anchors, calls.takes_inner, style=style, auto=auto)
        except ShortcodeError:
            return None
        return found if found.whole else None


def _unsafe(site: Site) -> bool:
    """Whether Hugo lets HTML in Markdown through."""
    return table(site.markup.get("renderer")).get("unsafe") is True


class _Judge:
    """The links of one page."""

    def __init__(self, links: Links, page: SitePage, site: Site) -> None:
        self.links, self.page, self.site = links, page, site
        self.there = links.there
        self.hooks, self.config = links.there.hooks[site.lang], links.there.configs[site.lang]

    def lead(self, link: Link, before: int) -> Lead:
        start, end = before + link.start, before + link.end

        def lead(what: str, thing: Thing | None = None, broken: Wrong | None = None) -> Lead:
            url, target = (thing.url, thing.source) if thing else ("", "")
            found = Broken(self.page.source, start, end, *broken, self.fails(link, broken[0])) if broken else None
            return Lead(self.page.source, start, end, link, what, url, target, found)

        if _ELSEWHERE.match(link.to):
            return lead("elsewhere")
        if _NOT_PLAIN.search(link.to):
            return lead("unknown")
        path, _, fragment = link.to.partition("#")
        path = path.partition("?")[0]
        if link.form in REFERENCES:
            return lead(*self.of_ref(link, path, fragment))
        return lead(*self.of_link(link, unquote(path), fragment))

    # -- ref and relref -----------------------------------------------------------------------------------------------

    def of_ref(self, link: Link, path: str, fragment: str) -> Verdict:
        if not path:
            own = _thing(self.page)
            return "page", own, self.anchor(self.page, fragment, self.site.lang)
        lang = (link.lang or self.site.lang).lower()
        if lang not in self.there.hooks:
            known = ", ".join(self.there.hooks)
            return "nothing", None, ("ref", f"{lang!r} is no language of this site", f"its languages are {known}")
        found = self.there.page(path, self.page, lang, by_name=True)
        if found is None:
            wrong = self.no_page(path, lang)
            is_made = self.there.has_more and wrong[0] == "ref" and not self.there.named(path, lang)
            return ("unknown", None, None) if is_made else ("nothing", None, wrong)
        formats = [output.format for output in found.outputs]
        if link.format and link.format.lower() not in formats:
            message = f"{found.source or found.url} is not written as {link.format!r}, {self.then()}"
            return "nothing", None, ("ref", message, f"its output formats are {', '.join(formats)}")
        return found.kind, _thing(found), self.anchor(found, fragment, lang)

    def no_page(self, path: str, lang: str) -> Wrong:
        waiting = self.there.waiting(path, self.page, lang, by_name=True)
        if waiting is not None:
            why = f"{waiting.source} is {_WHY[waiting.hidden]}, so Hugo does not find it, {self.then()}"
            return "unpublished", why, "publish that page, or take it out"
        named = self.there.named(path, lang)
        if len(named) > 1:
            message = f"{len(named)} pages are named {path!r}, {self.then()}"
            return "ref", message, "write the path of one of them: " + ", ".join(page.path for page in named[:3])
        message = f"there is no page {path!r}, {self.then()}"
        for other in self.there.hooks:
            if other != lang and self.there.page(path, self.page, other, by_name=True):
                return "ref", message, f"the page is there in {other!r} alone: add lang={other!r}, or translate it"
        return "ref", message, self.nearest_ref(path, lang)

    def fails(self, link: Link, kind: BrokenKind) -> bool:
        """Whether Hugo ends the build with an error: at a reference alone."""
        return link.form in REFERENCES and kind in ("ref", "unpublished") and self.config.ref_level.lower() == "error"

    def then(self) -> str:
        """What Hugo does where a reference names no page."""
        if self.config.ref_level.lower() == "error":
            return "which fails the build (REF_NOT_FOUND)"
        return f"so Hugo links to {self.config.ref_not_found!r} (REF_NOT_FOUND)"

    def nearest_ref(self, path: str, lang: str) -> str:
        meant = self.there.alike(path, lang)
        if meant is not None:
            return f"write {meant.path!r}"
        guess = self.site.root + self.site.prefix + posixpath.normpath(posixpath.join("/", self.page.parent, path))
        near = self.there.near(guess, lang)
        thing = self.there.at(unquote(near), lang) if near else None
        return f"write {thing.page.path!r}" if thing and thing.page else "write the path of a page that is there"

    # -- Markdown and HTML --------------------------------------------------------------------------------------------

    def of_link(self, link: Link, path: str, fragment: str) -> Verdict:
        if not path and "?" in link.to and not link.image and self.reading(link) == "embedded":
            path = "/"  # Hugo's hook looks for the page with no name, which is home
        if not path:
            wrong = None if link.image else self.anchor(self.page, fragment, self.site.lang)
            return "page", _thing(self.page), wrong
        reading = self.reading(link)
        url = _joined(self.page.url, path)
        what, found = self.found(link, path, url, reading)
        if found is not None:
            page = found.page
            return what, found, self.anchor(page, fragment, self.site.lang) if page and not link.image else None
        if what == "unknown" or self.is_unknowable(path, url):
            return "unknown", None, None
        return "nothing", None, self.broken(link, path, url, reading)

    def found(self, link: Link, path: str, url: str, reading: Reading) -> tuple[str, Thing | None]:
        """What is there in this reading. Where it is not known, what only a hook could find is unknown, too."""
        plain = self.there.at(url, self.site.lang)
        hooked = self.embedded(path, image=link.image) if reading != "plain" else None
        if reading == "embedded" and hooked:
            return hooked.kind, hooked
        if plain is not None:
            return plain.kind, plain
        if hooked is not None:
            return "unknown", hooked
        return "unknown" if reading == "unknown" and self.may_be(path) else "nothing", None

    def is_unknowable(self, path: str, url: str) -> bool:
        rooted = path.startswith("/")
        return self.there.unknowable(url, self.site.lang, rooted=rooted) or (rooted and self.below_root(path))

    def reading(self, link: Link) -> Reading:
        if link.form == "figure":  # a theme often has its own
            return "embedded" if self.hooks.whole else "unknown"
        if link.form != "markdown":
            return "plain"
        return self.hooks.image if link.image else self.hooks.link

    def embedded(self, path: str, *, image: bool) -> Thing | None:
        """What Hugo's own render hooks find: a page (of a link), a resource of the page, an asset."""
        if not image:
            page = self.there.page(path.removeprefix("./"), self.page, self.site.lang, by_name=False)
            if page is not None:
                return _thing(page)
        own = self.page.resource(path)
        if own is not None:
            return Thing("resource", own.url, own.source)
        asset = self.there.asset(posixpath.normpath(path))
        return Thing("asset", "", asset) if asset else None

    def may_be(self, path: str) -> bool:
        """Whether a hook of the site's own could make something of it: a word alone may mean anything to it."""
        if "/" not in path and "." not in path:
            return True
        langs = self.there.hooks
        by_ref = any(self.there.page(path, self.page, lang, by_name=True) for lang in langs)
        return by_ref or self.there.files_meant(path, self.page)

    def below_root(self, path: str) -> bool:
        """Whether something is there once Hugo (relativeURLs) or a reader puts the site's own path before it."""
        return self.there.at(self.site.root + path, self.site.lang) is not None

    def broken(self, link: Link, path: str, url: str, reading: Reading) -> Wrong:
        waiting = self.there.waiting_at(url, self.site.lang)
        if waiting is None and reading != "plain":
            waiting = self.there.waiting(path, self.page, self.site.lang, by_name=False)
        if waiting is not None:
            why = f"{link.to!r} leads to {waiting.source}, which is {_WHY[waiting.hidden]} and not published"
            return "unpublished", why, "publish that page, or take it out"
        kind: BrokenKind = "image" if link.image else "link"
        message = f"{link.to!r} leads to {url}, where nothing is"
        if not link.image:
            meant = self.there.page(path, self.page, self.site.lang, by_name=False)
            if meant is not None:
                return kind, message, f'write {meant.url}, or {{{{< relref "{path}" >}}}}'
        if address := _ADDRESS.search(link.to):
            return kind, message, f"write {address[0]!r}"
        if _HOST.match(path):
            return kind, message, f"write 'https://{link.to}'"
        near = self.there.near(url, self.site.lang)
        return kind, message, f"write {near!r}" if near else "write a path that is there, or take it out"

    # -- anchors ------------------------------------------------------------------------------------------------------

    def anchor(self, page: SitePage, fragment: str, lang: str) -> Wrong | None:
        """What is wrong with the part of a page that a link leads to. What layouts may write themselves is let pass."""
        wanted = unquote(fragment)
        hooks = self.there.hooks[lang]
        if not wanted or wanted in hooks.ids or not hooks.heading_ids:
            return None
        if "--" in wanted and table(table(self.there.configs[lang].markup.get("extensions")).get("typographer")):
            return None  # what the site's own signs for dashes leave of a heading
        found = self.links.anchors(page.source, lang, page.markup) if page.source else None
        if found is None or found.offers(wanted) or found.offers(fragment):
            return None
        known = {*found.headings, *found.others}
        alike = get_close_matches(wanted.lower(), known, n=1, cutoff=0.8)
        if not alike and not (hooks.knows_anchors and page.kind == "page"):
            return None
        near = most_alike(wanted.lower(), known, cutoff=0.8)
        where = "this page" if page is self.page else page.source
        mend = f"write '#{near}'" if near else "write the id of one of its headings, or take the anchor out"
        return "anchor", f"{where} has no anchor '#{wanted}'", mend


def _thing(page: SitePage) -> Thing:
    return Thing(page.kind, page.url, page.source, page)


def _joined(url: str, path: str) -> str:
    """Where a browser goes from the page at a URL, for a decoded path. Above the root there is the root again."""
    quoted = path.replace("%", "%25").replace("?", "%3F").replace("#", "%23").replace(";", "%3B")
    return unquote(urlsplit(urljoin(f"http://host{url}", quoted)).path)
