"""The themes and modules of a site that are on disk: where each lies, what it sets, what it mounts and imports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from hugokit.frontmatter.values import to_bool as truth
from hugokit.frontmatter.values import to_string as text
from hugokit.ledger import Loss
from hugokit.site.config_files import NOWHERE, PRODUCTION, Present, Settings, SiteFiles, find, load
from hugokit.site.globs import matches
from hugokit.site.mounts import path_inside
from hugokit.site.values import NOTHING, table, tables, words
from hugokit.text.encoding import decode

_REPLACE = re.compile(r"^\s*(?:replace\s+)?(\S+)(?:\s+v\S+)?\s+=>\s+(\S+)\s*(?://.*)?$", re.MULTILINE)
_MAJOR = re.compile(r"/v\d+\Z")

MISSING = "it is not on disk, so its shortcodes, static files and settings are not known"


class Import(NamedTuple):
    """A module that a configuration asks for."""

    path: str
    version: str = ""
    mounts: Any = None
    ignore_config: bool = False
    ignore_imports: bool = False
    no_mounts: bool = False
    key: str = "module.imports"


class Module(NamedTuple):
    """A theme or module on disk: its `folder` from the site's root ("themes/x/"), its settings, mounts as written."""

    path: str
    folder: str
    values: Mapping[str, Any] = NOTHING
    places: Settings = NOTHING
    mounts: Any = None


def imports_of(values: Mapping[str, Any], replaced: Mapping[str, str]) -> list[Import]:
    """What settings ask for: module.imports, then the themes."""
    found = []
    for given in tables(table(values.get("module")).get("imports")):
        if truth(given.get("disable")) or not text(given.get("path")):
            continue
        path = text(given.get("path"))
        found.append(
            Import(
                replaced.get(path, path),
                text(given.get("version")),
                given.get("mounts"),
                truth(given.get("ignoreconfig")),
                truth(given.get("ignoreimports")),
                truth(given.get("nomounts")),
            )
        )
    return found + [Import(name, key="theme") for name in words(values.get("theme"))]


class Collector:
    """Finds the modules of a site, each with those that it imports behind it."""

    def __init__(self, files: SiteFiles, present: Present, values: Mapping[str, Any], hugo: tuple[int, int]) -> None:
        self._files, self._present, self._hugo = files, present, hugo
        self._themes = path_inside("", text(values.get("themesdir")) or "themes")
        module = table(values.get("module"))
        self._replaced = dict(_pair(line) for line in _lines(module.get("replacements")) if "->" in line)
        self._closest = truth(module.get("vendorclosest"))
        self._ignored = text(values.get("ignorevendorpaths"))
        self._vendored: dict[str, str] = {}
        self._seen: dict[str, str] = {}
        self._go: dict[str, str] = {}
        self._environment = PRODUCTION
        self._missed: dict[str, Loss] = {}

    @property
    def losses(self) -> tuple[Loss, ...]:
        """One for each module that is not on disk, by the first place that asks for it."""
        return tuple(self._missed.values())

    def collect(self, values: Mapping[str, Any], places: Settings, environment: str) -> list[Module]:
        """All modules of the site with these settings, in order of precedence."""
        self._environment = environment
        if "_vendor/modules.txt" not in self._present or self._ignored:
            self._go = self._go_replaced()
        return list(self._below(Module("", "", values, places)))

    def _below(self, owner: Module) -> Iterator[Module]:
        for wanted in imports_of(owner.values, self._replaced):
            key = _MAJOR.sub("", wanted.path)
            if self._seen.setdefault(key, owner.folder) != owner.folder:
                continue
            module = self._find(owner, wanted)
            if module is None:
                self._miss(owner, wanted)
                continue
            yield module
            if not wanted.ignore_imports:
                yield from self._below(module)

    def _find(self, owner: Module, wanted: Import) -> Module | None:
        folder = self._folder(owner, wanted)
        if folder is None:
            return None
        module = Module(wanted.path, folder)
        if not wanted.ignore_config:
            values, places = load(self._files, find(self._present, folder, self._environment), self._hugo)
            module = module._replace(values=values, places=places)
        if wanted.no_mounts:
            return module._replace(mounts=False)
        return module._replace(mounts=wanted.mounts or table(module.values.get("module")).get("mounts"))

    def _folder(self, owner: Module, wanted: Import) -> str | None:
        """The module's folder with a slash behind it, or None where it is not on disk below the site."""
        name = f"{wanted.path}@{wanted.version}" if wanted.version else wanted.path
        self._read_vendored(owner)
        candidates = []
        if not (self._ignored and matches(self._ignored, name)):
            candidates.append(self._vendored.get(name))
        candidates.append(self._go.get(wanted.path))
        candidates.append(None if self._themes is None else path_inside(f"{self._themes}/", wanted.path))
        return next((f"{path}/" for path in candidates if path and self._present.below(f"{path}/")), None)

    def _read_vendored(self, owner: Module) -> None:
        listing = f"{owner.folder}_vendor/modules.txt"
        if listing not in self._present:
            return
        for line in decode(self._files.read(listing)).splitlines():
            path = line.strip("# ").partition(" ")[0]
            if path and (self._closest or path not in self._vendored):
                self._vendored[path] = f"{owner.folder}_vendor/{path}"

    def _go_replaced(self) -> dict[str, str]:
        """Modules that go.mod replaces by a folder inside the site."""
        if "go.mod" not in self._present:
            return {}
        found = _REPLACE.findall(decode(self._files.read("go.mod")))
        inside = {path: path_inside("", to) for path, to in found if to.startswith(("./", "../"))}
        return {path: folder for path, folder in inside.items() if folder}

    def _miss(self, owner: Module, wanted: Import) -> None:
        place = owner.places.get(wanted.key.partition(".")[0], NOWHERE)
        kind = "theme" if wanted.key == "theme" else "module"
        self._missed.setdefault(
            wanted.path,
            Loss(
                place.file,
                place.line,
                wanted.key,
                f"the {kind} {wanted.path}",
                MISSING,
                "put it into themes/ and migrate again" if kind == "theme" else "run `hugo mod vendor`, and again",
                "manual",
            ),
        )


def _lines(value: Any) -> list[str]:
    """Replacements: a list of them, or one text with commas between."""
    found = words(value)
    return list(found[0].split(",")) if len(found) == 1 else list(found)


def _pair(line: str) -> tuple[str, str]:
    old, _, new = line.partition("->")
    return old.strip(), new.strip()
