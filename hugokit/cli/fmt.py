"""`hugokit fmt`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from hugokit.api import Outcome, Run
from hugokit.cli.common import (
    backup_option,
    file_options,
    is_stdin,
    outcomes,
    pass_on,
    settings_for,
    tell,
    tell_sites,
)
from hugokit.cli.diffs import unified
from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.text.display import escape


@click.command("fmt", short_help="Normalise front matter without changing what it says.")
@file_options
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a file would change.")
@click.option("--preset", type=click.Choice(["minimal", "canonical"]), help="How much to normalise.")
@backup_option(default=False)
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """Normalise front matter without changing what it says.

    The preset minimal (default) only cuts blanks at the ends of lines. canonical also gives field names, lists and
    dates one form, removes empty placeholders that mean nothing and puts the keys into the order of the schema; each
    choice is a setting in the table [fmt]. Comments travel with their key, the body is never touched.

    Exit code 0: done, 1: a file could not be read, or with --check or --diff would change, 2: wrong use.
    """
    settings = settings_for(paths, options)
    if options["preset"]:
        settings = settings.but(fmt=replace(settings.fmt, preset=options["preset"]))
    run = Run.of(settings)
    dry = options["check"] or options["diff"]
    failed = False
    for outcome in outcomes(run, paths, run.fmt, options, write=not dry):
        if is_stdin(paths) and not dry:
            pass_on(outcome.after)
        else:
            _say(outcome, options)
        failed |= tell(outcome) or (dry and outcome.changed)
    tell_sites(run, quiet=options["quiet"])
    ctx.exit(FINDINGS if failed else CLEAN)


def _say(outcome: Outcome, options: dict[str, Any]) -> None:
    if not outcome.changed:
        return
    if options["diff"]:
        click.echo(unified(outcome.path, outcome.before, outcome.after), nl=False)
    elif not options["quiet"]:
        click.echo(f"{'Would reformat' if options['check'] else 'Reformatted'}: {escape(outcome.path)}")
