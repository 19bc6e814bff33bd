"""`hugokit check --group`: many findings on a terminal, by cause."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from hugokit.api import Run
from hugokit.cli.options import F
from hugokit.diagnostic import Located
from hugokit.report import text as text_report
from hugokit.report.formats import About

MANY = 50


def group_option(command: F) -> F:
    """The option about grouping."""
    said = f"Findings by cause, on at most 30 lines (for more than {MANY} on a terminal)."
    return click.option("--group/--no-group", default=None, help=said)(command)


def may_group(options: dict[str, Any]) -> bool:
    """Whether findings may be told by cause, so that they wait for the end of the run."""
    text = options["output_format"] == "text" or options["output"]
    if options["diff"] or options["statistics"] or not text:
        return False
    asked: bool | None = options["group"]
    return sys.stdout.isatty() if asked is None else asked


def is_many(number: int, options: dict[str, Any]) -> bool:
    """Whether so many findings are told by cause."""
    return number > MANY or bool(options["group"] and number)


def tell_at_end(
    run: Run, shown: Sequence[Located], files: int, seconds: float, colour: bool, *, is_grouped: bool
) -> None:
    """Say what was found in so many files: by cause, or one line each where it is little."""
    if not is_grouped:
        click.echo(text_report.Report(About("", colour=colour)).add(shown), nl=False, color=colour)
        return
    import shutil  # few findings do not wait for what many need

    from hugokit.engine.known import theme_of
    from hugokit.report.grouped import Read, grouped

    themes = dict.fromkeys(theme_of(context, run.settings) for context in run.contexts.read)
    read = Read(files, tuple(map(str, run.contexts.versions)), tuple(themes), seconds)
    width = shutil.get_terminal_size((100, 24)).columns
    click.echo(grouped(shown, read, width=max(width, 60), colour=colour), nl=False, color=colour)
