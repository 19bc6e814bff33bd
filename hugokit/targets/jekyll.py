"""Jekyll 4: every page a document with its exact permalink; lists, pagers and feeds made by plugins of the site.

Facts: https://jekyllrb.com/docs/, its source and builds (reference/targets.md). Content is not read as a template
(`render_with_liquid: false`), and Markdown is read by a converter in `_plugins/`: kramdown's dialect is another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from hugokit.carry import data, fields
from hugokit.carry.carrier import Carrier
from hugokit.carry.spelled import json_file, yaml_file
from hugokit.ledger import Loss
from hugokit.site.bodies import Dialect
from hugokit.site.model import Site, SitePage
from hugokit.site.names import normalise
from hugokit.target import NewFile, Plan, Target, checked, register

# Front matter keys that Jekyll, or what is generated here, gives a meaning of its own.
_RESERVED = (
    "title slug ext date tag category layout permalink published excerpt excerpt_separator draft collection content "
    "render_with_liquid path relative_path url id output next previous name dir params entry groups shown pager "
    "lang kind weight linkTitle lastmod description summary keywords listed feed taxonomy term address hugo_path "
    "render publishDate expiryDate translationKey"
).split()
# What the plugins do, and what other targets leave undone.
_CARRIED = ("expirydate",)
# It is not everywhere, and without it the site is to build as it is.
_GEMOJI = b'# For names of emoji such as :smile:\n# gem "gemoji", "~> 4.1"\n'
_EMOJI = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+\-]+:(?![\w:])")
# Characters that YAML, as which Jekyll reads its data, does not take as they are.
_UNPRINTABLE = re.compile("[\x7f-\x84\x86-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def _date(when: datetime) -> datetime:
    """An instant with its offset: written as a YAML timestamp."""
    return when


def write(sites: tuple[Site, ...]) -> Plan:
    """The plan of the new site (MigrationError for paths that cannot be written)."""
    carrier = Carrier(sites, TARGET, _CARRIED)
    return checked(_files(carrier), carrier.losses)


def _files(carrier: Carrier) -> Iterator[NewFile]:
    sites = carrier.sites
    keys = {plural: TARGET.reserved.get(plural, plural) for site in sites for plural in site.taxonomies.values()}
    values = partial(_values, keys=keys, carrier=carrier)
    yield from _own_files(carrier)
    taken: set[str] = set()
    for site, page in carrier.pages():
        place = _place(page, site, taken, many=carrier.many)
        taken.add(place)
        yield carrier.page_file(site, page, place, values, _emoji)
    yield _json("sites", {site.lang: _settings(site, keys, many=carrier.many) for site in sites})
    for name, made in (("menus", data.menus), ("terms", data.terms), ("lists", data.lists)):
        yield _json(name, {site.lang: made(site) for site in sites})
    yield _json("redirects", carrier.redirects())
    yield _json("sitemap", {"index": carrier.sitemap_index()})
    yield from carrier.statics()


def _own_files(carrier: Carrier) -> Iterator[NewFile]:
    for file in carrier.brought({}):
        if file.path == "Gemfile" and any(site.emoji for site in carrier.sites):
            yield replace(file, content=file.content + _GEMOJI)
        else:
            yield file
    yield yaml_file("_config.yml", _config(carrier))
    yield NewFile(".gitignore", b"_site/\n.jekyll-cache/\nvendor/\nGemfile.lock\n")


def _emoji(page: SitePage, site: Site) -> Iterator[Loss]:
    """The first name of an emoji in a page, which the site shows once it has the gem for them."""
    found = _EMOJI.search(page.body) if site.emoji else None
    if found:
        line = page.body_line + page.body.count("\n", 0, found.start())
        what, why = f"{found.group()} as a picture", "that needs the gem gemoji"
        mend = "take the # away before gemoji in Gemfile and run bundle install"
        yield Loss(page.source, line, "", what, why, mend, "manual")


def _place(page: SitePage, site: Site, taken: set[str], *, many: bool) -> str:
    """The file of a page. Jekyll's posts are dated pages of sections; everything else is in `_content/`."""
    language = site.lang if many else ""
    folder, _, name = _stem(page, site).rpartition("/")
    ending = "html" if page.markup == "html" else "md"
    if page.hidden == "draft" and page.kind == "page":
        found = _join("_drafts", language, folder, f"{name}.{ending}")
    elif _is_post(page):
        dated = name if _begins_with_date(name, page) else f"{page.date:%Y-%m-%d}-{name}"
        found = _join("_posts", language, folder, f"{dated}.{ending}")
    else:
        found = ""
    if found and found not in taken:
        return found
    return _join("_content", language, folder, name if page.kind != "page" else "", _file_name(page, name, ending))


def _file_name(page: SitePage, name: str, ending: str) -> str:
    return f"{name}.{ending}" if page.kind == "page" else f"index.{ending}"


