"""`hugokit urls`."""

from __future__ import annotations

from pathlib import Path

import click

from hugokit.cli.common import tell_version, version_option
from hugokit.engine.sites import read_model
from hugokit.report import urls as report
from hugokit.site.listing import urls


@click.command("urls", short_help="List every URL that a site will have, without building it.")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")
@version_option
@click.option(
    "--output-format", type=click.Choice(["text", "json-lines"]), default="text",
    help="A table, or a JSON object a line.",
)  # fmt: skip
def command(site: Path, hugo: tuple[int, int] | None, output_format: str) -> None:
    """List every URL that a site will have, without building it.

    SITE is the folder with the site's configuration, or one in it. Each URL comes with its kind (home, section, page,
    taxonomy, term, pager, alias, resource, feed, sitemap, robots, 404) and the file that it comes from.
    """
    model = read_model(site, hugo=hugo)
    tell_version(model.hugo)
    print_ = report.json_lines if output_format == "json-lines" else report.table
    for line in print_(urls(model.sites)):
        click.echo(line, nl=False)
