"""`hugokit edit`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from hugokit.api import Run
from hugokit.cli.bulk import bulk_options, rewrite
from hugokit.cli.common import file_options, settings_for
from hugokit.cli.options import F, output_format
from hugokit.engine.changes import READERS, Change
from hugokit.errors import SettingsError
from hugokit.text.display import escape
from hugokit.where import Question, parse


class _InOrder(click.Command):
    """A command that knows in which order its options were given: changes are made one after the other."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing:
            ctx.meta["order"] = [param.name for param in self.make_parser(ctx).parse_args(list(args))[2]]
        return super().parse_args(ctx, args)


def _where(ctx: click.Context, param: click.Parameter, value: str | None) -> Question | None:
    return None if value is None else parse(value)


def _change_option(name: str, form: str, text: str) -> Callable[[F], F]:
    return click.option(f"--{name}", multiple=True, metavar=form, help=text)


@click.command("edit", cls=_InOrder, short_help="Change front matter in many files at once.")
@file_options
@_change_option("set", "KEY=VALUE", "Give a key a value, read as Hugo reads YAML: true, 3, [a, b], '\"no\"'.")
@_change_option("set-text", "KEY=TEXT", "Give a key a text, taken letter by letter.")
@_change_option("default", "KEY=VALUE", "Set only where the key is not there.")
@_change_option("delete", "KEY", "Delete a key.")
@_change_option("rename", "OLD=NEW", "Give a key another name.")
@_change_option("append", "KEY=VALUE", "Put an item into a list that has it not.")
@_change_option("remove", "KEY=VALUE", "Take an item out of a list.")
@_change_option("replace", "KEY=OLD=NEW", "Put an item of a list in the place of another.")
@click.option("--where", callback=_where, metavar="EXPRESSION", help="Only pages for which this holds.")
@bulk_options
@output_format
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """Change front matter in many files at once.

    All changes are made in their order, in each file all of them or none; no other byte of it changes. KEY may lead
    into maps and lists: menu.main.weight, params."my key", resources[0].src. EXPRESSION is explained in
    docs/reference/where.md: 'toc and date < 2024'.

    A page without front matter gets one where there is something to set. In a folder that is no Hugo site such files
    may be anything, a README for instance: there they stay as they are unless they are named.

    Where standard output is a terminal, more than one file is written only with --yes; without it the command says what
    would change. With `-` the changed text goes to standard output.

    Exit code 0: done, 1: a file was refused or could not be read or written, or something would change and was not
    written, 2: wrong use.
    """
    changes = _changes(ctx, options)
    if not changes:
        raise click.UsageError("nothing to do: give at least one of " + ", ".join(f"--{name}" for name in READERS))
    run = Run.of(settings_for(paths, options))
    named = bool(paths) and not any(path.is_dir() for path in paths)
    work = partial(run.edit, changes=changes, where=options["where"], begin=named)
    ctx.exit(rewrite("edit", run, paths, work, options))


def _changes(ctx: click.Context, options: dict[str, Any]) -> tuple[Change, ...]:
    """The changes as they stand on the command line."""
    given = {name: iter(options[name.replace("-", "_")]) for name in READERS}
    found: list[Change] = []
    for name in (name.replace("_", "-") for name in ctx.meta.get("order", ())):
        if name in given:
            text = next(given[name])
            try:
                found.append(READERS[name](text))
            except SettingsError as error:
                raise click.UsageError(f"--{name} {escape(str(error))}") from error
    return tuple(found)
