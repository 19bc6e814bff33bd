"""Which folders of a site Hugo sees where: its own mounts, those of its themes and modules, and the older settings."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from hugokit.frontmatter.values import to_string as text
from hugokit.ledger import Loss
from hugokit.site.config_files import NOWHERE, Settings
from hugokit.site.config_records import COMPONENTS, Mount
from hugokit.site.globs import matches
from hugokit.site.languages import STATIC
from hugokit.site.values import table, tables, words

_GLOBS_SINCE = (0, 153)
_STATS = "hugo_stats.json"  # Hugo makes the file where it is not there
_DIRS = {
    "content": "contentdir",
    "data": "datadir",
    "layouts": "layoutdir",
    "i18n": "i18ndir",
    "archetypes": "archetypedir",
    "assets": "assetdir",
}


class Place(NamedTuple):
    """Where mounts are written: the folder of the module ("" or "themes/x/"), its name, and its settings' places.

    `there`: whether there is a file or folder at a path from the site's root; `languages`: the codes that are built.
    """

    folder: str
    module: str
    places: Settings
    there: Callable[[str], bool]
    languages: tuple[str, ...]
    hugo: tuple[int, int]


def read_mounts(value: Any, place: Place, losses: list[Loss]) -> list[Mount]:
    """Mounts as they are configured, without those whose source is not there: Hugo passes over them, too."""
    found: list[Mount] = []
    for given in tables(value):
        source, target = text(given.get("source")), posixpath.normpath(text(given.get("target")) or ".")
        inside = path_inside(place.folder, source)
        if not source or target.partition("/")[0] not in COMPONENTS:
            losses.append(_lost(place, given, f"its target must begin with one of {', '.join(COMPONENTS)}"))
        elif inside is None:
            losses.append(_lost(place, given, "it is outside of the site's folder, and nothing is read there"))
        elif place.there(inside) or inside.endswith(_STATS):
            found.append(_mount(given, inside, target, place))
    return found


def default_mounts_of(languages: Iterable[tuple[str, Mapping[str, Any]]], base: Mapping[str, Any], *, multihost: bool,
                      taken: Iterable[str]) -> Iterator[Mount]:  # fmt: skip
    """The mounts that a site's own folder has for each component that it mounts nothing on.

    `languages`: each code with its settings, in Hugo's order; `base`: the settings of the whole site.
    """
    each = list(languages)
    for component in COMPONENTS:
        if component in taken:
            continue
        for index, (code, values) in enumerate(each):
            if component == "static":
                only = (code,) if multihost else ()
                yield from (Mount(source, component, only) for source in _static_dirs(values))
            elif component == "content":
                folder = _dir(values, component)
                given, default = (text(where.get("contentdir")) or component for where in (values, base))
                only = () if given == default else (code,)
                yield from [Mount(folder, component, only)] if folder is not None else []
            elif index == 0 and (folder := _dir(values, component)) is not None:
                yield Mount(folder, component)


def passed_over(values: Mapping[str, Any], places: Settings) -> Iterator[Loss]:
    """The folders of the older settings that are not below the site's."""
    for key in (*_DIRS.values(), *STATIC):
        for path in words(values.get(key)):
            if path and not path_inside("", path):
                where = places.get(key, NOWHERE)
                why = "it is not below the site's folder, and nothing is read there"
                yield Loss(where.file, where.line, key, f"the folder {path}", why, "use a folder of the site itself")


def folders_of(place: Place) -> list[Mount]:
    """The mounts of a theme or module that configures none: the components that it has a folder for."""
    found = (name for name in sorted(COMPONENTS) if place.there(place.folder + name))
    return [Mount(place.folder + name, name, module=place.module) for name in found]


def path_inside(folder: str, path: str) -> str | None:
    """A path written in a folder ("" or "themes/x/"), from the site's root; None where it leaves the root."""
    if path.startswith("/") or "\\" in path or ":" in path.partition("/")[0]:
        return None
    whole = posixpath.normpath(folder + path)
    return None if whole.startswith("../") or whole == ".." else "" if whole == "." else whole


def _mount(given: Mapping[str, Any], source: str, target: str, place: Place) -> Mount:
    sites = table(given.get("sites")) if place.hugo >= _GLOBS_SINCE else {}
    matrix = (*words(table(sites.get("matrix")).get("languages")), *words(given.get("lang")))
    files = words(given.get("files")) if place.hugo >= _GLOBS_SINCE else ()
    files += words(given.get("includefiles")) + tuple(f"! {glob}" for glob in words(given.get("excludefiles")))
    complements = words(table(sites.get("complements")).get("languages"))
    return Mount(
        source, target, chosen(matrix, place.languages), files, chosen(complements, place.languages), place.module
    )


def chosen(globs: Iterable[str], codes: tuple[str, ...]) -> tuple[str, ...]:
    """The languages that globs choose; one with "! " before it takes away."""
    globs = list(globs)
    wanted = [glob for glob in globs if not glob.startswith("! ")] or (["**"] if globs else [])
    unwanted = [glob[2:] for glob in globs if glob.startswith("! ")]
    return tuple(
        code
        for code in codes
        if any(matches(glob, code) for glob in wanted) and not any(matches(glob, code) for glob in unwanted)
    )


def _dir(values: Mapping[str, Any], component: str) -> str | None:
    given = values.get(_DIRS[component])
    return path_inside("", component if given is None else text(given)) or None


def _static_dirs(values: Mapping[str, Any]) -> list[str]:
    own = [] if values.get("staticdir") is not None else ["static"]
    given = [*own, *(path for key in STATIC for path in words(values.get(key)))]
    inside = (path_inside("", path) for path in given)
    return [path for path in inside if path]


def _lost(place: Place, given: Mapping[str, Any], why: str) -> Loss:
    where = place.places.get("module", NOWHERE)
    what = f"the mount of {text(given.get('source')) or 'nothing'} on {text(given.get('target')) or 'nothing'}"
    return Loss(where.file, where.line, "module.mounts", what, why, "mount a folder of the site itself")
