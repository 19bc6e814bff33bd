"""The use case migrate: read a Hugo site, let a target plan the new one, publish the plan with one rename."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hugokit.engine.site_files import FolderFiles
from hugokit.engine.versions import HugoVersion, Version, asked_for, site_version
from hugokit.errors import SettingsError
from hugokit.fs.stage import publish_tree
from hugokit.ledger import Loss
from hugokit.site.config import read_config, read_configs
from hugokit.site.model import Hidden, Site
from hugokit.site.reader import read_sites
from hugokit.target import Plan, Target, load_targets


@dataclass(frozen=True, slots=True)
class Result:
    """What a migration wrote: the paths of its files, what was not carried over, pages that Hugo does not publish.

    `sites`: one for each language that was carried over. `hugo`: the version whose reading of the pages counts.
    """

    target: Target
    sites: tuple[Site, ...]
    files: tuple[str, ...]
    ledger: tuple[Loss, ...]
    hidden: tuple[Hidden, ...]
    hugo: HugoVersion


def migrate(
    site_dir: str | os.PathLike[str],
    target_name: str,
    output_dir: str | os.PathLike[str],
    *,
    now: datetime | None = None,
    hugo: Version | None = None,
) -> Result:
    """Write the site in `site_dir` as one for `target_name` into the new folder `output_dir`.

    `now` (aware) decides what is published; None is the present. `hugo` is the version that builds the site; None is
    to find it out. The source is only read. SettingsError for a
    target that is not known; MigrationError and FileRefused where nothing could be written: the destination is
    then as it was.
    """
    target = target_of(target_name)
    source = FolderFiles(Path(site_dir))
    default = read_config(source)
    reads = site_version(source.root, default) if hugo is None else asked_for(hugo)
    sites = _sites(source, target, reads.version, now or datetime.now(UTC))
    plan = target.write(sites)
    publish_tree(output_dir, _contents(plan, source))
    ledger = tuple(dict.fromkeys((*plan.losses, *source.skipped)))
    hidden = tuple(page for site in sites for page in site.hidden)
    return Result(target, sites, tuple(file.path for file in plan.files), ledger, hidden, reads)


def _sites(source: FolderFiles, target: Target, hugo: Version, now: datetime) -> tuple[Site, ...]:
    """The site in every language, or in its default one for a target that takes no more."""
    if target.languages:
        return read_sites(source, read_configs(source, hugo=hugo), now, hugo)
    return read_sites(source, (read_config(source, hugo=hugo),), now, hugo)


def target_of(name: str) -> Target:
    """The target of that name (SettingsError that names those there are)."""
    targets = load_targets()
    if name not in targets:
        raise SettingsError(f"there is no target {name!r}; there are: {', '.join(sorted(targets))}")
    return targets[name]


def _contents(plan: Plan, source: FolderFiles) -> Iterator[tuple[str, bytes | Path]]:
    for file in plan.files:
        yield file.path, (source.root / file.copy_of if file.copy_of else file.content)
