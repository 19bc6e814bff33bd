"""Pages that moved between two states of a site, and the alias that keeps the old URL alive."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hugokit.site import redirects
from hugokit.site.listing import files, url_of
from hugokit.site.model import Site, SitePage

Version = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Moved:
    """An old URL at which nothing is any more.

    `was`: the page's source then; `page`: the same page now, None where it is gone; `alias`: what to put into its
    `aliases`, "" where no alias can reach the old URL or the page has no file; `why`: why a page that is still a file
    is not published. `file`: the old URL's file, from the root of what is built; `by_alias`: the old URL was an alias.
    """

    old: str
    file: str
    was: SitePage
    page: SitePage | None
    alias: str = ""
    why: str = ""
    by_alias: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """A site as it was. `renames`: old path to new; `same`: the path now of the file whose content is that of an old
    one, or None.
    """

    sites: Sequence[Site]
    renames: Mapping[str, str]
    same: Callable[[str], str | None]


def moves(before: Before, now: Sequence[Site], hugo: Version) -> Iterator[Moved]:
    """The old URLs of pages and of their aliases at which there is nothing now, in the order of the old site."""
    alive = files(now) | {alias.file for site in now for page in site.pages for alias in page.redirects}
    find = _Finder(now, before)
    for site in before.sites:
        for page in site.pages:
            for file, by_alias in [(page.file, False), *((a.file, True) for a in page.redirects if a.file)]:
                if file in alive:
                    continue
                found = find(page, site.lang)
                why = find.why(page) if found is None else ""
                alias = alias_for(file, found[0], found[1], hugo) if found else ""
                yield Moved(url_of(file, site.root), file, page, found and found[0], alias, why, by_alias)


def alias_for(file: str, page: SitePage, site: Site, hugo: Version) -> str:
    """What a page's `aliases` must hold so that Hugo writes a redirect at this file; "" where nothing does."""
    if not page.source:
        return ""
    root = site.prefix if hugo >= redirects.ROOTED_IN_LANGUAGE_SINCE else ""
    folder = posixpath.dirname(page.folder)
    path = "/" + (file.removesuffix("index.html") if file.endswith("/index.html") else file)
    below = path.removeprefix(root) if path.startswith(root + "/") else ""
    relative = posixpath.relpath(path, folder or "/") + ("/" if path.endswith("/") else "")
    for name in (below, relative):
        for spelled in (name, f"{name}index.html"):
            if name and redirects.alias(spelled, root, folder, ugly=page.ugly).file == file:
                return spelled
    return ""


class _Finder:
    """Finds a page of the old site in the new one."""

    def __init__(self, now: Sequence[Site], before: Before) -> None:
        self._before = before
        self._by_source: dict[str, tuple[SitePage, Site]] = {}
        self._by_key: dict[tuple[str, str], tuple[SitePage, Site]] = {}
        self._by_path: dict[tuple[str, str, str], tuple[SitePage, Site]] = {}
        self._hidden = {page.source: page.why for site in now for page in site.hidden}
        for site in now:
            for page in site.pages:
                self._by_path[page.kind, page.path, site.lang] = page, site
                if page.source:
                    self._by_source[page.source] = page, site
                if page.translation_key:
                    self._by_key[page.translation_key, site.lang] = page, site

    def __call__(self, page: SitePage, lang: str) -> tuple[SitePage, Site] | None:
        """By its path, by git's renames, by identical content, by `translationKey`; a made list by its logical path."""
        if not page.source:
            return self._by_path.get((page.kind, page.path, lang))
        for source in self._sources(page.source):
            if source in self._by_source:
                return self._by_source[source]
        found = self._by_key.get((page.translation_key, lang))
        return found or self._by_path.get((page.kind, page.path, lang))

    def why(self, page: SitePage) -> str:
        """Why a page that is still there is not published."""
        sources = self._sources(page.source) if page.source else ()
        return next((self._hidden[one] for one in sources if one in self._hidden), "")

    def _sources(self, source: str) -> Iterator[str]:
        yield source
        if source in self._before.renames:
            yield self._before.renames[source]
        if same := self._before.same(source):
            yield same
