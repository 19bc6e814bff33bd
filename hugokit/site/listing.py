"""Every URL that a site will have, one record each, from the models of its languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple
from urllib.parse import unquote

from hugokit.site.model import Site, SitePage
from hugokit.site.urls import path_escape
from hugokit.site.values import NOTHING

UrlKind = Literal[
    "home",
    "section",
    "page",
    "taxonomy",
    "term",
    "pager",
    "alias",
    "resource",
    "feed",
    "sitemap",
    "robots",
    "404",
]


class Url(NamedTuple):
    """One URL: the path from the server's root, percent-encoded, and the file there, from the root of what is built.

    `source`: the file it comes from, from the site's root, or None; `lang` is "" for what all languages share.
    `aliases` are Hugo's `.Aliases`, paths from the root of what is built, `terms` the titles of its terms under the
    taxonomy, `translations` URLs of the same page, `target` the URL that an alias leads to. A `feed` is any output
    format of a page beside its first, named by `format`.
    """

    url: str
    kind: UrlKind
    file: str
    source: str | None = None
    lang: str = ""
    title: str = ""
    date: datetime | None = None
    lastmod: datetime | None = None
    draft: bool = False
    weight: int = 0
    terms: Mapping[str, tuple[str, ...]] = NOTHING
    aliases: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()
    target: str = ""
    format: str = ""


def urls(sites: Sequence[Site]) -> Iterator[Url]:
    """Every URL of a site in all its languages: of each its pages, then what comes with them; then what is shared."""
    for site in sites:
        for page in site.pages:
            yield _page(page, site)
        for page in site.pages:
            yield from _beside(page, site)
        if site.has_404:
            file = f"{site.folder or site.prefix}/404.html".lstrip("/")
            yield Url(url_of(file, site.root), "404", file, lang=site.lang)
        for file, target in site.redirects.items():
            yield Url(url_of(file, site.root), "alias", file, lang=site.lang, target=target)
    yield from _whole(sites)


def _page(page: SitePage, site: Site) -> Url:
    return Url(
        page.url,
        page.kind,
        page.file,
        page.source or None,
        site.lang,
        page.title,
        page.date,
        page.lastmod,
        page.draft,
        page.weight,
        {taxonomy: tuple([term.title for term in terms]) for taxonomy, terms in page.terms.items()},
        page.aliases,
        page.translations,
    )


def _beside(page: SitePage, site: Site) -> Iterator[Url]:
    source = page.source or None
    for output in page.outputs[1:]:
        yield Url(output.url, "feed", output.file, source, site.lang, page.title, format=output.format)
    for pager in page.pagers:
        if pager.format == "pager":
            yield Url(pager.url, "pager", pager.file, source, site.lang, page.title)
        else:
            yield Url(pager.url, "alias", pager.file, source, site.lang, target=page.url)
    for resource in page.resources:
        if resource.published:
            yield Url(resource.url, "resource", file_of(resource.url, site), resource.source, site.lang)


def _whole(sites: Sequence[Site]) -> Iterator[Url]:
    seen: set[str] = set()
    for site in sites:
        for url, source in site.static.items():
            if url not in seen:
                seen.add(url)
                yield Url(url, "resource", file_of(url, site), source)
    root = sites[0].root
    at_home = [site for site in sites if any(page.kind == "home" for page in site.pages)]
    if len(sites) > 1 or sites[0].prefix:
        for site in at_home:
            if site.sitemap:
                file = f"{site.lang}/{site.sitemap}"
                yield Url(url_of(file, root), "sitemap", file, lang=site.lang)
    if sites[0] in at_home:  # the first language writes what is there once
        if sites[0].sitemap:
            yield Url(url_of(sites[0].sitemap, root), "sitemap", sites[0].sitemap)
        if sites[0].robots:
            yield Url(url_of("robots.txt", root), "robots", "robots.txt")


def files(sites: Sequence[Site]) -> set[str]:
    """The files that Hugo writes, from the root of what is built."""
    return {url.file for url in urls(sites)}


def url_of(file: str, root: str) -> str:
    """The URL of a file that is built: without `index.html`, percent-encoded."""
    path = file.removesuffix("index.html") if file == "index.html" or file.endswith("/index.html") else file
    return root + path_escape("/" + path.replace("#", "%23").replace("?", "%3F"))


def file_of(url: str, site: Site) -> str:
    """The file behind the URL of a resource or a static file."""
    path = unquote(url[len(site.root) :]).lstrip("/")
    return f"{site.folder}/{path}" if site.folder else path
