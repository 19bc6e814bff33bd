"""`hugokit migrate`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hugokit import __version__
from hugokit.api import load_settings, migrate
from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.cli.options import output_format, tell_version, version_option
from hugokit.report.ledger import plain, summary
from hugokit.report.ledger_formats import FORMATS, MANY, grouped, written
from hugokit.text.display import escape

if TYPE_CHECKING:
    from hugokit.engine.migrate import Result
    from hugokit.target import NewFile

_LEAST: dict[str, tuple[str, ...]] = {
    "loss": ("lost", "manual"),
    "changed": ("lost", "manual", "changed"),
    "never": (),
}


def _reports(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[tuple[str, Path], ...]:
    given = [text.partition("=") for text in value]
    for name, _, file in given:
        if name not in FORMATS or not file:
            raise click.BadParameter(f"say FORMAT=FILE, with a format of {', '.join(FORMATS)}", ctx, param)
    return tuple((name, Path(file)) for name, _, file in given)


@click.command("migrate", short_help="Move a site to another generator.")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--to", "target", required=True, metavar="GENERATOR", help="One of `hugokit targets`.")
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="A new or empty folder, or one to bring up to date.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would be written and the ledger.")
@click.option("--only", multiple=True, metavar="PATTERN", help="Only sources that match, as in .gitignore; repeatable.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Only the first N files of sources.")
@click.option("--force", is_flag=True, help="Also into a folder with other files; none of them is overwritten.")
@click.option(
    "--recipes", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
    help="What to write in the place of shortcodes; `hugokit shortcodes --recipes` makes one.",
)  # fmt: skip
@click.option("--render-shortcodes", "render", is_flag=True, help="Let Hugo print what no recipe does.")
@click.option("--discard", is_flag=True, help="Throw away what a stopped run left, and begin anew.")
@click.option(
    "--fail-on", type=click.Choice(list(_LEAST)), default="never",
    help="Exit code 1 where the ledger has something lost or left to do, or also changed (never).",
)  # fmt: skip
@click.option(
    "--report", multiple=True, callback=_reports, metavar="FORMAT=FILE",
    help="Also write the ledger to a file: html=ledger.html; repeatable.",
)  # fmt: skip
@click.option("--group/--no-group", default=None, help="A long ledger by cause (on a terminal), or every entry.")
@version_option
@partial(output_format, formats=tuple(FORMATS))
@click.option("-q", "--quiet", is_flag=True, help="No progress bar, and only the summary of the ledger.")
@click.pass_context
def command(ctx: click.Context, /, site: Path, target: str, output: Path, **options: Any) -> None:
    """Move a site to another generator: OUTPUT becomes a project there.

    SITE is the folder with the site's configuration; nothing in it is changed. What cannot be carried over is listed,
    with the file, the line, why, and what to do about it: the ledger.

    Run it again until you switch: an OUTPUT that hugokit made gets what changed in SITE, and what was edited there
    stays. Where both sides changed a file, both are kept, and it is a conflict. A run that was stopped half-way is gone
    on with by the same command.

    Exit code 0: OUTPUT is written, 1: it is, with conflicts or what --fail-on names, 2: it is not, and is as it was.
    """
    from hugokit.engine.migrate import How

    with ExitStack() as files:
        outputs = [(name, _opened(files, place)) for name, place in options["report"]]
        given = {name: options[name] for name in ("only", "limit", "dry_run", "force", "discard", "recipes", "render")}
        how = How(watch=partial(_watched, quiet=options["quiet"]), version=__version__, **given)
        result = migrate(site, target, output, hugo=options["hugo"] or load_settings(site).hugo, how=how)
        for name, file in outputs:
            file.write(written(name, result.ledger, _summary_of(result, options)))
            file.done()
    tell_version(result.hugo)
    _say(result, output, options)
    ctx.exit(_exit_code(result, options["fail_on"]))


def _opened(files: ExitStack, place: Path) -> Any:
    from hugokit.fs.output import OutputFile  # who wants no report does not wait for it

    file = OutputFile(place)
    files.callback(file.close)
    return file


def _watched(files: Sequence[NewFile], *, quiet: bool) -> Iterable[NewFile]:
    """The files, with a progress bar on standard error where somebody looks at it."""
    if quiet or not sys.stderr.isatty():
        yield from files
        return
    with click.progressbar(files, label="hugokit migrate", file=sys.stderr) as bar:
        yield from bar


def _say(result: Result, output: Path, options: dict[str, Any]) -> None:
    """The ledger in the format that is asked for, with what became of the files; conflicts always."""
    name = options["output_format"]
    for change in result.conflicts:
        click.echo(f"hugokit: {escape(_conflict(change.path, change.state))}", err=True)
    if name != "text":
        click.echo(written(name, result.ledger, _summary_of(result, options)), nl=False)
        return
    if options["dry_run"] and not options["quiet"]:
        for change in result.changes:
            source = f"  {escape(change.source)}" if change.source else ""
            click.echo(f"{change.state:<9}  {change.size:>9}  {escape(change.path)}{source}")
        click.echo()
    click.echo(_ledger(result, options), nl=False)
    click.echo(_end(result, output, dry=options["dry_run"]), nl=False)


def _ledger(result: Result, options: dict[str, Any]) -> str:
    if options["quiet"]:
        return summary(result.ledger)
    asked = sys.stdout.isatty() if options["group"] is None else options["group"]
    return grouped(result.ledger) if asked and len(result.ledger) > MANY else written("text", result.ledger, {})


def _conflict(path: str, state: str) -> str:
    if state == "orphan":
        return f"{path}: is gone in the Hugo site and was edited here: it is kept, and yours from now on"
    return (
        f"{path}: changed on both sides: yours is kept, the Hugo site's is .hugokit/conflicts/{path}; "
        "take over what you want of it and delete it there"
    )


def _summary_of(result: Result, options: dict[str, Any]) -> dict[str, Any]:
    """What programs are told beside the ledger (schemas/output/migrate.v1.json)."""
    return {
        "version": __version__,
        "target": result.target.name,
        "hugo": ".".join(map(str, result.hugo.version)),
        "written": not options["dry_run"],
        "resumed": result.resumed,
        "plan": result.plan,
        "pages": sum(len(site.pages) for site in result.sites),
        "blocks": result.blocks,
        "html": result.html,
        "hidden": [plain({"source": page.source, "why": page.why}) for page in result.hidden],
        "files": [plain(one._asdict()) for one in result.changes],
    }


def _end(result: Result, output: Path, *, dry: bool) -> str:
    """How much was moved where, what was not published in the first place, and how to build what is there now."""
    hidden = Counter(page.why for page in result.hidden)
    left = f", {len(result.hidden)} not published by Hugo ({', '.join(hidden)})" if hidden else ""
    commands = " && ".join(" ".join(words) for words in (result.target.install, result.target.build))
    place = escape(str(output))
    pages = sum(len(site.pages) for site in result.sites)
    done = f"{pages} pages{left}, {_files(result)}: {place}\n"
    resumed = f"{result.resumed} files were there from a run that was stopped.\n" if result.resumed else ""
    share = f"{_markdown(result)} of {result.blocks} blocks of text are Markdown as before.\n" if result.html else ""
    last = "Nothing was written (--dry-run)" if dry else f"Build it: cd {place} && {commands}"
    return f"{done}{share}{resumed}{last}\n"


def _markdown(result: Result) -> str:
    """The share of blocks, never rounded up to all."""
    return f"{int(1000 * (result.blocks - result.html) / result.blocks) / 10} %"


def _files(result: Result) -> str:
    """`12 files`, or for a folder that was there `3 files written, 1 removed, 8 unchanged`."""
    counts = Counter(change.state for change in result.changes)
    if counts.keys() <= {"written"}:
        return f"{counts['written']} files"
    first, *rest = [(state, counts[state]) for state in ("written", *sorted(counts.keys() - {"written"}))]
    return ", ".join([f"{first[1]} files {first[0]}", *(f"{count} {state}" for state, count in rest)])


def _exit_code(result: Result, fail_on: str) -> int:
    failed = any(loss.grade in _LEAST[fail_on] for loss in result.ledger)
    return FINDINGS if failed or result.conflicts else CLEAN
