"""One migration as a target's writer sees it: pages with their bodies, redirects, files; and what got lost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import Template
from typing import Any
from urllib.parse import unquote

from hugokit.carry.data import is_html
from hugokit.carry.hosts import in_folder
from hugokit.carry.markdown import options, unsafe
from hugokit.carry.spelled import front_matter
from hugokit.ledger import Loss
from hugokit.site import remains
from hugokit.site.bodies import Bodies, Dialect
from hugokit.site.config_files import line_of
from hugokit.site.model import Site, SitePage
from hugokit.target import Made, NewFile, Target, templates
from hugokit.text.encoding import encode

Values = Callable[[SitePage, Site, str], Mapping[str, Any]]
Also = Callable[[SitePage, Site], Iterable[Loss]]


def nothing(_page: SitePage, _site: Site) -> tuple[Loss, ...]:
    """What most targets have to say of a page besides what is known of it."""
    return ()


def _listed_only(sites: Iterable[Site]) -> Iterator[tuple[str, str]]:
    """The source and path of pages that are not published at their URL."""
    published: dict[str, tuple[str, str]] = {}
    for site in sites:
        yield from ((page.source, page.path) for page in site.unlisted)
        for page in site.pages:
            own = (page.source, page.path)
            is_first = not page.source or published.setdefault(page.file, own) == own
            if not is_first or (page.kind != "page" and not is_html(page)):
                yield own


class Carrier:
    """What a writer asks, over all languages. `losses` grow while the files are asked for.

    `carried`: front matter keys that this target does have a place for, though most have none.
    """

    def __init__(self, sites: tuple[Site, ...], target: Target, carried: Collection[str] = ()) -> None:
        self.sites = tuple(in_folder(site) for site in sites)
        self.target, self.carried = target, frozenset(carried)
        found = (loss for site in sites for loss in (*site.losses, *remains.of_site(site)))
        self.losses: list[Loss] = list(dict.fromkeys(found))
        self._bodies = {site.lang: Bodies(site, _dialect(site, target)) for site in self.sites}
        self._listed_only = frozenset(_listed_only(self.sites))

    @property
    def first(self) -> Site:
        """The site in the language at the root of all URLs, else in the first."""
        return next((site for site in self.sites if not site.prefix), self.sites[0])

    @property
    def many(self) -> bool:
        """Whether there is more than one language."""
        return len(self.sites) > 1

    def pages(self) -> Iterator[tuple[Site, SitePage]]:
        """Every page that has a file, published or not. Of two at one address, one is published and both are listed."""
        for site in self.sites:
            for page in site.pages:
                if page.source:
                    yield site, page
            for page in (*site.unlisted, *site.unpublished):
                if page.source:
                    yield site, page

    def page_file(self, site: Site, page: SitePage, path: str, values: Values, also: Also = nothing) -> NewFile:
        """The file of a page, made when it is written: `values` as YAML front matter, its body in the target's dialect.

        `values` gives the front matter, `also` what the target itself has to say of the page with its body.
        """
        return NewFile(path, source=page.source, make=_PageFile(self, site, page, path, values, also))

    def made(self, file: _PageFile) -> Made:
        """The content of the file of a page, and what is lost in it."""
        page = file.page.loaded()
        body = self._bodies[file.site.lang].convert(page)
        left = (loss for loss in remains.of_page(page) if loss.key not in self.carried)
        head = front_matter(file.values(page, file.site, file.path))
        losses = (*file.also(page, file.site), *body.losses, *left)
        return Made(encode(head + body.text), losses, body.blocks, body.html)

    def is_listed_only(self, page: SitePage) -> bool:
        """Whether lists name the page and it is not published itself: `build.render` is link, another page is at its
        address, or it is a list that Hugo writes as a feed alone.
        """
        return (page.source, page.path) in self._listed_only

    def redirects(self) -> dict[str, dict[str, str]]:
        """Redirects by the language that they lead to: file and URL. A page at their place wins, and is said."""
        pages = {page.file for site in self.sites for page in site.pages}
        kept: dict[str, dict[str, str]] = {site.lang: {} for site in self.sites}
        done: set[str] = set()
        for site in self.sites:
            for file, url in site.redirects.items():
                if file in pages:
                    self.losses.append(_lost_redirect(file, url, site))
                elif file not in done:
                    done.add(file)
                    kept[site.lang][file] = url
        return kept

    def sitemap_index(self) -> str:
        """The file at the root that names the sitemaps of all languages, "" where Hugo writes none."""
        first = self.sites[0]
        index = (self.many or bool(first.prefix)) and not first.folder
        return first.sitemap if index and any(page.kind == "home" for page in first.pages) else ""

    def markdown(self) -> dict[str, Any]:
        """The options of Markdown. A new site has one renderer: a language with settings of its own is said."""
        found = options(self.first)
        for site in self.sites:
            if options(site) != found:
                what, why = f"the Markdown settings of the language {site.lang}", "all languages share one renderer"
                mend = "look at the pages of that language"
                self.losses.append(Loss("", 0, f"languages.{site.lang}.markup", what, why, mend, "changed"))
        return found

    def statics(self) -> Iterator[NewFile]:
        """Files that are published as they are, below the target's folder for them."""
        taken = {page.file for site in self.sites for page in site.pages} | set(self._styles())
        done: set[str] = set()
        for path, source in self._published_files():
            if path in taken:
                what = f"a page or a file of the new site is at /{path}"
                self.losses.append(Loss(source, 0, "", "the file", what, "give the file another name"))
            elif path not in done:
                done.add(path)
                yield NewFile(f"{self.target.static}/{path}", copy_of=source)
        if self.sites[0].robots and "robots.txt" not in done:
            yield NewFile(f"{self.target.static}/robots.txt", b"User-agent: *\n")

    def _published_files(self) -> Iterator[tuple[str, str]]:
        """Paths below the folder of all that is published, each with its source.

        A file that several languages share belongs to the first; those with a host of their own name it there.
        """
        owned: set[str] = set()
        for site in self.sites:
            files = {url: source for page in site.pages for url, source in _resources(page) if source not in owned}
            owned.update(files.values())
            for url, source in {**site.static, **files}.items():
                yield _join(site.folder, unquote(url[len(site.root) :]).lstrip("/")), source

    def brought(self, places: Mapping[str, str]) -> Iterator[NewFile]:
        """The target's own files, those that it shares, and the style sheet.

        `places`: where folders (`pages/`) and files go that do not keep their place.
        """
        for path in self._styles():
            yield NewFile(f"{self.target.static}/{path}", templates("common")[self.target.style])
        found = {name: content for folder in self.target.shares for name, content in templates(folder).items()}
        for name, content in (found | templates(self.target.name)).items():
            if name == "README.md":
                values = {"title": self.first.title or "A site", "root": self.first.root}
                content = encode(Template(content.decode()).safe_substitute(values))
            yield NewFile(_placed(name, places), content)

    def _styles(self) -> list[str]:
        """Where the style sheet is published: once on each host."""
        style = self.target.style
        return sorted({_join(site.folder, style) for site in self.sites}) if style else []


