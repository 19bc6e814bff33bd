"""The languages of a site: which are built, in which order, and what each one's settings are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from hugokit.frontmatter.values import to_string as text
from hugokit.site.config_files import Settings, refused
from hugokit.site.merging import STRATEGY, Values, clean, language_layer
from hugokit.site.values import table, words

# Root keys that Hugo decodes on their own: in a language it reads them as tables or not at all.
SECTIONS = frozenset(
    "author build caches cascade contenttypes deployment frontmatter httpcache imaging internal languages markup "
    "mediatypes menus minify module outputformats outputs page pagination params permalinks privacy related roles "
    "security segments server services sitemap social taxonomies uglyurls versions".split()
)
# What stands in a language's table and is about the language itself, not about its site.
OWN_KEYS = frozenset("languagename languagecode label locale languagedirection direction weight disabled title".split())
STATIC = ("staticdir", *(f"staticdir{number}" for number in range(11)))
_BY_WEIGHT_SINCE = (0, 153)  # before that the default language came first, and no weight was 0
_TEXTS = OWN_KEYS - {"weight", "disabled"}


class Language(NamedTuple):
    """A language of a site. `code` in lower case; `own` are the settings of its table as written."""

    code: str
    default: bool
    weight: int
    own: Mapping[str, Any]


class Languages(NamedTuple):
    """The languages that are built, in Hugo's order, and the codes of those that are not."""

    built: tuple[Language, ...]
    disabled: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of those that are built."""
        return tuple(one.code for one in self.built)

    @property
    def default(self) -> Language:
        """The default language."""
        return next(one for one in self.built if one.default)

    @property
    def multihost(self) -> bool:
        """Whether each language has a base URL of its own."""
        several = len(self.built) > 1
        return several and any("baseurl" in one.own for one in self.built)


def add_default(values: Values) -> None:
    """Give settings the table of languages that Hugo goes by: there is at least one, and each can take parameters."""
    if "languages" not in values:
        values["languages"] = {(text(values.get("defaultcontentlanguage")) or "en").lower(): {}}
    for own in values["languages"].values():
        if isinstance(own, dict):
            own.setdefault("params", {STRATEGY: "deep"})


def read_languages(values: Values, places: Settings, hugo: tuple[int, int]) -> Languages:
    """The languages of settings that have a table of them. SiteError for what Hugo refuses."""
    tables = {code: table(own) for code, own in values["languages"].items() if code != STRATEGY}
    for code, own in values["languages"].items():
        _check(code, own, places)
    off = {code.lower() for code in words(values.get("disablelanguages"))}
    off |= {code for code, own in tables.items() if own.get("disabled")}
    codes = sorted(code for code in tables if code not in off)
    asked = text(values.get("defaultcontentlanguage")).lower()
    if asked and asked not in codes:
        why = "is disabled" if asked in tables else "is not among the languages"
        raise refused(places, "defaultcontentlanguage", f"{asked!r} {why}; name one that is built")
    if not codes:
        raise refused(places, "languages", "every language is disabled; leave one")
    codes.sort(key=lambda code: (_weight(tables[code]) == 0, _weight(tables[code])))
    default = asked or ("en" if "en" in codes else codes[0])
    if hugo < _BY_WEIGHT_SINCE:
        codes.sort(key=lambda code: (code != default, _weight(tables[code])))
    built = tuple(Language(code, code == default, _weight(tables[code]), clean(tables[code])) for code in codes)
    return Languages(built, tuple(sorted(off & tables.keys())))


def _check(code: str, own: Any, places: Settings) -> None:
    """Hugo reads the fields of a language strictly: a text must be a text."""
    if code == STRATEGY:
        return
    if not re.fullmatch(r"[^\W_A-Z][\w.-]*", code):
        raise refused(places, "languages", f"{code!r} is no name for a language; write a code such as de or pt-br")
    if not isinstance(own, dict):
        raise refused(places, f"languages.{code}", "must be a table of the language's settings")
    for key in _TEXTS & own.keys():
        if not isinstance(own[key], str):
            raise refused(places, f"languages.{code}.{key}", "must be a text; put it in quotes")
    if type(own.get("weight", 0)) not in (int, float) or not isinstance(own.get("disabled", False), bool):
        raise refused(places, f"languages.{code}", "weight must be a number and disabled true or false, without quotes")


def settings_of(code: str, values: Values, places: Settings) -> tuple[Values, frozenset[str]]:
    """The settings that count for a language, without strategies, and the keys its table sets in vain."""
    own = table(values["languages"].get(code))
    found = {key: item for key, item in values.items() if key != STRATEGY}
    if not own.keys().isdisjoint(STATIC):
        found["staticdir"] = [path for key in STATIC for path in words(found.pop(key, None))] or None
    vain: set[str] = set()
    for key, item in language_layer(own, values):
        if key == "cascade" and not isinstance(item, dict):
            raise refused(places, f"languages.{code}.cascade", "must be a single table in a language")
        if isinstance(item, dict) and values.get(key) is not None and not isinstance(values[key], dict):
            raise refused(places, f"languages.{code}.{key}", f"is a table and {key} of the whole site is none")
        if isinstance(item, dict) != (key in SECTIONS):
            vain.add(key)
        elif key == "sitemap":
            found[key] = {**table(found.get(key)), **item}
        else:
            found[key] = item
    sections = table(found.get("params")).get("mainsections")
    if sections is not None:
        found["mainsections"] = sections
    return clean(found), frozenset(vain)


def _weight(own: Mapping[str, Any]) -> int:
    weight = own.get("weight")
    return int(weight) if isinstance(weight, (int, float)) else 0
