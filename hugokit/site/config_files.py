"""Where a site's configuration stands: one file or a folder of them, merged as Hugo does."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from hugokit.errors import FrontMatterError, SiteError
from hugokit.frontmatter.codecs import FORMATS, codec, quick, yaml_of
from hugokit.frontmatter.values import lower_keys
from hugokit.limits import NEWEST_HUGO
from hugokit.site.merging import overlay
from hugokit.text.encoding import BOM, decode
from hugokit.text.places import Places

_SUFFIXES = ("toml", "yaml", "yml", "json")
_STEMS = ("hugo", "config")
_UNWRAPPED_SINCE = (0, 162)
_LAST = "\U0010ffff"
PRODUCTION = "production"


class SiteFiles(Protocol):
    """The files of a site, by paths from its root with `/`. Whoever provides it keeps links and odd files out."""

    def names(self) -> Iterable[str]:
        """Every file of the site."""

    def read(self, name: str) -> bytes:
        """The bytes of one file."""


class Setting(NamedTuple):
    """Where a root key of the configuration stands: line and column are 1-based, 0 for a key nobody wrote."""

    file: str
    line: int
    column: int = 1


Settings = Mapping[str, Setting]
NOWHERE = Setting("hugo.toml", 0)


def refused(places: Settings, key: str, message: str) -> SiteError:
    """The error for a setting that Hugo stops at, with its place."""
    place = places.get(key.partition(".")[0], NOWHERE)
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    return SiteError(f"{where}: {key}: {message}")


class Present:
    """The names of a site's files, for questions about folders."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(names)
        self._set = frozenset(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __contains__(self, name: str) -> bool:
        return name in self._set

    def below(self, folder: str) -> list[str]:
        """The files below a folder ("themes/x/"; "" for all), sorted."""
        return self._names[bisect_left(self._names, folder) : bisect_left(self._names, folder + _LAST)]

    def there(self, path: str) -> bool:
        """Whether there is a file at this path, or a folder with files."""
        return not path or path in self._set or bool(self.below(path + "/"))


def find(present: Present, folder: str = "", environment: str = PRODUCTION) -> list[str]:
    """The configuration files of a site, or of the theme in `folder` ("themes/x/"), in the order they are merged."""
    candidates = (f"{folder}{stem}.{suffix}" for stem in _STEMS for suffix in _SUFFIXES)
    found = [name for name in candidates if name in present][:1]
    for part in ("_default", environment):
        prefix = f"{folder}config/{part}/"
        inside = (name for name in present.below(prefix) if name.rpartition(".")[2].lower() in _SUFFIXES)
        found += sorted(inside, key=lambda name: name.split("/"))
    return found


def root_of(name: str) -> str:
    """The root key that a configuration file stands for, or ""."""
    stem = name.rpartition("/")[2].rpartition(".")[0]
    return "" if stem in _STEMS else stem


def load(files: SiteFiles, found: Iterable[str], hugo: tuple[int, int]) -> tuple[dict[str, Any], dict[str, Setting]]:
    """What these files set, keys in lower case, and the place of every root key. SiteError for a file Hugo refuses."""
    values: dict[str, Any] = {}
    places: dict[str, Setting] = {}
    for name in found:
        data = files.read(name)
        root = root_of(name)
        own = _at_root(read_values(name, data, hugo), root, unwrap=hugo >= _UNWRAPPED_SINCE)
        text = decode(data)
        for key in own:
            places[key] = Setting(name, *((1, 1) if root else place_of(text, key)))
        values = overlay(values, own)
    return values, places


def _at_root(values: dict[str, Any], name: str, *, unwrap: bool) -> dict[str, Any]:
    """The settings of a file by its name: `hugo` (""), a root key, or a root key and a language (`menus.de`)."""
    if not name:
        return _menus(lower_keys(values))
    key, _, lang = name.rpartition(".") if "." in name else (name, "", "")
    # A file may hold a setting under its own name, as TOML has no lists at the root.
    inner: Any = lower_keys(values[key] if unwrap and len(values) == 1 and key in values else values)
    key = key.lower()
    if not lang:
        return _menus({key: inner})
    if key in ("menu", "menus", "params"):
        inner = {"params" if key == "params" else "menus": inner}
    return _menus({"languages": {lang.lower(): inner}})


def _menus(values: dict[str, Any]) -> dict[str, Any]:
    """The settings with `menu` under its new name, at the root and in the languages."""
    languages = values.get("languages")
    if isinstance(languages, dict):
        values["languages"] = {k: _menus(item) if isinstance(item, dict) else item for k, item in languages.items()}
    if "menu" in values:
        values["menus"] = overlay(values.pop("menu"), values.get("menus", {}))
    return values


def format_of(name: str) -> str:
    """The format of a data file by its name or extension: toml, yaml, json, or "" for any other."""
    suffix = name.rpartition(".")[2].lower()
    return "yaml" if suffix == "yml" else suffix if suffix in FORMATS else ""


def read_values(name: str, data: bytes, hugo: tuple[int, int] = NEWEST_HUGO) -> dict[str, Any]:
    """The values of one TOML, YAML or JSON file as this Hugo reads it. SiteError says what is wrong and where."""
    text = decode(data).removeprefix(BOM)
    if not text.strip():
        return {}
    try:
        language = yaml_of(hugo) if format_of(name) == "yaml" else format_of(name)
        read = quick(language)
        found = read(text, 0, len(text)) if read else None
        return dict(codec(language).read(text, 0, len(text)).value if found is None else found)
    except FrontMatterError as error:
        line, column = Places(text).at(error.offset)
        raise SiteError(f"{name}:{line}:{column}: Hugo cannot read this file either: {error.message}") from error


def line_of(text: str, key: str) -> int:
    """The 1-based line where a root key is written, or 1."""
    return place_of(text, key)[0]


def place_of(text: str, key: str) -> tuple[int, int]:
    """The 1-based line and column where a root key is written, or 1 and 1."""
    spelled = re.escape(key).replace("menus", "menus?")
    pattern = rf'^[ \t]*(?:\[\[?\s*)?["\']?(?P<key>{spelled})["\']?\s*(?:[=:.\]]|$)'
    found = re.search(pattern, text, re.IGNORECASE | re.MULTILINE)
    if found is None:
        return 1, 1
    start = found.start("key")
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
