"""A site's configuration as far as hugokit understands it; what it does not is said, with file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hugokit.frontmatter.values import to_bool as truth
from hugokit.frontmatter.values import to_string as text
from hugokit.ledger import Loss
from hugokit.limits import NEWEST_HUGO
from hugokit.page import PageRules
from hugokit.site.config_files import Setting, SiteFiles, load, merge
from hugokit.site.dates import sources
from hugokit.site.urls import DEFAULT_RULES, PathRules, base_path
from hugokit.site.values import table, words

_MEDIA = {"html": "text/html", "htm": "text/html", "org": "text/org"}
TAXONOMIES = {"category": "categories", "tag": "tags"}

# Root keys that change nothing in what is carried over: how Hugo itself builds, serves, caches and logs.
_INERT = frozenset(
    "archetypedir assetdir build buildstats cachedir caches cleandestinationdir datadir debug deployment environment "
    "disablefastrender disablehugogeneratorinject disablelivereload footnotereturnlinkcontents i18ndir httpcache "
    "ignorecache ignoreerrors ignorelogs ignorevendorpaths layoutdir loglevel minify newcontenteditor nobuildlock "
    "nochmod notimes paniconwarning paginatepath printi18nwarnings printpathwarnings printunusedtemplates publishdir "
    "reflinkserrorlevel reflinksnotfoundurl related resourcedir security server templatemetrics timeout verbose "
    "templatemetricshints themesdir vendor watch workingdir writestats pygmentsuseclasses pygmentscodefences "
    "pygmentsuseclassic pygmentsstyle pygmentsoptions pygmentscodefencesguesssyntax "
    "enablemissingtranslationplaceholders label languagename languagedirection direction "
    "disabledefaultlanguageredirect disabledefaultsiteredirect capitalizelisttitles pluralizelisttitles "
    "titlecasestyle page".split()
)
_READ = frozenset(
    "baseurl title locale languagecode defaultcontentlanguage timezone taxonomies permalinks uglyurls pagination "
    "menus params markup disablekinds disablepathtolower removepathaccents builddrafts buildfuture buildexpired theme "
    "contentdir staticdir ignorefiles frontmatter enableemoji sectionpagesmenu disablealiases enablerobotstxt "
    "canonifyurls cascade outputs copyright privacy languages module hascjklanguage summarylength mainsections "
    "services".split()
)
_WHY: dict[str, tuple[str, str]] = {
    "paginate": ("Hugo itself ignores this key since 0.156", "write pagination.pagerSize"),
    "outputformats": ("only HTML pages and RSS feeds are carried over", "build the other formats in the new site"),
    "mediatypes": ("only HTML pages and RSS feeds are carried over", "build the other formats in the new site"),
    "defaultcontentlanguageinsubdir": ("URLs are written without the language's folder", "add it to the permalinks"),
    "enablegitinfo": ("dates from the Git history are not read", "write lastmod into the pages that need it"),
    "sitemap": ("changefreq and priority are not carried over", "set them in the template of the sitemap"),
    "imaging": ("images are copied as they are", "process images in the new site"),
    "relativeurls": ("links are written from the root", "use the new generator's own way for relative links"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A permalink pattern or a cascade: for pages of `kind` whose logical path matches the glob `path` (None: any)."""

    kind: str | None
    path: str | None
    pattern: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings that pages, lists and URLs depend on. `places` says where each root key stands."""

    title: str = ""
    base_url: str = ""
    lang: str = "en"
    locale: str = ""
    time_zone: str = "UTC"
    zone: tzinfo = UTC
    languages: tuple[str, ...] = ("en",)
    taxonomies: Mapping[str, str] = field(default_factory=lambda: dict(TAXONOMIES))
    permalinks: tuple[Rule, ...] = ()
    ugly: bool | Mapping[str, bool] = False
    paths: PathRules = DEFAULT_RULES
    pager_size: int = 10
    pager_path: str = "page"
    menus: Mapping[str, Any] = field(default_factory=dict)
    section_pages_menu: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    markup: Mapping[str, Any] = field(default_factory=dict)
    emoji: bool = False
    privacy: Mapping[str, Any] = field(default_factory=dict)
    disabled_kinds: frozenset[str] = frozenset()
    drafts: bool = False
    future: bool = False
    expired: bool = False
    aliases: bool = True
    content_dir: str = "content"
    static_dirs: tuple[str, ...] = ("static",)
    ignore: tuple[str, ...] = ()
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    cascade: Any = None
    outputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    output_formats: tuple[str, ...] = ()
    allow_content: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    robots: bool = False
    feed_limit: int = -1
    copyright: str = ""
    root: str = ""
    prefix: str = ""
    default: bool = True
    weight: int = 0
    redirects_default: bool = False
    title_style: str = "ap"
    plural_titles: bool = True
    title_case: bool = True
    hugo_bounds: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Setting] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()

    def page_rules(self, hugo: tuple[int, int] = NEWEST_HUGO) -> PageRules:
        """What the site decides about the reading of each of its pages."""
        allowed = tuple(name for name, media in _MEDIA.items() if self.allows(media))
        return PageRules(self.zone, sources(self.front_matter), self.output_formats, allowed, hugo)

    def allows(self, media: str) -> bool:
        """Whether security.allowContent lets in content that Hugo denies by default."""
        return any(re.search(pattern, media) for pattern in self.allow_content if not pattern.startswith("!"))


def read_configs(files: SiteFiles) -> tuple[Config, ...]:
    """Stand-in until the branch config lands."""
    from dataclasses import replace

    values, places = load(files)
    default = (text(values.get("defaultcontentlanguage")) or "en").lower()
    langs = table(values.get("languages")) or {default: {}}
    sub = truth(values.get("defaultcontentlanguageinsubdir"))
    out = []
    for code, own in sorted(
        langs.items(),
        key=lambda kv: (int(table(kv[1]).get("weight") or 0) == 0, int(table(kv[1]).get("weight") or 0), kv[0]),
    ):
        if truth(table(own).get("disabled")):
            continue
        c = _Reader(
            {**merge(values, {k: v for k, v in table(own).items() if k != "weight"}), "defaultcontentlanguage": code},
            places,
        ).read()
        out.append(
            replace(
                c,
                redirects_default=(len(langs) > 1 or sub) and not truth(values.get("disabledefaultlanguageredirect")),
                lang=code,
                weight=int(table(own).get("weight") or 0),
                default=code == default,
                languages=tuple(langs),
                prefix="" if (code == default and not sub) or (len(langs) == 1 and not sub) else "/" + code,
            )
        )
    return tuple(out)


def read_config(files: SiteFiles) -> Config:
    """The configuration of a site; a site without one has Hugo's defaults. MigrationError where it cannot be read."""
    values, places = load(files)
    lang = (text(values.get("defaultcontentlanguage")) or "en").lower()
    own = table(table(values.get("languages")).get(lang))
    return _Reader(merge(values, {key: value for key, value in own.items() if key != "weight"}), places).read()


