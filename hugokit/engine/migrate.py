"""The use case migrate: read a Hugo site, let a target plan the new one, publish the plan with one rename."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hugokit.engine.site_files import FolderFiles
from hugokit.engine.sites import model_of
from hugokit.engine.versions import HugoVersion, Version
from hugokit.errors import SettingsError
from hugokit.fs.stage import publish_tree
from hugokit.ledger import Loss
from hugokit.site.model import Hidden, Site
from hugokit.target import Plan, Target, load_targets


@dataclass(frozen=True, slots=True)
class Result:
    """What a migration wrote: the paths of its files, what was not carried over, pages that Hugo does not publish.

    `sites`: one for each language. `hugo`: the version whose reading of the pages counts.
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
    to find it out. The source is only read. SettingsError for a target that is not known; MigrationError and
    FileRefused where nothing could be written: the destination is then as it was.
    """
    target = target_of(target_name)
    source = FolderFiles(Path(site_dir))
    model = model_of(source.root, source, now=now, hugo=hugo, texts=True)
    plan = target.write(model.sites)
    publish_tree(output_dir, _contents(plan, source))
    ledger = tuple(dict.fromkeys((*plan.losses, *source.skipped)))
    hidden = tuple(page for site in model.sites for page in site.hidden)
    return Result(target, model.sites, tuple(file.path for file in plan.files), ledger, hidden, model.hugo)


def target_of(name: str) -> Target:
    """The target of that name (SettingsError that names those there are)."""
    targets = load_targets()
    if name not in targets:
        raise SettingsError(f"there is no target {name!r}; there are: {', '.join(sorted(targets))}")
    return targets[name]


def _contents(plan: Plan, source: FolderFiles) -> Iterator[tuple[str, bytes | Path]]:
    for file in plan.files:
        yield file.path, (source.root / file.copy_of if file.copy_of else file.content)
