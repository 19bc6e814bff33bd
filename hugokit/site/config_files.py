"""Where a site's configuration stands: one file or a folder of them, merged as Hugo does (environment production)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from hugokit.errors import FrontMatterError, MigrationError
from hugokit.frontmatter.codecs import QUICK, codec
from hugokit.text.encoding import BOM, decode
from hugokit.text.places import Places

_SUFFIXES = ("toml", "yaml", "yml", "json")
_PER_LANGUAGE = frozenset({"params", "menus", "menu"})


class SiteFiles(Protocol):
    """The files of a site, by paths from its root with `/`. Whoever provides it keeps links and odd files out."""

    def names(self) -> Iterable[str]:
        """Every file of the site."""

    def read(self, name: str) -> bytes:
        """The bytes of one file."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a root key of the configuration stands."""

    file: str
    line: int


def find(names: Iterable[str]) -> list[tuple[str, str]]:
    """The configuration files in the order they are merged: (path, root key that the file stands for, or "")."""
    present = set(names)
    candidates = (f"{stem}.{suffix}" for stem in ("hugo", "config") for suffix in _SUFFIXES)
    found = [(name, "") for name in candidates if name in present][:1]
    for environment in ("_default", "production"):
        prefix = f"config/{environment}/"
        for name in sorted(n for n in present if n.startswith(prefix)):
            stem, _, suffix = name[len(prefix) :].rpartition(".")
            if suffix in _SUFFIXES and "/" not in stem:
                found.append((name, "" if stem in ("hugo", "config") else stem.lower()))
    return found


def load(files: SiteFiles) -> tuple[dict[str, Any], dict[str, Setting]]:
    """All settings with keys in lower case, and the place of every root key. MigrationError for a file Hugo refuses."""
    values: dict[str, Any] = {}
    places: dict[str, Setting] = {}
    for name, root in find(files.names()):
        data = files.read(name)
        own = _at_root(lower_keys(read_values(name, data)), root)
        text = decode(data)
        for key in own:
            places[key] = Setting(name, 1 if root else line_of(text, key))
        values = merge(values, own)
    return values, places


def _at_root(values: dict[str, Any], root: str) -> dict[str, Any]:
    key, _, lang = root.partition(".")
    if not key:
        own = values
    elif lang and key in _PER_LANGUAGE:
        own = {"languages": {lang: {key: values}}}
    else:
        # A menu file may hold the list of one menu under its own root key.
        own = {key: values.get(key, values) if len(values) == 1 and key in values else values}
    if "menu" in own:
        own["menus"] = merge(own.pop("menu"), own.get("menus", {}))
    return own


def format_of(name: str) -> str:
    """The format of a data file by its name or extension: toml, yaml, json, or "" for any other."""
    suffix = name.rpartition(".")[2].lower()
    return "yaml" if suffix == "yml" else suffix if suffix in QUICK else ""


def read_values(name: str, data: bytes) -> dict[str, Any]:
    """The values of one TOML, YAML or JSON file, keys as written. MigrationError says what is wrong and where."""
    text = decode(data).removeprefix(BOM)
    if not text.strip():
        return {}
    try:
        found = QUICK[format_of(name)](text, 0, len(text))
        return dict(codec(format_of(name)).read(text, 0, len(text)).value if found is None else found)
    except FrontMatterError as error:
        line, column = Places(text).at(error.offset)
        raise MigrationError(f"{name}:{line}:{column}: Hugo cannot read this file either: {error.message}") from error


def lower_keys(value: Any) -> Any:
    """The value with the keys of every map in lower case."""
    if isinstance(value, dict):
        return {str(key).lower(): lower_keys(item) for key, item in value.items()}
    return [lower_keys(item) for item in value] if isinstance(value, list) else value


def merge(under: Any, over: Any) -> Any:
    """Maps are merged key by key; anything else is replaced."""
    if not (isinstance(under, dict) and isinstance(over, dict)):
        return over
    return {**under, **{key: merge(under[key], item) if key in under else item for key, item in over.items()}}


def line_of(text: str, key: str) -> int:
    """The 1-based line where a root key is written, or 1."""
    spelled = re.escape(key).replace("menus", "menus?")
    pattern = rf'^[ \t]*(?:\[\[?\s*)?["\']?{spelled}["\']?\s*(?:[=:.\]]|$)'
    found = re.search(pattern, text, re.IGNORECASE | re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
