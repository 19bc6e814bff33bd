"""`hugokit urls`. What only some of its options need is imported where they are: a list of URLs waits for nothing."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.cli.model import tell_model
from hugokit.cli.options import version_option
from hugokit.engine.sites import Model, read_model
from hugokit.report import urls as report
from hugokit.report.redirects import HOSTS
from hugokit.site.listing import urls
from hugokit.text.display import escape

if TYPE_CHECKING:
    from hugokit.site.moves import Moved

_AT_ONCE = 500
"""Lines; each echo is a write of its own."""


@click.command("urls", short_help="List every URL that a site will have, without building it.")
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")
@click.option("--check", is_flag=True, help="Say what is wrong with the URLs instead of listing them.")
@click.option("--since", metavar="REV", help="Say which pages moved or went away since a revision of git.")
@click.option("--fix", is_flag=True, help="With --since: add the aliases that are missing.")
@click.option("--diff", is_flag=True, help="With --since: show what --fix would change, and write nothing.")
@click.option("--redirects", type=click.Choice(list(HOSTS)), help="Write the redirects of the site for a host.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="With --redirects: a new file.")
@version_option
@click.option(
    "--output-format", type=click.Choice(["text", "json-lines"]), default="text",
    help="A table, or a JSON object a line.",
)  # fmt: skip
@click.pass_context
def command(ctx: click.Context, /, site: Path, **options: Any) -> None:
    """List every URL that a site will have, without building it.

    SITE is the folder with the site's configuration, or one in it. Each URL comes with its kind (home, section, page,
    taxonomy, term, pager, alias, resource, feed, sitemap, robots, 404) and the file that it comes from.

    With --check it says which pages, aliases and files want the same URL, which differ only in case, which aliases
    leave the site, which redirects lead in circles, and which two files are one page to Hugo.

    With --since it says at which old URLs nothing is any more, where the page is now, and the alias that is missing;
    --fix adds it, and `hugokit undo` takes it out again. --redirects writes all redirects for a host, with --since also
    those of pages that moved.

    Exit code 0: done, or nothing was found, 1: findings, or redirects that had to be left out, 2: wrong use.
    """
    _refuse(options)
    gc.disable()  # a model is a million records and no garbage, and the program ends with it
    model = read_model(site, hugo=options["hugo"])
    tell_model(model)
    json = options["output_format"] == "json-lines"
    if options["check"]:
        ctx.exit(_check(model, json=json))
    if options["redirects"]:
        ctx.exit(_redirects(model, options))
    if options["since"]:
        ctx.exit(_since(model, options, json=json))
    _print((report.json_lines if json else report.table)(urls(model.sites)))


def _refuse(options: dict[str, Any]) -> None:
    if options["check"] and (options["since"] or options["redirects"]):
        raise click.UsageError("--check goes alone")
    if (options["fix"] or options["diff"]) and (not options["since"] or options["redirects"]):
        raise click.UsageError("--fix and --diff go with --since, without --redirects")
    if options["fix"] and options["diff"]:
        raise click.UsageError("--fix writes, --diff writes nothing")
    if options["output"] and not options["redirects"]:
        raise click.UsageError("--output goes with --redirects")


def _check(model: Model, *, json: bool) -> int:
    from hugokit.report import clashes as findings
    from hugokit.site.collisions import clashes
    from hugokit.site.spots import Spots

    found = list(findings.findings(list(clashes(model.sites)), Spots(model.files, model.hugo.version)))
    _print((findings.json_line if json else findings.text)(one) for one in found)
    return FINDINGS if found else CLEAN


def _moved(model: Model, revision: str) -> list[Moved]:
    from hugokit.engine.moved import moved_since

    return moved_since(model, revision)


def _redirects(model: Model, options: dict[str, Any]) -> int:
    from hugokit.site.forwards import forwards

    moved = _moved(model, options["since"]) if options["since"] else []
    gathered = forwards(model.sites, moved)
    written = HOSTS[options["redirects"]](gathered.redirects, gathered.live)
    notes = (*gathered.notes, *written.notes, *(f"{one.old}: its page is gone" for one in moved if one.page is None))
    for note in notes:
        click.echo(f"hugokit: left out: {escape(note)}", err=True)
    if options["output"]:
        from hugokit.fs.stage import publish_file

        publish_file(options["output"], written.text.encode())
    else:
        click.echo(written.text, nl=False)
    return FINDINGS if notes else CLEAN


def _since(model: Model, options: dict[str, Any], *, json: bool) -> int:
    from hugokit.report import moves as report_of
    from hugokit.site.spots import Spots

    found = _moved(model, options["since"])
    spots = Spots(model.files, model.hugo.version)
    if not options["diff"]:
        _print((report_of.json_line if json else report_of.text)(one, spots) for one in found)
    todo: dict[Path, list[str]] = defaultdict(list)
    for one in found:
        if one.page is not None and one.alias:
            todo[model.root / one.page.source].append(one.alias)
    if todo and (options["fix"] or options["diff"]):
        return max(_add(todo, options, json=json), FINDINGS if any(not one.alias for one in found) else CLEAN)
    return FINDINGS if found else CLEAN


def _add(todo: dict[Path, list[str]], options: dict[str, Any], *, json: bool) -> int:
    """Put the aliases into the pages, all of a page or none; the exit code."""
    from hugokit.api import Run, load_settings
    from hugokit.cli.bulk import rewrite
    from hugokit.engine.moved import add_aliases

    paths = tuple(_near(path) for path in todo)
    wanted = dict(zip(map(str, paths), todo.values(), strict=True))
    run = Run.of(load_settings(paths[0]).but(hugo=options["hugo"]))
    how = {
        "yes": options["fix"], "diff": options["diff"], "dry_run": False, "quiet": json, "output_format": "text",
        "stdin_filename": None, "force_exclude": False, "allow_empty_input": True, "backup": True,
    }  # fmt: skip
    return rewrite("urls", run, paths, lambda name, data: add_aliases(run, name, data, wanted[name]), how)


def _near(path: Path) -> Path:
    """A path as somebody in this folder would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _print(lines: Iterable[str]) -> None:
    waiting = iter(lines)
    while some := "".join(islice(waiting, _AT_ONCE)):
        click.echo(some, nl=False)