class _Reader:
    def __init__(self, values: dict[str, Any], places: dict[str, Setting]) -> None:
        self.values, self.places = values, places
        self.losses: list[Loss] = []

    def lose(self, key: str, what: str, why: str, mend: str) -> None:
        place = self.places.get(key.split(".", maxsplit=1)[0], Setting("hugo.toml", 0))
        self.losses.append(Loss(place.file, place.line, key, what, why, mend))

    def read(self) -> Config:
        v = self.values
        lang = text(v.get("defaultcontentlanguage")).lower() or "en"
        base_url = text(v.get("baseurl"))
        zone_name, zone = self.zone()
        pagination = table(v.get("pagination"))
        goldmark = table(table(v.get("markup")).get("goldmark"))
        self.unread()
        return Config(
            title=text(v.get("title")),
            base_url=base_url,
            lang=lang,
            locale=self.locale(lang),
            time_zone=zone_name,
            zone=zone,
            languages=self.languages(lang),
            taxonomies=self.taxonomies(),
            permalinks=self.permalinks(),
            ugly=self.ugly(),
            paths=PathRules(not truth(v.get("disablepathtolower")), truth(v.get("removepathaccents"))),
            pager_size=self.pager_size(pagination),
            pager_path=text(pagination.get("path")) or "page",
            menus=table(v.get("menus")),
            section_pages_menu=text(v.get("sectionpagesmenu")),
            params=table(v.get("params")),
            markup=goldmark,
            emoji=truth(v.get("enableemoji")),
            privacy=table(v.get("privacy")),
            disabled_kinds=frozenset(k.lower() for k in words(v.get("disablekinds"))),
            drafts=truth(v.get("builddrafts")),
            future=truth(v.get("buildfuture")),
            expired=truth(v.get("buildexpired")),
            aliases=not truth(v.get("disablealiases")),
            content_dir=_folder(v.get("contentdir"), "content"),
            static_dirs=tuple(_folder(d, "static") for d in words(v.get("staticdir"))) or ("static",),
            ignore=words(v.get("ignorefiles")),
            front_matter=table(v.get("frontmatter")),
            cascade=v.get("cascade"),
            outputs={k: tuple(o.lower() for o in words(x)) for k, x in table(v.get("outputs")).items()},
            output_formats=tuple(key.lower() for key in table(v.get("outputformats"))),
            allow_content=words(table(v.get("security")).get("allowcontent")),
            themes=words(v.get("theme")),
            hugo_bounds={k: str(x) for k, x in table(table(v.get("module")).get("hugoversion")).items()},
            robots=truth(v.get("enablerobotstxt")),
            feed_limit=self.feed_limit(),
            copyright=text(v.get("copyright")),
            root="" if truth(v.get("canonifyurls")) else base_path(base_url),
            title_style=(text(v.get("titlecasestyle")) or "ap").lower(),
            plural_titles=truth(v.get("pluralizelisttitles", True)),
            title_case=truth(v.get("capitalizelisttitles", True)),
            places=self.places,
            losses=tuple(self.losses),
        )

    def unread(self) -> None:
        """One entry for every setting that is there and not understood."""
        for key in self.values:
            if key in _READ or key in _INERT or self.values[key] in (False, None, "", [], {}):
                continue
            why, mend = _WHY.get(
                key, ("hugokit does not read this setting", "look for its counterpart in the new site")
            )
            self.lose(key, f"the setting {key}", why, mend)
        module = table(self.values.get("module"))
        for key in ("imports", "mounts"):
            if module.get(key):
                self.lose(
                    f"module.{key}",
                    f"module {key}",
                    "content, layouts and files that come from modules or mounts are not read",
                    "copy what the site needs from them into its own folders first",
                )
        self.unread_goldmark(table(table(self.values.get("markup")).get("goldmark")))
        if table(self.values.get("markup")).keys() - {"goldmark", "highlight", "tableofcontents"}:
            self.lose(
                "markup",
                "settings of other markup than Goldmark",
                "only Markdown is carried over",
                "convert the other pages to Markdown first",
            )

    def unread_goldmark(self, goldmark: Mapping[str, Any]) -> None:
        """What Goldmark can be told beyond Markdown as other generators have it."""
        extensions = table(goldmark.get("extensions"))
        extras = table(extensions.get("extras"))
        on = [f"extensions.extras.{name}" for name, given in extras.items() if truth(table(given).get("enable"))]
        if truth(table(extensions.get("cjk")).get("enable")):
            on.append("extensions.cjk")
        if table(goldmark.get("parser")).get("wrapstandaloneimagewithinparagraph") is False:
            on.append("parser.wrapStandAloneImageWithinParagraph")
        for name in on:
            self.lose(
                f"markup.goldmark.{name}",
                f"the Goldmark setting {name}",
                "the new generator's Markdown does not have it",
                "look at the pages that need it; a plugin of the new generator may do the same",
            )

    def zone(self) -> tuple[str, tzinfo]:
        name = text(self.values.get("timezone"))
        if not name:
            return "UTC", UTC
        try:
            return name, ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            self.lose(
                "timezone",
                f"the time zone {name}",
                "it is not known on this machine; dates without an offset are read as UTC",
                "install the time zone database (pip install tzdata) or write offsets",
            )
            return "UTC", UTC

    def locale(self, lang: str) -> str:
        own = table(table(self.values.get("languages")).get(lang))
        sources = (
            own.get("locale"),
            own.get("languagecode"),
            self.values.get("locale"),
            self.values.get("languagecode"),
        )
        return next((text(s) for s in sources if text(s)), lang)

    def languages(self, lang: str) -> tuple[str, ...]:
        codes = tuple(table(self.values.get("languages"))) or (lang,)
        if len(codes) > 1:
            others = ", ".join(code for code in codes if code != lang)
            self.lose(
                "languages",
                f"the languages {others}",
                "only the default language is carried over in this version",
                "migrate each language as a site of its own",
            )
        return codes

    def taxonomies(self) -> dict[str, str]:
        if "taxonomies" not in self.values:
            return dict(TAXONOMIES)
        found = table(self.values["taxonomies"])
        return {text(k).lower(): text(x).lower() for k, x in found.items() if text(k) and isinstance(x, str) and x}

    def pager_size(self, pagination: dict[str, Any]) -> int:
        size = pagination.get("pagersize", 10)
        return int(size) if isinstance(size, (int, float)) and size >= 1 else 10

    def feed_limit(self) -> int:
        limit = table(table(self.values.get("services")).get("rss")).get("limit", self.values.get("rsslimit", -1))
        return int(limit) if isinstance(limit, (int, float)) else -1

    def ugly(self) -> bool | dict[str, bool]:
        value = self.values.get("uglyurls")
        if isinstance(value, dict):
            return {key: truth(item) for key, item in value.items()}
        return truth(value)

    def permalinks(self) -> tuple[Rule, ...]:
        value = self.values.get("permalinks")
        if isinstance(value, list):
            return tuple(self._permalink_rule(entry) for entry in value if isinstance(entry, dict))
        rules: list[Rule] = []
        for key, item in table(value).items():
            if isinstance(item, dict):
                rules += (Rule(key, _section_glob(section), text(pattern)) for section, pattern in item.items())
            else:
                rules += (Rule(kind, _section_glob(key), text(item)) for kind in ("page", "term"))
        return tuple(rules)

    def _permalink_rule(self, entry: dict[str, Any]) -> Rule:
        target = table(entry.get("target"))
        return Rule(
            text(target.get("kind")).lower() or None,
            text(target.get("path")).lower() or None,
            text(entry.get("pattern")),
        )


def _folder(value: Any, default: str) -> str:
    return re.sub(r"/+", "/", text(value)).strip("/").removeprefix("./") or default


def _section_glob(section: str) -> str:
    section = section.strip(" /").lower()
    return f"/{{{section},{section}/**}}" if section else "/*"
