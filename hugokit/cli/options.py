"""Options that all commands share, and what goes with them; those that only list a site load no more than this."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from hugokit.engine.versions import HugoVersion, parse_version
from hugokit.text.display import escape

F = TypeVar("F", bound=Callable[..., Any])


def _version(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    found = None if value is None else parse_version(value)
    if value is not None and found is None:
        raise click.BadParameter(f"{value!r} is no version such as 0.168", ctx, param)
    return found


def version_option(command: F) -> F:
    """The option of every command that reads pages."""
    add = click.option(
        "--hugo-version", "hugo", callback=_version, metavar="VERSION", help="The Hugo that builds the site: 0.168."
    )
    return add(command)


class _FormatOption(click.Option):
    """HUGOKIT_OUTPUT_FORMAT is for every command: one that lacks the format which only `check` has takes its own."""

    def resolve_envvar_value(self, ctx: click.Context) -> str | None:
        found = super().resolve_envvar_value(ctx)
        if found is None or (isinstance(self.type, click.Choice) and found in self.type.choices):
            return found
        from hugokit.report.formats import FORMATS  # it takes longer to load than a small site to be read

        return None if found in FORMATS else found


def output_format(command: F, formats: Sequence[str] = ("text", "json")) -> F:
    """The option of every command that reports to people and to programs."""
    add = click.option(
        "--output-format", type=click.Choice(formats), default="text", envvar="HUGOKIT_OUTPUT_FORMAT",
        cls=_FormatOption, help="For people or for programs; also from HUGOKIT_OUTPUT_FORMAT.",
    )  # fmt: skip
    return add(command)


def tell_version(version: HugoVersion) -> None:
    """Say on standard error which Hugo files were read for."""
    hint = "; say which with --hugo-version or [hugo] version in hugokit.toml" if version.guessed else ""
    grade = "warning: " if version.guessed else ""
    click.echo(f"hugokit: {grade}read as {escape(str(version))}{hint}", err=True)
