"""What is not looked at: what git ignores in a work tree, and what the settings exclude."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from hugokit.errors import FileRefused, SettingsError
from hugokit.fs.read import read_file

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Excluded:
    """The patterns of the setting `exclude`, written as in .gitignore, from the folder `base`."""

    def __init__(self, patterns: Sequence[str], base: Path) -> None:
        self._base = base
        try:
            self._spec = _spec_of(patterns) if patterns else None
        except ValueError as error:
            raise SettingsError(f"exclude: {error}") from error

    def covers(self, path: str, *, folder: bool) -> bool:
        """Whether a pattern covers a file or folder whose parents are not covered."""
        return self._spec is not None and self._spec.match_file(self._name(path) + ("/" if folder else ""))

    def covers_named(self, path: Path) -> bool:
        """Whether a pattern covers a file or one of the folders it is in."""
        if self._spec is None:
            return False
        parents = [f"{p}/" for p in PurePosixPath(self._name(str(path))).parents if p.name]
        return self.covers(str(path), folder=False) or any(self._spec.match_file(p) for p in parents)

    def _name(self, path: str) -> str:
        """The path from the base; of one beside it, the part below the folder they share."""
        name = os.path.relpath(path, self._base).replace(os.sep, "/")
        while name.startswith("../"):
            name = name[3:]
        return name


class Ignored:
    """What git ignores below one folder: .gitignore files from the root of the work tree down, and info/exclude.

    Outside of a work tree, and where the folder is None, that is nothing.
    """

    def __init__(self, start: Path | None) -> None:
        above = (start.absolute(), *start.absolute().parents) if start else ()
        self._root = next((p for p in above if (p / ".git").exists()), None)
        self._specs: dict[Path, GitIgnoreSpec | None] = {}
        self._chains: dict[str, list[tuple[str, GitIgnoreSpec]]] = {}

    def covers(self, path: str, *, folder: bool) -> bool:
        """Whether git ignores a file or folder whose parents are not ignored: the deepest pattern decides."""
        if self._root is None:
            return False
        parent, name = os.path.split(path)
        if parent not in self._chains:
            self._chains[parent] = list(self._chain(Path(parent).absolute()))
        for before, spec in self._chains[parent]:
            said = spec.check_file(f"{before}{name}/" if folder else before + name).include
            if said is not None:
                return said
        return False

    def _chain(self, folder: Path) -> Iterator[tuple[str, GitIgnoreSpec]]:
        """The patterns that count in a folder, the deepest first, with what stands before a name in each."""
        for above in (folder, *folder.parents):
            if spec := self._spec(above):
                before = folder.relative_to(above).as_posix()
                yield "" if before == "." else f"{before}/", spec
            if above == self._root:
                break

    def _spec(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            files = [folder / ".gitignore"]
            if folder == self._root:
                files.insert(0, folder / ".git" / "info" / "exclude")
            lines = [line for file in files for line in _lines(file)]
            self._specs[folder] = _spec_of(lines) if lines else None
        return self._specs[folder]


def _spec_of(lines: Sequence[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # many a site ignores nothing

    return GitIgnoreSpec.from_lines(lines)


def _lines(file: Path) -> list[str]:
    """The lines of a file of patterns; one that git would not read either (a link, not there) has none."""
    if not os.path.lexists(file):
        return []
    try:
        return read_file(file, limit=1024 * 1024).data.decode("utf-8", "surrogateescape").splitlines()
    except FileRefused:
        return []
