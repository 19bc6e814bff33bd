"""The settings of a run: hugokit.toml, .hugokit.toml or [tool.hugokit] of pyproject.toml, under what the caller says.

The nearest file upwards from the first path counts. Everything in it is data, validated by schemas/config.json.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from hugokit.diagnostic import Severity
from hugokit.engine.versions import parse_version
from hugokit.errors import FileRefused, SettingsError
from hugokit.fs.read import read_file
from hugokit.schema import store
from hugokit.schema.validate import findings, unknown

FILES = ("hugokit.toml", ".hugokit.toml", "pyproject.toml")
SEVERITIES = {severity.name.lower(): severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class SchemaFor:
    """The schema for the files that match one of the patterns (as in .gitignore, from `root`)."""

    files: tuple[str, ...]
    uses: str


@dataclass(frozen=True, slots=True)
class Format:
    """How fmt writes front matter. `key_order`: "keep", "schema" or the names of the first keys."""

    preset: Literal["minimal", "canonical"] = "minimal"
    key_order: str | tuple[str, ...] | None = None
    lists: str | None = None
    quotes: str | None = None
    dates: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run looks for and how it writes.

    `root`: the folder that patterns and schema files are relative to. `hugo`: the version to read for, None to find it
    out. `site_config`: the site's configuration, where it is not to be looked for.
    """

    root: Path = field(default_factory=Path)
    select: tuple[str, ...] = ("ALL",)
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    show: Severity = Severity.WARNING
    exclude: tuple[str, ...] = ()
    schema: str | None = None
    schemas: tuple[SchemaFor, ...] = ()
    keys: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hugo: tuple[int, int] | None = None
    site_config: Path | None = None
    fmt: Format = Format()

    def but(self, **given: Any) -> Settings:
        """These settings with what is given; None leaves a setting as it is."""
        known = {one.name for one in fields(self)}
        return replace(self, **{name: value for name, value in given.items() if value is not None and name in known})

    def selects(self, code: str) -> bool:
        """Whether a rule is on: the longest prefix that names it decides, `ignore` before `select` where they tie."""
        on = max((_weight(code, prefix) for prefix in (*self.select, *self.extend_select)), default=0)
        off = max((_weight(code, prefix) for prefix in self.ignore), default=0)
        return on > off


def _weight(code: str, prefix: str) -> int:
    if prefix == "ALL":
        return 1
    return len(prefix) + 1 if code.startswith(prefix) else 0


def load_settings(start: Path, *, config: Path | None = None, isolated: bool = False) -> Settings:
    """The settings for a run that begins at `start` (a file or folder). Raises SettingsError with file and key."""
    if config is not None:
        return _from_file(config)
    folder = start if start.is_dir() else start.parent
    for place in [] if isolated else [folder.resolve(), *folder.resolve().parents]:
        for name in FILES:
            if (place / name).is_file() and (name != "pyproject.toml" or _has_table(place / name)):
                return _from_file(place / name)
    return Settings(root=folder.resolve())


def _has_table(file: Path) -> bool:
    return "hugokit" in _tables(file).get("tool", {})


def _tables(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_file(file).data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, FileRefused) as error:
        raise SettingsError(f"{file}: {error}") from error


def _from_file(file: Path) -> Settings:
    table = _tables(file)
    if file.name == "pyproject.toml":
        table = table.get("tool", {}).get("hugokit", {})
    schema = store.load("config")
    faults = [finding.message for finding in findings(schema, table)]
    faults += [f"{'.'.join(map(str, key.path))}: there is no such setting" for key in unknown(schema, table)]
    if faults:
        raise SettingsError(f"{file}: {'; '.join(faults)}")
    return _settings(table, file.parent.resolve())


def _settings(table: Mapping[str, Any], root: Path) -> Settings:
    lint, extend, fmt = table.get("lint", {}), table.get("extend", {}), table.get("fmt", {})
    order = fmt.get("key-order")
    return Settings(
        root=root,
        select=tuple(lint.get("select", ("ALL",))),
        extend_select=tuple(lint.get("extend-select", ())),
        ignore=tuple(lint.get("ignore", ())),
        per_file_ignores=tuple((glob, tuple(codes)) for glob, codes in lint.get("per-file-ignores", {}).items()),
        show=SEVERITIES[lint.get("show", "warning")],
        exclude=tuple(table.get("exclude", ())),
        schemas=tuple(SchemaFor(tuple(one.get("files", ("**",))), one["uses"]) for one in table.get("schema", ())),
        keys=tuple(extend.get("keys", ())),
        values={name: tuple(values) for name, values in extend.get("values", {}).items()},
        hugo=parse_version(table.get("hugo", {}).get("version", "")),
        fmt=Format(
            preset=fmt.get("preset", "minimal"),
            key_order=tuple(order) if isinstance(order, Sequence) and not isinstance(order, str) else order,
            lists=fmt.get("lists"),
            quotes=fmt.get("quotes"),
            dates=fmt.get("dates"),
        ),
    )


def schema_named(name: str, root: Path) -> store.Schema:
    """A packaged schema by its name, or a JSON Schema file by its path from `root`. SettingsError if it is neither."""
    if name in store.names():
        return store.load(name)
    file = root / name
    if not file.is_file():
        raise SettingsError(f"{name}: no packaged schema ({', '.join(store.names())}) and no file of that name")
    try:
        document = json.loads(read_file(file).data.decode("utf-8"))
    except (ValueError, FileRefused, RecursionError) as error:
        raise SettingsError(f"{file}: {error}") from error
    return store.from_document(document, name)
