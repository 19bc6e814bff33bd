"""`hugokit edit`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import click

from hugokit.api import Outcome, Run
from hugokit.cli.common import F, file_options, is_stdin, outcomes, output_format, pass_on, settings_for, tell_sites
from hugokit.cli.diffs import unified
from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.engine.changes import READERS, Change
from hugokit.errors import SettingsError
from hugokit.text.display import escape
from hugokit.where import Question, parse

CHANGED, UNCHANGED, UNSELECTED, REFUSED, FAILED = "changed", "unchanged", "not selected", "refused", "failed"


class _InOrder(click.Command):
    """A command that knows in which order its options were given: changes are made one after the other."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing:
            ctx.meta["order"] = [param.name for param in self.make_parser(ctx).parse_args(list(args))[2]]
        return super().parse_args(ctx, args)


def _where(ctx: click.Context, param: click.Parameter, value: str | None) -> Question | None:
    return None if value is None else parse(value)


def _change_option(name: str, form: str, text: str) -> Callable[[F], F]:
    return click.option(f"--{name}", multiple=True, metavar=form, help=text)


@click.command("edit", cls=_InOrder, short_help="Change front matter in many files at once.")
@file_options
@_change_option("set", "KEY=VALUE", "Give a key a value, read as Hugo reads YAML: true, 3, [a, b], '\"no\"'.")
@_change_option("set-text", "KEY=TEXT", "Give a key a text, taken letter by letter.")
@_change_option("default", "KEY=VALUE", "Set only where the key is not there.")
@_change_option("delete", "KEY", "Delete a key.")
@_change_option("rename", "OLD=NEW", "Give a key another name.")
@_change_option("append", "KEY=VALUE", "Put an item into a list that has it not.")
@_change_option("remove", "KEY=VALUE", "Take an item out of a list.")
@_change_option("replace", "KEY=OLD=NEW", "Put an item of a list in the place of another.")
@click.option("--where", callback=_where, metavar="EXPRESSION", help="Only pages for which this holds.")
@click.option("--yes", is_flag=True, help="Write many files from a terminal without looking first.")
@click.option("--dry-run", is_flag=True, help="Write nothing, say what would change; 1 where something would.")
@output_format
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """Change front matter in many files at once.

    All changes are made in their order, in each file all of them or none; no other byte of it changes. KEY may lead
    into maps and lists: menu.main.weight, params."my key", resources[0].src. EXPRESSION is explained in
    docs/reference/where.md: 'toc and date < 2024'.

    Where standard output is a terminal, more than one file is written only with --yes; without it the command says what
    would change. With `-` the changed text goes to standard output.

    Exit code 0: done, 1: a file was refused or could not be read or written, or something would change and was not
    written, 2: wrong use.
    """
    changes = _changes(ctx, options)
    if not changes:
        raise click.UsageError("nothing to do: give at least one of " + ", ".join(f"--{name}" for name in READERS))
    if options["yes"] and (options["diff"] or options["dry_run"]):
        raise click.UsageError("--yes writes files, --diff and --dry-run write none")
    run = Run.of(settings_for(paths, options))
    work = partial(run.edit, changes=changes, where=options["where"])
    report = _Report(options, _mode(paths, options))
    try:
        for outcome in outcomes(run, paths, work, options, write=report.mode == "write", watch=report.watch):
            report.add(outcome)
        if report.mode == "ask" and len(report.changed) == 1:
            report.write(run.over(report.changed, work, write=True))
    except KeyboardInterrupt:
        report.say()
        raise
    report.say()
    tell_sites(run, quiet=options["quiet"])
    ctx.exit(report.exit_code())


