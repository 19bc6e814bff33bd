"""The files that settings stand in: which one counts, what it extends, and where something wrong stands.

Everything in them is data, validated by schemas/config.json. Of a package only its file hugokit.toml is read: it is
found without running any of its code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hugokit.errors import FileRefused, SettingsError
from hugokit.fs.read import read_file
from hugokit.schema import store
from hugokit.schema.validate import findings, unknown

FILES = ("hugokit.toml", ".hugokit.toml", "pyproject.toml")


def nearest(folder: Path, known: dict[Path, Path | None] | None = None) -> Path | None:
    """The file whose settings count in a folder: the nearest upwards. `known` keeps what is found, for many folders."""
    known = {} if known is None else known
    passed: list[Path] = []
    found: Path | None = None
    for place in (folder.resolve(), *folder.resolve().parents):
        if place in known:
            found = known[place]
            break
        passed.append(place)
        found = in_folder(place)
        if found is not None:
            break
    known.update(dict.fromkeys(passed, found))
    return found


def in_folder(place: Path) -> Path | None:
    """The settings file of a folder itself."""
    for name in FILES:
        file = place / name
        if file.is_file() and (name != "pyproject.toml" or "hugokit" in _read(file)["tool"]):
            return file
    return None


def table_of(file: Path, behind: tuple[Path, ...] = ()) -> dict[str, Any]:
    """The settings in a file, over those of the files that it extends. Schema files in it are named from the root.

    `behind`: the files that extend this one. Raises SettingsError with file, line and key.
    """
    whole = file.resolve()
    if whole in behind:
        way = " → ".join(str(one) for one in (*behind[behind.index(whole) :], whole))
        raise SettingsError(f"{file}: extends leads back to where it began: {way}")
    table = _read(file)["tool"].get("hugokit", {}) if file.name == "pyproject.toml" else _read(file)
    _validate(file, table)
    table = {**table, "schema": [_from_here(one, file) for one in table.get("schema", ())]}
    if not table["schema"]:
        del table["schema"]
    given = table.pop("extends", ())
    merged: dict[str, Any] = {}
    for name in [given] if isinstance(given, str) else given:
        merged = _over(merged, table_of(_extended(name, file), (*behind, whole)))
    return _over(merged, table)


def _read(file: Path) -> dict[str, Any]:
    """The tables of a file; `tool` is there in any case."""
    try:
        return (
            {"tool": {}, **tomllib.loads(_text(file))} if file.name == "pyproject.toml" else tomllib.loads(_text(file))
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, FileRefused) as error:
        raise SettingsError(f"{file}: {error}") from error


def _text(file: Path) -> str:
    return read_file(file).data.decode("utf-8")


def _validate(file: Path, table: Mapping[str, Any]) -> None:
    schema = store.load("config")
    strange = unknown(schema, table)
    named = {key.path for key in strange}
    faults = [(one.path, one.message) for one in findings(schema, table) if one.path not in named]
    for key in strange:
        near = f": did you mean `{key.suggestion}`?" if key.suggestion else ""
        faults.append((key.path, f"{'.'.join(map(str, key.path))}: there is no such setting{near}"))
    if faults:
        raise SettingsError("; ".join(f"{file}:{_line(file, path)}: {message}" for path, message in faults))


def _line(file: Path, path: tuple[str | int, ...]) -> int:
    """The line of a setting."""
    from hugokit.frontmatter.codecs import codec  # who has nothing wrong does not wait for it
    from hugokit.frontmatter.node import place
    from hugokit.text.places import Places

    text = _text(file)
    steps = ("tool", "hugokit", *path) if file.name == "pyproject.toml" else path
    return Places(text).at(place(codec("toml").read(text, 0, len(text)), steps)[0])[0]


def _from_here(one: Mapping[str, Any], file: Path) -> dict[str, Any]:
    """A table of [[schema]] whose schema file is named from the root of the file system."""
    uses = one["uses"]
    return {**one, "uses": uses if uses in (store.INFERRED, *store.names()) else str(file.parent.resolve() / uses)}


def _extended(name: str, file: Path) -> Path:
    """The file that `extends` means: a path from the folder of the file, or a package with a hugokit.toml."""
    if name.endswith(".toml") or "/" in name:
        found = file.parent / name
        if not found.is_file():
            raise SettingsError(f"{file}:{_line(file, ('extends',))}: extends: there is no file {found}")
        return found
    spec = find_spec(name) if name.isidentifier() else None
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        if (Path(folder) / FILES[0]).is_file():
            return Path(folder) / FILES[0]
    what = f"the package {name} has no {FILES[0]}" if folders else f"there is no package {name} installed"
    raise SettingsError(f"{file}:{_line(file, ('extends',))}: extends: {what}; a path ends in .toml")


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Settings over others: tables are merged, everything else is replaced."""
    merged = dict(below)
    for name, value in above.items():
        under = merged.get(name)
        merged[name] = _over(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged
