"""`hugokit init`."""

from __future__ import annotations

from pathlib import Path

import click

from hugokit import __version__
from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.engine.init import SETTINGS, Found, look, refuse_to_overwrite, settings_text, write_known, write_settings
from hugokit.limits import BASELINE
from hugokit.text.display import escape

_HOOK = f"""\
In .pre-commit-config.yaml, to keep it that way:

  - repo: https://github.com/hugokit/hugokit
    rev: v{__version__}
    hooks:
      - id: hugokit
"""


@click.command("init", short_help="Write the settings for a site.")
@click.argument("site", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--baseline", is_flag=True, help="Also write what is found now into a baseline: check then exits with 0.")
@click.option("--force", is_flag=True, help="Overwrite settings that are there.")
@click.option("--dry-run", is_flag=True, help="Print the settings and write nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but results and errors.")
@click.pass_context
def command(ctx: click.Context, /, site: Path, **options: bool) -> None:
    """Write hugokit.toml for the site that SITE (the current folder) is, or is in.

    It says what was found: which Hugo builds the site, its theme, taxonomies and parameters of its own layouts, each
    with where that is known from. Nothing is overwritten without --force.

    Exit code 0: written, 1: with --baseline, something could not be looked at, 2: wrong use, or settings are there.
    """
    found = look(site)
    if options["dry_run"]:
        click.echo(settings_text(found, baseline=options["baseline"]), nl=False)
        return
    if not options["force"]:
        refuse_to_overwrite(found.root)
    file = write_settings(found, baseline=options["baseline"])
    if not options["quiet"]:
        click.echo("\n".join(_said(found)))
        click.echo(f"Wrote {escape(str(file))}")
    code = _baseline(found.root, quiet=options["quiet"]) if options["baseline"] else CLEAN
    if not options["quiet"]:
        click.echo(f"\n{_HOOK}", nl=False)
    ctx.exit(code)


def _said(found: Found) -> list[str]:
    hugo = found.context.hugo
    hint = "; say which under [hugo] in " + SETTINGS if hugo.guessed else ""
    lines = [f"{found.pages:,} pages", f"{escape(str(hugo))}{hint}", f"judged by {escape(found.theme)}"]
    lines += [f"parameters of the site's own layouts: {', '.join(found.keys)}"] * bool(found.keys)
    lines += [f"left out: {escape(', '.join(found.exclude))}"] * bool(found.exclude)
    return [*lines, *(f"warning: {escape(warning)}" for warning in found.warnings)]


def _baseline(root: Path, *, quiet: bool) -> int:
    known = write_known(root)
    for outcome in known.failed:
        click.echo(f"hugokit: {escape(str(outcome.error))}", err=True)
    if not quiet:
        click.echo(f"Wrote {escape(str(root / BASELINE))}: {known.findings:,} known findings")
    return FINDINGS if known.failed else CLEAN
