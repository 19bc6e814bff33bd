"""What Hugo makes of one document: its fields after coercion, and what went wrong on the way.

Source: Hugo 0.168, hugolib/page__meta.go and resources/page/pagemeta; measured with the binary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any, Literal, NamedTuple

from hugokit.errors import FrontMatterError
from hugokit.frontmatter import values as hugo
from hugokit.frontmatter.codecs import codec
from hugokit.frontmatter.dates import YearZero, date_in_name, slug_in_name, to_date
from hugokit.frontmatter.node import Path
from hugokit.frontmatter.values import lower_keys
from hugokit.limits import NEWEST_HUGO

DATE_SOURCES: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "publishdate", "pubdate", "published", "lastmod", "modified"),
    "lastmod": ("lastmod", "modified", "date", "publishdate", "pubdate", "published"),
    "publishdate": ("publishdate", "pubdate", "published", "date"),
    "expirydate": ("expirydate", "unpublishdate"),
}
DATE_KEYS = frozenset(key for keys in DATE_SOURCES.values() for key in keys)
_STRINGS = {
    "title": "title",
    "linktitle": "link_title",
    "summary": "summary",
    "description": "description",
    "slug": "slug",
    "url": "url",
    "type": "type",
    "layout": "layout",
    "translationkey": "translation_key",
}
_KNOWN_KINDS = frozenset("home page section taxonomy term 404 robotstxt sitemap sitemapindex rss taxonomyterm".split())
_MAIN_KINDS = frozenset("home page section taxonomy term".split())
_BUILD_KEYS = frozenset(("list", "render", "publishresources"))
_NOT_IN_CASCADE = ("kind", "path", "lang", "cascade")
_PROTOCOL = re.compile(r"https?://")
_NOT_IN_URL = re.compile(r"[\x00-\x1f\x7f]|%(?![0-9A-Fa-f]{2})")
_NOTHING: Mapping[str, Any] = {}
_ZERO = datetime(1, 1, 1, tzinfo=UTC)
_MARKUPS = frozenset(
    "md mdown markdown goldmark html htm org ad adoc asciidoc asciidocext pandoc pdc rst txt plain".split()
)
_OUTPUT_FORMATS = frozenset(
    "404 alias amp calendar css csv gotmpl html json markdown robots rss sitemap sitemapindex webappmanifest".split()
)
# What Hugo began to refuse or to log, and when (reference/hugo-versions.md, measured with the binaries).
MARKDOWN = ("md", "mdown", "markdown")
_DENIED_SINCE = {"html": (0, 163), "htm": (0, 163), "org": (0, 166), **dict.fromkeys(MARKDOWN, (0, 163))}
_MARKUP_CHECKED_SINCE = (0, 126)
_DATE_ERRORS_SINCE = (0, 135)
_BUILD_RENAMED, _BUILD_REMOVED = (0, 123), (0, 160)
_SITES_SINCE = (0, 153)
_DATES_READ_ONCE_SINCE = _MARKUP_AS_WRITTEN_SINCE = (0, 153)
_KIND_READ_SINCE, _KIND_READ_UNTIL = (0, 123), (0, 153)
_NULL_PARAMS_SINCE = (0, 162)


class Trouble(NamedTuple):
    """Something Hugo refuses or cannot read. fatal: nothing is built; error: logged, exit 1; silent: no word of it.

    `kind` is a short name for what is wrong: date, url, alias, map, removed, draft, cascade, text …
    """

    path: Path
    kind: str
    message: str
    grade: Literal["fatal", "error", "silent"]


class Page(NamedTuple):
    """The fields of a page as Hugo 0.168 sets them from front matter alone (no cascade, no file name).

    Strings are "" and lists empty where nothing is set, but `keywords` is None then: Hugo tells that from an empty
    list. Dates are aware datetimes or None; `params` has the keys that templates see as `.Params`, lower-cased at
    every level of maps.
    """

    title: str = ""
    link_title: str = ""
    description: str = ""
    summary: str = ""
    date: datetime | None = None
    lastmod: datetime | None = None
    publish_date: datetime | None = None
    expiry_date: datetime | None = None
    draft: bool = False
    headless: bool = False
    weight: int = 0
    slug: str = ""
    url: str = ""
    layout: str = ""
    type: str = ""
    markup: str = ""
    translation_key: str = ""
    aliases: tuple[str, ...] = ()
    keywords: tuple[str, ...] | None = None
    outputs: tuple[str, ...] = ()
    build: Mapping[str, Any] = _NOTHING
    cascade: tuple[Mapping[str, Any], ...] = ()
    resources: tuple[Mapping[str, Any], ...] = ()
    params: Mapping[str, Any] = _NOTHING
    troubles: tuple[Trouble, ...] = ()


_BLANK = Page()._asdict()
_DATES = (("date", "date"), ("lastmod", "lastmod"), ("publish_date", "publishdate"), ("expiry_date", "expirydate"))


class PageRules(NamedTuple):
    """What a site decides about its pages.

    `zone`: of dates without an offset. `output_formats`: names in lower case beside Hugo's own, None where the site is
    not known and any name may be right. `allowed`: content that Hugo may deny and the site allows. `hugo`: the
    version that reads the pages.
    """

    zone: tzinfo = UTC
    date_sources: Mapping[str, tuple[str, ...]] = DATE_SOURCES
    output_formats: tuple[str, ...] | None = None
    allowed: tuple[str, ...] = MARKDOWN
    hugo: tuple[int, int] = NEWEST_HUGO

    @property
    def date_keys(self) -> frozenset[str]:
        """The keys (lower case) that Hugo takes a date of the page from."""
        return frozenset(key for keys in self.date_sources.values() for key in keys if not key.startswith(":"))

    def denies(self, markup: str) -> bool:
        """Whether Hugo refuses content of this kind (markup or extension, lower case) for its security."""
        return self.hugo >= _DENIED_SINCE.get(markup, (9, 9)) and markup not in self.allowed


def read_page(
    values: Mapping[str, Any], zone: tzinfo = UTC, *, rules: PageRules | None = None, file_name: str = ""
) -> Page:
    """The page of a front matter's values (as a codec gives them: original key case).

    `zone`: the site's timeZone, where nothing else is known of the site; else `rules`. `file_name`: without extension
    (of a bundle its folder's), for sites that read dates from it.
    """
    return _Reader(values, lower_keys(values), rules or PageRules(zone), file_name).read()


def read_lowered(values: Mapping[str, Any], rules: PageRules, file_name: str = "") -> Page:
    """The same for values that went through `lower_keys` before."""
    return _Reader(values, values, rules, file_name).read()


class _Reader:
    def __init__(self, values: Mapping[str, Any], front: Mapping[str, Any], rules: PageRules, file_name: str) -> None:
        """`front`: the values under keys in lower case."""
        self.rules = rules
        self.file_name = file_name
        self.front = front
        self.values = values
        self.params = dict(self.front)
        self.troubles: list[Trouble] = []

    def trouble(self, key: str, kind: str, message: str, grade: Literal["fatal", "error", "silent"]) -> None:
        self.troubles.append(Trouble((self.written(key),), kind, message, grade))

    def written(self, key: str) -> str:
        """A key as the author wrote it, the last one where it is there twice."""
        return ([name for name in self.values if name.lower() == key] or [key])[-1]

    def read(self) -> Page:
        cascade = tuple(self.cascade()) if "cascade" in self.front else ()
        self.own_cascade(cascade)
        front = self.front
        fields: dict[str, Any] = {name: self.string(key) for key, name in _STRINGS.items() if key in front}
        if "slug" in front:
            fields["slug"] = self.params["slug"] = fields["slug"].strip("-")
        dates = self.dates()
        named = "" if "slug" in front else slug_in_name(self.file_name, self.rules.zone)
        if named and any(":filename" in names for names in self.rules.date_sources.values()):
            fields["slug"] = named
        fields |= self.switches()
        fields |= self.lists()
        fields |= {"build": self.build(), "cascade": cascade, "markup": self.markup() if "markup" in front else ""}
        self.protocols(fields)
        self.kind()
        self.user_params()
        self.params |= {"draft": fields["draft"], "iscjklanguage": hugo.to_bool(front.get("iscjklanguage"))}
        fields |= {"params": self.params, "troubles": tuple(self.troubles), **dates}
        return Page._make({**_BLANK, **fields}.values())

    # single values ----------------------------------------------------------------------------------------------

    def string(self, key: str) -> str:
        value = self.front[key]
        if type(value) is str:
            self.params[key] = value
            return value
        if isinstance(value, list | dict):
            what = "list" if isinstance(value, list) else "map"
            self.trouble(key, "text", f"a {what} is read as an empty text", "silent")
        self.params[key] = text = hugo.to_string(value)
        return text

    def switches(self) -> dict[str, Any]:
        front = self.front
        out: dict[str, Any] = {"draft": False, "headless": False, "weight": 0}
        if "published" in front and not hugo.is_date(self.params["published"]):  # it may have served as a date
            out["draft"] = self._published(front["published"])
        if "draft" in front:
            out["draft"] = hugo.to_bool(front["draft"])
        if "headless" in front:
            out["headless"] = self.params["headless"] = hugo.to_bool(front["headless"])
        if "weight" in front:
            out["weight"] = self.params["weight"] = hugo.to_int(front["weight"])
        return out

    def markup(self) -> str:
        """The markup asked for; "" where it is that of the file's extension."""
        value = hugo.to_string(self.front.get("markup"))
        if "markup" in self.front and self.rules.hugo < _MARKUP_AS_WRITTEN_SINCE:
            self.params["markup"] = value
        if self.rules.denies(value.lower()):
            self.trouble("markup", "markup", f"{value!r} content is denied by security.allowContent", "fatal")
        elif value and value.lower() not in _MARKUPS and self.rules.hugo >= _MARKUP_CHECKED_SINCE:
            self.trouble("markup", "markup", f"{value!r} is no markup that Hugo knows", "fatal")
        elif value.lower() in ("txt", "plain"):
            self.trouble("markup", "markup", f"there is no renderer for {value!r}: the page is empty", "error")
        return value

    def _published(self, value: Any) -> bool:
        """`published` as a switch: the opposite of draft where it reads as a boolean at all."""
        if isinstance(value, str):
            return not hugo.BOOLEANS[value] if value in hugo.BOOLEANS else False
        return not value if isinstance(value, bool | int | float) or value is None else False

    # dates ------------------------------------------------------------------------------------------------------

    def dates(self) -> dict[str, Any]:
        """The four dates, in the order in which Hugo fills them: a date found for one field serves the later ones."""
        out: dict[str, Any] = {}
        for name, key in _DATES:
            found = self.date(key)
            if found is not None:
                self.params.setdefault(key, found)
            out[name] = None if found is None or (found == _ZERO and not isinstance(found, YearZero)) else found
        return out

    def date(self, name: str) -> datetime | None:
        """The first source that can be read; one that cannot is logged and stops nothing."""
        for source in self.rules.date_sources.get(name, ()):
            if source not in self.params and source != ":filename":
                continue
            if source == ":filename" and (named := date_in_name(self.file_name, self.rules.zone)) is not None:
                return named
            again = source not in self.front or self.rules.hugo < _DATES_READ_ONCE_SINCE
            value = self.params.get(source) if again else self.front[source]
            if value is None or value == "":
                continue
            read = to_date(value, self.rules.zone)
            if read is not None:
                self.params[source] = read
                return read
            if self.rules.hugo < _DATE_ERRORS_SINCE:
                continue
            if not any(t.kind == "date" and t.path == (self.written(source),) for t in self.troubles):
                self.trouble(source, "date", f"{hugo.sprint(value)} is not a date that Hugo can read", "error")
        return None

    # lists and maps ---------------------------------------------------------------------------------------------

    def lists(self) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key in ("aliases", "keywords", "outputs"):
            if key not in self.front:
                continue
            items = hugo.to_strings(self.front[key])
            if key != "outputs":
                self.params[key] = None if self.front[key] is None else items or []
            out[key] = None if items is None and key == "keywords" else tuple(items or ())
        if "outputs" in out:
            out["outputs"] = tuple(item.lower() for item in out["outputs"])
            self.output_formats(out["outputs"])
        found = self.front.get("resources")
        if isinstance(found, list):
            out["resources"] = tuple(item for item in found if isinstance(item, dict))
        return out

    def output_formats(self, names: tuple[str, ...]) -> None:
        own = self.rules.output_formats
        for name in names if own is not None else ():
            if name not in _OUTPUT_FORMATS and name not in (own or ()):
                self.trouble("outputs", "outputs", f"there is no output format {name!r}", "fatal")

    def build(self) -> Mapping[str, Any]:
        if "build" not in self.front and "_build" not in self.front:
            return _NOTHING
        if "_build" in self.front and self.rules.hugo >= _BUILD_REMOVED:
            self.trouble("_build", "removed", "`_build` was removed in Hugo 0.145; write `build`", "error")
        key = "_build" if "_build" in self.front else "build"
        value = self.front.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            if self.rules.hugo >= _BUILD_RENAMED:
                self.trouble(key, "map", f"`{key}` must be a map with list, render or publishResources", "fatal")
            return {}
        for name, item in value.items():
            if name in _BUILD_KEYS and isinstance(item, list | dict):
                self.trouble(key, "map", f"`{key}.{name}` must be a single value", "fatal")
        return value

    def cascade(self) -> Iterator[Mapping[str, Any]]:
        value = self.front.get("cascade")
        entries = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
        if value is not None and not isinstance(value, dict | list):
            self.trouble("cascade", "map", "`cascade` must be a map or a list of maps", "fatal")
        for entry in entries:
            if isinstance(entry, dict):
                self._cascade_entry(lower_keys(entry))
                yield lower_keys(entry)

    def own_cascade(self, entries: tuple[Mapping[str, Any], ...]) -> None:
        """A cascade without a target holds for the page itself too, under what the page says."""
        for entry in entries:
            if "target" in entry or "_target" in entry:
                continue
            given = entry.get("params")
            fields = {key: value for key, value in entry.items() if key != "params"}
            for key, value in {**(given if isinstance(given, dict) else {}), **fields}.items():
                self.params.setdefault(key, value)
                self.front = self.front if key == "markup" else {key: value, **self.front}  # Hugo looks for it before

    def _cascade_entry(self, entry: Mapping[str, Any]) -> None:
        for key in _NOT_IN_CASCADE:
            if key in entry:
                self.trouble("cascade", "cascade", f"`{key}` is not allowed in `cascade`", "fatal")
        target = entry.get("target", entry.get("_target"))
        kind = hugo.to_string(target.get("kind")) if isinstance(target, dict) else ""
        if kind and not any(c in kind for c in "*{[?") and kind.lower() not in _KNOWN_KINDS:
            self.trouble("cascade", "cascade", f"{kind!r} is no kind of page", "fatal")

    def kind(self) -> None:
        """Some versions took `kind` for a field of theirs, and only the kinds of pages for its value."""
        value = hugo.to_string(self.front.get("kind"))
        if not value or not _KIND_READ_SINCE <= self.rules.hugo < _KIND_READ_UNTIL:
            return
        self.params["kind"] = value.lower()
        if value.lower() not in _MAIN_KINDS:
            self.trouble("kind", "kind", f"{value!r} is no kind of page; write the key below `params`", "fatal")

    def protocols(self, fields: Mapping[str, Any]) -> None:
        url = fields.get("url", "")
        if _PROTOCOL.match(url):
            self.trouble("url", "url", "a `url` must be a path on the site, without http://", "fatal")
        elif _NOT_IN_URL.search(url.partition("?")[0]):
            what = "a control character" if "%" not in url else "% without two hexadecimal digits; write %25"
            self.trouble("url", "url", f"Hugo crashes: a `url` cannot have {what}", "fatal")
        for alias in fields.get("aliases", ()):
            if _PROTOCOL.match(alias):
                self.trouble("aliases", "alias", f"the alias {alias!r} must be a path on the site", "fatal")
        self.sites()

    def sites(self) -> None:
        if "sites" not in self.front:
            return
        sites = self.front.get("sites") if self.rules.hugo >= _SITES_SINCE else None
        if sites is not None and not isinstance(sites, dict):
            self.trouble("sites", "map", "`sites` must be a map", "fatal")
        for key in ("matrix", "complements"):
            if isinstance(sites, dict) and not isinstance(sites.get(key, {}), dict | None):
                self.trouble("sites", "map", f"`sites.{key}` must be a map", "fatal")

    def user_params(self) -> None:
        """`params` wins over keys of the same name, but sets no field."""
        if "params" not in self.front:
            return
        given = self.params.pop("params")
        if isinstance(given, str):
            given = _json_map(given)
        elif given is None and self.rules.hugo >= _NULL_PARAMS_SINCE:
            return
        if not isinstance(given, dict):
            self.trouble("params", "map", "`params` must be a map", "fatal")
            return
        self.params.update(given)


def _json_map(text: str) -> dict[str, Any] | None:
    """Hugo takes a text for a map in JSON."""
    inner = text.strip(" \t\r\n")
    if inner == "null":
        return {}
    try:
        found: dict[str, Any] = lower_keys(codec("json").read(inner, 0, len(inner)).value)
    except FrontMatterError:
        return None
    return found
