"""Which files to look at: those named, and the content files of the folders named."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hugokit.errors import SettingsError
from hugokit.fs.ignore import Excluded, Ignored
from hugokit.text.display import escape

CONTENT_SUFFIXES = frozenset(
    [".md", ".mdown", ".markdown", ".html", ".htm", ".org", ".ad", ".adoc", ".asciidoc", ".pandoc", ".pdc", ".rst"]
)
_COMPONENTS = frozenset("archetypes assets data i18n layouts public resources static themes".split())
_CONFIGURATIONS = frozenset(f"{stem}.{kind}" for stem in ("hugo", "config") for kind in ("toml", "yaml", "yml", "json"))


def is_configuration(name: str) -> bool:
    """Whether a file of this name can be the configuration of a Hugo site."""
    return name.lower() in _CONFIGURATIONS


class FoundFile(NamedTuple):
    """A file to look at. `root`: the folder that was named and holds it, or its own; `named`: it was named itself."""

    name: str
    root: Path
    named: bool

    @property
    def path(self) -> Path:
        """The file; its text is `name`, which costs nothing."""
        return Path(self.name)

    def __fspath__(self) -> str:
        return self.name


def walk(
    paths: Sequence[str | os.PathLike[str]],
    *,
    exclude: Sequence[str] = (),
    base: str | os.PathLike[str] = ".",
    respect_gitignore: bool = True,
    force_exclude: bool = False,
    suffixes: frozenset[str] = CONTENT_SUFFIXES,
) -> Iterator[FoundFile]:
    """Every file once; of a folder first its files, then its folders, each in the order of their names.

    A file that is named is always taken, unless `force_exclude` and a pattern of `exclude` says otherwise. In folders:
    content files only (`suffixes`, any case), as Hugo reads them: names starting with `.` or `#` or ending in `~` and
    symbolic links are passed over. A folder that is a Hugo site (a configuration beside content/) stands for its
    content; of the root of a theme the templates and the like are left out. `exclude`: patterns as in .gitignore, from
    the folder `base`. Raises SettingsError at once for a path that is not there or a pattern that cannot be read, and
    later for a folder that cannot be listed.
    """
    starts = [Path(p) for p in paths]
    for start in starts:
        if not os.path.lexists(start):
            raise SettingsError(f"{escape(str(start))}: no such file or folder")
    excluded = Excluded(exclude, Path(base))
    files = (
        found
        for start in starts
        for found in (
            _folder(start, excluded, Ignored(start if respect_gitignore else None), suffixes)
            if start.is_dir()
            else _named(start, excluded if force_exclude else None)
        )
    )
    return files if len(starts) == 1 else _once(files)


def _once(files: Iterator[FoundFile]) -> Iterator[FoundFile]:
    seen: set[str] = set()
    for found in files:
        key = os.path.abspath(found.name)  # noqa: PTH100 - resolve() would follow links
        if key not in seen:
            seen.add(key)
            yield found


def _named(path: Path, excluded: Excluded | None) -> Iterator[FoundFile]:
    if not (excluded and excluded.covers_named(path)):
        yield FoundFile(str(path), path.parent, named=True)


def _folder(start: Path, excluded: Excluded, ignored: Ignored, suffixes: frozenset[str]) -> Iterator[FoundFile]:
    """The content files below a folder, without recursion and without entering a folder twice."""
    entered: set[tuple[int, int]] = set()
    waiting = ["" if start == Path() else str(start)]
    while waiting:
        folder = waiting.pop()
        state = os.stat(folder or ".")  # noqa: PTH116 - texts, not Path objects: this is for every file of a tree
        if (state.st_dev, state.st_ino) in entered:
            continue
        entered.add((state.st_dev, state.st_ino))
        inner: list[str] = []
        for entry in _of_site(_entries(folder)):
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and os.path.splitext(entry.name)[1].lower() not in suffixes:  # noqa: PTH122
                continue
            path = os.path.join(folder, entry.name)  # noqa: PTH118
            if excluded.covers(path, folder=is_folder) or ignored.covers(path, folder=is_folder):
                continue
            if is_folder:
                inner.append(path)
            else:
                yield FoundFile(path, start, named=False)
        waiting += reversed(inner)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What Hugo sees in a folder, by name. A FIFO or device is kept: reading it says what it is."""
    try:
        with os.scandir(folder or ".") as listing:
            entries = [e for e in listing if not e.name.startswith((".", "#")) and not e.name.endswith("~")]
    except OSError as error:
        raise SettingsError(f"{escape(folder or '.')}: cannot be listed: {error.strerror}") from error
    return sorted((e for e in entries if not e.is_symlink()), key=lambda e: e.name)


def _of_site(entries: list[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    """Of the root of a Hugo site only its content, of that of a theme all but its templates: neither are pages."""
    content = [e for e in entries if e.name == "content" and e.is_dir(follow_symlinks=False)]
    configured = any(e.name in _CONFIGURATIONS or e.name in ("config", "theme.toml") for e in entries)
    if not configured:
        return entries
    return content or [e for e in entries if e.name not in _COMPONENTS]
