"""`hugokit schema`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from hugokit.cli.main import CLEAN, FINDINGS
from hugokit.engine.settings import schema_named
from hugokit.schema import store
from hugokit.schema.validate import Finding, findings
from hugokit.text.display import escape

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group("schema", short_help="List, show and validate schemas.")
def command() -> None:
    """List, show and validate the schemas that say what a theme reads."""


@command.command("list")
def list_() -> None:
    """List the packaged schemas: what --schema and `uses` take beside a file."""
    for name in store.names():
        click.echo(f"{name:12}{store.load(name).document.get('title', '')}")


@command.command("show")
@click.argument("name")
def show(name: str) -> None:
    """Print a schema by its NAME or file: JSON Schema, with hugokit's annotations in `x-hugokit`."""
    click.echo(json.dumps(schema_named(name, Path.cwd()).document, indent=2))


@command.command("validate")
@click.argument("file", type=click.Path(path_type=Path))
def validate(file: Path) -> None:
    """Say whether hugokit can use a schema FILE of yours.

    It refers to itself and to packaged schemas only, for nothing is ever fetched; its patterns take bounded time, its
    annotations are known, and it is of bounded size. What its keys have as `examples` must fit, and what they have as
    `x-hugokit-invalid` must not.

    Exit code 0: it can be used, 1: an example is wrong, 2: it cannot be used, and why.
    """
    schema = schema_named(str(file.absolute()), Path.cwd())
    wrong = list(_wrong_examples(schema))
    for message in wrong:
        click.echo(f"{escape(str(file))}: {escape(message)}")
    if not wrong:
        click.echo(f"{escape(str(file))} can be used, keys: {len(schema.properties)}, all examples fit")
    click.get_current_context().exit(FINDINGS if wrong else CLEAN)


@command.command("infer")
@click.argument("folder", type=_FOLDER, required=False)
@click.option("--explain", metavar="KEY", help="Show every place that reads a key: toc, cover.image, site.Params.toc.")
@click.option(
    "--overlay", metavar="FILE", type=_FILE, help="JSON or TOML whose entries replace or add to what is derived."
)
@click.option(
    "--diff", "diff", metavar="OLD NEW", type=_FOLDER, nargs=2, help="Compare two versions of a theme instead."
)
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="Of --diff. Default: text.")
def infer(
    folder: Path | None,
    explain: str | None,
    overlay: Path | None,
    diff: tuple[Path, Path] | None,
    output_format: str,
) -> None:
    """Derive a schema from the templates of the site or theme in FOLDER.

    A site's own layouts, its themes and modules count together, in Hugo's order; nothing is built and nothing fetched.
    The schema is printed: front matter below `properties`, the site's parameters below `$defs/site`. What says how
    sure a key is, and where it is read, stands in `x-hugokit`.

    With --diff, FOLDER is a site that uses the theme: what the new version does to its pages is told, too. Exit code 1:
    there are changes.
    """
    from hugokit.engine.infer import infer as derived
    from hugokit.engine.infer_diff import read_overlay
    from hugokit.schema.infer.overlay import overlaid
    from hugokit.schema.infer.words import explained

    if diff is not None:
        if explain or overlay:
            raise click.UsageError("--diff goes with neither --explain nor --overlay")
        _difference(*diff, folder, output_format)
        return
    found = derived(folder or Path())
    for one in found.unread:
        click.echo(
            f"{escape(one.file)}:{one.line}:{one.column}: the template does not parse: {escape(one.why)}", err=True
        )
    if explain is None:
        document = found.document if overlay is None else overlaid(found.document, read_overlay(overlay))
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    keys = found.key(explain)
    if not keys:
        near = get_close_matches(explain.lower(), found.names(), 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise click.UsageError(f"no template of {found.title} reads {escape(explain)}{hint}")
    click.echo("\n".join(escape(line) for key in keys for line in explained(key, found.keys)))


def _difference(old: Path, new: Path, site: Path | None, output_format: str) -> None:
    from hugokit.engine.infer_diff import infer_diff
    from hugokit.schema.infer.words import as_json, told

    changes = infer_diff(old, new, site)
    if output_format == "json":
        click.echo(json.dumps([as_json(change) for change in changes], indent=2, ensure_ascii=False))
    else:
        for line in told(changes):
            click.echo(escape(line))
    click.get_current_context().exit(FINDINGS if changes else CLEAN)


def _wrong_examples(schema: store.Schema) -> Iterator[str]:
    for name, own in schema.properties.items():
        for example in own.get("examples", ()):
            yield from (f"an example of {one.message}" for one in _about(schema, name, example))
        for example in own.get("x-hugokit-invalid", ()):
            if not _about(schema, name, example):
                yield f"{name}: {json.dumps(example)} fits, and is called invalid"


def _about(schema: store.Schema, name: str, value: Any) -> list[Finding]:
    """What is found in a key; what some versions of Hugo break on is no fault of a value."""
    return [one for one in findings(schema, {name: value}) if one.path and one.keyword != "hazard"]
