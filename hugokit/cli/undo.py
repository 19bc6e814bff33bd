"""`hugokit undo`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from hugokit.cli.common import new_journal
from hugokit.cli.diffs import unified
from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.cli.options import output_format
from hugokit.engine.undo import PastRun, Restored, last_run, past_runs, reopened, undo
from hugokit.text.display import escape


@click.command("undo", short_help="Put back what a run replaced.")
@click.argument("run", required=False)
@click.option("--list", "listing", is_flag=True, help="Show the runs that can be undone, the newest first.")
@click.option("--diff", is_flag=True, help="Show what would come back and write nothing.")
@click.option("--dry-run", is_flag=True, help="Say which files would come back and write nothing.")
@output_format
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but results and errors.")
@click.pass_context
def command(ctx: click.Context, /, run: str | None, **options: Any) -> None:
    """Put back what a run replaced, if it kept the old files (`--backup`).

    RUN is an id of --list; without it, the last run that was called in this folder, or above or below it, and was not
    undone. A file that changed or went away since is left as it is and said; mend it and call undo again. A run that is
    undone whole is not undone twice.

    Exit code 0: all files are back, 1: some were left, or with --diff or --dry-run some would change, 2: there is no
    such run.
    """
    if options["listing"]:
        _list(past_runs(), options["output_format"])
        return
    dry = options["diff"] or options["dry_run"]
    with reopened(run or last_run(Path()).id) as journal:
        counts = None if dry else new_journal(options)
        files = _told(undo(journal, write=not dry, counts=counts), options, dry=dry)
        left = [file for file in files if file.error is not None]
        back = [file for file in files if file.state == "back"]
        if options["output_format"] == "json":
            click.echo(json.dumps({"run": asdict(journal.run), "files": [_record(f) for f in files]}, indent=2))
        elif not options["quiet"] and not options["diff"]:
            click.echo(_summary(journal.run, len(back), len(left), dry=dry))
    ctx.exit(FINDINGS if left or (dry and back) else CLEAN)


def _told(files: Iterable[Restored], options: dict[str, Any], *, dry: bool) -> list[Restored]:
    """Say what becomes of each file as it comes. The bytes are let go of: only a diff needs them."""
    told = []
    for file in files:
        if file.error is not None:
            click.echo(f"hugokit: {escape(str(file.error))}", err=True)
        elif options["output_format"] == "text" and file.state == "back":
            if options["diff"]:
                click.echo(unified(_near(file.path), file.before, file.after), nl=False)
            elif not options["quiet"]:
                click.echo(f"{'Would put back' if dry else 'Put back'}: {escape(_near(file.path))}")
        told.append(Restored(file.path, file.state, error=file.error))
    return told


def _near(path: str) -> str:
    """A path as somebody in this folder would write it."""
    here = Path.cwd()
    return os.path.relpath(path, here) if Path(path).is_relative_to(here) else path


def _record(file: Restored) -> dict[str, Any]:
    return {"path": file.path, "state": file.state, "message": str(file.error) if file.error else None}


def _summary(run: PastRun, back: int, left: int, *, dry: bool) -> str:
    files = "1 file" if back == 1 else f"{back} files"
    rest = f", {left} left as {'it is' if left == 1 else 'they are'}" if left else ""
    return f"{files} {'would be' if dry else 'put'} back{rest}: {run.id}, {_command(run)}"


def _command(run: PastRun) -> str:
    return escape(" ".join(run.command))


def _list(runs: list[PastRun], form: str) -> None:
    if form == "json":
        click.echo(json.dumps([asdict(run) for run in runs], indent=2))
        return
    for run in runs:
        when = datetime.fromisoformat(run.time).astimezone()
        files = "1 file" if run.files == 1 else f"{run.files} files"
        undone = ", undone" if run.undone else ""
        click.echo(f"{run.id}  {when:%Y-%m-%d %H:%M}  {files}{undone}  {_command(run)}  in {escape(run.root)}")