def _stem(page: SitePage, site: Site) -> str:
    """The file below the content folder without its ending and what Jekyll passes over, bundles as one file."""
    stem = re.sub(r"(^|/)_?index\Z", "", fields.stem(page, site), flags=re.IGNORECASE)
    return "/".join(part.lstrip("._#~").rstrip("~") or "x" for part in stem.split("/")) if stem else ""


def _is_post(page: SitePage) -> bool:
    dated = page.own_date and page.date is not None and page.date.year >= 1000
    return page.kind == "page" and dated and "/" in page.path[1:] and page.publish_date in (None, page.date)


def _begins_with_date(name: str, page: SitePage) -> bool:
    return page.date is not None and name.startswith(f"{page.date:%Y-%m-%d}-") and len(name) > len("2026-01-31-")


def _join(*parts: str) -> str:
    return "/".join(part for part in parts if part)


def _path_of(place: str, *, many: bool) -> str:
    """The logical path that the plugins read from the place of a file."""
    folder, _, path = place.rpartition(".")[0].partition("/")
    path = path.partition("/")[2] if many else path
    if folder != "_content":
        path = re.sub(r"(^|/)\d{4}-\d{2}-\d{2}-([^/]*)\Z", r"\1\2", path)
    return "/" + normalise(re.sub(r"(^|/)index\Z", "", path))


def _values(page: SitePage, site: Site, place: str, keys: dict[str, str], carrier: Carrier) -> dict[str, Any]:
    """The front matter of a page."""
    found = {**fields.fields(page, TARGET), **_times(page), **fields.terms(page, keys)}
    if page.kind != "page" and not page.own_date:
        found.pop("publishDate", None)  # it is that of a page below
    if carrier.many:
        found["lang"] = site.lang
    if _path_of(place, many=carrier.many) != page.path:
        found["hugo_path"] = page.path
    found.update(_address(page, site, place, carrier))
    if page.kind != "page":
        found.update({"layout": "list", **fields.of_list(page)})
    if page.params:
        found["params"] = dict(page.params)
    return found


def _times(page: SitePage) -> dict[str, Any]:
    """When a page goes: the plugins keep to it, as to `publishDate`."""
    return {} if page.expiry_date is None else {"expiryDate": page.expiry_date}


def _address(page: SitePage, site: Site, place: str, carrier: Carrier) -> dict[str, Any]:
    """Where a page is published, if it is. What waits for a day needs no mark, nor what is in `_drafts/`."""
    if carrier.is_listed_only(page):
        return {"render": False, "address": page.url}
    found: dict[str, Any] = {"permalink": _permalink(page.file)}
    if not page.hidden:
        own = fields.own_url(page, site)
        return {**found, "address": own["url"]} if own else found
    if page.draft:
        found["draft"] = True
    if page.hidden not in ("future", "expired") and not place.startswith("_drafts/"):
        found.update(TARGET.drafts)
    return found


def _permalink(file: str) -> str:
    """The file as Jekyll is to be told of it: it decodes the value, and takes `:word` for a variable."""
    path = "/" + re.sub(r"(^|/)index\.html\Z", r"\1", file)
    return re.sub(r"%|:(?=[a-z_])|[?#]", lambda found: f"%{ord(found.group()):02X}", path)


def _settings(site: Site, keys: dict[str, str], *, many: bool) -> dict[str, Any]:
    """The settings of a language; `feeds`: sections and terms have one."""
    return {
        **data.settings(site, keys, many=many),
        "feeds": any(page.feed for page in site.pages if page.kind in ("section", "term")),
    }


def _config(carrier: Carrier) -> dict[str, Any]:
    site = carrier.first
    plain = {"layout": "page", "render_with_liquid": False}
    kinds = ("posts", "content", "drafts")
    return {
        "title": site.title,
        "url": re.sub(r"(?<=\w)/.*\Z", "", site.base_url.rstrip("/")) if "://" in site.base_url else "",
        "baseurl": site.root,
        "timezone": site.time_zone or "UTC",
        "markdown": "HugoMarkdown",
        "hugo_markdown": carrier.markdown(),
        "permalink": "pretty",
        "excerpt_separator": "",
        "collections": {"content": {"output": True, "permalink": "/:path/"}},
        "defaults": [{"scope": {"path": "", "type": kind}, "values": plain} for kind in kinds],
        "exclude": ["Gemfile", "Gemfile.lock", "README.md", "vendor"],
        "strict_front_matter": True,
    }


def _json(name: str, value: object) -> NewFile:
    """A data file in JSON that is YAML too."""
    file = json_file(f"_data/{name}.json", value)
    text = _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign.group()):04x}", file.content.decode("utf-8", "surrogateescape"))
    return replace(file, content=text.encode("utf-8", "surrogateescape"))


TARGET = register(
    Target(
        name="jekyll",
        title="Jekyll",
        version="4.3",
        install=("bundle", "install"),
        build=("bundle", "exec", "jekyll", "build"),
        output="_site",
        write=write,
        date_form=_date,
        content="_content",
        static="_static",
        reserved={key: f"{key}_" for key in _RESERVED},
        drafts={"published": False},
        dialect=Dialect(raw=("<!--raw-->", "<!--/raw-->")),
    )
)
