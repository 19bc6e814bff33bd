"""Which kind of value Hugo takes for which setting: what it stops at, hugokit does not read either."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from hugokit.site.config_files import Settings, refused

_TEXTS = frozenset(
    "archetypedir assetdir baseurl cachedir contentdir copyright datadir defaultcontentlanguage defaultcontentrole "
    "defaultcontentversion defaultoutputformat environment i18ndir ignorevendorpaths languagecode layoutdir locale "
    "newcontenteditor publishdir reflinkserrorlevel reflinksnotfoundurl resourcedir sectionpagesmenu themesdir timeout "
    "timezone title titlecasestyle".split()
)
_SWITCHES = frozenset(
    "builddrafts buildexpired buildfuture canonifyurls capitalizelisttitles cleandestinationdir "
    "defaultcontentlanguageinsubdir disablealiases disabledefaultlanguageredirect disabledefaultsiteredirect "
    "disablehugogeneratorinject disablelivereload disablepathtolower enableemoji enablegitinfo "
    "enablemissingtranslationplaceholders enablerobotstxt hascjklanguage ignorecache nochmod notimes paniconwarning "
    "pluralizelisttitles printi18nwarnings printpathwarnings printunusedtemplates relativeurls removepathaccents "
    "templatemetrics templatemetricshints".split()
)
_LISTS = frozenset(
    "disablekinds disablelanguages ignorefiles ignorelogs mainsections rendersegments staticdir theme".split()
)
_BOOLEAN = re.compile(r"1|0|t|f|T|F|true|false|TRUE|FALSE|True|False|")
_NUMBER = re.compile(r"[+-]?(\d+|0[xX][0-9a-fA-F]+)|")
_KINDS = ("page", "home", "section", "taxonomy", "term")


def check(values: Mapping[str, Any], places: Settings) -> None:
    """SiteError for the first setting that is not of the kind that Hugo takes; null is of any kind but languages."""
    for key, value in values.items():
        wanted = _wanted(key)
        if wanted is None or (value is None and key != "languages"):
            continue
        is_good, what = wanted
        if not is_good(value):
            raise refused(places, key, f"Hugo stops at this value; it must be {what}")


Wanted = tuple[Callable[[Any], bool], str]


def _wanted(key: str) -> Wanted | None:
    if key in _TEXTS:
        return _is_text, "a text"
    if key in _SWITCHES:
        return _is_switch, "true or false"
    if key in _LISTS:
        return _is_list, "a list of texts"
    return _TABLES.get(key)


def _is_text(value: Any) -> bool:
    return isinstance(value, (str, bool, int, float))


def _is_switch(value: Any) -> bool:
    return _BOOLEAN.fullmatch(value) is not None if isinstance(value, str) else isinstance(value, (bool, int, float))


def _is_number(value: Any) -> bool:
    return _NUMBER.fullmatch(value) is not None if isinstance(value, str) else isinstance(value, (bool, int, float))


def _is_list(value: Any) -> bool:
    return all(map(_is_text, value)) if isinstance(value, list) else _is_text(value)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


def _are_tables(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(item, dict) for item in value.values())


def _are_menus(value: Any) -> bool:
    menus = value.values() if isinstance(value, dict) else [None]
    return all(isinstance(menu, list) and all(isinstance(item, dict) for item in menu) for menu in menus)


def _are_permalinks(value: Any) -> bool:
    if isinstance(value, list):
        return all(_has_pattern(entry) for entry in value if isinstance(entry, dict))
    return isinstance(value, dict) and all(_is_permalink(key, item) for key, item in value.items())


def _has_pattern(entry: Mapping[str, Any]) -> bool:
    return any(key.lower() == "pattern" and isinstance(pattern, str) for key, pattern in entry.items())


def _is_permalink(key: str, item: Any) -> bool:
    if isinstance(item, dict):
        return key in _KINDS and all(isinstance(pattern, str) for pattern in item.values())
    return isinstance(item, str)


_TABLES: Mapping[str, Wanted] = {
    "summarylength": (_is_number, "a number"),
    "cascade": (lambda value: isinstance(value, (dict, list)), "a table or a list of tables"),
    "languages": (_is_table, "a table of languages"),
    "menus": (_are_menus, "a table of menus, each a list of entries"),
    "outputformats": (_are_tables, "a table of formats"),
    "pagination": (_is_table, "a table"),
    "permalinks": (_are_permalinks, "a table or a list of patterns for page, home, section, taxonomy or term"),
}
