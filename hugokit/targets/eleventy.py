"""Eleventy 3: every page a Markdown file with its exact permalink; lists, pagers and feeds made by the site itself.

Facts: https://www.11ty.dev/docs/ and builds (reference/targets.md). Content is not read as a template there (a
setting of the generated configuration), and `dynamicPermalink: false` keeps permalinks literal.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from string import Template
from typing import Any
from urllib.parse import unquote

from hugokit.frontmatter.storable import storable
from hugokit.frontmatter.yaml_spell import fresh
from hugokit.ledger import Loss
from hugokit.site import remains
from hugokit.site.bodies import Bodies, Dialect
from hugokit.site.config_files import line_of
from hugokit.site.model import MenuEntry, Site, SitePage
from hugokit.site.urls import path_escape
from hugokit.target import NewFile, Plan, Target, checked, register, templates
from hugokit.text.encoding import encode

PACKAGES = {
    "@11ty/eleventy": "3.1.8",
    "markdown-it": "15.0.3",
    "markdown-it-deflist": "4.0.0",
    "markdown-it-emoji": "3.1.0",
    "markdown-it-footnote": "4.0.0",
}
# Where the files of templates/eleventy go that are not at the same place in the new site.
_PLACES = {"pages/": "content/_generated/", "hugokit.css": "static/hugokit.css"}
_SIGNS = {
    "apostrophe": "\u2019",
    "leftSingleQuote": "\u2018",
    "rightSingleQuote": "\u2019",
    "leftDoubleQuote": "\u201c",
    "rightDoubleQuote": "\u201d",
    "enDash": "\u2013",
    "emDash": "\u2014",
    "ellipsis": "\u2026",
    "leftAngleQuote": "\u00ab",
    "rightAngleQuote": "\u00bb",
}
# Front matter keys that Eleventy, or what is generated here, gives a meaning of its own.
_RESERVED = (
    "content page pkg eleventy collections pagination permalink layout date templateEngineOverride "
    "eleventyComputed eleventyExcludeFromCollections eleventyNavigation eleventyImport dynamicPermalink site "
    "menus terms lists kind title weight listed feed taxonomy term params"
).split()
# Names of Eleventy's own collections, of those made here, and of what every JavaScript object has.
_TAKEN = re.compile(
    r"all|hugo(?:Pages|Feeds|Redirects|Sitemap)|__\w+__|constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|"
    r"toLocaleString|toString|valueOf"
)
_CONTENT_EXT = re.compile(r"\.(?:md|mdown|markdown|html?)\Z", re.IGNORECASE)


def _date(when: datetime) -> datetime:
    """An instant with its offset: written as a YAML timestamp."""
    return when


def _as_text(value: Any) -> Any:
    """Binary values, which YAML alone has, as text."""
    if isinstance(value, Mapping):
        return {key: _as_text(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(item) for item in value]
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def write(sites: tuple[Site, ...]) -> Plan:
    """The plan of the new site (MigrationError for paths that cannot be written)."""
    writer = _Writer(sites[0])
    return checked(writer.files(), writer.losses)


class _Writer:
    def __init__(self, site: Site) -> None:
        self.site = site
        self.losses: list[Loss] = [*site.losses, *remains.of_site(site)]
        raw = ("", "") if _unsafe(site) else TARGET.dialect.raw
        self.bodies = Bodies(site, Dialect(raw))
        self.published: dict[str, str] = {}
        self.keys = {plural: self.key_of(plural) for plural in site.taxonomies.values()}

    def key_of(self, plural: str) -> str:
        """The front matter key of a taxonomy. Eleventy makes a collection of each tag, and some names break it."""
        key = TARGET.reserved.get(plural, plural)
        taken = [
            term.name for term in self.site.terms.get(plural, ()) if plural == "tags" and _TAKEN.fullmatch(term.name)
        ]
        if taken:
            key = "tags_"
            why = f"the tag {taken[0]!r} has a meaning of its own in Eleventy's collections"
            self.losses.append(
                Loss(
                    "content",
                    0,
                    "tags",
                    "the key tags is written as tags_",
                    why,
                    "rename the tag, then tags_ to tags everywhere and in data/site.json",
                    "changed",
                )
            )
        return key

    def files(self) -> Iterator[NewFile]:
        yield from self.own_files()
        for page in self.site.pages:
            if page.source and self.claim(page):
                yield self.page(page)
        for page in (*self.site.unlisted, *self.site.unpublished):
            if page.source:
                yield self.page(page)
        yield from self.data()
        yield from self.statics()

    def claim(self, page: SitePage) -> bool:
        """Two pages at one address stop Eleventy. Hugo keeps one: the second is left out, as the reader has said."""
        return self.published.setdefault(page.file, page.source or page.path) == (page.source or page.path)

    def own_files(self) -> Iterator[NewFile]:
        for name, content in templates("eleventy").items():
            place = next(
                (
                    new + name[len(old) :] if old.endswith("/") else new
                    for old, new in _PLACES.items()
                    if name == old or (old.endswith("/") and name.startswith(old))
                ),
                name,
            )
            if name == "README.md":
                text = Template(content.decode()).safe_substitute(
                    title=self.site.title or "A site", root=self.site.root
                )
                content = encode(text)
            yield NewFile(place, content)
        package = {
            "private": True,
            "type": "module",
            "scripts": {"build": "eleventy", "start": "eleventy --serve"},
            "dependencies": PACKAGES,
        }
        yield NewFile("package.json", _json(package))
        yield NewFile(".gitignore", b"_site/\nnode_modules/\n")
        yield NewFile("content/content.json", _json({"layout": "page.njk", "dynamicPermalink": False}))

    # -- pages -------------------------------------------------------------------------------------------------------
    def page(self, page: SitePage) -> NewFile:
        body, losses = self.bodies.convert(page)
        self.losses += (*losses, *remains.of_page(page))
        values = {**self.fields(page), **self.terms(page), **self.last(page)}
        head = fresh(storable(_as_text(values), "yaml"))
        path = f"{TARGET.content}/{_CONTENT_EXT.sub('', page.content_path)}.md"
        return NewFile(path, encode(f"---\n{head}---\n{body}"), source=page.source)

    def fields(self, page: SitePage) -> dict[str, Any]:
        found: dict[str, Any] = {"title": page.title}
        if page.link_title not in ("", page.title):
            found["linkTitle"] = page.link_title
        for key, when in (("date", page.date), ("lastmod", page.lastmod if page.lastmod != page.date else None)):
            if when is not None and page.own_date:
                found[key] = TARGET.date_form(when)
        for key in ("description", "summary"):
            if value := getattr(page, key):
                found[key] = value
        if page.keywords:
            found["keywords"] = list(page.keywords)
        if page.weight:
            found["weight"] = page.weight
        if page.listed != "always":
            found["listed"] = page.listed
        return found

    def terms(self, page: SitePage) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for taxonomy, names in page.term_names.items():
            found[self.keys[taxonomy]] = list(names)
        found.update({f"{taxonomy}_weight": weight for taxonomy, weight in page.term_weights.items()})
        return found

    def last(self, page: SitePage) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if page.hidden:
            found.update(TARGET.drafts, draft=page.draft)
            for key, when in (("publishDate", page.publish_date), ("expiryDate", page.expiry_date)):
                if when is not None:
                    found[key] = TARGET.date_form(when)
        elif page in self.site.unlisted:
            found.update({"permalink": False, "url": page.url})
        else:
            found["permalink"] = "/" + page.file
            found.update(_url(page, self.site))
        if page.kind != "page":
            found.update({"kind": page.kind, "layout": "list.njk"})
            found.update({key: value for key, value in (("taxonomy", page.taxonomy), ("term", page.term)) if value})
            found["feed"] = page.feed
        if page.params:
            found["params"] = dict(page.params)
        return found

    # -- data --------------------------------------------------------------------------------------------------------
    def data(self) -> Iterator[NewFile]:
        site = self.site
        yield NewFile(
            "data/site.json",
            _json(
                {
                    "title": site.title,
                    "url": site.base_url,
                    "root": site.root,
                    "locale": site.locale or "en",
                    "timeZone": site.time_zone,
                    "copyright": site.copyright,
                    "taxonomies": self.keys,
                    "paginates": site.paginates,
                    "pagerSize": site.pager_size,
                    "pagerPath": site.pager_path,
                    "ugly": site.ugly,
                    "feedLimit": site.feed_limit,
                    "feed": next((p.feed for p in site.pages if p.kind == "home"), ""),
                    "sitemap": bool(site.sitemap),
                    "lowerCase": site.lower_case,
                    "removePathAccents": site.remove_accents,
                    "termPages": site.term_pages,
                    "redirects": self.redirects(),
                    "params": site.params,
                }
            ),
        )
        yield NewFile("data/menus.json", _json({name: [_menu(e) for e in menu] for name, menu in site.menus.items()}))
        yield NewFile(
            "data/terms.json",
            _json({taxonomy: {term.key: term.title for term in terms} for taxonomy, terms in site.terms.items()}),
        )
        urls = {page.url for page in (*site.pages, *site.unlisted)}
        lists = [page for page in site.pages if page.kind != "page" and not page.source]
        known = {page.path: _list(page, urls, site) for page in lists}
        known.update((page.path, {"hidden": True}) for page in site.unpublished if page.kind != "page")
        yield NewFile("data/lists.json", _json(known))
        yield NewFile("data/markdown.json", _json(markdown_options(site)))

    def redirects(self) -> dict[str, str]:
        """Redirects whose file no page has; Hugo too lets the page win or lose by chance."""
        pages = {page.file for page in self.site.pages}
        kept = {file: url for file, url in self.site.redirects.items() if file not in pages}
        for file in self.site.redirects.keys() - kept.keys():
            page = next(p for p in self.site.pages if p.url == self.site.redirects[file])
            self.losses.append(
                Loss(
                    page.source,
                    line_of(page.head, "aliases"),
                    "aliases",
                    f"the redirect from /{file}",
                    "a page has that URL",
                    "take one of the two away",
                )
            )
        return kept

    def statics(self) -> Iterator[NewFile]:
        site = self.site
        urls = dict(site.static)
        for page in site.pages:
            urls.update((resource.url, resource.source) for resource in page.resources if resource.published)
        taken = {page.file for page in site.pages}
        if site.robots and f"{site.root}/robots.txt" not in urls:
            yield NewFile(f"{TARGET.static}/robots.txt", b"User-agent: *\n")
        for url, source in urls.items():
            path = unquote(url[len(site.root) :]).lstrip("/")
            if path in taken or path == "hugokit.css":
                self.losses.append(
                    Loss(
                        source,
                        0,
                        "",
                        "the file",
                        f"a page or a file of the new site is at /{path}",
                        "give the file another name",
                    )
                )
            else:
                yield NewFile(f"{TARGET.static}/{path}", copy_of=source)


def _json(value: object) -> bytes:
    return encode(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def _menu(entry: MenuEntry) -> dict[str, Any]:
    fields = asdict(replace(entry, children=()))
    keep = {key: value for key, value in fields.items() if value and key not in ("menu", "children")}
    return {**keep, "children": [_menu(child) for child in entry.children]} if entry.children else keep


def _url(page: SitePage, site: Site) -> dict[str, str]:
    """The URL where it is not the file's own, as with an ugly `/section/index.html`."""
    path = "/" + re.sub(r"(^|/)index\.html$", r"\1", page.file)
    derived = site.root + path_escape(path.replace("#", "%23").replace("?", "%3F"))
    return {} if derived == page.url else {"url": page.url}


