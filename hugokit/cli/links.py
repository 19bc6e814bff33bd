"""`hugokit links`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from hugokit.cli.common import version_option
from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.cli.model import tell_model
from hugokit.engine.sites import Model, read_model
from hugokit.report import links as report
from hugokit.site.links import Lead, Links
from hugokit.text.encoding import decode


@click.command("links", short_help="Say what the links of a site lead to, and which lead nowhere.")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")
@click.option("--check", is_flag=True, help="Say only which links lead nowhere.")
@version_option
@click.option(
    "--output-format", type=click.Choice(["text", "json-lines"]), default="text",
    help="A line for people, or a JSON object, for each link.",
)  # fmt: skip
@click.pass_context
def command(ctx: click.Context, /, site: Path, check: bool, hugo: tuple[int, int] | None, output_format: str) -> None:
    """Say what every link and image of the published pages leads to, without building the site and without network.

    SITE is the folder with the site's configuration, or one in it. ref and relref are resolved as Hugo does; Markdown
    is read as Hugo's render hooks read it, where they are on; anchors are those of headings and of raw HTML. Links to
    other sites are not visited.

    With --check it names the links that lead nowhere: pages, files and anchors that are not there, and pages that are
    drafts, in the future or expired. What a render hook of the site's own, or a theme that is not on disk, may make of
    a link is let pass.

    Exit code 0: done, or nothing was found, 1: findings, 2: wrong use.
    """
    model = read_model(site, hugo=hugo)
    tell_model(model)
    write = report.json_line if output_format == "json-lines" else report.text
    found = False
    for lead, line, column in report.placed(_leads(model, check=check), lambda name: decode(model.files.read(name))):
        found = True
        click.echo(write(lead, line, column), nl=False)
    ctx.exit(FINDINGS if check and found else CLEAN)


def _leads(model: Model, *, check: bool) -> Iterator[Lead]:
    leads = Links(model.files, model.configs, model.sites, model.hugo.version).leads()
    return (lead for lead in leads if lead.broken or not check)
