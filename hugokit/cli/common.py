"""What commands share: options, settings, the run over files, colour, what goes to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hugokit import __version__
from hugokit.api import Outcome, Run, Settings, load_settings
from hugokit.cli.options import F, output_format, tell_version, version_option
from hugokit.cli.signals import why_stopped
from hugokit.engine.known import derived_of
from hugokit.engine.settings import settings_in
from hugokit.engine.settings_files import nearest
from hugokit.errors import SettingsError
from hugokit.report.formats import FORMATS
from hugokit.schema import store
from hugokit.text.display import escape

if TYPE_CHECKING:
    from hugokit.engine.undo import Journal
    from hugokit.fs.walk import FoundFile

STDIN = "-"
STDIN_NAME = "stdin.md"


def path_options(command: F) -> F:
    """The options of every command that goes over files."""
    return _with(
        command,
        click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True)),
        click.option("--stdin-filename", type=click.Path(path_type=Path), help="The name of standard input (`-`)."),
        click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave out, as in .gitignore; repeatable."),
        click.option("--force-exclude", is_flag=True, help="Exclude files even when they are named."),
        click.option("--allow-empty-input", is_flag=True, help="No content in the folders is no error."),
        click.option(
            "--config", type=click.Path(path_type=Path, exists=True, dir_okay=False),
            help="Settings file; a hugo.* or config.* file is the site's configuration.",
        ),
        click.option("--isolated", is_flag=True, help="Read no settings file."),
        version_option,
        click.option("-q", "--quiet", is_flag=True, help="Print nothing but results and errors."),
    )  # fmt: skip


def rewriting_options(command: F) -> F:
    """The options of the commands that change files."""
    say = "Show what would change and write nothing; 1 where something would."
    return path_options(_with(command, click.option("--diff", is_flag=True, help=say)))


def file_options(command: F) -> F:
    """The options of the commands that check or change files by a schema."""
    say = "The schema to use: mainroad, hugo, a JSON Schema file, infer (from the site's templates)."
    return rewriting_options(_with(command, click.option("--schema", metavar="NAME|FILE", help=say)))


def _with(command: F, *options: Callable[[F], F]) -> F:
    for add in reversed(options):
        command = add(command)
    return command


def report_options(command: F) -> F:
    """The options of a command that reports findings."""
    return _with(
        command,
        partial(output_format, formats=tuple(FORMATS)),
        click.option(
            "-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
            help="Write the report of --output-format to a file, and text to the terminal.",
        ),
        click.option(
            "--report", multiple=True, callback=_reports, metavar="FORMAT=FILE",
            help="Also write a report to a file: sarif=findings.sarif; repeatable.",
        ),
    )  # fmt: skip


def _reports(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[tuple[str, Path], ...]:
    given = [text.partition("=") for text in value]
    for name, _, file in given:
        if name not in FORMATS or not file:
            raise click.BadParameter(f"say FORMAT=FILE, with a format of {', '.join(FORMATS)}", ctx, param)
    return tuple((name, Path(file)) for name, _, file in given)


def backup_option(*, default: bool) -> Callable[[F], F]:
    """The option of a command that replaces files, with what it does when nothing is said.

    `@backup_option(default=True)` beside `@file_options` is all that a command needs: `outcomes` goes by
    `options["backup"]`, says how the run is undone, and tells what was done where it was stopped.
    """
    said = "on" if default else "off: there is git"
    return click.option(
        "--backup/--no-backup", default=default, help=f"Keep the old files for `hugokit undo` ({said})."
    )


def settings_for(paths: tuple[Path, ...], options: dict[str, Any], **given: Any) -> Settings:
    """The settings of a run: those of the file nearest to the first path, under what the command line says."""
    config: Path | None = options["config"]
    file = None if _names_site(config) else config
    return _under(load_settings(_first(paths, options), config=file, isolated=options["isolated"]), options, given)


def by_settings(
    paths: tuple[Path, ...], options: dict[str, Any], **given: Any
) -> Iterator[tuple[Settings, tuple[Path, ...]]]:
    """Each settings file that counts for some of the paths, with these paths, in the order given."""
    one_file = options["config"] is not None and not _names_site(options["config"])
    if one_file or options["isolated"] or len(paths) < 2 or is_stdin(paths):
        yield settings_for(paths, options, **given), paths
        return
    folders: dict[Path, Path | None] = {}
    known: dict[Path, Path | None] = {}
    groups: dict[Path | None, list[Path]] = {}
    for path in paths:
        folder = path if path.is_dir() else path.parent
        if folder not in folders:
            folders[folder] = nearest(folder, known)
        groups.setdefault(folders[folder], []).append(path)
    for file, group in groups.items():
        found = load_settings(group[0], isolated=True) if file is None else settings_in(file)
        yield _under(found, options, given), tuple(group)


def _first(paths: tuple[Path, ...], options: dict[str, Any]) -> Path:
    return next((path for path in paths if str(path) != STDIN), None) or options["stdin_filename"] or Path()


def _names_site(config: Path | None) -> bool:
    return config is not None and config.stem in ("hugo", "config")


def _under(found: Settings, options: dict[str, Any], given: dict[str, Any]) -> Settings:
    """Settings under what the command line says."""
    site = options["config"] if _names_site(options["config"]) else None
    exclude = (*found.exclude, *options["exclude"])
    schema = _schema(options.get("schema"))
    return found.but(schema=schema, exclude=exclude, hugo=options["hugo"], site_config=site, **given)


def _schema(given: str | None) -> str | None:
    """A schema file is found from the working directory; settings files name theirs from their own folder."""
    if given is None or given in (store.INFERRED, *store.names()):
        return given
    return str(Path(given).absolute()) if Path(given).is_file() else given


def outcomes(
    run: Run,
    paths: tuple[Path, ...],
    work: Callable[[str, bytes], Outcome],
    options: dict[str, Any],
    *,
    write: bool,
    journal: Journal | None = None,
    watch: Callable[[Iterator[FoundFile]], Iterable[FoundFile]] = iter,
    over: Callable[[Iterable[FoundFile]], Iterator[Outcome]] | None = None,
) -> Iterator[Outcome]:
    """The outcome of every file; standard input is one file that is never written. `watch` sees the files go by.

    `over`: goes over the files in the place of `run.over`.

    `journal`: of a command with several runs, which are undone together; without it a run that writes has its own.
    """
    if is_stdin(paths):
        if len(paths) > 1:
            raise click.UsageError("standard input (`-`) cannot be mixed with other paths")
        yield work(str(options["stdin_filename"] or STDIN_NAME), sys.stdin.buffer.read())
        return
    empty = True
    journal = journal or (new_journal(options) if write else None)
    files = run.files(paths or (Path(),), force_exclude=options["force_exclude"])
    seen = watch(files)
    for outcome in over(seen) if over else run.over(seen, work, write=write, journal=journal):
        empty = False
        yield outcome
    folders = [path for path in paths or (Path(),) if path.is_dir()]
    if empty and folders and not options["allow_empty_input"]:
        where = ", ".join(escape(str(path)) for path in folders)
        raise SettingsError(
            f"no Hugo content in {where}: no file there that counts ends in .md, .html, .org or the like; "
            "name a folder with pages, or a file (--allow-empty-input makes this no error)"
        )


def new_journal(options: dict[str, Any]) -> Journal:
    """What a run that replaces files is written down in, to its end; the old bytes too, where `backup` is on."""
    from hugokit.engine.undo import Journal  # a run that only reads does not wait for it

    journal = Journal(["hugokit", *sys.argv[1:]], __version__, keep=options.get("backup", False))
    click.get_current_context().call_on_close(partial(_end, journal, quiet=options["quiet"]))
    return journal


def _end(journal: Journal, *, quiet: bool) -> None:
    """Say what was done where the run was stopped, and how it is undone. The exception on its way is still there."""
    journal.close()
    why = why_stopped(sys.exc_info()[1])
    files = "1 file" if journal.replaced == 1 else f"{journal.replaced or 'no'} files"
    way = f"; `hugokit undo {journal.run}` puts the old text back" if journal.run and journal.replaced else ""
    if why:
        click.echo(f"hugokit: stopped by {why}; {files} changed before, and what is done stays{way}", err=True)
    elif way and not quiet:
        click.echo(f"hugokit: {files} changed{way}", err=True)


def is_stdin(paths: tuple[Path, ...]) -> bool:
    """Whether standard input is to be read."""
    return STDIN in map(str, paths)


def coloured(choice: str, *, err: bool = False) -> bool:
    """Whether to colour: `always` or `never` decide, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stderr if err else sys.stdout).isatty()


def pass_on(data: bytes) -> None:
    """Put bytes on standard output, and nothing else."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def tell(outcome: Outcome) -> bool:
    """Say on standard error what could not be read, mended or written; True where it is more than a note."""
    for note in outcome.notes:
        click.echo(f"{escape(outcome.path)}: {escape(note)}", err=True)
    if outcome.error is None:
        return False
    text = str(outcome.error)
    click.echo(f"hugokit: {escape(text if outcome.path in text else f'{outcome.path}: {text}')}", err=True)
    return True


def tell_sites(run: Run, *, quiet: bool) -> None:
    """Say on standard error what could not be read of a site's configuration.

    Also which Hugo files were read for and who says so: a guess is a warning.
    """
    for warning in run.contexts.warnings:
        click.echo(f"hugokit: {escape(warning)}", err=True)
    for version in [] if quiet else run.contexts.versions:
        tell_version(version)
    for context in [] if quiet else run.contexts.read:
        if context.derived is not None:
            click.echo(f"hugokit: {escape(derived_of(context))}; --schema hugo leaves it out", err=True)
