"""`hugokit verify`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from hugokit.api import verify
from hugokit.cli.options import output_format
from hugokit.report import verify as report

_FORMATS = ("text", "json")


@click.command("verify", short_help="Prove that a migrated site says the same.")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("other", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--content", default="", metavar="SELECTOR", help="CSS selector of the main content in SITE's pages.")
@click.option("--other-content", default="", metavar="SELECTOR", help="The same for OTHER's pages.")
@click.option("--base", default="", metavar="URL", help="Where SITE is published, if its sitemap does not say.")
@click.option("--other-base", default="", metavar="URL", help="Where OTHER is published.")
@click.option("--min-score", type=click.FloatRange(0, 100), metavar="N", help="Enough: exit code 0 from this score on.")
def command(site: Path, other: Path, min_score: float | None, output_format: str, **options: Any) -> None:
    """Compare two sites page by page: what a reader sees and follows is to be the same.

    SITE and OTHER are folders of built sites.

    Exit code 0: the same (or --min-score is reached), 1: differences, 2: the sites cannot be compared.
    """
    proof = verify(site, other, **options)
    told = report.to_json(proof) if output_format == "json" else report.text(proof)
    click.echo(told, nl=False)
    sys.exit(_code(proof.score, min_score, differs=bool(proof.differing)))


def _code(score: float, min_score: float | None, *, differs: bool) -> int:
    return int(differs if min_score is None else score < min_score)


command = output_format(command, _FORMATS)
