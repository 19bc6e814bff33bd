"""Sites whose lists are made by scripts of their own (templates/javascript): pages, and the data those scripts read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from hugokit.carry import data, fields
from hugokit.carry.carrier import Also, Carrier, nothing
from hugokit.carry.spelled import json_file
from hugokit.site.model import Site, SitePage
from hugokit.target import NewFile, Target

# Front matter keys that the scripts give a meaning of their own.
RESERVED = (
    "id slug permalink url title linkTitle date lastmod publishDate expiryDate description summary keywords weight "
    "listed translationKey kind feed taxonomy term params draft"
).split()


def pages_and_data(carrier: Carrier, place: str, also: Also = nothing) -> Iterator[NewFile]:
    """All pages, and what is known of the whole site as JSON in the folder `place`.

    `also`: what the target itself has to say of a page (`Carrier.page_file`).
    """
    sites, target = carrier.sites, carrier.target
    keys = {plural: target.reserved.get(plural, plural) for site in sites for plural in site.taxonomies.values()}
    of_page = partial(_values, target=target, keys=keys, carrier=carrier)
    for site, page in carrier.pages():
        folder = f"{target.content}/{site.lang}" if carrier.many else target.content
        yield carrier.page_file(site, page, f"{folder}/{fields.stem(page, site)}.md", of_page, also)
    for name, value in _data(carrier, keys).items():
        yield json_file(f"{place}/{name}.json", value)


def _data(carrier: Carrier, keys: dict[str, str]) -> dict[str, Any]:
    sites, redirects = carrier.sites, carrier.redirects()
    settings = {site.lang: data.settings(site, keys, many=carrier.many) for site in sites}
    return {
        "sites": {lang: {**settings[lang], "redirects": redirects[lang]} for lang in settings},
        "sitemap": {"index": carrier.sitemap_index()},
        "menus": {site.lang: data.menus(site) for site in sites},
        "terms": {site.lang: data.terms(site) for site in sites},
        "lists": {site.lang: data.lists(site) for site in sites},
        "markdown": carrier.markdown(),
    }


def _values(
    page: SitePage, site: Site, _path: str, *, target: Target, keys: dict[str, str], carrier: Carrier
) -> dict[str, Any]:
    """The front matter of a page."""
    found = {**fields.fields(page, target), **fields.terms(page, keys)}
    if page.hidden:
        found.update(fields.state(page, target))
    elif carrier.is_listed_only(page):
        found.update({"permalink": False, "url": page.url})
    else:
        found.update({"permalink": "/" + page.file, **fields.own_url(page, site)})
    found.update(fields.of_list(page))
    if page.params:
        found["params"] = dict(page.params)
    return found
