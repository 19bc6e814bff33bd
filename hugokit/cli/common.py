"""What commands share: options, settings, the file run, diffs."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from hugokit.api import Outcome, Run, Settings, load_settings
from hugokit.text.display import escape
from hugokit.text.encoding import decode

STDIN = "-"
F = TypeVar("F", bound=Callable[..., Any])


def file_options(command: F) -> F:
    """The options of every command that goes over files."""
    for add in reversed(
        (
            click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True)),
            click.option("--schema", metavar="NAME|FILE", help="The schema to use (mainroad, hugo, a JSON Schema file)."),
            click.option("--diff", "diff", is_flag=True, help="Show what would change; write nothing."),
            click.option("--stdin-filename", type=click.Path(path_type=Path), help="The name of standard input (`-`)."),
            click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave out, as in .gitignore; repeatable."),
            click.option("--force-exclude", is_flag=True, help="Exclude files even when they are named."),
            click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Settings file."),
            click.option("--isolated", is_flag=True, help="Read no settings file."),
            click.option("-q", "--quiet", is_flag=True, help="Print findings and diffs only."),
        )
    ):
        command = add(command)
    return command


def settings_for(
    paths: tuple[Path, ...], options: dict[str, Any], stdin_filename: Path | None = None, **given: Any
) -> Settings:
    """The settings of a run: the nearest file's, under what the command line says."""
    first = next((path for path in paths if str(path) != STDIN), None) or stdin_filename or Path()
    start = first if first.exists() else Path()
    found = load_settings(start, config=options["config"], isolated=options["isolated"])
    return found.but(schema=options["schema"], exclude=(*found.exclude, *options["exclude"]), **given)


def outcomes(
    run: Run,
    paths: tuple[Path, ...],
    work: Callable[[str, bytes], Outcome],
    options: dict[str, Any],
    *,
    write: bool,
) -> Iterator[Outcome]:
    """The outcome of every file; standard input is one file that is never written."""
    if STDIN in map(str, paths):
        if len(paths) > 1:
            raise click.UsageError("standard input (`-`) cannot be mixed with other paths")
        yield work(str(options["stdin_filename"] or "stdin.md"), sys.stdin.buffer.read())
        return
    files = run.files(paths or (Path(),), force_exclude=options["force_exclude"])
    yield from run.over(files, work, write=write)


def diff_of(outcome: Outcome) -> str:
    """A unified diff of a file's change, escaped for a terminal but for its line ends."""
    before, after = decode(outcome.before), decode(outcome.after)
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), outcome.path, outcome.path
    )
    return "".join(_show_line(line) for line in lines)


def _show_line(line: str) -> str:
    body = line.rstrip("\r\n")
    ended = len(body) < len(line)
    return escape(body).replace("\\x09", "\t") + ("\n" if ended else "\n\\ No newline at end of file\n")


def tell(outcomes_: Iterable[Outcome]) -> bool:
    """Say on standard error what could not be read or written; True where there was something."""
    trouble = False
    for outcome in outcomes_:
        for note in outcome.notes:
            click.echo(f"{escape(outcome.path)}: not mended: {escape(note)}", err=True)
        if outcome.error is not None:
            trouble = True
            text = str(outcome.error)
            text = text if outcome.path in text else f"{outcome.path}: {text}"
            click.echo(f"hugokit: {escape(text)}", err=True)
    return trouble
