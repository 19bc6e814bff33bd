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
from hugokit.schema.infer.words import explained
from hugokit.schema.validate import Finding, findings
from hugokit.text.display import escape


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
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")
@click.option("--explain", metavar="KEY", help="Show every place that reads a key: toc, cover.image, site.Params.toc.")
def infer(folder: Path, explain: str | None) -> None:
    """Derive a schema from the templates of the site or theme in FOLDER.

    A site's own layouts, its themes and modules count together, in Hugo's order; nothing is built and nothing fetched.
    The schema is printed: front matter below `properties`, the site's parameters below `$defs/site`. What says how
    sure a key is, and where it is read, stands in `x-hugokit`.
    """
    from hugokit.engine.infer import infer as derived

    found = derived(folder)
    for one in found.unread:
        click.echo(
            f"{escape(one.file)}:{one.line}:{one.column}: the template does not parse: {escape(one.why)}", err=True
        )
    if explain is None:
        click.echo(json.dumps(found.document, indent=2, ensure_ascii=False))
        return
    keys = found.key(explain)
    if not keys:
        near = get_close_matches(explain.lower(), found.names(), 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise click.UsageError(f"no template of {found.title} reads {escape(explain)}{hint}")
    click.echo("\n".join(escape(line) for key in keys for line in explained(key, found.keys)))


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
