"""`hugokit shortcodes`."""

from __future__ import annotations

from pathlib import Path

import click

from hugokit.cli.model import tell_model
from hugokit.cli.options import output_format as output_format_option
from hugokit.cli.options import version_option
from hugokit.engine.shortcodes import survey
from hugokit.engine.sites import read_model
from hugokit.fs.stage import publish_file
from hugokit.report import shortcodes as report


@click.command("shortcodes", short_help="List the shortcodes that pages call, and write recipes for them.")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")
@click.option(
    "--recipes", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Also write a new file of recipes to begin with.",
)  # fmt: skip
@version_option
@output_format_option
def command(site: Path, recipes: Path | None, hugo: tuple[int, int] | None, output_format: str) -> None:
    """List the shortcodes that pages call: how often, where, what their templates read, and what a migration does.

    SITE is the folder with the site's configuration, or one in it. Hugo's own shortcodes are carried over, and those of
    a template that only puts parameters and content between HTML. Any other needs a recipe: --recipes writes a file
    with one for each, to be edited and given to `hugokit migrate --recipes`.

    Exit code 0: done, 2: wrong use, or FILE is there.
    """
    if recipes is not None and recipes.exists():
        raise click.BadParameter(f"{recipes} is there; name a new file", param_hint="--recipes")
    model = read_model(site, hugo=hugo)
    tell_model(model)
    found = survey(model)
    if recipes is not None:
        publish_file(recipes, report.recipes(found).encode())
    click.echo(report.to_json(found) if output_format == "json" else "".join(report.text(found)), nl=False)
