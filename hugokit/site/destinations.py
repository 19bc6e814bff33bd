"""Where a link can lead in a site: its URLs, its pages by reference, its files; and what nobody can know of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from hugokit.site.config import Config
from hugokit.site.config_files import Present, SiteFiles
from hugokit.site.content import mounted
from hugokit.site.hooks import Calls, read_hooks
from hugokit.site.listing import url_of, urls
from hugokit.site.model import Site, SitePage
from hugokit.site.modules import MISSING
from hugokit.site.names import CONTENT
from hugokit.site.refs import Index, folder_of
from hugokit.text.alike import most_alike
from hugokit.text.encoding import decode

_PAGER = re.compile(r"/\d+/?\Z")
_BY_HOSTS = ("/.netlify/", "/.well-known/", "/cdn-cgi/")
_REDIRECTS = frozenset({"_redirects", "netlify.toml", "vercel.json", "staticwebapp.config.json", ".htaccess"})
_SLIPS = 3  # letters that a misspelled name has more or less
_MAX_NAMES = 1000
_PATH = re.compile(r"(?<![\w.:/*-])/[^\s\"'<>]+")


class Thing(NamedTuple):
    """What is at a URL: `kind` as in the list of URLs, or asset; `to`: the URL that an alias leads to."""

    kind: str
    url: str
    source: str = ""
    page: SitePage | None = None
    to: str = ""


class Destinations:
    """All that links can lead to, in every language. It reads the layouts, and no page."""

    def __init__(self, files: SiteFiles, configs: Sequence[Config], sites: Sequence[Site]) -> None:
        present = Present(files.names())
        self.files, self.sites, self.present = files, sites, present
        self.configs = dict(zip((site.lang for site in sites), configs, strict=False))
        missing = any(loss.why == MISSING for config in configs for loss in config.losses)
        self.hooks = {config.lang: read_hooks(files, present, config, missing=missing) for config in configs}
        self.calls = {site.lang: Calls(site) for site in sites}
        self._folders = {site.lang: site.folder for site in sites}
        self._urls = dict(self._list())
        self._pages = {site.lang: Index((*site.pages, *site.unlisted)) for site in sites}
        self._waiting = {site.lang: Index(site.unpublished) for site in sites}
        waiting = ((site, page) for site in sites for page in site.unpublished)
        self._waiting_urls = {f"{site.folder}:{_would_be(page, site)}": page for site, page in waiting}
        self._unrendered = {f"{site.folder}:{unquote(page.url)}" for site in sites for page in site.unlisted}
        self._assets = {below: source for _, below, source in mounted(present, configs[0].mounts, "assets")}
        elsewhere = any(loss.key == "module.mounts" for config in configs for loss in config.losses)
        adapted = any(loss.what == "a content adapter" for site in sites for loss in site.losses)
        self.has_more = elsewhere or adapted
        """Whether there are pages that are not on disk: made by adapters, or mounted from outside of the site."""
        self._redirected = frozenset(self._redirects(present))
        self._neighbours: dict[str, list[str]] = {}

    def _list(self) -> Iterator[tuple[str, Thing]]:
        """Every URL, decoded, behind the folder of its language where each has a host of its own."""
        pages = {(site.lang, page.url): page for site in self.sites for page in site.pages}
        for url in urls(self.sites):
            page = pages.get((url.lang, url.url)) if url.kind != "alias" else None
            thing = Thing(url.kind, url.url, url.source or "", page, url.target)
            hosts = [self._folders[url.lang]] if url.lang else dict.fromkeys(self._folders.values())
            for folder in hosts:
                yield f"{folder}:{unquote(url.url)}", thing

    def _redirects(self, present: Iterable[str]) -> Iterator[str]:
        for name in present:
            if name.rpartition("/")[2] in _REDIRECTS or name.endswith(".redirects"):  # or a template for one
                yield from _PATH.findall(decode(self.files.read(name)))

    def at(self, path: str, lang: str) -> Thing | None:
        """What is published at a decoded path. Hosts add a slash or `.html`, and take index.html for its folder."""
        folder = self._folders[lang]
        whole = path.rstrip("/") + "/index.html"
        for spelled in (path, path + "/", path.removesuffix("index.html"), whole, path.rstrip("/") + ".html"):
            found = self._urls.get(f"{folder}:{spelled}")
            if found is not None:
                return found
        return None

    def waiting_at(self, path: str, lang: str) -> SitePage | None:
        """The draft, future or expired page that would be at a decoded path."""
        at = f"{self._folders[lang]}:{path}"
        return self._waiting_urls.get(at) or self._waiting_urls.get(at + "/")

    def page(self, ref: str, page: SitePage, lang: str, *, by_name: bool) -> SitePage | None:
        """The page that a reference in a page names in a language."""
        return self._look(self._pages[lang], ref, page, by_name=by_name)

    def waiting(self, ref: str, page: SitePage, lang: str, *, by_name: bool) -> SitePage | None:
        """The same among the pages that are not published."""
        return self._look(self._waiting[lang], ref, page, by_name=by_name)

    def _look(self, index: Index[SitePage], ref: str, page: SitePage, *, by_name: bool) -> SitePage | None:
        for spelled in self._spellings(ref):
            found = index.find(spelled, folder_of(page, spelled), by_name=by_name)
            if found is not None:
                return found
        return None

    def _spellings(self, ref: str) -> Iterator[str]:
        """A reference, and the same without the language that its file name ends with."""
        yield ref
        stem, _, ext = ref.rpartition(".")
        head, _, code = stem.rpartition(".")
        if head and ext.lower() in CONTENT and code.lower() in self.hooks:
            yield f"{head}.{ext}"

    def named(self, ref: str, lang: str) -> list[SitePage]:
        """The pages of a language that have this name."""
        return self._pages[lang].named(ref)

    def alike(self, ref: str, lang: str) -> SitePage | None:
        """The one page of a language whose name is that of a reference, or nearly."""
        return self._pages[lang].alike(ref)

    def asset(self, path: str) -> str:
        """The file among the assets, "" where there is none."""
        return self._assets.get(path.lstrip("/"), "")

    def files_meant(self, path: str, page: SitePage) -> bool:
        """Whether any file of the project could be meant: from the page's own folder, from a root, by its end."""
        folder = posixpath.dirname(page.source)
        rest = path.lstrip("/")
        starts = (folder, "", "content", "static", "assets", posixpath.dirname(folder))
        whole = {posixpath.normpath(posixpath.join(start, rest)) for start in starts}
        whole |= {f"{one}.md" for one in whole}
        return any(one in self.present or self.present.there(one) for one in whole if not one.startswith(".."))

    def unknowable(self, path: str, lang: str, *, rooted: bool) -> bool:
        """Whether something may be at a decoded path that the sources do not say: made or redirected elsewhere.

        `rooted`: the link names the path from the root, where a theme that is not on disk may have its files.
        """
        last = path.rstrip("/").rpartition("/")[2]
        if self.has_more or path.startswith(_BY_HOSTS) or _PAGER.search(path) or self.asset(path):
            return True
        at = f"{self._folders[lang]}:{path}"
        if at in self._unrendered or f"{at}/" in self._unrendered:  # `render: link`: somebody else serves it
            return True
        root = self.configs[lang].root
        if root and not f"{path}/".startswith(f"{root}/"):
            return True
        if rooted and not self.hooks[lang].whole and "." in last:
            return True
        return any(_redirects(pattern, path) for pattern in self._redirected)

    def near(self, path: str, lang: str) -> str:
        """The URL, percent-encoded, that a decoded path with nothing there most likely means; "" for none.

        One with the same name elsewhere, else one in the same folder that is spelled alike.
        """
        if not self._neighbours:
            for spelled in self._urls:
                where, _, name = spelled.rstrip("/").rpartition("/")
                for key in (f"in {where}", f"named {name.lower()}"):
                    self._neighbours.setdefault(key, []).append(spelled)
        where, _, name = f"{self._folders[lang]}:{path}".rstrip("/").rpartition("/")
        stem = name.rpartition(".")[0] if name.rpartition(".")[2].lower() in (*CONTENT, "html") else name
        for spelled in (name, stem):
            same = self._neighbours.get(f"named {spelled.lower()}", []) if spelled else []
            if len(same) == 1:
                return self._urls[same[0]].url
        names = {one.rstrip("/").rpartition("/")[2]: one for one in self._neighbours.get(f"in {where}", [])}
        siblings = {own: one for own, one in names.items() if abs(len(own) - len(stem)) <= _SLIPS}
        alike = most_alike(stem, list(siblings)[:_MAX_NAMES], cutoff=0.75)
        return self._urls[siblings[alike]].url if alike else ""


def _would_be(page: SitePage, site: Site) -> str:
    return unquote(url_of(page.file.removeprefix(f"{site.folder}/") if site.folder else page.file, site.root))


def _redirects(pattern: str, path: str) -> bool:
    """Whether a path in a host's settings, with "*" or a parameter in it, takes in this one. "/*" says nothing."""
    fixed = re.split(r"[*:(\[$]", pattern, maxsplit=1)[0]
    if fixed == pattern:
        return path.rstrip("/") == pattern.rstrip("/")
    return len(fixed) > 1 and path.startswith(fixed)