def _changes(ctx: click.Context, options: dict[str, Any]) -> tuple[Change, ...]:
    """The changes as they stand on the command line."""
    given = {name: iter(options[name.replace("-", "_")]) for name in READERS}
    found: list[Change] = []
    for name in (name.replace("_", "-") for name in ctx.meta.get("order", ())):
        if name in given:
            text = next(given[name])
            try:
                found.append(READERS[name](text))
            except SettingsError as error:
                raise click.UsageError(f"--{name} {escape(str(error))}") from error
    return tuple(found)


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

    @classmethod
    def of(cls, outcome: Outcome, *, diff: bool) -> _Line:
        shown = unified(outcome.path, outcome.before, outcome.after) if diff and outcome.changed else ""
        if outcome.error is not None:
            return cls(outcome.path, FAILED, str(outcome.error))
        if outcome.refused:
            return cls(outcome.path, REFUSED, outcome.refused, outcome.notes)
        status = CHANGED if outcome.changed else UNCHANGED if outcome.selected else UNSELECTED
        return cls(outcome.path, status, "", outcome.notes, shown)


@dataclass
class _Report:
    """What is said of each file, at once or after the progress bar, and the summary."""

    options: dict[str, Any]
    mode: str
    lines: list[_Line] = field(default_factory=list)
    said: int = 0
    barred: bool = False
    written: bool = False

    @property
    def changed(self) -> list[str]:
        return [line.path for line in self.lines if line.status == CHANGED]

    def watch(self, files: Iterator[str]) -> Iterable[str]:
        """The files, with a progress bar on standard error where somebody looks at it."""
        if self.options["quiet"] or not sys.stderr.isatty():
            yield from files
            return
        self.barred = True
        with click.progressbar(list(files), label="hugokit edit", file=sys.stderr) as bar:
            yield from bar

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
        self.written = True

    def say(self) -> None:
        """What is left to say; also after an interrupt, so that it is known which files were written."""
        self.written |= self.mode in ("write", "pass")
        self._say_lines()
        if self.options["output_format"] == "json":
            click.echo(self.to_json(), err=self.mode == "pass")
        elif not self.options["quiet"]:
            click.echo(self.summary(), err=self.mode == "pass" or self.options["diff"])

    def _say_lines(self) -> None:
        for line in self.lines[self.said :]:
            self._say_line(line)
        self.said = len(self.lines)

    def _say_line(self, line: _Line) -> None:
        for note in line.notes:
            click.echo(f"{escape(line.path)}: {escape(note)}", err=True)
        if line.status == REFUSED:
            click.echo(f"{escape(line.path)}: not changed: {escape(line.reason)}", err=True)
        elif line.status == FAILED:
            named = line.reason if line.path in line.reason else f"{line.path}: {line.reason}"
            click.echo(f"hugokit: {escape(named)}", err=True)
        elif line.status == CHANGED and self.mode != "pass" and self.options["output_format"] == "text":
            self._say_change(line)

    def _say_change(self, line: _Line) -> None:
        if self.options["diff"]:
            click.echo(line.diff, nl=False)
        elif not self.options["quiet"]:
            done = self.written or self.mode == "write"
            click.echo(f"{'Changed' if done else 'Would change'}: {escape(line.path)}")

    def summary(self) -> str:
        """`2 files changed, 1 unchanged, 3 not selected.`"""
        counts = Counter(line.status for line in self.lines)
        done = "changed" if self.written else "would change"
        parts = [f"{_files(counts[CHANGED])} {done}", f"{counts[UNCHANGED]} unchanged"]
        parts += [f"{counts[status]} {status}" for status in (UNSELECTED, REFUSED, FAILED) if counts[status]]
        hint = "; --yes writes them, --diff shows them" if self.mode == "ask" and counts[CHANGED] > 1 else ""
        return f"{', '.join(parts)}{hint}."

    def to_json(self) -> str:
        """A list of objects, one a file: path, status, written, reason, notes, and diff where --diff asks for it."""
        rows = [
            {
                "path": line.path,
                "status": line.status,
                "written": self.written and self.mode != "pass" and line.status == CHANGED,
                "reason": line.reason or None,
                "notes": list(line.notes),
                **({"diff": line.diff} if self.options["diff"] else {}),
            }
            for line in self.lines
        ]
        return json.dumps(rows, indent=2)

    def exit_code(self) -> int:
        states = {line.status for line in self.lines}
        undone = CHANGED in states and not self.written
        return FINDINGS if undone or states & {REFUSED, FAILED} else CLEAN


def _files(number: int) -> str:
    return f"{number} file{'' if number == 1 else 's'}"
