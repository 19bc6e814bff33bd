"""`hugokit rule`."""

from __future__ import annotations

import click

from hugokit.rule import load_rules


@click.command("rule", short_help="Explain a rule.")
@click.argument("name", required=False, metavar="[CODE|SLUG]")
def command(name: str | None) -> None:
    """Explain a rule by its code (HK204) or slug; without one, list them all."""
    rules = load_rules()
    if name is None:
        for one in rules:
            click.echo(f"{one.code}  {one.severity.name.lower():8}{one.slug}")
        return
    found = next((one for one in rules if name.lower() in (one.code.lower(), one.slug)), None)
    if found is None:
        raise click.BadParameter(f"there is no rule {name}; `hugokit rule` lists them all", param_hint="CODE")
    click.echo(f"# {found.slug} ({found.code}, {found.severity.name.lower()})\n\n{found.doc}")
