"""`hugokit targets`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import click

from hugokit.cli.options import output_format
from hugokit.target import Target, load_targets


@dataclass(frozen=True, slots=True)
class _Row:
    """What is told of a target."""

    name: str
    title: str
    version: str
    install: str
    build: str
    output: str
    cannot: tuple[str, ...]

    @classmethod
    def of(cls, target: Target) -> _Row:
        install, build = " ".join(target.install), " ".join(target.build)
        return cls(target.name, target.title, target.version, install, build, target.output, target.cannot)


@click.command("targets", short_help="List the generators that a site can be moved to.")
@output_format
def command(output_format: str) -> None:
    """List every generator that `hugokit migrate --to` knows: its version, how it is installed and builds a site.

    `cannot` is what it cannot carry over of any site; what it does not carry over of yours is in the ledger of
    `hugokit migrate --dry-run`.
    """
    rows = [_Row.of(target) for _, target in sorted(load_targets().items())]
    if output_format == "json":
        click.echo(json.dumps([asdict(row) for row in rows], indent=2))
        return
    for row in rows:
        click.echo("\n".join(_lines(row)))


def _lines(row: _Row) -> Iterator[str]:
    yield f"{row.name}: {row.title} {row.version}"
    yield f"  build    {row.install} && {row.build}"
    yield f"  result   {row.output}/"
    for what in row.cannot:
        yield f"  cannot   {what}"
