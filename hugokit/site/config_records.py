"""The records of a site's configuration: what one language's pages, lists and URLs depend on. All frozen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import Any, NamedTuple

from hugokit.ledger import Loss
from hugokit.limits import NEWEST_HUGO
from hugokit.page import MARKDOWN, PageRules
from hugokit.site.config_files import Setting
from hugokit.site.dates import sources
from hugokit.site.formats import BUILT_IN, DEFAULT_OUTPUTS, OutputFormat
from hugokit.site.urls import DEFAULT_RULES, PathRules
from hugokit.site.values import NOTHING

_MARKDOWN = "text/markdown"
_MEDIA = {
    "html": "text/html", "htm": "text/html", "org": "text/org", **dict.fromkeys(MARKDOWN, _MARKDOWN)
}  # fmt: skip
TAXONOMIES = {"category": "categories", "tag": "tags"}
_TAXONOMY_NAMES = {name: name for name in TAXONOMIES.values()}
COMPONENTS = ("content", "data", "layouts", "i18n", "archetypes", "assets", "static")


class Rule(NamedTuple):
    """A permalink pattern or a cascade: for pages of `kind` whose logical path matches the glob `path` (None: any)."""

    kind: str | None
    path: str | None
    pattern: str = ""
    values: Mapping[str, Any] = NOTHING


class Mount(NamedTuple):
    """A folder or file that Hugo sees at another place. Paths have `/` and no slash at the ends.

    `source` is the path from the site's root; `target` the path it has for Hugo, a component first ("content/docs").
    `languages`: the codes it is for; empty where it is for all and the file's name says which. `complements`: the
    languages whose missing pages it stands in for. `files`: globs of what is taken, "! " before one of what is not.
    `module`: the theme or module it comes from, "" for the site itself.
    """

    source: str
    target: str
    languages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    complements: tuple[str, ...] = ()
    module: str = ""

    @property
    def component(self) -> str:
        """The first part of the target: content, static, layouts, assets, data, i18n or archetypes."""
        return self.target.partition("/")[0]


def default_mounts() -> tuple[Mount, ...]:
    """The mounts of a site that sets none and has no theme."""
    return tuple(Mount(name, name) for name in COMPONENTS)


class Config(NamedTuple):
    """The settings that the pages, lists and URLs of one language depend on.

    `lang` is the language's code, `weight` its own; `default`: it is the default language. `languages` are the codes
    of all that are built, in Hugo's order, `disabled_languages` of those that are not. `prefix`: what stands before
    the paths of its URLs, below the base URL ("" or "/fr"); `folder`: where its files are below the folder of all that
    is published ("" or "fr"); with `multihost`, a base URL for each language, there is a folder and no prefix.

    `taxonomies`: plural by singular, in lower case; `taxonomy_names`: the plural as it is written, by that.
    `mounts` are all of the site's, in order of precedence. `outputs`: the names of the `formats` that each kind is
    written in, Hugo's defaults with them. `ugly`: for all, or by section. `main_sections`: None where Hugo takes the
    largest. `sitemap`: the name of its file. `root`: the base URL's path, which all URLs start with. `places` says
    where each root key stands.
    """

    title: str = ""
    base_url: str = ""
    lang: str = "en"
    locale: str = ""
    label: str = ""
    weight: int = 0
    default: bool = True
    prefix: str = ""
    folder: str = ""
    languages: tuple[str, ...] = ("en",)
    disabled_languages: tuple[str, ...] = ()
    default_in_folder: bool = False
    default_redirect: bool = True
    multihost: bool = False
    time_zone: str = "UTC"
    zone: tzinfo = UTC
    taxonomies: Mapping[str, str] = TAXONOMIES
    taxonomy_names: Mapping[str, str] = _TAXONOMY_NAMES
    permalinks: tuple[Rule, ...] = ()
    ugly: bool | Mapping[str, bool] = False
    paths: PathRules = DEFAULT_RULES
    pager_size: int = 10
    pager_path: str = "page"
    pager_aliases: bool = True
    menus: Mapping[str, Any] = NOTHING
    section_pages_menu: str = ""
    main_sections: tuple[str, ...] | None = None
    params: Mapping[str, Any] = NOTHING
    markup: Mapping[str, Any] = NOTHING
    guesses_code: bool = False
    table_of_contents: Mapping[str, Any] = NOTHING
    emoji: bool = False
    cjk: bool = False
    summary_length: int = 70
    privacy: Mapping[str, Any] = NOTHING
    disabled_kinds: frozenset[str] = frozenset()
    drafts: bool = False
    future: bool = False
    expired: bool = False
    aliases: bool = True
    mounts: tuple[Mount, ...] = default_mounts()
    ignore: tuple[str, ...] = ()
    front_matter: Mapping[str, Any] = NOTHING
    cascade: Any = None
    formats: Mapping[str, OutputFormat] = BUILT_IN
    outputs: Mapping[str, tuple[str, ...]] = DEFAULT_OUTPUTS
    default_format: str = "html"
    allow_content: tuple[str, ...] = ()
    inline_shortcodes: bool = False
    themes: tuple[str, ...] = ()
    robots: bool = False
    feed_limit: int = -1
    sitemap: str = "sitemap.xml"
    copyright: str = ""
    root: str = ""
    relative_urls: bool = False
    title_style: str = "ap"
    plural_titles: bool = True
    title_case: bool = True
    ref_level: str = "error"
    ref_not_found: str = ""
    git_info: bool = False
    hugo_bounds: Mapping[str, str] = NOTHING
    places: Mapping[str, Setting] = NOTHING
    losses: tuple[Loss, ...] = ()

    @property
    def content_dir(self) -> str:
        """The first folder that content of this language lies in."""
        own = [m.source for m in self.mounts if m.target == "content" and self.lang in (m.languages or (self.lang,))]
        return next(iter(own), "content")

    @property
    def content_dirs(self) -> tuple[str, ...]:
        """Every folder that content of any language lies in."""
        return tuple(dict.fromkeys(m.source for m in self.mounts if m.component == "content")) or ("content",)

    @property
    def static_dirs(self) -> tuple[str, ...]:
        """The site's own folders of static files, the first wins."""
        return tuple(m.source for m in self.mounts if m.target == "static" and not m.module)

    @property
    def output_formats(self) -> tuple[str, ...]:
        """The names of all output formats."""
        return tuple(self.formats)

    def page_rules(self, hugo: tuple[int, int] = NEWEST_HUGO) -> PageRules:
        """What the site decides about the reading of each of its pages."""
        allowed = tuple(name for name, media in _MEDIA.items() if self.allows(media))
        return PageRules(self.zone, sources(self.front_matter), self.output_formats, allowed, hugo)

    def allows(self, media: str) -> bool:
        """Whether security.allowContent lets in content of a type; without it Hugo lets in Markdown alone."""
        allowed = [pattern for pattern in self.allow_content if not pattern.startswith("! ")]
        denied = [pattern[2:] for pattern in self.allow_content if pattern.startswith("! ")]
        if not self.allow_content:
            return media == _MARKDOWN
        if any(re.search(pattern, media) for pattern in denied):
            return False
        return not allowed or any(re.search(pattern, media) for pattern in allowed)
