"""`hugokit check --fix --commit`: one git commit for each rule that mended something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hugokit.api import Outcome, Run, Settings
from hugokit.cli.changed import Changed
from hugokit.cli.common import is_stdin
from hugokit.cli.main import FINDINGS
from hugokit.engine.built import build, compared
from hugokit.engine.check import all_rules
from hugokit.engine.commit import CommitRefused, Repository, message_of
from hugokit.engine.limit import Limited
from hugokit.engine.sites import root_of
from hugokit.errors import FileConflict
from hugokit.fs.walk import FoundFile
from hugokit.fs.write import undisturbed
from hugokit.text.display import escape

if TYPE_CHECKING:
    from hugokit.engine.undo import Journal
    from hugokit.rule import Rule

_NOT_WITH = ("diff", "staged", "add_ignore", "write_baseline", "prune_baseline")


def refuse_commit(paths: tuple[Path, ...], options: dict[str, Any], settings: int) -> None:
    """UsageError for what does not go with --commit. `settings`: how many settings files count for the paths."""
    if not options["fix"] or any(options[name] for name in _NOT_WITH):
        names = ", ".join(f"--{name.replace('_', '-')}" for name in _NOT_WITH)
        raise click.UsageError(f"--commit goes with --fix, and not with {names}")
    if is_stdin(paths):
        raise click.UsageError("--commit goes with files and folders, not with standard input")
    if settings > 1:
        raise click.UsageError("these paths have settings of their own: run --commit on one site after the other")


@dataclass
class Commits:
    """The commits of a run over paths. `left`: how many files may still be changed, None for all."""

    settings: Settings
    paths: tuple[Path, ...]
    options: dict[str, Any]
    changed: Changed
    journal: Journal
    left: int | None
    made: int = 0

    def make(self) -> None:
        """Mend by one rule after the other; each that changed files is committed before the next begins.

        SettingsError where the repository is not fit for it; exit code 1 where a hook refuses a commit, whose files
        are then as they were. Commits that were made before stay.
        """
        first = self.paths[0] if self.paths else Path()
        folder = first if first.is_dir() else first.parent
        repository = Repository.around(folder)
        site = root_of(folder)
        for rule in sorted(all_rules(), key=lambda one: one.code):
            if self.left != 0 and self.settings.selects(rule.code) and self.settings.mends(rule.code):
                self._one(rule, repository, site)

    def _one(self, rule: Rule, repository: Repository, site: Path) -> None:
        # Only the fixes are limited: the rule about unused comments has to know what the other rules find.
        run = Run.of(self.settings.but(fixable=(rule.code,), unfixable=()))
        files, planned = self._planned(run)
        if not planned:
            return
        repository.refuse_unclean([one.path for one in planned])
        clock = datetime.now(UTC)
        before, head = build(site, clock), repository.head()
        try:
            _write(run, files, planned, self.journal)
            said = compared(before, build(site, clock))
            message = message_of(rule.code, rule.slug, planned, said, unsafe=self.options["unsafe_fixes"])
            repository.commit([one.path for one in planned], message)
        except BaseException as error:
            if repository.head() == head:
                with undisturbed():
                    _put_back(run, files, planned, self.journal)
            if isinstance(error, CommitRefused):
                said = f"{rule.code} not committed, its files are as they were; git said:\n{error}"
                click.echo(f"hugokit: {said}", err=True)
                raise click.exceptions.Exit(FINDINGS) from error
            raise
        self.made += 1
        self.left = None if self.left is None else self.left - len(planned)
        if not self.options["quiet"]:
            subject, *body = (escape(line) for line in message.splitlines() if line)
            click.echo("\n    ".join([subject, *body]), err=True)

    def _planned(self, run: Run) -> tuple[list[FoundFile], list[Outcome]]:
        """The files that a rule would change, and what becomes of each."""
        mend: Callable[[str, bytes], Outcome] = partial(run.fix, unsafe=self.options["unsafe_fixes"])
        work = mend if self.left is None else Limited(mend, run.check, self.left)
        found = run.files(self.paths or (Path(),), force_exclude=self.options["force_exclude"])
        files = {file.name: file for file in found if self.changed.has(file.name)}
        done = [one for one in run.over(files.values(), work) if one.changed]
        return [files[one.path] for one in done], done


def _write(run: Run, files: Sequence[FoundFile], planned: Sequence[Outcome], journal: Journal) -> None:
    """Write what was planned, all of it (HugokitError)."""
    by_name = {one.path: one for one in planned}

    def work(name: str, data: bytes) -> Outcome:
        if data != by_name[name].before:
            raise FileConflict(f"{escape(name)}: changed while hugokit ran; nothing is committed, run it again")
        return by_name[name]

    _whole(run, files, work, journal)


def _put_back(run: Run, files: Sequence[FoundFile], planned: Sequence[Outcome], journal: Journal) -> None:
    """Give the files the bytes of the last commit, whatever a hook made of them."""
    old = {one.path: one.before for one in planned}
    _whole(run, files, lambda name, data: Outcome(name, data, old[name]), journal)


def _whole(run: Run, files: Sequence[FoundFile], work: Callable[[str, bytes], Outcome], journal: Journal) -> None:
    for outcome in run.over(files, work, write=True, journal=journal):
        if outcome.error is not None:
            raise outcome.error
