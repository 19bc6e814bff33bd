"""`hugokit why`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from hugokit.cli.common import output_format, version_option
from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.cli.model import tell_model
from hugokit.engine.sites import Model, read_model
from hugokit.frontmatter.dates import parse_date
from hugokit.report import why as report
from hugokit.site.answers import Answer
from hugokit.site.why import Asker


@click.command("why", short_help="Say whether a file or a URL is published, where, and which line decides it.")
@click.argument("asked", metavar="PATH|URL")
@click.option("--at", metavar="DATE", help="As of that moment: 2026-12-01, 2026-12-01T09:30:00+02:00.")
@click.option("--site", type=click.Path(path_type=Path, exists=True, file_okay=False), help="The folder of the site.")
@version_option
@output_format
@click.pass_context
def command(
    ctx: click.Context, /, asked: str, at: str | None, site: Path | None, hugo: tuple[int, int] | None,
    output_format: str,
) -> None:  # fmt: skip
    """Say whether a file or a URL is published, where, and which line decides it.

    A file is named from here or from the site's folder; what is no file there and begins with a slash or with http is a
    URL. For a URL that is none the nearest ones are named. DATE without an offset is in the site's time zone.

    Exit code 0: published, 1: not, 2: wrong use.
    """
    folder = site or _folder_of(asked)
    moment = None if at is None else _moment(at, folder)
    model = read_model(folder, now=moment, hugo=hugo)
    tell_model(model)
    answer = _answer(asked, model)
    click.echo(report.to_json(answer) if output_format == "json" else report.text(answer), nl=False)
    ctx.exit(CLEAN if answer.published else FINDINGS)


def _folder_of(asked: str) -> Path:
    """Where to look for the site: beside the file, where it is one, else here."""
    place = Path(asked)
    return place.parent if place.exists() else Path()


def _moment(at: str, folder: Path) -> datetime:
    from hugokit.engine.site_files import FolderFiles
    from hugokit.engine.sites import root_of
    from hugokit.site.config import read_configs

    zone = read_configs(FolderFiles(root_of(folder)))[0].zone
    moment = parse_date(at, zone)
    if moment is None:
        raise click.BadParameter(f"{at!r} is no date such as 2026-12-01 or 2026-12-01T09:30:00Z", param_hint="--at")
    return moment


def _answer(asked: str, model: Model) -> Answer:
    asker = Asker(model.files, model.configs, model.sites, model.hugo.version)
    for place in (Path(asked), model.root / asked.lstrip("/")):
        whole = place.parent.resolve() / place.name  # the last step may be a link, which is not followed
        if whole.is_relative_to(model.root) and (whole.is_file() or whole.is_symlink()):
            source = whole.relative_to(model.root).as_posix()
            if whole.is_symlink():
                return Answer(source, False, "link", "is a link, which Hugo does not follow")
            return asker.path(source)
    if asked.startswith(("/", "http://", "https://")):
        return asker.url(asked)
    return asker.path(asked)
