"""`hugokit fmt`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from hugokit.api import Outcome, Run
from hugokit.cli.common import STDIN, diff_of, file_options, outcomes, settings_for, tell
from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.text.display import escape


@click.command("fmt", short_help="Normalise front matter without changing what it says.")
@file_options
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a file would change.")
@click.option("--preset", type=click.Choice(["minimal", "canonical"]), help="How much to normalise.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], **options: Any) -> None:
    """Normalise front matter without changing what it says.

    The preset minimal (default) only cuts stray blanks. canonical also gives field names, lists and dates one form,
    removes empty placeholders that mean nothing and puts the keys into the order of the schema. Comments travel with
    their key, the body is never touched.
    """
    settings = settings_for(paths, options, options["stdin_filename"])
    if options["preset"]:
        settings = settings.but(fmt=replace(settings.fmt, preset=options["preset"]))
    run = Run.of(settings)
    dry = options["check"] or options["diff"]
    done = list(outcomes(run, paths, run.fmt, options, write=not dry))
    stdin = STDIN in map(str, paths)
    if stdin and not dry:
        sys.stdout.buffer.write(done[0].after)
    elif options["diff"]:
        click.echo("".join(diff_of(one) for one in done if one.changed), nl=False)
    elif not stdin:
        _say(done, options)
    trouble = tell(done)
    changed = any(one.changed for one in done)
    ctx.exit(FINDINGS if trouble or (dry and changed) else CLEAN)


def _say(done: list[Outcome], options: dict[str, Any]) -> None:
    if options["quiet"]:
        return
    verb = "Would reformat" if options["check"] else "Reformatted"
    for one in done:
        if one.changed:
            click.echo(f"{verb}: {escape(one.path)}")
