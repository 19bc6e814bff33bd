"""What commands that rewrite many files share: whether they write, what they say of each file, and the summary."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hugokit.api import Outcome, Run
from hugokit.cli.common import backup_option, is_stdin, new_journal, outcomes, pass_on, tell_sites
from hugokit.cli.diffs import unified
from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.cli.options import F
from hugokit.cli.signals import Stopped
from hugokit.engine.files import publish_pages
from hugokit.ledger import Loss
from hugokit.report import ledger
from hugokit.text.display import escape

if TYPE_CHECKING:
    from hugokit.fs.walk import FoundFile

CHANGED, UNCHANGED, UNSELECTED, REFUSED, FAILED = "changed", "unchanged", "not selected", "refused", "failed"


def bulk_options(command: F) -> F:
    """The options of a command that rewrites many files."""
    for add in (
        backup_option(default=True),
        click.option("--dry-run", is_flag=True, help="Write nothing, say what would change; 1 where something would."),
        click.option("--yes", is_flag=True, help="Write many files from a terminal without looking first."),
    ):
        command = add(command)
    return command


def rewrite(
    label: str, run: Run, paths: tuple[Path, ...], work: Callable[[str, bytes], Outcome], options: dict[str, Any]
) -> int:
    """Do the work on every file, write or show what changes, say so; the exit code."""
    if options["yes"] and (options["diff"] or options["dry_run"]):
        raise click.UsageError("--yes writes files, --diff and --dry-run write none")
    report = Report(label, options, _mode(paths, options))
    try:
        for outcome in outcomes(run, paths, work, options, write=report.mode == "write", watch=report.watch):
            report.add(outcome)
        if report.mode == "ask" and len(report.changed) == 1:
            report.write(run.over(report.changed, work, write=True, journal=new_journal(options)))
    except (KeyboardInterrupt, Stopped):
        report.say()
        raise
    report.say()
    tell_sites(run, quiet=options["quiet"])
    return report.exit_code()


def publish(
    label: str, run: Run, paths: tuple[Path, ...], work: Callable[[str, bytes], Outcome], options: dict[str, Any]
) -> int:
    """Do the work on every file and write all pages, changed or not, into a new folder; the exit code."""
    if options["yes"] or options["diff"] or options["dry_run"] or is_stdin(paths):
        raise click.UsageError("--output writes a new folder; --yes, --diff, --dry-run and `-` are for files in place")
    report = Report(label, options, "copy")
    files = list(run.files(paths or (Path(),), force_exclude=options["force_exclude"]))
    found = list(run.over(report.watch(iter(files)), work))
    publish_pages(options["output"], files, found)
    for outcome in found:
        report.add(outcome)
    report.say()
    tell_sites(run, quiet=options["quiet"])
    return report.exit_code()


def _mode(paths: tuple[Path, ...], options: dict[str, Any]) -> str:
    """What is done with changed files: write, show (and write nothing), pass (standard input), or ask for --yes."""
    if options["diff"] or options["dry_run"]:
        return "show"
    if is_stdin(paths):
        return "pass"
    return "write" if options["yes"] or not sys.stdout.isatty() else "ask"


@dataclass(frozen=True, slots=True)
class _Line:
    """What is said of one file."""

    path: str
    status: str
    reason: str = ""
    notes: tuple[str, ...] = ()
    diff: str = ""
    ledger: tuple[Loss, ...] = ()

    @classmethod
    def of(cls, outcome: Outcome, *, diff: bool) -> _Line:
        shown = unified(outcome.path, outcome.before, outcome.after) if diff and outcome.changed else ""
        if outcome.error is not None:
            return cls(outcome.path, FAILED, str(outcome.error))
        if outcome.refused:
            return cls(outcome.path, REFUSED, outcome.refused, outcome.notes)
        status = CHANGED if outcome.changed else UNCHANGED if outcome.selected else UNSELECTED
        return cls(outcome.path, status, "", outcome.notes, shown, outcome.ledger)


@dataclass
class Report:
    """What is said of each file, at once or after the progress bar, and the summary."""

    label: str
    options: dict[str, Any]
    mode: str
    lines: list[_Line] = field(default_factory=list)
    files: dict[str, FoundFile] = field(default_factory=dict)
    said: int = 0
    barred: bool = False

    @property
    def done(self) -> bool:
        """Whether what changed stands where it was to go."""
        return self.mode in ("write", "copy", "pass")

    @property
    def changed(self) -> list[FoundFile]:
        return [self.files[line.path] for line in self.lines if line.status == CHANGED]

    def watch(self, files: Iterator[FoundFile]) -> Iterable[FoundFile]:
        """The files, with a progress bar on standard error where somebody looks at it."""
        if self.options["quiet"] or not sys.stderr.isatty():
            yield from map(self._noted, files)
            return
        self.barred = True
        with click.progressbar(list(files), label=f"hugokit {self.label}", file=sys.stderr) as bar:
            yield from map(self._noted, bar)

    def _noted(self, file: FoundFile) -> FoundFile:
        if self.mode == "ask":  # the one that changes is written after all
            self.files[os.fspath(file)] = file
        return file

    def add(self, outcome: Outcome) -> None:
        self.lines.append(_Line.of(outcome, diff=self.options["diff"]))
        if self.mode == "pass":
            pass_on(outcome.after)
        if not self.barred and self.mode != "ask":
            self._say_lines()

    def write(self, written: Iterable[Outcome]) -> None:
        """Put the one file that was written in the place of what was said of it."""
        (outcome,) = written
        at = next(index for index, line in enumerate(self.lines) if line.path == outcome.path)
        self.lines[at] = _Line.of(outcome, diff=False)
        self.mode = "write"

    def say(self) -> None:
        """What is left to say; also after an interrupt, so that it is known which files were written."""
        self._say_lines()
        if self.options["output_format"] == "json":
            click.echo(self.to_json(), err=self.mode == "pass")
        else:
            self._say_summary(err=self.mode == "pass" or self.options["diff"])

    def _say_summary(self, *, err: bool) -> None:
        losses = [loss for line in self.lines for loss in line.ledger]
        if losses:
            click.echo(ledger.text(losses), nl=False, err=err)
        if not self.options["quiet"]:
            click.echo(self.summary(), err=err)

    def _say_lines(self) -> None:
        for line in self.lines[self.said :]:
            self._say_line(line)
        self.said = len(self.lines)

    def _say_line(self, line: _Line) -> None:
        for note in line.notes:
            click.echo(f"{escape(line.path)}: {escape(note)}", err=True)
        if line.status == REFUSED:
            named = line.reason if line.reason.startswith(line.path) else f"{line.path}: not changed: {line.reason}"
            click.echo(escape(named), err=True)
        elif line.status == FAILED:
            named = line.reason if line.path in line.reason else f"{line.path}: {line.reason}"
            click.echo(f"hugokit: {escape(named)}", err=True)
        elif line.status == CHANGED and self.mode != "pass" and self.options["output_format"] == "text":
            self._say_change(line)

    def _say_change(self, line: _Line) -> None:
        if self.options["diff"]:
            click.echo(line.diff, nl=False)
        elif not self.options["quiet"]:
            click.echo(f"{'Changed' if self.done else 'Would change'}: {escape(line.path)}")

    def summary(self) -> str:
        """`2 files changed, 1 unchanged, 3 not selected.`"""
        counts = Counter(line.status for line in self.lines)
        parts = [
            f"{_files(counts[CHANGED])} {'changed' if self.done else 'would change'}",
            f"{counts[UNCHANGED]} unchanged",
        ]
        parts += [f"{counts[status]} {status}" for status in (UNSELECTED, REFUSED, FAILED) if counts[status]]
        hint = "; --yes writes them, --diff shows them" if self.mode == "ask" and counts[CHANGED] > 1 else ""
        return f"{', '.join(parts)}{hint}."

    def to_json(self) -> str:
        """A list of objects, one a file: path, status, written, reason, notes, ledger, diff with --diff."""
        rows = [
            {
                "path": line.path,
                "status": line.status,
                "written": self.done and self.mode != "pass" and line.status == CHANGED,
                "reason": line.reason or None,
                "notes": list(line.notes),
                "ledger": [asdict(loss) for loss in line.ledger],
                **({"diff": line.diff} if self.options["diff"] else {}),
            }
            for line in self.lines
        ]
        return json.dumps(rows, indent=2)

    def exit_code(self) -> int:
        states = {line.status for line in self.lines}
        undone = CHANGED in states and not self.done
        return FINDINGS if undone or states & {REFUSED, FAILED} else CLEAN


def _files(number: int) -> str:
    return f"{number} file{'' if number == 1 else 's'}"
