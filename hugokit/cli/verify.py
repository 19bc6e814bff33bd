"""`hugokit verify`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from hugokit import __version__
from hugokit.api import verify
from hugokit.cli.options import output_format
from hugokit.fs.output import OutputFile
from hugokit.proof.facts import ASPECTS
from hugokit.proof.result import Proof
from hugokit.report import verify as report
from hugokit.report import verify_html

_REPORTS: dict[str, Callable[[Proof], str]] = {
    "text": report.text,
    "json": report.to_json,
    "html": lambda proof: verify_html.page(proof, __version__),
}


@click.command("verify", short_help="Prove that a migrated site says the same.")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("other", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--content", default="", metavar="SELECTOR", help="CSS selector of the main content in SITE's pages.")
@click.option("--other-content", default="", metavar="SELECTOR", help="The same for OTHER's pages.")
@click.option("--base", default="", metavar="URL", help="Where SITE is published, if its sitemap does not say.")
@click.option("--other-base", default="", metavar="URL", help="Where OTHER is published.")
@click.option("--min-score", type=click.FloatRange(0, 100), metavar="N", help="Enough: exit code 0 from this score on.")
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="What the migration declared (migrate --output-format json): listed apart.",
)
@click.option(
    "--skip",
    multiple=True,
    type=click.Choice(sorted(ASPECTS)),
    metavar="ASPECT",
    help="Leave out one of the aspects that reports name, `summaries` for instance; repeatable.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report of --output-format to a file, and the summary to the terminal.",
)
def command(
    site: Path, other: Path, min_score: float | None, output: Path | None, output_format: str, **options: Any
) -> None:
    """Compare two sites page by page: what a reader sees and follows is to be the same.

    SITE is the source of a Hugo site, which the hugo on PATH builds in a copy with plain layouts, or a folder of what
    was published. OTHER is a project of another generator, which is built with the program that it brings along, or
    such a folder. Neither the source of SITE nor a built folder is changed.

    Exit code 0: the same (or --min-score is reached), 1: differences, 2: the sites cannot be compared.
    """
    proof = verify(site, other, **options)
    told = _REPORTS[output_format](proof)
    if output is None:
        click.echo(told, nl=False)
    else:
        _write(output, told)
        click.echo("\n".join(report.summary(proof)))
    sys.exit(_code(proof.score, min_score, differs=bool(proof.differing)))


def _write(place: Path, text: str) -> None:
    file = OutputFile(place)
    try:
        file.write(text)
        file.done()
    finally:
        file.close()


def _code(score: float, min_score: float | None, *, differs: bool) -> int:
    return int(differs if min_score is None else score < min_score)


command = output_format(command, tuple(_REPORTS))
