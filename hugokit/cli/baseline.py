"""The options of `hugokit check` about known findings, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hugokit.api import Outcome, Settings
from hugokit.cli.common import is_stdin
from hugokit.cli.options import F
from hugokit.diagnostic import Severity
from hugokit.limits import BASELINE
from hugokit.text.display import escape

if TYPE_CHECKING:
    from hugokit.engine.baseline import Sieve


def baseline_options(command: F) -> F:
    """The options about known findings."""
    for add in (
        click.option("--prune-baseline", is_flag=True, help="Take out of the baseline what is no longer found."),
        click.option("--write-baseline", is_flag=True, help=f"Write what is found into the baseline ({BASELINE})."),
        click.option("--no-baseline", is_flag=True, help="Tell of known findings, too."),
        click.option(
            "--baseline", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
            help="Tell only of findings that are not in this file.",
        ),
    ):  # fmt: skip
        command = add(command)
    return command


def _with_baseline(settings: Settings, options: dict[str, Any]) -> Settings:
    """The settings with the baseline that counts for a run. UsageError for options that contradict each other."""
    rewrites = options["write_baseline"] or options["prune_baseline"]
    if options["write_baseline"] and options["prune_baseline"]:
        raise click.UsageError("--write-baseline leaves nothing to prune: leave --prune-baseline out")
    if options["no_baseline"]:
        if rewrites or options["baseline"]:
            raise click.UsageError("--no-baseline goes with none of the other options about baselines")
        return replace(settings, baseline=None)
    if rewrites and options["diff"]:
        raise click.UsageError("--diff writes nothing, not a baseline either")
    if rewrites and (options["since"] or options["staged"]):
        raise click.UsageError("a baseline is written of all files, not of what --since and --staged choose")
    given = options["baseline"]
    file = given.absolute() if given else settings.baseline
    if file is None and rewrites:
        file = settings.root / BASELINE
    return settings.but(baseline=file)


@dataclass(frozen=True, slots=True)
class Held:
    """What a baseline holds back in a run; nothing where there is no `sieve`.

    `settings`: those of the run, with the baseline that counts; `lasting`: whether a settings file names it.
    """

    settings: Settings
    options: dict[str, Any]
    sieve: Sieve | None = None
    file: Path = Path()
    lasting: bool = False

    @classmethod
    def of(cls, settings: Settings, paths: tuple[Path, ...], least: Severity, options: dict[str, Any]) -> Held:
        """What the baseline of the settings or options holds back. SettingsError, FileRefused for a bad one."""
        named = settings.baseline
        settings = _with_baseline(settings, options)
        file = settings.baseline
        if file is None:
            return cls(settings, options)
        if options["add_ignore"]:
            raise click.UsageError("--add-ignore writes comments for known findings, too: say --no-baseline with it")
        if is_stdin(paths):
            if options["write_baseline"] or options["prune_baseline"]:
                raise click.UsageError("a baseline is written of files and folders, not of standard input")
            paths = (options["stdin_filename"],) if options["stdin_filename"] else ()
        from hugokit.engine.baseline import Sieve, baseline_at  # a check without a baseline does not wait for it

        there = baseline_at(file, new=options["write_baseline"])
        return cls(settings, options, Sieve(there, settings, paths or (Path(),), least), file, file == named)

    def quieter(self, options: dict[str, Any]) -> dict[str, Any]:
        """The options for what is said of findings: where they all go into the file, nothing is."""
        return {**options, "quiet": True} if options["write_baseline"] else options

    def new(self, outcomes: Iterable[Outcome], *, site: bool = False) -> Iterator[Outcome]:
        """The outcomes with what is to be told of; `site`: those of whole sites."""
        if self.sieve is None:
            yield from outcomes
            return
        for outcome in self.sieve.through(outcomes, site=site):
            yield outcome._replace(found=(), marks=()) if self.options["write_baseline"] else outcome

    def end(self) -> None:
        """Write what is to be written, and say how many findings are known and which entries stand for none."""
        if self.sieve is None:
            return
        from hugokit.engine.baseline import write_baseline

        if self.options["write_baseline"]:
            write_baseline(self.file, self.sieve.renewed())
        elif self.options["prune_baseline"]:
            write_baseline(self.file, self.sieve.pruned())
        for line in self._said(self.sieve):
            click.echo(f"hugokit: {line}", err=True)

    def _said(self, sieve: Sieve) -> Iterator[str]:
        shown = escape(self._near())
        stale = sieve.stale.total()
        if self.options["write_baseline"]:
            yield f"{shown}: {_findings(sieve.known + sieve.new)} written, {sieve.new} new, {stale} gone"
            if not self.lasting:
                yield f"say `baseline = {_quoted(shown)}` under [lint] in hugokit.toml, or --baseline {shown}"
            return
        if sieve.known and not self.options["quiet"]:
            yield f"{_findings(sieve.known)} of {shown} not told of (--no-baseline tells)"
        if stale and self.options["prune_baseline"]:
            yield f"{shown}: {stale} that were no longer found taken out"
        elif stale and not (self.options["diff"] or self.options["since"] or self.options["staged"]):
            yield f"{shown}: {stale} no longer found; hugokit check --prune-baseline takes them out"

    def _near(self) -> str:
        here = Path.cwd()
        return str(self.file.relative_to(here) if self.file.is_relative_to(here) else self.file)


def one_each(helds: Sequence[Held]) -> None:
    """UsageError where several settings would share a baseline: each has paths from a folder of its own."""
    files = [held.file for held in helds if held.sieve is not None]
    if len(set(files)) < len(files):
        raise click.UsageError("these paths have settings of their own: check them one by one, each with its baseline")


def _findings(number: int) -> str:
    return "1 finding" if number == 1 else f"{number:,} findings"


def _quoted(text: str) -> str:
    return f'"{text}"'
