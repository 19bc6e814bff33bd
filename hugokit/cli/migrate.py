"""`hugokit migrate`."""

from __future__ import annotations

from pathlib import Path

import click

from hugokit.api import migrate
from hugokit.report import ledger
from hugokit.text.display import escape


@click.command("migrate", short_help="Move a site to another generator.")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--to", "target", required=True, metavar="GENERATOR", help="eleventy")
@click.option("--output", required=True, type=click.Path(path_type=Path), help="A new or empty folder.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", envvar="HUGOKIT_OUTPUT_FORMAT")
def command(site: Path, target: str, output: Path, output_format: str) -> None:
    """Move a site to another generator: OUTPUT becomes a project there.

    SITE is the folder with the site's configuration; nothing in it is changed. What cannot be carried over is listed,
    with the file, the line, why, and what to do about it.
    """
    result = migrate(site, target, output)
    if output_format == "json":
        click.echo(ledger.to_json(result.ledger), nl=False)
        return
    click.echo(ledger.text(result.ledger), nl=False)
    click.echo(f"{result.pages} pages, {result.files} files: {escape(str(output))} (read its README.md)")
