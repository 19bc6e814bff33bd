"""A whole site from its folder: the model of every language, for whoever asks about URLs, links or rules."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from hugokit.engine.collection import no_collection
from hugokit.engine.context import is_site
from hugokit.engine.settings import load_settings
from hugokit.engine.site_files import NOT_SOURCES, FolderFiles
from hugokit.engine.versions import HugoVersion, Version, asked_for, site_version
from hugokit.errors import SettingsError
from hugokit.limits import NEWEST_HUGO
from hugokit.site.config import Config, read_configs
from hugokit.site.config_files import SiteFiles
from hugokit.site.model import Site
from hugokit.site.reader import read_sites
from hugokit.text.display import escape


class Model(NamedTuple):
    """A site as Hugo publishes it: one `Site` for each language, in Hugo's order; `files` reads what a page holds."""

    root: Path
    files: SiteFiles
    configs: tuple[Config, ...]
    sites: tuple[Site, ...]
    hugo: HugoVersion


def read_model(
    site: str | os.PathLike[str], *, now: datetime | None = None, hugo: Version | None = None, whole: bool = False
) -> Model:
    """The model of the site that a folder is, or is in. Texts and lists are in it only with `whole`.

    `now` (aware) decides what is published, None is the present; `hugo` is the version that builds the site, None is to
    find it out. SettingsError where there is no site, MigrationError for a configuration that Hugo refuses.
    """
    root = root_of(Path(site))
    files = FolderFiles(root)
    return model_of(root, files, now=now, hugo=hugo or load_settings(root).hugo, whole=whole)


def model_of(
    root: Path,
    files: SiteFiles,
    *,
    now: datetime | None = None,
    hugo: Version | None = None,
    whole: bool = False,
) -> Model:
    """The model of a site whose files are at hand; `root` is where the Hugo version is looked for."""
    configs, reads = configured(root, files, hugo)
    with no_collection():
        sites = read_sites(files, configs, now or datetime.now(UTC), reads.version, whole=whole)
    return Model(root, files, configs, sites, reads)


def configured(root: Path, files: SiteFiles, hugo: Version | None = None) -> tuple[tuple[Config, ...], HugoVersion]:
    """The configuration in every language as the version that builds the site reads it, and that version."""
    configs = read_configs(files)
    reads = site_version(root, configs[0]) if hugo is None else asked_for(hugo)
    if reads.version != NEWEST_HUGO:
        configs = read_configs(files, hugo=reads.version)
    return configs, reads


def roots_of(folder: Path) -> list[Path]:
    """The site that a folder is or is in, else the sites that are below it. SettingsError where there is none."""
    try:
        return [root_of(folder)]
    except SettingsError:
        below = list(_below(folder.resolve()))
        if not below:
            raise
        return below


def _below(folder: Path) -> Iterator[Path]:
    """The sites below a folder that is none, by name; not those within another one."""
    for one in sorted(folder.iterdir()) if folder.is_dir() else ():
        if one.is_dir() and not one.is_symlink() and one.name not in NOT_SOURCES:
            if is_site(one):
                yield one
            else:
                yield from _below(one)


def root_of(folder: Path) -> Path:
    """The nearest folder, at or above this one, that has a site's configuration; else this one, if it has content.

    SettingsError where there is neither.
    """
    whole = folder.resolve()
    for one in (whole, *whole.parents):
        if is_site(one):
            return one
    if (whole / "content").is_dir():
        return whole
    raise SettingsError(
        f"{escape(str(folder))}: no Hugo site: no hugo.toml, config.toml or config/_default here or above, and no "
        "content here; name the folder of the site"
    )
