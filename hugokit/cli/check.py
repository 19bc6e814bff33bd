"""`hugokit check`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from hugokit.api import Outcome, Run, Settings
from hugokit.cli.baseline import Held, baseline_options
from hugokit.cli.common import (
    backup_option,
    file_options,
    is_stdin,
    outcomes,
    output_format,
    settings_for,
)
from hugokit.cli.findings import LEAST, SEVERITIES, Findings
from hugokit.cli.grouping import group_option
from hugokit.diagnostic import Severity
from hugokit.rule import Manual, load_rules


def _codes(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...] | None:
    """Codes, first letters of codes, slugs or ALL, as codes; one that names no rule is wrong use."""
    names = [name.strip() for given in value for name in given.split(",") if name.strip()]
    rules = load_rules(Manual) if names else ()
    slugs = {rule.slug: rule.code for rule in rules}
    codes = tuple(slugs.get(name.lower(), name.upper()) for name in names)
    for name, code in zip(names, codes, strict=True):
        if code != "ALL" and not any(rule.code.startswith(code) for rule in rules):
            raise click.BadParameter(f"there is no rule {name}; `hugokit rule` lists them all", ctx, param)
    return codes or None


@click.command("check", short_help="Find what Hugo refuses or silently misreads in front matter.")
@file_options
@click.option("--site", is_flag=True, help="Also judge the whole site that PATHS are in: URLs, menus, terms …")
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing the built site.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also fixes that change what is published.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="With --fix or --diff: change at most N files.")
@backup_option(default=False)
@output_format
@click.option("--show", type=click.Choice(list(SEVERITIES)), help="The least severity that is shown (warning).")
@click.option(
    "--fail-on", type=click.Choice(list(LEAST)),
    help="The least severity that makes the exit code 1 (what is shown, but for info).",
)  # fmt: skip
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("--exit-non-zero-on-fix", is_flag=True, help="Exit with 1 where something was mended.")
@click.option("--select", multiple=True, callback=_codes, metavar="RULES", help="Only these: HK201, HK2, a slug, ALL.")
@click.option("--ignore", multiple=True, callback=_codes, metavar="RULES", help="Not these.")
@baseline_options
@group_option
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto",
    help="auto: as NO_COLOR or FORCE_COLOR say, else for a terminal.",
)  # fmt: skip
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """Find what Hugo refuses or silently misreads in front matter.

    PATHS are files, folders (a Hugo site stands for its content) or `-` for standard input; without any, the current
    folder. With `--fix -` the mended text goes to standard output and the findings to standard error.

    With --site each site that PATHS are in is read once, and the rules about whole sites are asked, too. What they find
    is told wherever it is in the site.

    With a baseline only findings that are not in it are told of and count; an entry stands for what it was written for
    whatever lines move above it, and for a file that was renamed.

    Exit code 0: clean, 1: findings or a file that could not be read, 2: wrong use. With --diff: 1 if it shows any.
    """
    if options["unsafe_fixes"] and not (options["fix"] or options["diff"]):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if options["limit"] and not (options["fix"] or options["diff"]):
        raise click.UsageError("--limit goes with --fix or --diff")
    if options["site"] and is_stdin(paths):
        raise click.UsageError("--site goes with files and folders, not with standard input")
    given = {name: options[name] for name in ("select", "ignore")}
    settings = _showing(settings_for(paths, options, **given), options)
    held = Held.of(settings, paths, _least(settings, options), options)
    run = Run.of(held.settings)
    report = Findings(run, held.quieter(options), err=is_stdin(paths) and options["fix"] and not options["diff"])
    found = outcomes(run, paths, _work(run, options), options, write=options["fix"] and not options["diff"])
    for outcome in held.new(found):
        report.add(outcome)
    if options["site"]:
        for outcome in held.new(_sites(run, paths, options), site=True):
            report.add(outcome, files=0)
    report.end()
    held.end()
    ctx.exit(report.exit_code())


def _showing(settings: Settings, options: dict[str, Any]) -> Settings:
    """The settings with the severities to show: what is asked for, at the least what makes the run fail."""
    if options["show"] is not None:
        return settings.but(show=SEVERITIES[options["show"]])
    fatal = LEAST.get(options["fail_on"], settings.show)
    return settings.but(show=Severity(min(fatal, settings.show)))


def _least(settings: Settings, options: dict[str, Any]) -> Severity:
    show = settings.show
    return Severity(min(show, LEAST.get(options["fail_on"], show)))


def _sites(run: Run, paths: tuple[Path, ...], options: dict[str, Any]) -> Iterator[Outcome]:
    from hugokit.engine.site_check import SiteChecker  # a check of files does not wait for the site model

    return SiteChecker.of(run.settings).check(paths or (Path(),), _least(run.settings, options))


def _work(run: Run, options: dict[str, Any]) -> Any:
    check = partial(run.check, least=_least(run.settings, options))
    if not (options["fix"] or options["diff"]):
        return check
    mend = partial(run.fix, unsafe=options["unsafe_fixes"])
    if options["limit"] is None:
        return mend
    from hugokit.engine.limit import Limited  # for those who ask for it

    return Limited(mend, check, options["limit"])
