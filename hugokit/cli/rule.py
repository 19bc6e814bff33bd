"""`hugokit rule`."""

from __future__ import annotations

from collections.abc import Iterable

import click

from hugokit.rule import Manual, load_rules


@click.command("rule", short_help="Explain a rule.")
@click.argument("name", required=False, metavar="[CODE|SLUG]")
def command(name: str | None) -> None:
    """Explain a rule by its code (HK204) or slug; without one, list them all."""
    rules = load_rules(Manual)
    if name is None:
        click.echo(table(rules), nl=False)
        return
    found = next((one for one in rules if name.lower() in (one.code.lower(), one.slug)), None)
    if found is None:
        raise click.BadParameter(f"there is no rule {name}; `hugokit rule` lists them all", param_hint="CODE")
    site = ", needs --site" if found.needs_site else ""
    click.echo(f"# {found.slug} ({found.code}, {found.severity.name.lower()}{site})\n\n{found.doc}")


def table(rules: Iterable[Manual]) -> str:
    """The rules, a line each."""
    site = "  (needs --site)"
    return "".join(f"{r.code}  {r.severity.name.lower():8}{r.slug}{site * r.needs_site}\n" for r in rules)
