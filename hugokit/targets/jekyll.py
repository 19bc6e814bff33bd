"""Jekyll 4: every page a document with its exact permalink; lists, pagers and feeds made by plugins of the site.

Facts: https://jekyllrb.com/docs/, its source and builds (reference/targets.md). Content is not read as a template
(`render_with_liquid: false`), and Markdown is read by a converter in `_plugins/`: kramdown's dialect is another one.
"""

from __future__ import annotations

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
from hugokit.site import goldmark, remains
from hugokit.site.bodies import Bodies, Dialect
from hugokit.site.config_files import line_of
from hugokit.site.model import MenuEntry, Site, SitePage
from hugokit.site.names import normalise
from hugokit.site.urls import path_escape
from hugokit.target import NewFile, Plan, Target, checked, register, templates
from hugokit.text.encoding import encode

# Front matter keys that Jekyll, or what is generated here, gives a meaning of its own.
_RESERVED = (
    "title slug ext date tag category layout permalink published excerpt excerpt_separator draft collection content "
    "render_with_liquid path relative_path url id output next previous name dir params entry groups shown pager "
    "pagerSize lang kind weight linkTitle lastmod description summary keywords listed paged feed taxonomy term address "
    "hugo_path render publishDate expiryDate translationKey"
).split()
# What the plugins do, and what other targets leave undone.
_CARRIED = ("translationkey", "expirydate")
_LIST_KINDS = ("home", "section", "taxonomy", "term")
_CONTENT_EXT = re.compile(r"\.(?:md|mdown|markdown|html?)\Z", re.IGNORECASE)
_PLACES = {"hugokit.css": "_static/hugokit.css"}
# Characters that YAML, as which Jekyll reads its data, does not take as they are.
_UNPRINTABLE = re.compile("[\x7f-\x84\x86-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def write(sites: tuple[Site, ...]) -> Plan:
    """The plan of the new site (MigrationError for paths that cannot be written)."""
    writer = _Writer(sites)
    return checked(writer.files(), writer.losses)


class _Writer:
    """The files of the new site. `paths`: those that pages have already, which no two may share."""

    def __init__(self, sites: tuple[Site, ...]) -> None:
        self.sites = sites
        lost = (loss for site in sites for loss in (*site.losses, *remains.of_site(site)))
        self.losses: list[Loss] = list(dict.fromkeys(lost))
        self.published: dict[str, str] = {}
        self.paths: set[str] = set()

    def files(self) -> Iterator[NewFile]:
        yield from self.own_files()
        for site in self.sites:
            yield from self.pages(site)
        yield from self.data()
        yield from self.statics()

    def own_files(self) -> Iterator[NewFile]:
        first = self.sites[0]
        for name, content in templates("jekyll").items():
            if name == "README.md":
                text = Template(content.decode()).safe_substitute(title=first.title or "A site", root=first.root)
                content = encode(text)
            if name == "Gemfile" and any(site.emoji for site in self.sites):
                content += b'gem "gemoji", "~> 4.1"\n'
            yield NewFile(_PLACES.get(name, name), content)
        yield NewFile("_config.yml", encode(fresh(storable(_config(first), "yaml"))))
        yield NewFile(".gitignore", b"_site/\n.jekyll-cache/\nvendor/\nGemfile.lock\n")

    def pages(self, site: Site) -> Iterator[NewFile]:
        bodies = Bodies(site, Dialect(("", "") if goldmark.unsafe(site) else TARGET.dialect.raw))
        for page in site.pages:
            if page.source and self.claim(page):
                yield self.page(page, site, bodies)
        yield from (self.page(page, site, bodies) for page in (*site.unlisted, *site.unpublished) if page.source)

    def claim(self, page: SitePage) -> bool:
        """Of two pages at one address Hugo keeps one: the second is left out, as the reader has said."""
        return self.published.setdefault(page.file, page.source or page.path) == (page.source or page.path)

    def page(self, page: SitePage, site: Site, bodies: Bodies) -> NewFile:
        body, losses = bodies.convert(page)
        left = (loss for loss in remains.of_page(page) if loss.key not in _CARRIED)
        self.losses += (*losses, *left)
        place = self.place(page, site)
        values = {**self.fields(page), **_terms(page), **self.address(page, site, place)}
        head = fresh(storable(_as_text(values), "yaml"))
        return NewFile(place, encode(f"---\n{head}---\n{body}"), source=page.source)

    def place(self, page: SitePage, site: Site) -> str:
        """The file of a page. Jekyll's posts are dated pages of sections; everything else is in `_content/`."""
        language = f"{site.lang}/" if len(self.sites) > 1 else ""
        folder, _, stem = _stem(page, site).rpartition("/")
        ending = "html" if page.markup == "html" else "md"
        if page.hidden == "draft" and page.kind == "page":
            found = _join("_drafts", language, folder, f"{stem}.{ending}")
        elif _is_post(page):
            dated = stem if _begins_with_date(stem, page) else f"{page.date:%Y-%m-%d}-{stem}"
            found = _join("_posts", language, folder, f"{dated}.{ending}")
        else:
            found = ""
        if not found or found in self.paths:
            name = f"{stem}.{ending}" if page.kind == "page" else _join(stem, f"index.{ending}")
            found = _join("_content", language, folder, name)
        self.paths.add(found)
        return found

    def fields(self, page: SitePage) -> dict[str, Any]:
        found: dict[str, Any] = {"title": page.title}
        if page.link_title not in ("", page.title):
            found["linkTitle"] = page.link_title
        if page.own_date and page.date is not None:
            found["date"] = page.date
        if page.own_date and page.lastmod not in (None, page.date):
            found["lastmod"] = page.lastmod
        if page.publish_date not in (None, page.date) and (page.own_date or page.kind == "page"):
            found["publishDate"] = page.publish_date
        if page.expiry_date is not None:
            found["expiryDate"] = page.expiry_date
        for key in ("description", "summary", "weight"):
            if value := getattr(page, key):
                found[key] = value
        if page.keywords:
            found["keywords"] = list(page.keywords)
        if page.listed != "always":
            found["listed"] = page.listed
        return found

    def address(self, page: SitePage, site: Site, place: str) -> dict[str, Any]:
        """Where a page is published, if it is, and what it is if it is no plain page."""
        found: dict[str, Any] = {"lang": site.lang} if len(self.sites) > 1 else {}
        if _path_of(place, len(self.sites) > 1) != page.path:
            found["hugo_path"] = page.path
        if page.draft:
            found["draft"] = True
        if page.hidden and not (page.hidden in ("future", "expired") or place.startswith("_drafts/")):
            found.update(TARGET.drafts)
        if page in site.unlisted:
            found.update(render=False, address=page.url)
        else:
            found["permalink"] = _permalink(page.file)
            found.update(() if page.hidden else _address(page, site))
        if page.translation_key:
            found["translationKey"] = page.translation_key
        if page.kind != "page":
            found.update(_of_list(page, site))
        if page.params:
            found["params"] = dict(page.params)
        return found

    def data(self) -> Iterator[NewFile]:
        many = len(self.sites) > 1
        yield _json("sites", {site.lang: _settings(site, many=many) for site in self.sites})
        yield _json("menus", {site.lang: _menus(site) for site in self.sites})
        yield _json("terms", {site.lang: _titles(site) for site in self.sites})
        yield _json("lists", {site.lang: _lists(site) for site in self.sites})
        yield _json("redirects", self.redirects())

    def redirects(self) -> dict[str, str]:
        """Redirects whose file no page has; Hugo too lets the page win or lose by chance."""
        pages = {page.file for site in self.sites for page in site.pages}
        kept: dict[str, str] = {}
        for site in self.sites:
            for file, url in site.redirects.items():
                if file in pages:
                    self.losses.append(_lost_redirect(file, url, site))
                else:
                    kept.setdefault(file, url)
        return kept

    def statics(self) -> Iterator[NewFile]:
        taken = {page.file for site in self.sites for page in site.pages} | {"hugokit.css"}
        done: set[str] = set()
        for site in self.sites:
            for path, source in _statics(site):
                if path in taken:
                    what = f"a page or a file of the new site is at /{path}"
                    self.losses.append(Loss(source, 0, "", "the file", what, "give the file another name"))
                elif path not in done:
                    done.add(path)
                    yield NewFile(f"{TARGET.static}/{path}", copy_of=source)
        if self.sites[0].robots and "robots.txt" not in done:
            yield NewFile(f"{TARGET.static}/robots.txt", b"User-agent: *\n")


def _stem(page: SitePage, site: Site) -> str:
    """The file below the content folder without language, ending and what Jekyll passes over, bundles as one file."""
    stem = _CONTENT_EXT.sub("", page.content_path)
    if stem.lower().endswith(f".{site.lang}".lower()):
        stem = stem[: -len(site.lang) - 1]
    stem = re.sub(r"(^|/)_?index\Z", "", stem, flags=re.IGNORECASE)
    return "/".join(part.lstrip("._#~").rstrip("~") or "x" for part in stem.split("/")) if stem else ""


def _is_post(page: SitePage) -> bool:
    dated = page.own_date and page.date is not None and page.date.year >= 1000
    return page.kind == "page" and dated and "/" in page.path[1:] and page.publish_date in (None, page.date)


def _begins_with_date(stem: str, page: SitePage) -> bool:
    return page.date is not None and stem.startswith(f"{page.date:%Y-%m-%d}-") and len(stem) > len("2026-01-31-")


def _join(*parts: str) -> str:
    return "/".join(part.strip("/") for part in parts if part)


def _path_of(place: str, many: bool) -> str:
    """The logical path that the plugins read from the place of a file."""
    folder, _, path = place.rpartition(".")[0].partition("/")
    path = path.partition("/")[2] if many else path
    if folder != "_content":
        path = re.sub(r"(^|/)\d{4}-\d{2}-\d{2}-([^/]*)\Z", r"\1\2", path)
    return "/" + normalise(re.sub(r"(^|/)index\Z", "", path))


def _permalink(file: str) -> str:
    return re.sub(r"%|:(?=[a-z_])|[?#]", lambda found: f"%{ord(found.group()):02X}", _folder_url(file))


def _folder_url(file: str) -> str:
    return "/" + re.sub(r"(^|/)index\.html\Z", r"\1", file)


def _address(page: SitePage, site: Site) -> dict[str, str]:
    """The URL where it is not the file's own, as with an ugly `/section/index.html`."""
    path = _folder_url(page.file)
    derived = site.root + path_escape(path.replace("#", "%23").replace("?", "%3F"))
    return {} if derived == page.url else {"address": page.url}


def _terms(page: SitePage) -> dict[str, Any]:
    found: dict[str, Any] = {TARGET.reserved.get(name, name): list(terms) for name, terms in page.term_names.items()}
    found.update({f"{taxonomy}_weight": weight for taxonomy, weight in page.term_weights.items()})
    return found


def _of_list(page: SitePage, site: Site) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": page.kind, "layout": "list", "feed": page.feed}
    found.update({key: value for key, value in (("taxonomy", page.taxonomy), ("term", page.term)) if value})
    if page.hidden or page.kind not in _paginates(site):
        return found
    if not page.pagers:
        found["paged"] = False
    elif size := _own_pager_size(page, site):
        found["pagerSize"] = size
    return found


def _own_pager_size(page: SitePage, site: Site) -> int:
    """How many entries a pager of this list has, where the template says another number than the configuration."""
    total = 1 + sum(output.format == "pager" for output in page.pagers)
    regular = {other.url: other.listed for other in site.pages if other.kind == "page"}
    everywhere = list(regular.values()).count("always")
    entries = everywhere if page.kind == "home" else len(regular.keys() & page.children)
    if page.kind in ("taxonomy", "term") or not entries or total == max(1, -(-entries // site.pager_size)):
        return 0
    return -(-entries // total)


def _paginates(site: Site) -> list[str]:
    """The kinds of lists that Hugo pages; all of them where that cannot be known."""
    known = {page.kind for page in site.pages if page.kind != "page"}
    paged = {page.kind for page in site.pages if page.pagers}
    return [kind for kind in _LIST_KINDS if kind in paged or (site.paginates and kind not in known)]


def _lists(site: Site) -> dict[str, Any]:
    """Lists without a file. `keep`: it is made even while nothing that is published is in it."""
    urls = {page.url for page in (*site.pages, *site.unlisted)}
    known: dict[str, Any] = {}
    for page in site.pages:
        if page.kind != "page" and not page.source:
            known[page.path] = {"title": page.title, "file": page.file, **_of_list(page, site), **_address(page, site)}
            if "address" in known[page.path]:
                known[page.path]["url"] = known[page.path].pop("address")
            if not urls.intersection(page.children):
                known[page.path]["keep"] = True
    known.update((page.path, {"hidden": True}) for page in site.unpublished if page.kind != "page")
    return known


def _settings(site: Site, *, many: bool) -> dict[str, Any]:
    sitemap = f"{site.lang}/{site.sitemap}" if many and site.sitemap else site.sitemap
    return {
        "title": site.title,
        "label": site.locale or site.lang,
        "locale": site.locale or site.lang or "en",
        "home": next((page.url for page in site.pages if page.kind == "home"), f"{site.root}{site.prefix}/"),
        "root": site.root,
        "prefix": site.prefix,
        "copyright": site.copyright,
        "taxonomies": {plural: TARGET.reserved.get(plural, plural) for plural in site.taxonomies.values()},
        "paginates": _paginates(site),
        "pagerSize": site.pager_size,
        "pagerPath": site.pager_path,
        "ugly": site.ugly,
        "feedLimit": site.feed_limit,
        "feeds": any(page.feed for page in site.pages if page.kind in ("section", "term")),
        "sitemap": sitemap,
        "notFound": f"{site.prefix}/404.html".lstrip("/") if site.has_404 else "",
        "lowerCase": site.lower_case,
        "removePathAccents": site.remove_accents,
        "termPages": site.term_pages,
        "params": site.params,
    }


def _config(site: Site) -> dict[str, Any]:
    plain = {"layout": "page", "render_with_liquid": False}
    kinds = ("posts", "content", "drafts")
    return {
        "title": site.title,
        "url": re.sub(r"(?<=\w)/.*\Z", "", site.base_url.rstrip("/")) if "://" in site.base_url else "",
        "baseurl": site.root,
        "timezone": site.time_zone or "UTC",
        "markdown": "HugoMarkdown",
        "hugo_markdown": goldmark.options(site),
        "permalink": "pretty",
        "excerpt_separator": "",
        "collections": {"content": {"output": True, "permalink": "/:path/"}},
        "defaults": [{"scope": {"path": "", "type": kind}, "values": plain} for kind in kinds],
        "exclude": ["Gemfile", "Gemfile.lock", "README.md", "vendor"],
        "strict_front_matter": True,
    }


def _titles(site: Site) -> dict[str, dict[str, str]]:
    return {taxonomy: {term.key: term.title for term in terms} for taxonomy, terms in site.terms.items()}


def _menus(site: Site) -> dict[str, Any]:
    return {name: [_menu(entry) for entry in menu] for name, menu in site.menus.items()}


def _menu(entry: MenuEntry) -> dict[str, Any]:
    fields = asdict(replace(entry, children=()))
    keep = {key: value for key, value in fields.items() if value and key not in ("menu", "children")}
    return {**keep, "children": [_menu(child) for child in entry.children]} if entry.children else keep


def _json(name: str, value: object) -> NewFile:
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"
    return NewFile(f"_data/{name}.json", encode(_UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign.group()):04x}", text)))


def _as_text(value: Any) -> Any:
    """Binary values, which YAML alone has, as text."""
    if isinstance(value, Mapping):
        return {key: _as_text(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(item) for item in value]
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _statics(site: Site) -> Iterator[tuple[str, str]]:
    """The files that are published as they are, with their sources."""
    urls = dict(site.static)
    for page in site.pages:
        urls.update((resource.url, resource.source) for resource in page.resources if resource.published)
    for url, source in urls.items():
        yield unquote(url[len(site.root) :]).lstrip("/"), source


def _lost_redirect(file: str, url: str, site: Site) -> Loss:
    page = next((page for page in site.pages if page.url == url), None)
    source, line = (page.source, line_of(page.head, "aliases")) if page else ("", 0)
    what = f"the redirect from /{file}"
    return Loss(source, line, "aliases", what, "a page has that URL", "take one of the two away")


TARGET = register(
    Target(
        name="jekyll",
        title="Jekyll",
        version="4.3",
        install=("bundle", "install"),
        build=("bundle", "exec", "jekyll", "build"),
        output="_site",
        write=write,
        date_form=datetime.isoformat,
        content="_content",
        static="_static",
        reserved={key: f"{key}_" for key in _RESERVED},
        drafts={"published": False},
        dialect=Dialect(raw=("<!--raw-->", "<!--/raw-->")),
        languages=True,
    )
)
