"""`hugokit rules`."""

from __future__ import annotations

import json

import click

from hugokit.cli.options import output_format
from hugokit.cli.rule import table
from hugokit.rule import Manual, load_rules


@click.command("rules", short_help="List all rules.")
@output_format
def command(output_format: str) -> None:
    """List every rule with its code, severity and slug, and whether it needs --site; as JSON with its manual, too."""
    rules = load_rules(Manual)
    if output_format == "text":
        click.echo(table(rules), nl=False)
        return
    records = [
        {
            "code": one.code,
            "slug": one.slug,
            "severity": one.severity.name.lower(),
            "needs_site": one.needs_site,
            "manual": one.doc,
        }
        for one in rules
    ]
    click.echo(json.dumps(records, indent=2))
