"""From the settings that count for one language to its `Config`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import Any, NamedTuple

from hugokit.frontmatter.values import to_bool as truth
from hugokit.frontmatter.values import to_string as text
from hugokit.ledger import Loss
from hugokit.site.config_files import Settings, refused
from hugokit.site.config_losses import lost
from hugokit.site.config_records import TAXONOMIES, Config, Mount, Rule
from hugokit.site.formats import OutputFormat, UnknownMediaType, read_formats, read_outputs
from hugokit.site.languages import Language, Languages
from hugokit.site.urls import PathRules, base_path
from hugokit.site.values import deep_lower, table, words

_LOCALE_SINCE = (0, 158)
_EXAMPLE, _EXAMPLE_SINCE = "https://example.org/", (0, 167)
_PAGINATE_UNTIL = (0, 156)


class Around(NamedTuple):
    """What is the same for all languages of a site."""

    languages: Languages
    values: Mapping[str, Any]
    places: Settings
    mounts: tuple[Mount, ...]
    hugo: tuple[int, int]


class ConfigReader:
    """Reads the settings `values` of one language. `losses` grows with what cannot be read."""

    def __init__(self, language: Language, values: Mapping[str, Any], around: Around) -> None:
        self.language, self.values, self.around = language, values, around
        self.places, self.hugo = around.places, around.hugo
        self.losses: list[Loss] = []

    def read(self) -> Config:
        v, base = self.values, self.around.values
        zone_name, zone = self.zone()
        pagination = table(v.get("pagination"))
        markup = table(v.get("markup"))
        formats = self.formats(v)
        base_url = text(v.get("baseurl")) or (_EXAMPLE if self.hugo >= _EXAMPLE_SINCE else "")
        return Config(
            title=text(v.get("title")),
            base_url=base_url,
            **self.of_language(),
            time_zone=zone_name,
            zone=zone,
            taxonomies={key: plural.lower() for key, plural in self.taxonomies().items()},
            taxonomy_names={plural.lower(): plural for plural in self.taxonomies().values()},
            permalinks=self.permalinks(),
            ugly=self.ugly(),
            paths=PathRules(not truth(v.get("disablepathtolower")), truth(v.get("removepathaccents"))),
            pager_size=self.pager_size(pagination),
            pager_path=self.pager_path(pagination),
            pager_aliases=not truth(pagination.get("disablealiases")),
            menus=deep_lower(table(v.get("menus"))),
            section_pages_menu=text(v.get("sectionpagesmenu")),
            main_sections=words(v["mainsections"]) if v.get("mainsections") is not None else None,
            params=table(v.get("params")),
            markup=table(markup.get("goldmark")),
            guesses_code=truth(table(markup.get("highlight")).get("guesssyntax")),
            table_of_contents=table(markup.get("tableofcontents")),
            emoji=truth(v.get("enableemoji")),
            cjk=truth(v.get("hascjklanguage")),
            summary_length=self.number("summarylength", v.get("summarylength"), 70),
            privacy=table(v.get("privacy")),
            disabled_kinds=frozenset(kind.lower() for kind in words(v.get("disablekinds"))),
            drafts=truth(v.get("builddrafts")),
            future=truth(v.get("buildfuture")),
            expired=truth(v.get("buildexpired")),
            aliases=not truth(v.get("disablealiases")),
            mounts=self.around.mounts,
            ignore=self.patterns("ignorefiles", words(v.get("ignorefiles"))),
            front_matter=table(v.get("frontmatter")),
            cascade=v.get("cascade"),
            formats=formats,
            outputs=self.outputs(formats),
            default_format=self.default_format(formats),
            allow_content=self.patterns("security", words(table(v.get("security")).get("allowcontent"))),
            inline_shortcodes=truth(table(v.get("security")).get("enableinlineshortcodes")),
            themes=words(base.get("theme")),
            **self.switches(base_url),
            hugo_bounds={k: text(x) for k, x in table(table(base.get("module")).get("hugoversion")).items()},
            places=self.places,
            losses=tuple(self.losses),
        )

    def of_language(self) -> dict[str, Any]:
        """Which language it is, among which others, and what it puts before its URLs."""
        base = self.around.values
        return {
            "lang": self.language.code,
            "locale": self.locale(),
            "label": self.label(),
            "weight": self.language.weight,
            "default": self.language.default,
            "prefix": self.prefix(),
            "folder": self.folder(),
            "languages": self.around.languages.codes,
            "disabled_languages": self.around.languages.disabled,
            "default_in_folder": truth(base.get("defaultcontentlanguageinsubdir")),
            "default_redirect": not any(
                truth(base.get(f"disabledefault{what}redirect")) for what in ("language", "site")
            ),
            "multihost": self.around.languages.multihost,
        }

    def switches(self, base_url: str) -> dict[str, Any]:
        """The rest: what is written besides pages, and how titles and links are made."""
        v, base = self.values, self.around.values
        return {
            "robots": truth(base.get("enablerobotstxt")),
            "feed_limit": self.feed_limit(),
            "sitemap": text(table(base.get("sitemap")).get("filename")) or "sitemap.xml",
            "copyright": text(v.get("copyright")),
            "root": "" if truth(v.get("canonifyurls")) else base_path(base_url),
            "relative_urls": truth(v.get("relativeurls")),
            "title_style": (text(v.get("titlecasestyle")) or "ap").lower(),
            "plural_titles": truth(v.get("pluralizelisttitles", True)),
            "title_case": truth(v.get("capitalizelisttitles", True)),
            "ref_level": text(v.get("reflinkserrorlevel")).lower() or "error",
            "ref_not_found": text(v.get("reflinksnotfoundurl")),
            "git_info": truth(v.get("enablegitinfo")),
        }

    def lose(self, key: str, what: str, why: str, mend: str) -> None:
        self.losses.append(lost(self.places, key, what, why, mend))

    def prefix(self) -> str:
        return "" if self.around.languages.multihost or not self._own_folder() else f"/{self.language.code}"

    def folder(self) -> str:
        return self.language.code if self.around.languages.multihost or self._own_folder() else ""

    def _own_folder(self) -> bool:
        return not self.language.default or truth(self.around.values.get("defaultcontentlanguageinsubdir"))

    def zone(self) -> tuple[str, tzinfo]:
        name = text(self.values.get("timezone"))
        if not name:
            return "UTC", UTC
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # most sites do without

        try:
            return name, ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.lose(
                "timezone",
                f"the time zone {name}",
                "it is not known on this machine; dates without an offset are read as UTC",
                "install the time zone database (pip install tzdata) or write offsets",
            )
            return "UTC", UTC

    def locale(self) -> str:
        own, root = self.language.own, self.around.values if self.language.default else {}
        keys = ((own, "locale"), (root, "locale"), (own, "languagecode"), (root, "languagecode"))
        known = keys if self.hugo >= _LOCALE_SINCE else keys[2:]
        return next((text(where.get(key)) for where, key in known if text(where.get(key))), self.language.code)

    def label(self) -> str:
        own = self.language.own
        new = text(own.get("label")) if self.hugo >= _LOCALE_SINCE else ""
        return new or text(own.get("languagename"))

    def taxonomies(self) -> dict[str, str]:
        if "taxonomies" not in self.values:
            return dict(TAXONOMIES)
        found = table(self.values["taxonomies"])
        return {key: text(plural) for key, plural in found.items() if key and text(plural)}

    def pager_size(self, pagination: Mapping[str, Any]) -> int:
        size = pagination.get("pagersize")
        if self._old_pagination() and self.values.get("paginate") is not None:
            size = self.values["paginate"]
        found = self.number("pagination", size, 10)
        return found if found >= 1 else 10

    def pager_path(self, pagination: Mapping[str, Any]) -> str:
        old = text(self.values.get("paginatepath")) if self._old_pagination() else ""
        return old or text(pagination.get("path")) or "page"

    def _old_pagination(self) -> bool:
        return self.hugo < _PAGINATE_UNTIL

    def number(self, key: str, value: Any, default: int) -> int:
        """A whole number; a text is one, as Hugo reads it. SiteError for what is none."""
        if value is None:
            return default
        if isinstance(value, (bool, int, float)):
            return int(value)
        if value == "":
            return 0
        try:
            return int(value, 0)
        except (TypeError, ValueError):
            raise refused(self.places, key, f"{value!r} is no whole number; write one") from None

    def patterns(self, key: str, found: tuple[str, ...]) -> tuple[str, ...]:
        """The regular expressions that can be read."""
        good = []
        for pattern in found:
            try:
                re.compile(pattern.removeprefix("! "))
                good.append(pattern)
            except re.error as error:
                why = f"it cannot be read as a regular expression: {error}"
                self.lose(key, f"the pattern {pattern!r}", why, "write it in another way")
        return tuple(good)

    def feed_limit(self) -> int:
        limit = table(table(self.values.get("services")).get("rss")).get("limit", self.values.get("rsslimit"))
        return self.number("services", limit, -1)

    def ugly(self) -> bool | dict[str, bool]:
        value = self.values.get("uglyurls")
        if isinstance(value, dict):
            return {key: truth(item) for key, item in value.items()}
        return value is True or value == "true"

    def formats(self, values: Mapping[str, Any]) -> dict[str, OutputFormat]:
        try:
            return read_formats(values.get("outputformats"), values.get("mediatypes"))
        except UnknownMediaType as error:
            raise refused(self.places, "outputformats", f"{error}; configure it under mediaTypes") from error

    def default_format(self, formats: Mapping[str, OutputFormat]) -> str:
        """A language that names none has the first format of the whole site, whatever its own are."""
        asked = text(self.values.get("defaultoutputformat")).lower()
        if not asked:
            return next(iter(self.formats(self.around.values)))
        if asked not in formats:
            why = "Hugo stops here unless a module that is not on disk configures it"
            self.lose("defaultoutputformat", f"the output format {asked}", why, "configure it under outputFormats")
        return asked

    def outputs(self, formats: Mapping[str, OutputFormat]) -> dict[str, tuple[str, ...]]:
        found = read_outputs(self.values.get("outputs"))
        for kind, names in found.items():
            for name in names:
                if name not in formats:
                    why = "Hugo stops here unless a module that is not on disk configures it"
                    self.lose("outputs", f"the output format {name} ({kind})", why, "configure it under outputFormats")
            found[kind] = tuple(name for name in names if name in formats)
        return found

    def permalinks(self) -> tuple[Rule, ...]:
        value = self.values.get("permalinks")
        if isinstance(value, list):
            return tuple(_permalink_rule(deep_lower(entry)) for entry in value if isinstance(entry, dict))
        rules: list[Rule] = []
        for key, item in table(value).items():
            if isinstance(item, dict):
                rules += (Rule(key, _section_glob(section), text(pattern)) for section, pattern in item.items())
            else:
                rules += (Rule(kind, _section_glob(key), text(item)) for kind in ("page", "term"))
        return tuple(rules)


def _permalink_rule(entry: Mapping[str, Any]) -> Rule:
    target = table(entry.get("target"))
    kind, path = text(target.get("kind")).lower(), text(target.get("path")).lower()
    return Rule(kind or None, path or None, text(entry.get("pattern")))


def _section_glob(section: str) -> str:
    section = section.strip(" /").lower()
    return f"/{{{section},{section}/**}}" if section else "/*"
