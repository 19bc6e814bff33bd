"""`hugokit convert`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from hugokit.api import Run
from hugokit.cli.bulk import bulk_options, publish, rewrite
from hugokit.cli.common import rewriting_options, settings_for
from hugokit.cli.options import output_format


@click.command("convert", short_help="Write front matter in another format, comments included.")
@rewriting_options
@click.option("--to", required=True, type=click.Choice(["yaml", "toml", "json"]), help="The format that is wanted.")
@click.option("--output", type=click.Path(path_type=Path), help="A new or empty folder for all pages; none is changed.")
@click.option("--drop-null", is_flag=True, help="Leave out keys that hold null, which TOML cannot say.")
@bulk_options
@output_format
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """Write front matter in another format: the same page to Hugo, with its comments, in the same order.

    The body is not touched, and pages without front matter stay as they are. JSON has no comments: those go to the
    ledger, as do anchors that are written out. A page that the format cannot hold is told of and stays as it is.

    Where standard output is a terminal, more than one file is written only with --yes; without it the command says what
    would change. With `-` the converted text goes to standard output.

    Exit code 0: done, 1: a page could not be read, converted or written, or would change and was not written, 2: wrong
    use.
    """
    run = Run.of(settings_for(paths, options))
    work = partial(run.convert, to=options["to"], drop_null=options["drop_null"])
    ctx.exit((publish if options["output"] else rewrite)("convert", run, paths, work, options))
