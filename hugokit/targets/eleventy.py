"""Eleventy 3: every page a Markdown file with its exact permalink; lists, pagers and feeds made by the site itself.

Facts: https://www.11ty.dev/docs/ and builds (reference/targets.md). Content is not read as a template there (a
setting of the generated configuration), and `dynamicPermalink: false` keeps permalinks literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from hugokit.carry import data, fields
from hugokit.carry.carrier import Carrier
from hugokit.carry.spelled import json_file
from hugokit.ledger import Loss
from hugokit.site.bodies import Dialect
from hugokit.site.model import Site, SitePage
from hugokit.target import NewFile, Plan, Target, checked, register

PACKAGES = {
    "@11ty/eleventy": "3.1.8",
    "markdown-it": "15.0.3",
    "markdown-it-deflist": "4.0.0",
    "markdown-it-emoji": "3.1.0",
    "markdown-it-footnote": "4.0.0",
}
# Where the files of templates/eleventy go that are not at the same place in the new site.
_PLACES = {"pages/": "content/_generated/"}
# Front matter keys that Eleventy, or what is generated here, gives a meaning of its own.
_RESERVED = (
    "content page pkg eleventy collections pagination permalink layout date templateEngineOverride "
    "eleventyComputed eleventyExcludeFromCollections eleventyNavigation eleventyImport dynamicPermalink site "
    "menus terms lists kind title weight listed feed taxonomy term params sites sitemap markdown texts lang "
    "translationKey draft"
).split()
# Names of Eleventy's own collections, of those made here, and of what every JavaScript object has.
_TAKEN = re.compile(
    r"all|hugo(?:Pages|Feeds|Redirects|Sitemaps|NotFound)|__\w+__|constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|"
    r"toLocaleString|toString|valueOf"
)


def _date(when: datetime) -> datetime:
    """An instant with its offset: written as a YAML timestamp."""
    return when


def write(sites: tuple[Site, ...]) -> Plan:
    """The plan of the new site (MigrationError for paths that cannot be written)."""
    carrier = Carrier(sites, TARGET)
    return checked(_files(carrier), carrier.losses)


def _files(carrier: Carrier) -> Iterator[NewFile]:
    sites = carrier.sites
    plurals = dict.fromkeys(plural for site in sites for plural in site.taxonomies.values())
    keys = {plural: _key(plural, carrier) for plural in plurals}
    values = partial(_values, keys=keys, carrier=carrier)
    yield from _own_files(carrier)
    for site, page in carrier.pages():
        path = f"{_folder(site, carrier)}/{fields.stem(page, site)}.md"
        yield carrier.page_file(site, page, path, values)
    redirects = carrier.redirects()
    settings = {site.lang: data.settings(site, keys, many=carrier.many) for site in sites}
    yield json_file("data/sites.json", {lang: {**settings[lang], "redirects": redirects[lang]} for lang in settings})
    yield json_file("data/sitemap.json", {"index": carrier.sitemap_index()})
    for name, made in (("menus", data.menus), ("terms", data.terms), ("lists", data.lists)):
        yield json_file(f"data/{name}.json", {site.lang: made(site) for site in sites})
    yield json_file("data/markdown.json", carrier.markdown())
    yield from carrier.statics()


def _folder(site: Site, carrier: Carrier) -> str:
    """Where the pages of a language are. The folder says their language: its data file does."""
    return f"{TARGET.content}/{site.lang}" if carrier.many else TARGET.content


def _own_files(carrier: Carrier) -> Iterator[NewFile]:
    yield from carrier.brought(_PLACES)
    scripts = {"build": "eleventy", "start": "eleventy --serve"}
    yield json_file("package.json", {"private": True, "type": "module", "scripts": scripts, "dependencies": PACKAGES})
    yield NewFile(".gitignore", b"_site/\nnode_modules/\n")
    shared = {"layout": "page.njk", "dynamicPermalink": False, "lang": carrier.first.lang}
    yield json_file("content/content.json", shared)
    for site in carrier.sites if carrier.many else ():
        yield json_file(f"{_folder(site, carrier)}/{site.lang}.json", {"lang": site.lang})


def _key(plural: str, carrier: Carrier) -> str:
    """The front matter key of a taxonomy. Eleventy makes a collection of each tag, and some names break it."""
    names = (term.name for site in carrier.sites for term in site.terms.get(plural, ()))
    taken = next((name for name in names if plural == "tags" and _TAKEN.fullmatch(name)), None)
    if taken is None:
        return TARGET.reserved.get(plural, plural)
    why = f"the tag {taken!r} has a meaning of its own in Eleventy's collections"
    mend = "rename the tag, then tags_ to tags everywhere and in data/sites.json"
    carrier.losses.append(Loss("content", 0, "tags", "the key tags is written as tags_", why, mend, "changed"))
    return "tags_"


def _values(page: SitePage, site: Site, _path: str, keys: dict[str, str], carrier: Carrier) -> dict[str, Any]:
    """The front matter of a page."""
    found = {**fields.fields(page, TARGET), **fields.terms(page, keys)}
    if page.hidden:
        found.update(fields.state(page, TARGET))
    elif carrier.is_listed_only(page):
        found.update({"permalink": False, "url": page.url})
    else:
        found.update({"permalink": "/" + page.file, **fields.own_url(page, site)})
    if page.kind != "page":
        found.update({"layout": "list.njk", **fields.of_list(page)})
    if page.params:
        found["params"] = dict(page.params)
    return found


TARGET = register(
    Target(
        name="eleventy",
        title="Eleventy",
        version=PACKAGES["@11ty/eleventy"],
        install=("npm", "install"),
        build=("npx", "@11ty/eleventy"),
        output="_site",
        shares=("javascript",),
        write=write,
        date_form=_date,
        reserved={key: f"{key}_" for key in _RESERVED},
        drafts={"permalink": False, "eleventyExcludeFromCollections": True},
        dialect=Dialect(raw=("<!--raw-->", "<!--/raw-->")),
    )
)
