"""The records of a site: what the reader builds once and every target, rule and listing reads. All frozen.

Those that there are many of are tuples with names: a frozen dataclass takes three times as long to be made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from hugokit.ledger import Loss
from hugokit.site.values import NOTHING

if TYPE_CHECKING:
    from hugokit.site.recipes import Recipe

Kind = Literal["home", "section", "page", "taxonomy", "term"]
Why = Literal[
    "draft",
    "future",
    "expired",
    "headless",
    "never rendered",
    "refused",
    "swallowed",
    "collision",
    "kind disabled",
    "language",
    "ignored",
]


class Resource(NamedTuple):
    """A file that belongs to a page. `source` is its path from the site's root, `url` where Hugo puts it, `name` its
    path from the page. What is not `published` is there only when a template asks for it.
    """

    source: str
    url: str
    name: str = ""
    title: str = ""
    params: Mapping[str, Any] = NOTHING
    published: bool = True


class Output(NamedTuple):
    """One output format of a page: its name, URL and file below the folder of all that is published."""

    format: str
    url: str
    file: str


class Term(NamedTuple):
    """A term of a taxonomy. `key` is as Hugo indexes it, `title` as it shows it, `url` the term's page.

    `name` is the term as it is first written in a page; `url` is "" where the term has no page.
    """

    taxonomy: str
    key: str
    title: str
    url: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of a menu, from configuration or front matter; `children` in Hugo's order."""

    menu: str
    name: str
    url: str
    weight: int = 0
    identifier: str = ""
    parent: str = ""
    pre: str = ""
    post: str = ""
    title: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    page: str = ""
    children: tuple[MenuEntry, ...] = ()


class Alias(NamedTuple):
    """An alias of a page: as `written` in front matter, its `path` in Hugo's `.Aliases`, the `file` of its redirect.

    Both are from the root of what is built; `file` is "" where Hugo refuses it (the root of the site); `leaves`: it
    climbs above the root, or names a host.
    """

    written: str
    path: str
    file: str
    leaves: bool = False


ReadText = Callable[[str], str]
"""Gives the text of a page by its source."""


class SitePage(NamedTuple):
    """A page with a URL. URLs are paths from the server's root, percent-encoded as Hugo writes them.

    `source` is the path from the site's root or "" for a page without a file; `path` is Hugo's logical path ("/" for
    home); `body_line` is the 1-based line where the body starts, `start` its place in the text that `read` gives of a
    source; dates are aware or None; `children` are the URLs of its pages in Hugo's order (list kinds);
    `file` is where it is published, below the folder of all that is published.
    `listed`: "always" in every list, "local" in that of its own section, "never". `parent` is the logical path of its
    section. `hidden` says why Hugo does not publish it ("" for what is published); `keys` are those of its own front
    matter. `content_path` is the source below the content folder; `term_names` are the terms as the page writes them;
    `translations` are the URLs of the page in other languages; `outputs`: all formats that it is written in, the one of
    `url` first; `pagers`: the further pages of a list ("pager"), and the redirect to the first ("alias");
    `redirects` are its aliases in the order of the key; `ugly`: its URL, and those of its aliases, end in `.html`.
    """

    kind: Kind
    url: str
    source: str
    section: str
    title: str
    link_title: str
    read: ReadText | None
    body_line: int
    format: str | None = None
    lang: str = "en"
    description: str = ""
    summary: str = ""
    date: datetime | None = None
    lastmod: datetime | None = None
    publish_date: datetime | None = None
    expiry_date: datetime | None = None
    weight: int = 0
    type: str = ""
    layout: str = ""
    slug: str = ""
    keywords: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    redirects: tuple[Alias, ...] = ()
    terms: Mapping[str, tuple[Term, ...]] = NOTHING
    term_weights: Mapping[str, int] = NOTHING
    menus: tuple[MenuEntry, ...] = ()
    resources: tuple[Resource, ...] = ()
    children: tuple[str, ...] = ()
    params: Mapping[str, Any] = NOTHING
    taxonomy: str = ""
    term: str = ""
    path: str = ""
    sort_path: str = ""
    parent: str = ""
    file: str = ""
    folder: str = ""
    outputs: tuple[Output, ...] = ()
    listed: Literal["always", "local", "never"] = "always"
    own_date: bool = False
    draft: bool = False
    hidden: Why | Literal[""] = ""
    start: int = 0
    markup: str = "markdown"
    keys: tuple[str, ...] = ()
    content_path: str = ""
    term_names: Mapping[str, tuple[str, ...]] = NOTHING
    translations: tuple[str, ...] = ()
    translation_key: str = ""
    ugly: bool = False
    pagers: tuple[Output, ...] = ()

    @property
    def feed(self) -> str:
        """The file of its RSS feed, or ""."""
        return next((output.file for output in self.outputs if output.format == "rss"), "")

    @property
    def head(self) -> str:
        """The text before the body, read again (`body`)."""
        return self.read(self.source)[: self.start] if self.read else ""

    @property
    def body(self) -> str:
        """The text behind the front matter, read from its file each time: 100,000 of them do not fit into memory.

        FileRefused and MigrationError where the file is gone or is another than the rest of the page is from.
        """
        return self.read(self.source)[self.start :] if self.read else ""

    def resource(self, name: str) -> Resource | None:
        """The resource of a name, as templates' `Resources.Get` finds it."""
        wanted = name.removeprefix("./").lstrip("/").lower()
        return next((one for one in self.resources if one.name.lower() == wanted), None) if wanted else None

    def loaded(self) -> SitePage:
        """The page with its text at hand, for whoever asks for it more than once."""
        if self.read is None:
            return self
        text = self.read(self.source)
        return self._replace(read=lambda _: text)


