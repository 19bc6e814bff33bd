"""What `hugokit check` says of its findings, as they come and at the end, and what it ends with."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hugokit import __version__
from hugokit.api import Outcome, Run
from hugokit.cli.common import coloured, pass_on, tell, tell_sites
from hugokit.cli.diffs import unified
from hugokit.cli.grouping import is_many, may_group, tell_at_end
from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.diagnostic import Located, Severity
from hugokit.report import statistics
from hugokit.report import text as text_report
from hugokit.report.formats import FORMATS, About, Report, report

if TYPE_CHECKING:
    from hugokit.fs.output import OutputFile

SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}
LEAST: Mapping[str | None, int] = dict([*SEVERITIES.items(), ("any", Severity.INFO), ("never", max(Severity) + 1)])
"""What `--fail-on` stands for: the least severity that makes a run fail."""


def wanted(options: Mapping[str, Any]) -> Iterator[tuple[str, Path | None]]:
    """Each format that is asked for, with its file; the first is for the terminal, or whatever is in its place."""
    if options["diff"]:
        return
    asked, output = options["output_format"], options["output"]
    yield ("text" if output else asked), None
    if output:
        yield asked, output
    yield from options["report"]


def wants_edits(options: Mapping[str, Any]) -> bool:
    """Whether one of the formats says what fixes would replace."""
    return any(FORMATS[name].edits for name, _ in wanted(options))


@dataclass
class Findings:
    """What is said of each file as it comes, and at the end. `err`: standard output belongs to the mended text."""

    run: Run
    options: dict[str, Any]
    err: bool
    tally: text_report.Tally = field(default_factory=text_report.Tally)
    failed: bool = False
    files: int = 0
    fixed: int = 0
    ignored: int = 0
    changed: bool = False
    trouble: int = 0
    shown: list[Located] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)
    _reports: list[tuple[Report, Callable[[str], None]]] = field(default_factory=list)
    _outputs: list[OutputFile] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Open the files of reports, so that one that cannot be written ends the run before it begins."""
        click.get_current_context().call_on_close(self._close)
        for name, file in wanted(self.options):
            if file is None and self.waits:
                continue
            colour = file is None and coloured(self.options["color"], err=self.err)
            about = About(__version__, str(Path.cwd()), self._least, colour)
            if file is None:
                write: Callable[[str], None] = partial(click.echo, nl=False, err=self.err, color=colour)
            else:
                from hugokit.fs.output import OutputFile  # a hook that prints does not wait for what writes

                self._outputs.append(OutputFile(file))
                write = self._outputs[-1].write
            counts = file is None and self.options["statistics"]
            self._reports.append((statistics.Report(as_json=name == "json") if counts else report(name, about), write))

    def _close(self) -> None:
        for output in self._outputs:
            output.close()

    @property
    def waits(self) -> bool:
        """Whether findings are told at the end, by cause where they are many."""
        return not self.err and may_group(self.options)

    def add(self, outcome: Outcome, files: int = 1) -> None:
        """Count a file, or a site (no `files`), and say what is to be said of it now."""
        if outcome.is_quiet and not self.err:
            self.files += files
            return
        shown = [found for found in outcome.found if found.diagnostic.severity >= self.run.settings.show]
        self.tally.count(shown)
        self.failed |= any(found.diagnostic.severity >= self._least for found in outcome.found)
        self.files += files if outcome.error is None else 0
        self.fixed += outcome.fixed
        self.ignored += outcome.ignored
        self.changed |= outcome.changed
        self.trouble += tell(outcome)
        if self.err:
            pass_on(outcome.after)
        if self.options["diff"] and outcome.changed:
            click.echo(unified(outcome.path, outcome.before, outcome.after), nl=False)
        self.shown += shown if self.waits else []
        for one, write in self._reports if shown else ():
            _say(one.add(shown), write)

    def go_on(self, run: Run) -> None:
        """What comes is of another run, with settings of its own."""
        if run is not self.run:
            tell_sites(self.run, quiet=self.options["quiet"])
            self.run = run

    @property
    def _least(self) -> int:
        """The least severity that makes the run fail."""
        return LEAST.get(self.options["fail_on"], max(self.run.settings.show, Severity.WARNING))

    def end(self) -> None:
        """Say what is said once."""
        grouped = self.waits and is_many(len(self.shown), self.options)
        tell_sites(self.run, quiet=self.options["quiet"] or grouped)
        if self.waits:
            seconds = time.monotonic() - self.started
            tell_at_end(self.run, self.shown, self.files, seconds, coloured(self.options["color"]), is_grouped=grouped)
        for one, write in self._reports:
            _say(one.end(), write)
        for output in self._outputs:
            output.done()
        if not self.options["quiet"]:
            self._sum_up()
        if self.trouble:
            files = "1 file" if self.trouble == 1 else f"{self.trouble} files"
            click.echo(f"hugokit: {files} could not be read or written", err=True)

    def _sum_up(self) -> None:
        if self.options["add_ignore"]:
            findings = "1 finding" if self.ignored == 1 else f"{self.ignored or 'no'} findings"
            click.echo(f"hugokit: comments{' would' * self.options['diff']} ignore {findings}", err=True)
        if not self.options["diff"]:
            if FORMATS[next(wanted(self.options))[0]].summary:
                said = text_report.summary(self.tally, fixed=self.fixed, files=self.files)
                click.echo(said, nl=False, err=self.err)
        elif not self.options["add_ignore"]:
            click.echo(text_report.would_fix(self.fixed, self.tally.total), nl=False, err=True)

    def exit_code(self) -> int:
        """What the program ends with."""
        if self.options["exit_zero"]:
            return CLEAN
        if self.trouble or (self.options["exit_non_zero_on_fix"] and self.changed):
            return FINDINGS
        if self._least > max(Severity):
            return CLEAN
        failed = self.changed if self.options["diff"] else self.failed
        return FINDINGS if failed else CLEAN


def _say(text: str, write: Callable[[str], None]) -> None:
    if text:
        write(text)
