"""`hugokit check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from hugokit.api import Outcome, Run
from hugokit.cli.common import STDIN, diff_of, file_options, outcomes, settings_for, tell
from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.diagnostic import Located, Severity
from hugokit.report import json as json_report
from hugokit.report import text as text_report

_SEVERITIES = click.Choice(["error", "warning", "info"])


def _codes(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...] | None:
    return tuple(code.strip() for given in value for code in given.split(",") if code.strip()) or None


@click.command("check", short_help="Find what Hugo refuses or silently misreads in front matter.")
@file_options
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing the built site.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also fixes that change what is published.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", envvar="HUGOKIT_OUTPUT_FORMAT")
@click.option("--show", type=_SEVERITIES, help="The least severity that is shown (default: warning).")
@click.option("--fail-on", type=click.Choice(["error", "warning", "info", "never"]), default="warning")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("--select", multiple=True, callback=_codes, metavar="CODES", help="Only these rules: HK201, HK2, ALL.")
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="Not these rules.")
@click.option("--hugo-version", metavar="VERSION", help="The Hugo that builds the site, for instance 0.168.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto")
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], **options: Any) -> None:
    """Find what Hugo refuses or silently misreads in front matter.

    PATHS are files, folders (a Hugo site stands for its content) or `-` for standard input; without any, the current
    folder. Exit code 0: clean, 1: findings, 2: wrong use.
    """
    given = {name: options[name] for name in ("select", "ignore")}
    if options["show"]:
        given["show"] = Severity[options["show"].upper()]
    if options["hugo_version"]:
        given["hugo"] = _version(options["hugo_version"])
    run = Run.of(settings_for(paths, options, options["stdin_filename"], **given))
    fixing = options["fix"] or options["diff"]
    done = list(outcomes(run, paths, _work(run, options, fixing), options, write=options["fix"] and not options["diff"]))
    _print(run, done, options, stdin=STDIN in map(str, paths))
    for warning in run.contexts.warnings:
        click.echo(f"hugokit: {warning}", err=True)
    ctx.exit(_exit_code(done, options, trouble=tell(done)))


def _version(text: str) -> tuple[int, int]:
    parts = text.removeprefix("v").split(".")
    if len(parts) < 2 or not all(part.isdigit() for part in parts):
        raise click.BadParameter(f"{text!r} is no version such as 0.168", param_hint="--hugo-version")
    return int(parts[0]), int(parts[1])


def _work(run: Run, options: dict[str, Any], fixing: bool) -> Any:
    if not fixing:
        return run.check
    return lambda name, data: run.fix(name, data, unsafe=options["unsafe_fixes"])


def _print(run: Run, done: list[Outcome], options: dict[str, Any], *, stdin: bool) -> None:
    shown = [found for one in done for found in one.found if found.diagnostic.severity >= run.settings.show]
    if options["diff"]:
        click.echo("".join(diff_of(one) for one in done if one.changed), nl=False)
        return
    to_stderr = stdin and options["fix"]
    if to_stderr:
        sys.stdout.buffer.write(done[0].after)
    if options["output_format"] == "json":
        click.echo(json_report.to_json(shown), nl=False, err=to_stderr)
        return
    _print_text(shown, done, options, to_stderr)


def _print_text(shown: list[Located], done: list[Outcome], options: dict[str, Any], to_stderr: bool) -> None:
    colour = {"always": True, "never": False}.get(options["color"])
    painted = text_report.text(shown, colour=colour is not False)
    click.echo(painted, nl=False, err=to_stderr, color=colour)
    if not options["quiet"]:
        fixed = sum(one.fixed for one in done)
        click.echo(text_report.summary(shown, fixed=fixed, files=len(done)), nl=False, err=to_stderr)


def _exit_code(done: list[Outcome], options: dict[str, Any], *, trouble: bool) -> int:
    if options["exit_zero"]:
        return CLEAN
    if trouble or (options["diff"] and any(one.changed for one in done)):
        return FINDINGS
    if options["fail_on"] == "never":
        return CLEAN
    least = Severity[options["fail_on"].upper()]
    return FINDINGS if any(f.diagnostic.severity >= least for one in done for f in one.found) else CLEAN
