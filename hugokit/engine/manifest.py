"""What a migration leaves in the new site for the next one: which files it wrote, of which sources."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from hugokit.errors import FileRefused, MigrationError
from hugokit.fs.read import read_file
from hugokit.fs.update import is_empty
from hugokit.text.display import escape

FOLDER = ".hugokit"
NAME = f"{FOLDER}/migration.json"
CONFLICTS = f"{FOLDER}/conflicts/"
FORMAT = 1
_LARGEST = 1 << 30


@dataclass(slots=True)
class Manifest:
    """`files`: path to SHA-256 of what was written and the source it came from; `sources`: source to SHA-256."""

    target: str
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def data(self) -> bytes:
        """The file: JSON, one entry a line, sorted, so that it is small in a diff. ASCII."""
        out = BytesIO()
        out.write(f'{{\n"format": {FORMAT},\n"target": {json.dumps(self.target)},\n"files": '.encode("ascii"))
        _write_table(out, self.files)
        out.write(b',\n"sources": ')
        _write_table(out, self.sources)
        out.write(b"\n}\n")
        return out.getvalue()


def _write_table(out: BytesIO, values: Mapping[str, Any]) -> None:
    """Line by line: whole, it would be there three times."""
    before = "{\n"
    for key in sorted(values):
        out.write(f"{before}  {json.dumps(key)}: {json.dumps(values[key])}".encode("ascii"))
        before = ",\n"
    out.write(b"\n}" if values else b"{}")


def manifest_of(dest: Path, target: str, *, force: bool) -> Manifest | None:
    """What an earlier migration left in a folder; None where the folder is not there or empty.

    MigrationError for a folder with files of somebody else, unless `force`: then nothing in it is known. Also for a
    site of another target, and a manifest that cannot be read.
    """
    shown = escape(str(dest))
    if not dest.exists() and not dest.is_symlink():
        return None
    if dest.is_symlink() or not dest.is_dir():
        raise MigrationError(f"{shown}: is not a folder; choose another one")
    file = dest / NAME
    if not file.exists():
        if is_empty(dest):
            return None
        if force:
            return Manifest(target)
        raise MigrationError(
            f"{shown}: is not empty, and hugokit did not make it; choose another folder, or --force to write into it "
            "(nothing in it is overwritten)"
        )
    found = _read(file)
    if found.target != target:
        raise MigrationError(f"{shown}: is a site for {found.target}; choose another folder for {target}")
    return found


def _read(file: Path) -> Manifest:
    try:
        values = json.loads(read_file(file, limit=_LARGEST).data)
        if values["format"] != FORMAT:
            raise MigrationError(f"{escape(str(file))}: was written by another hugokit; use the newer one")
        files = {path: (digest, source) for path, (digest, source) in values["files"].items()}
        return Manifest(str(values["target"]), files, dict(values["sources"]))
    except (ValueError, KeyError, TypeError, AttributeError, FileRefused) as error:
        raise MigrationError(
            f"{escape(str(file))}: cannot be read, so it is not known what was edited; put it back from version "
            "control, or migrate into another folder"
        ) from error
