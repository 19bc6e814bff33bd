"""`hugokit dump`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from hugokit.api import Outcome, Run
from hugokit.cli.common import outcomes, path_options, settings_for, tell, tell_sites
from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.engine.dump import line_of, record


@click.command("dump", short_help="Print what files contain as Hugo reads them, one JSON object a line.")
@path_options
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """Print what files contain as Hugo reads them, one JSON object a line.

    Each has path, format, params (as templates see them), page (title, date, draft …), verdict and error. The verdict
    is ok, error (Hugo logs an error and writes the page) or fatal (Hugo builds nothing); exit code 1 where a file
    could not be read at all.
    """
    run = Run.of(settings_for(paths, options))
    trouble = False

    def work(name: str, data: bytes) -> Outcome:
        click.echo(line_of(record(name, data, run.contexts.of(Path(name)))))
        return Outcome(name, data, data)

    for outcome in outcomes(run, paths, work, options, write=False):
        trouble |= tell(outcome)
    tell_sites(run, quiet=options["quiet"])
    ctx.exit(FINDINGS if trouble else CLEAN)