def _list(page: SitePage, urls: set[str], site: Site) -> dict[str, Any]:
    """A list without a file. `keep`: it is made even while nothing that is published is in it."""
    found: dict[str, Any] = {
        "kind": page.kind,
        "title": page.title,
        "file": page.file,
        "feed": page.feed,
        **_url(page, site),
    }
    found.update({key: value for key, value in (("taxonomy", page.taxonomy), ("term", page.term)) if value})
    if not urls.intersection(page.children):
        found["keep"] = True
    return found


def _unsafe(site: Site) -> bool:
    renderer = site.markup.get("renderer")
    return isinstance(renderer, Mapping) and renderer.get("unsafe") is True


def markdown_options(site: Site) -> dict[str, Any]:
    """The options of lib/markdown.js from the site's Goldmark settings, Hugo's defaults where nothing is set."""
    parser, renderer, extensions = (_table(site.markup.get(key)) for key in ("parser", "renderer", "extensions"))
    attribute, quotes = _table(parser.get("attribute")), extensions.get("typographer", {})
    passthrough = _table(extensions.get("passthrough"))
    on = {
        key: extensions.get(key.lower(), True) is not False
        for key in ("table", "strikethrough", "linkify", "definitionList", "footnote", "taskList")
    }
    off = quotes is False or (isinstance(quotes, Mapping) and quotes.get("disable") is True)
    footnote = extensions.get("footnote")
    return {
        **on,
        "footnote": on["footnote"] and not (isinstance(footnote, Mapping) and footnote.get("enable") is False),
        "typographer": False if off else {name: _sign(quotes, name, sign) for name, sign in _SIGNS.items()},
        "linkifyProtocol": extensions.get("linkifyprotocol") or "https",
        "emoji": site.emoji,
        "hardWraps": renderer.get("hardwraps") is True,
        "unsafe": _unsafe(site),
        "attribute": {"title": attribute.get("title", True) is not False, "block": attribute.get("block") is True},
        "autoHeadingID": parser.get("autoheadingid", True) is not False,
        "autoIDType": parser.get("autoidtype") or parser.get("autoheadingidtype") or "github",
        "passthrough": passthrough.get("delimiters") if passthrough.get("enable") is True else None,
    }


def _sign(quotes: object, name: str, default: str) -> str:
    given = _table(quotes).get(name.lower())
    if not isinstance(given, str):
        return default
    return html.unescape(given)


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


TARGET = register(
    Target(
        name="eleventy",
        title="Eleventy",
        version=PACKAGES["@11ty/eleventy"],
        install=("npm", "install"),
        build=("npx", "@11ty/eleventy"),
        output="_site",
        write=write,
        date_form=_date,
        reserved={key: f"{key}_" for key in _RESERVED},
        drafts={"permalink": False, "eleventyExcludeFromCollections": True},
        dialect=Dialect(raw=("<!--raw-->", "<!--/raw-->")),
    )
)