def _dialect(site: Site, target: Target) -> Dialect:
    """Where all raw HTML passes, what shortcodes print needs no marks."""
    return Dialect() if unsafe(site) else target.dialect


def _resources(page: SitePage) -> Iterator[tuple[str, str]]:
    return ((resource.url, resource.source) for resource in page.resources if resource.published)


def _lost_redirect(file: str, url: str, site: Site) -> Loss:
    page = next((page for page in site.pages if page.url == url), None)
    source, line = (page.source, line_of(page.head, "aliases")) if page else ("", 0)
    mend = "take one of the two away"
    return Loss(source, line, "aliases", f"the redirect from /{file}", "a page has that URL", mend)


def _placed(name: str, places: Mapping[str, str]) -> str:
    for old, new in places.items():
        if name == old:
            return new
        if old.endswith("/") and name.startswith(old):
            return new + name[len(old) :]
    return name


def _join(folder: str, path: str) -> str:
    return f"{folder.strip('/')}/{path}".lstrip("/")


@dataclass(frozen=True, slots=True)
class _PageFile:
    """What the file of a page is made of: there are as many as pages, so it is no closure."""

    carrier: Carrier
    site: Site
    page: SitePage
    path: str
    values: Values
    also: Also

    def __call__(self) -> Made:
        return self.carrier.made(self)
