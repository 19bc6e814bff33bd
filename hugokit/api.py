"""What hugokit does, as functions: the command line, the hooks and library users all call these."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hugokit.diagnostic import Located, Severity
from hugokit.engine.files import FileDocument, Outcome, Run
from hugokit.engine.settings import Settings, load_settings
from hugokit.errors import SettingsError
from hugokit.fs.read import read_file
from hugokit.fs.walk import FoundFile

if TYPE_CHECKING:
    from hugokit.engine.changes import Change
    from hugokit.engine.convert import To
    from hugokit.engine.migrate import How, Result
    from hugokit.proof.result import Proof

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

__all__ = [
    "FileDocument", "Outcome", "Run", "Settings", "change", "check", "convert", "edit", "fix", "fmt", "load",
    "load_settings", "migrate", "verify",
]  # fmt: skip


def load(path: str | os.PathLike[str]) -> FileDocument:
    """The document in a file, for reading and changing; `save()` writes it back.

    Raises FileRefused for what is no regular file of at most 16 MiB. Front matter that cannot be read is told by
    `Document.error`, and by FrontMatterError where it is used.
    """
    return FileDocument(Path(path), read_file(path))


def check(paths: Paths, *, settings: Settings | None = None, site: bool = False) -> list[Located]:
    """The findings in files and folders, of every severity, file by file. Raises FileRefused for an unreadable file.

    Of a folder that is a site its configuration is checked, too. Those that the baseline of the settings has are left
    out. `site`: then follow the findings in the whole sites that the paths are in (SettingsError for a path in none,
    SiteError for a site that Hugo refuses).
    """
    run, files = _run(paths, settings)
    is_new = _unknown(run.settings)
    outcomes = [_good(is_new(run.over(files, run.check)))]
    if site:
        from hugokit.engine.site_check import SiteChecker  # a check of files does not wait for the site model

        outcomes.append(_good(is_new(SiteChecker.of(run.settings).check(_named(paths)))))
    else:
        outcomes.append(_good(is_new(run.configurations(_named(paths), Severity.INFO))))
    return [found for part in outcomes for outcome in part for found in outcome.found]


def fix(paths: Paths, *, settings: Settings | None = None, unsafe: bool = False, write: bool = True) -> list[Outcome]:
    """Mend findings, safe ones only unless `unsafe`; the files are changed unless `write` is off."""
    run, files = _run(paths, settings)
    return list(run.over(files, lambda name, data: run.fix(name, data, unsafe=unsafe), write=write))


def fmt(paths: Paths, *, settings: Settings | None = None, write: bool = True) -> list[Outcome]:
    """Normalise front matter by the preset of the settings; the files are changed unless `write` is off."""
    run, files = _run(paths, settings)
    return list(run.over(files, run.fmt, write=write))


def change(name: str, text: str) -> Change:
    """A change of a bulk edit as the command line writes it: `change("set", "sidebar=left")`.

    `name`: set, set-text, default, delete, rename, append, remove or replace. Raises SettingsError for a wrong one.
    """
    from hugokit.engine.changes import READERS

    if name not in READERS:
        raise SettingsError(f"there is no change called {name}: there are {', '.join(READERS)}")
    return READERS[name](text)


def edit(
    paths: Paths, *changes: Change, where: str = "", settings: Settings | None = None, write: bool = True
) -> list[Outcome]:
    """Make the changes in the files that an expression chooses (docs/reference/where.md), in all where there is none.

    In each file all changes are made, in order, or none, and then `Outcome.refused` says why. The files are changed
    unless `write` is off. A file without front matter gets one where it is named or a page of a site. Raises
    SettingsError for a wrong expression.
    """
    from hugokit.where import parse

    question = parse(where) if where else None
    named = _named(paths)
    run, files = _run(named, settings)
    begin = not any(Path(path).is_dir() for path in named)
    return list(run.over(files, lambda name, data: run.edit(name, data, changes, question, begin=begin), write=write))


def convert(
    paths: Paths, to: To, *, drop_null: bool = False, settings: Settings | None = None, write: bool = True
) -> list[Outcome]:
    """Write front matter as yaml, toml or json; `Outcome.ledger` has what did not come along, `refused` why not.

    `drop_null`: leave out keys that hold null, which TOML cannot say. The files are changed unless `write` is off.
    """
    run, files = _run(paths, settings)
    return list(run.over(files, lambda name, data: run.convert(name, data, to, drop_null=drop_null), write=write))


def migrate(
    site: str | os.PathLike[str],
    to: str,
    output: str | os.PathLike[str],
    *,
    now: datetime | None = None,
    hugo: tuple[int, int] | None = None,
    how: How | None = None,
) -> Result:
    """Move a Hugo site to another generator: `output` (new or empty) becomes a project there.

    An `output` that an earlier run made gets what changed in the site since; what was edited there stays, and
    `Result.conflicts` names what was changed on both sides. `now` decides which pages are published (default: this
    moment), `hugo` how they are read (default: as the site says that it is built), `how` the rest: dry run, a part of
    the site, force. Raises MigrationError before anything is written.
    """
    from hugokit.engine.migrate import How  # a hook that checks files does not need it
    from hugokit.engine.migrate import migrate as run_migration

    return run_migration(site, to, output, now=now, hugo=hugo, how=how or How())


def verify(
    site: str | os.PathLike[str],
    other: str | os.PathLike[str],
    *,
    content: str = "",
    other_content: str = "",
    base: str = "",
    other_base: str = "",
    ledger: str | os.PathLike[str] | None = None,
    skip: Iterable[str] = (),
    now: datetime | None = None,
) -> Proof:
    """Compare two sites page by page: URLs, titles, dates, terms, text, structure, links, redirects, lists, feeds.

    `site`: the source of a Hugo site, built by the real Hugo as of `now` (default: this moment), or a built folder;
    `other`: a project of another generator, built by that, or a built folder. `content`: CSS selector of the main
    content where templates are not hugokit's; `base`: the URL that a site is published at, where it does not say.
    `ledger`: what a migration declares (`hugokit migrate --output-format json`): listed apart. `skip`: aspects that
    are not compared. Raises SettingsError where there is nothing to compare.
    """
    from hugokit.engine.verify import Reading  # as above
    from hugokit.engine.verify import verify as run_verification

    readings = Reading(content, base), Reading(other_content, other_base)
    file = None if ledger is None else Path(ledger)
    return run_verification(Path(site), Path(other), readings=readings, ledger=file, now=now, skip=tuple(skip))


def _unknown(settings: Settings) -> Callable[[Iterable[Outcome]], Iterable[Outcome]]:
    """What takes the known findings out of outcomes, those of files first, then those of sites."""
    if settings.baseline is None:
        return iter
    from hugokit.engine.baseline import Sieve, baseline_at

    return Sieve(baseline_at(settings.baseline), settings, (), Severity.INFO).through


def _named(paths: Paths) -> list[str | os.PathLike[str]]:
    return [paths] if isinstance(paths, str | os.PathLike) else list(paths)


def _run(paths: Paths, settings: Settings | None) -> tuple[Run, list[FoundFile]]:
    named = _named(paths)
    first = Path(named[0]) if named else Path()
    run = Run.of(settings if settings is not None else load_settings(first))
    return run, list(run.files(named))


def _good(outcomes: Iterable[Outcome]) -> Iterable[Outcome]:
    for outcome in outcomes:
        if outcome.error is not None:
            raise outcome.error
        yield outcome