class Hidden(NamedTuple):
    """A page with a file that Hugo does not publish, and why. `other`: the file that has its path."""

    source: str
    why: Why
    detail: str = ""
    other: str = ""


class Hook(NamedTuple):
    """A render hook. `kind`: link, image, heading, blockquote, table, passthrough or codeblock.

    `folder`: the pages that it is for, "" for all; `name`: of a codeblock its language. `looks_up`: what it makes
    of a destination, page or resource; `prints_more`: more, or other things, than Hugo prints without it.
    """

    kind: str
    folder: str
    name: str
    looks_up: tuple[str, ...]
    prints_more: bool


class Site(NamedTuple):
    """A site in one language. `static` maps URL paths to source paths; `redirects` alias URLs to target URLs.

    `unpublished` are drafts, future and expired pages, complete, with the URL they would have. `paginates` is False
    where the site's own layouts never page a list. `root` is the base URL's path, which all URLs start with;
    behind it comes the language's `prefix` ("" or "/fr"); `folder` is that
    of its files where each language has a host of its own.
    `shortcodes` are the site's own templates by name; `folders` counts the files in those that are not carried over;
    `unlisted` are pages that have a URL and are not rendered; `writes_aliases`: Hugo writes a page for every alias;
    `recipes`: what the user wants in the place of shortcodes; `rendered`: what Hugo printed for calls, by source and
    place (engine/rendered.py); `inline_shortcodes`: Hugo runs templates that stand in pages;
    `guesses_code`: Hugo guesses the language of code that has none;
    `summary_length` is in words, and with `cjk` each letter of a page that has some of these languages is one.
    """

    title: str
    base_url: str
    lang: str
    time_zone: str
    pages: tuple[SitePage, ...]
    hidden: tuple[Hidden, ...]
    menus: Mapping[str, tuple[MenuEntry, ...]]
    taxonomies: Mapping[str, str]
    terms: Mapping[str, tuple[Term, ...]]
    redirects: Mapping[str, str]
    static: Mapping[str, str]
    params: Mapping[str, Any]
    pager_size: int = 10
    markup: Mapping[str, Any] = NOTHING
    losses: tuple[Loss, ...] = ()
    unpublished: tuple[SitePage, ...] = ()
    root: str = ""
    prefix: str = ""
    folder: str = ""
    locale: str = ""
    pager_path: str = "page"
    paginates: bool = True
    emoji: bool = False
    feed_limit: int = -1
    copyright: str = ""
    sitemap: str = ""
    privacy: Mapping[str, Any] = NOTHING
    lower_case: bool = True
    remove_accents: bool = False
    title_style: str = "ap"
    shortcodes: Mapping[str, str] = NOTHING
    unlisted: tuple[SitePage, ...] = ()
    folders: Mapping[str, int] = NOTHING
    robots: bool = False
    term_pages: bool = True
    has_404: bool = False
    writes_aliases: bool = True
    inline_shortcodes: bool = False
    guesses_code: bool = False
    recipes: Mapping[str, Recipe] = NOTHING
    rendered: Mapping[str, Mapping[str, str]] = NOTHING
    summary_length: int = 70
    cjk: bool = False
    hooks: tuple[Hook, ...] = ()
