"""What `hugokit check` says of its findings, as they come and at the end, and what it ends with."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import click

from hugokit.api import Outcome, Run
from hugokit.cli.common import coloured, pass_on, tell, tell_sites
from hugokit.cli.diffs import unified
from hugokit.cli.grouping import is_many, may_group, tell_at_end
from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.diagnostic import Located, Severity
from hugokit.report import json as json_report
from hugokit.report import text as text_report

SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}
LEAST: Mapping[str | None, int] = dict([*SEVERITIES.items(), ("any", Severity.INFO), ("never", max(Severity) + 1)])
"""What `--fail-on` stands for: the least severity that makes a run fail."""


@dataclass
class Findings:
    """What is said of each file as it comes, and at the end. `err`: standard output belongs to the mended text."""

    run: Run
    options: dict[str, Any]
    err: bool
    shown: list[Located] = field(default_factory=list)
    worst: int = 0
    files: int = 0
    fixed: int = 0
    changed: bool = False
    trouble: int = 0
    started: float = field(default_factory=time.monotonic)

    def add(self, outcome: Outcome, files: int = 1) -> None:
        """Count a file, or a site (no `files`), and say what is to be said of it now."""
        shown = [found for found in outcome.found if found.diagnostic.severity >= self.run.settings.show]
        self.shown += shown
        self.worst = max([self.worst, *(found.diagnostic.severity for found in outcome.found)])
        self.files += files if outcome.error is None else 0
        self.fixed += outcome.fixed
        self.changed |= outcome.changed
        self.trouble += tell(outcome)
        if self.err:
            pass_on(outcome.after)
        if self.options["diff"]:
            if outcome.changed:
                click.echo(unified(outcome.path, outcome.before, outcome.after), nl=False)
        elif shown and self.options["output_format"] == "text" and not self.waits:
            colour = coloured(self.options["color"], err=self.err)
            click.echo(text_report.text(shown, colour=colour), nl=False, err=self.err, color=colour)

    @property
    def waits(self) -> bool:
        """Whether findings are told at the end, by cause where they are many."""
        return not self.err and may_group(self.options)

    def end(self) -> None:
        """Say what is said once."""
        is_grouped = self.waits and is_many(len(self.shown), self.options)
        tell_sites(self.run, quiet=self.options["quiet"] or is_grouped)
        if self.waits:
            seconds = time.monotonic() - self.started
            tell_at_end(self.run, self.shown, self.files, seconds, self.options, is_grouped=is_grouped)
        if self.options["diff"]:
            if not self.options["quiet"]:
                click.echo(text_report.would_fix(self.fixed, len(self.shown)), nl=False, err=True)
        elif self.options["output_format"] == "json":
            click.echo(json_report.to_json(self.shown), nl=False, err=self.err)
        elif not self.options["quiet"]:
            said = text_report.summary(self.shown, fixed=self.fixed, files=self.files)
            click.echo(said, nl=False, err=self.err)
        if self.trouble:
            files = "1 file" if self.trouble == 1 else f"{self.trouble} files"
            click.echo(f"hugokit: {files} could not be read or written", err=True)

    def exit_code(self) -> int:
        """What the program ends with."""
        if self.options["exit_zero"]:
            return CLEAN
        if self.trouble or (self.options["exit_non_zero_on_fix"] and self.changed):
            return FINDINGS
        least = LEAST.get(self.options["fail_on"], max(self.run.settings.show, Severity.WARNING))
        if least > max(Severity):
            return CLEAN
        failed = self.changed if self.options["diff"] else self.worst >= least
        return FINDINGS if failed else CLEAN
