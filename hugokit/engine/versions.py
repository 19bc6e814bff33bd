"""Which Hugo builds a site: what its files say, else the newest that hugokit knows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from hugokit.errors import FileRefused
from hugokit.fs.read import read_file
from hugokit.limits import NEWEST_HUGO
from hugokit.site.config import Config
from hugokit.text.encoding import decode
from hugokit.text.places import Places

Version = tuple[int, int]

_NUMBER = re.compile(r"v?(\d+)\.(\d+)(?:\.\d+)?(?:[-/].*)?\Z")
_IN_WORKFLOW = re.compile(r"""(?:hugo-version|HUGO_VERSION)["']?\s*[:=]\s*["']?v?(\d+\.\d+(?:\.\d+)?)""")
_IN_NETLIFY = re.compile(r"""HUGO_VERSION["']?\s*=\s*["']?v?(\d+\.\d+(?:\.\d+)?)""")


class HugoVersion(NamedTuple):
    """The version a site is read for, and where that comes from. `guessed`: nothing said so."""

    version: Version
    source: str
    guessed: bool = False

    def __str__(self) -> str:
        return f"Hugo {self.version[0]}.{self.version[1]} ({self.source})"


def parse_version(text: str) -> Version | None:
    """`0.168.0`, `v0.168` or `0.151.2/extended` as (0, 168); None for anything else (`latest`)."""
    found = _NUMBER.match(text.strip())
    return (int(found[1]), int(found[2])) if found else None


def asked_for(version: Version) -> HugoVersion:
    """The version that somebody named."""
    return HugoVersion(version, "as asked for")


def site_version(root: Path | None, config: Config) -> HugoVersion:
    """The version of a site by its configuration and what else is in its folder.

    What names a version counts before what only sets a bound: module.hugoVersion.max, netlify.toml, a GitHub workflow,
    then module.hugoVersion.min, then the newest known. Files that cannot be read say nothing.
    """
    if root is None:
        return HugoVersion(NEWEST_HUGO, "the newest known: the files are on their own", guessed=True)
    bounds = _bounds(config)
    for found in (bounds.get("max"), *_netlify(root), *_workflows(root), bounds.get("min")):
        if found is not None:
            return found
    return HugoVersion(NEWEST_HUGO, "the newest known: the site names none", guessed=True)


def _bounds(config: Config) -> dict[str, HugoVersion]:
    found = {name: parse_version(text) for name, text in config.hugo_bounds.items()}
    place = config.places.get("module")
    source = f"{place.file}:{place.line}, module.hugoVersion" if place else ""
    return {name: HugoVersion(version, f"{source}.{name}") for name, version in found.items() if version}


def _netlify(root: Path) -> Iterator[HugoVersion]:
    text = _text(root / "netlify.toml")
    if text is None:
        return
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    environments = [tables.get("build", {}), *tables.get("context", {}).values()]
    for table in environments:
        given = table.get("environment", {}).get("HUGO_VERSION") if isinstance(table, Mapping) else None
        version = parse_version(str(given)) if given else None
        if version:
            yield HugoVersion(version, f"netlify.toml:{_line(text, _IN_NETLIFY)}")
            return


def _workflows(root: Path) -> Iterator[HugoVersion]:
    folder = root / ".github" / "workflows"
    names = sorted(file.name for file in folder.glob("*.y*ml")) if folder.is_dir() else []
    for name in names:
        text = _text(folder / name) or ""
        found = _IN_WORKFLOW.search(text)
        version = parse_version(found[1]) if found else None
        if version:
            yield HugoVersion(version, f".github/workflows/{name}:{_line(text, _IN_WORKFLOW)}")


def _line(text: str, pattern: re.Pattern[str]) -> int:
    found = pattern.search(text)
    return Places(text).at(found.start())[0] if found else 1


def _text(file: Path) -> str | None:
    try:
        return decode(read_file(file).data)
    except FileRefused:
        return None
