"""Astro 7: every page a Markdown file with its exact place; one route makes pages, lists and pagers, live.

Facts: https://docs.astro.build/ and builds (reference/targets.md). Content is read by a loader of the site's own, with
the Markdown reader that the Eleventy target has too (docs/decisions/0015): Astro's knows neither Goldmark's heading ids
nor pages whose images lie elsewhere. It is never MDX, so braces and tags in it are text.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from hugokit.carry import data, fields
from hugokit.carry.carrier import Carrier
from hugokit.carry.spelled import json_file
from hugokit.site.bodies import Dialect
from hugokit.site.model import Site, SitePage
from hugokit.target import NewFile, Plan, Target, checked, register

PACKAGES = {
    "astro": "7.3.5",
    "js-yaml": "4.1.0",
    "markdown-it": "15.0.3",
    "markdown-it-deflist": "4.0.0",
    "markdown-it-emoji": "3.1.0",
    "markdown-it-footnote": "4.0.0",
}
# Where the files of templates/javascript go.
_PLACES = {"lib/": "src/lib/", "data/": "src/data/"}
# Front matter keys that the generated site gives a meaning of its own.
_RESERVED = (
    "id slug permalink url title linkTitle date lastmod publishDate expiryDate description summary keywords weight "
    "listed translationKey kind feed taxonomy term params draft"
).split()


def write(sites: tuple[Site, ...]) -> Plan:
    """The plan of the new site (MigrationError for paths that cannot be written)."""
    carrier = Carrier(sites, TARGET)
    return checked(_files(carrier), carrier.losses)


def _files(carrier: Carrier) -> Iterator[NewFile]:
    sites = carrier.sites
    keys = {plural: TARGET.reserved.get(plural, plural) for site in sites for plural in site.taxonomies.values()}
    values = partial(_values, keys=keys, carrier=carrier)
    yield from _own_files(carrier)
    for site, page in carrier.pages():
        folder = f"{TARGET.content}/{site.lang}" if carrier.many else TARGET.content
        yield carrier.page_file(site, page, f"{folder}/{fields.stem(page, site)}.md", values)
    redirects = carrier.redirects()
    settings = {site.lang: data.settings(site, keys, many=carrier.many) for site in sites}
    yield _data("sites", {lang: {**settings[lang], "redirects": redirects[lang]} for lang in settings})
    yield _data("sitemap", {"index": carrier.sitemap_index()})
    for name, made in (("menus", data.menus), ("terms", data.terms), ("lists", data.lists)):
        yield _data(name, {site.lang: made(site) for site in sites})
    yield _data("markdown", carrier.markdown())
    yield from carrier.statics()


def _own_files(carrier: Carrier) -> Iterator[NewFile]:
    yield from carrier.brought(_PLACES)
    scripts = {"build": "astro build", "start": "astro dev"}
    package = {"private": True, "type": "module", "engines": {"node": ">=22.12"}, "scripts": scripts}
    yield json_file("package.json", {**package, "dependencies": PACKAGES})
    yield NewFile(".gitignore", b".astro/\ndist/\nnode_modules/\n")


def _data(name: str, value: object) -> NewFile:
    return json_file(f"src/data/{name}.json", value)


def _values(page: SitePage, site: Site, _path: str, keys: dict[str, str], carrier: Carrier) -> dict[str, Any]:
    """The front matter of a page."""
    found = {**fields.fields(page, TARGET), **fields.terms(page, keys)}
    if page.hidden:
        found.update(fields.state(page, TARGET))
    elif carrier.is_listed_only(page):
        found.update({"permalink": False, "url": page.url})
    else:
        found.update({"permalink": "/" + page.file, **fields.own_url(page, site)})
    found.update(fields.of_list(page))
    if page.params:
        found["params"] = dict(page.params)
    return found


TARGET = register(
    Target(
        name="astro",
        title="Astro",
        version=PACKAGES["astro"],
        install=("npm", "install"),
        build=("npx", "astro", "build"),
        output="dist",
        shares="javascript",
        content="src/content",
        static="public",
        write=write,
        date_form=lambda when: when,
        reserved={key: f"{key}_" for key in _RESERVED},
        drafts={"permalink": False},
        dialect=Dialect(raw=("<!--raw-->", "<!--/raw-->")),
    )
)
