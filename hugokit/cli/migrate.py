"""`hugokit migrate`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hugokit.api import load_settings, migrate
from hugokit.cli.options import output_format, tell_version, version_option
from hugokit.report import ledger
from hugokit.text.display import escape

if TYPE_CHECKING:
    from hugokit.engine.migrate import Result


@click.command("migrate", short_help="Move a site to another generator.")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--to", "target", required=True, metavar="GENERATOR", help="eleventy or jekyll")
@click.option("--output", required=True, type=click.Path(path_type=Path), help="A new or empty folder.")
@version_option
@output_format
def command(site: Path, target: str, output: Path, hugo: tuple[int, int] | None, output_format: str) -> None:
    """Move a site to another generator: OUTPUT becomes a project there.

    SITE is the folder with the site's configuration; nothing in it is changed. What cannot be carried over is listed,
    with the file, the line, why, and what to do about it: the ledger, in JSON with --output-format json.

    Exit code 0: OUTPUT is written, 2: it is not, and is as it was.
    """
    result = migrate(site, target, output, hugo=hugo or load_settings(site).hugo)
    tell_version(result.hugo)
    if output_format == "json":
        click.echo(ledger.to_json(result.ledger), nl=False)
        return
    click.echo(ledger.text(result.ledger), nl=False)
    click.echo(_summary(result, output), nl=False)


def _summary(result: Result, output: Path) -> str:
    """How much was moved where, what was not published in the first place, and how to build what is there now."""
    hidden = Counter(page.why for page in result.hidden)
    left = f", {len(result.hidden)} not published by Hugo ({', '.join(hidden)})" if hidden else ""
    commands = " && ".join(" ".join(words) for words in (result.target.install, result.target.build))
    place = escape(str(output))
    done = f"{sum(len(site.pages) for site in result.sites)} pages{left}, {len(result.files)} files: {place}\n"
    return f"{done}Build it: cd {place} && {commands}\n"
