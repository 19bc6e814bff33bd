"""The use case migrate: read a Hugo site, let a target plan the new one, and bring the new folder up to the plan."""

from __future__ import annotations

import gc
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from hugokit.engine.collection import no_collection
from hugokit.engine.merge import Change
from hugokit.engine.migrate_source import Source, checked_output, fingerprint, unportable
from hugokit.engine.migrate_write import Writing, publish
from hugokit.engine.rendered import Rendered, render_calls
from hugokit.engine.shortcodes import idle, survey
from hugokit.engine.sites import Model, model_of
from hugokit.engine.versions import HugoVersion, Version
from hugokit.errors import SettingsError
from hugokit.fs.ignore import Excluded
from hugokit.fs.read import read_file
from hugokit.ledger import Loss
from hugokit.site.model import Hidden, Site
from hugokit.site.recipes import read_recipes
from hugokit.target import NewFile, Plan, Target, load_targets
from hugokit.text.encoding import decode


@dataclass(frozen=True, slots=True)
class How:
    """How to migrate. `only`: globs of source paths (all where there are none); `limit`: at most so many of them.

    `dry_run`: nothing is written; `force`: also into a folder with files that hugokit did not make; `discard`: throw
    away what a stopped run left; `watch` sees the files of the plan go by; `version`: that of hugokit, for the journal;
    `recipes`: a file that says what to write in the place of shortcodes; `render`: what Hugo prints is written in the
    place of those that neither a recipe nor hugokit does.
    """

    only: Sequence[str] = ()
    limit: int | None = None
    dry_run: bool = False
    force: bool = False
    discard: bool = False
    watch: Callable[[Sequence[NewFile]], Iterable[NewFile]] = iter
    version: str = ""
    recipes: Path | None = None
    render: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What a migration wrote: the paths of its files, what was not carried over, pages that Hugo does not publish.

    `sites`: one for each language. `hugo`: the version whose reading of the pages counts.
    `changes`: what became of each file, those included that are there no more; `plan`: SHA-256 of all that the new site
    is made of; `resumed`: how many files were there from a run that was stopped; `blocks`: how many the pages have,
    `html` how many of these are HTML now.
    """

    target: Target
    sites: tuple[Site, ...]
    files: tuple[str, ...]
    ledger: tuple[Loss, ...]
    hidden: tuple[Hidden, ...]
    hugo: HugoVersion
    changes: tuple[Change, ...] = ()
    plan: str = ""
    resumed: int = 0
    blocks: int = 0
    html: int = 0

    @property
    def conflicts(self) -> tuple[Change, ...]:
        """The files that somebody has to look at."""
        return tuple(change for change in self.changes if change.state in ("conflict", "orphan"))


def migrate(
    site_dir: str | os.PathLike[str],
    target_name: str,
    output_dir: str | os.PathLike[str],
    *,
    now: datetime | None = None,
    hugo: Version | None = None,
    how: How = How(),
) -> Result:
    """Write the site in `site_dir` as one for `target_name` into the folder `output_dir`.

    The folder is new or empty, or what an earlier run made: then it gets what changed in the source, and what was
    edited there stays. `now` (aware) decides what is published; None is the present. `hugo` is the version that builds
    the site; None is to find it out. The source is only read. SettingsError for a target that is not known;
    MigrationError and FileRefused where nothing could be written: the destination is then as it was.
    """
    target = target_of(target_name)
    source = Source(Path(site_dir))
    dest = checked_output(output_dir, source.root)
    model = model_of(source.root, source, now=now, hugo=hugo, whole=True)
    model, said = _with_shortcodes(model, source, how, now or datetime.now(UTC))
    with no_collection():
        plan = chosen(target.write(model.sites), how, source.root)
    gc.freeze()  # the model is a million records and no garbage: they are not looked through again
    try:
        writing = Writing(target.name, plan, source, how)
        header = fingerprint(target, model.sites, plan, source, how)
        changes, losses = publish(dest, writing, header)
    finally:
        gc.unfreeze()
    ledger = tuple(dict.fromkeys((*said, *plan.losses, *losses, *unportable(plan), *source.skipped)))
    hidden = tuple(page for site in model.sites for page in site.hidden)
    files = tuple(file.path for file in plan.files)
    counts = (writing.resumed, writing.blocks, writing.html)
    return Result(target, model.sites, files, ledger, hidden, model.hugo, tuple(changes), header["plan"], *counts)


def _with_shortcodes(model: Model, source: Source, how: How, now: datetime) -> tuple[Model, list[Loss]]:
    """The model with recipes and with what Hugo prints, as far as that is asked for; entries about both."""
    if how.recipes is None and not how.render:
        return model, []
    data = b"" if how.recipes is None else read_file(how.recipes).data
    recipes = read_recipes(decode(data), str(how.recipes)) if data else {}
    found = survey(model)
    losses = idle(recipes, found, str(how.recipes))
    rendered: Rendered = {}
    if how.render:
        names = {one.name: one.inner is True for one in found if one.owner == "site" and not one.carried}
        rendered, notes = render_calls(model, {name: names[name] for name in names.keys() - recipes.keys()}, now)
        mend = "mend the page and migrate again"
        losses += (Loss("", 0, "", "shortcodes of some pages are not rendered", note, mend, "manual") for note in notes)
    # With others it is another migration.
    made = data + json.dumps(rendered, sort_keys=True).encode()
    source.digests["shortcodes"] = hashlib.sha256(made).hexdigest()
    sites = tuple(site._replace(recipes=recipes, rendered=rendered) for site in model.sites)
    return model._replace(sites=sites), losses


def target_of(name: str) -> Target:
    """The target of that name (SettingsError that names those there are)."""
    targets = load_targets()
    if name not in targets:
        raise SettingsError(f"there is no target {name!r}; there are: {', '.join(sorted(targets))}")
    return targets[name]


def chosen(plan: Plan, how: How, root: Path) -> Plan:
    """The plan without the files of sources that are not asked for; what the target brings along is always in it."""
    if not how.only and how.limit is None:
        return plan
    wanted = Excluded(how.only, root)
    files = []
    for file in plan.files:
        source = file.source or file.copy_of
        if source and how.only and not wanted.covers(str(root / source), folder=False):
            continue
        files.append(file)
    places = [at for at, file in enumerate(files) if file.source or file.copy_of]
    beyond = set() if how.limit is None else set(places[how.limit :])
    return replace(plan, files=tuple(file for at, file in enumerate(files) if at not in beyond))
