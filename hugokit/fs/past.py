"""The journals of earlier runs: which there are, what they kept, what is too old to be kept on."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from hugokit.errors import FileRefused, SettingsError
from hugokit.fs.folder import Folder
from hugokit.fs.lines import Lines, starts
from hugokit.fs.state import SUFFIX, is_ours, lock, undo_folder
from hugokit.limits import MAX_UNDO_BYTES, MAX_UNDO_RUNS
from hugokit.text.display import escape
from hugokit.text.encoding import encode

FORMAT = 1
_RUN = re.compile(r"\d{8}-\d{6}-\d{6}")
_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_CHANGE = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_UNDONE = b'{"undone":'


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run that replaced files. `id`: its name; `time` and `undone` (None: it was not): ISO 8601, UTC; `command`: the
    words it was called with; `root`: the folder it was called in; `files`: how many it kept.
    """

    id: str
    time: str
    command: tuple[str, ...]
    root: str
    files: int
    undone: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A file before it was replaced: where it is, what was named (None: the file itself), SHA-256 before and after."""

    path: str
    root: str | None
    before: str
    after: str
    old: bytes


class _NoRun(SettingsError):
    def __init__(self, run: str) -> None:
        super().__init__(f"{escape(run)}: there is no such run; `hugokit undo --list` shows all")


class Journaled:
    """The journal of a past run, held by this process alone."""

    def __init__(self, fd: int, run: PastRun, at: list[int]) -> None:
        self._fd = fd
        self.run = run
        self._at = at

    def newest_first(self) -> Iterator[Kept | FileRefused]:
        """What the run replaced, the last file first; in the place of a record that is damaged what is to be said."""
        with os.fdopen(os.dup(self._fd), "rb") as file:
            for number in range(self.run.files, 0, -1):
                file.seek(self._at[number])
                yield _kept(file.readline()) or FileRefused(_damaged(self.run.id, number + 1))

    def mark_undone(self) -> None:
        """Say that the files are back, so that nobody does it again. Raises SettingsError where that fails."""
        try:
            Lines(self._fd, self._at[-1]).append({"undone": datetime.now(UTC).isoformat(timespec="seconds")})
        except OSError as error:
            raise SettingsError(
                f"{self.run.id}: the files are back, but that was not noted: {error.strerror}"
            ) from error


def past_runs() -> list[PastRun]:
    """The runs that can be looked at, the newest first. Raises SettingsError for a journal that cannot be read."""
    folder = undo_folder()
    runs = []
    for name in _names(folder):
        with suppress(_NoRun), _opened(folder, name, _READ) as fd:  # pruned by a run of this moment
            found = _look(fd, name)
            runs += [found[0]] if found else []
    return runs


@contextmanager
def reopened(run: str) -> Iterator[Journaled]:
    """The journal of a run, by its id. SettingsError: there is none, it is another user's, or the run goes on still."""
    if not _RUN.fullmatch(run):
        raise _NoRun(run)
    with _opened(undo_folder(), run, _CHANGE) as fd:
        if not lock(fd):
            raise SettingsError(f"{run}: that run, or another undo of it, is still going on; wait until it ends")
        found = _look(fd, run)
        if found is None:
            raise _NoRun(run)
        yield Journaled(fd, *found)


def prune(folder: Path) -> None:
    """Make room for one more journal: the oldest go, as many and as large as limits.py says. Raises OSError."""
    total = 0
    with Folder(folder) as place:
        for number, name in enumerate(_names(folder), start=1):
            total += place.stat(name + SUFFIX).st_size
            if number >= MAX_UNDO_RUNS or (total > MAX_UNDO_BYTES and number > 1):
                with _opened(folder, name, _CHANGE) as fd:
                    idle = lock(fd)
                if idle:  # else it is being written, or undone
                    place.unlink(name + SUFFIX)


def _names(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted((p.stem for p in folder.iterdir() if p.suffix == SUFFIX and _RUN.fullmatch(p.stem)), reverse=True)


@contextmanager
def _opened(folder: Path, run: str, flags: int) -> Iterator[int]:
    """The descriptor of a journal. Raises SettingsError for what is not there, cannot be read or is not ours."""
    shown = escape(str(folder / (run + SUFFIX)))
    try:
        with Folder(folder) as place:
            fd = place.open(run + SUFFIX, flags)
    except FileNotFoundError as error:
        raise _NoRun(run) from error
    except OSError as error:
        raise SettingsError(f"{shown}: cannot be read: {error.strerror}") from error
    try:
        if not is_ours(os.fstat(fd)):
            raise SettingsError(f"{shown}: belongs to another user, who alone can undo that run")
        yield fd
    finally:
        os.close(fd)


def _look(fd: int, run: str) -> tuple[PastRun, list[int]] | None:
    """What a journal is about, and where its lines are; None for one whose run was killed before it wrote anything."""
    with os.fdopen(os.dup(fd), "rb") as file:
        file.seek(0)
        at = starts(file)
        if len(at) == 1:
            return None
        header = _header(_line(file, at[0]), run)
        last = _line(file, at[-2])
    undone = json.loads(last)["undone"] if last.startswith(_UNDONE) else None
    files = len(at) - 2 - (undone is not None)
    return PastRun(run, header["time"], tuple(header["command"]), header["root"], files, undone), at


def _line(file: BinaryIO, at: int) -> bytes:
    file.seek(at)
    return file.readline()


def _header(line: bytes, run: str) -> dict[str, Any]:
    try:
        header: dict[str, Any] = json.loads(line)
        if header["format"] != FORMAT:
            raise SettingsError(f"{run}: was kept by hugokit {header['hugokit']}; undo it with that version")
        return {name: header[name] for name in ("time", "command", "root")}
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsError(_damaged(run, 1)) from error


def _kept(line: bytes) -> Kept | None:
    """A record; None where it is not what was written."""
    try:
        record = json.loads(line)
        kept = Kept(record["path"], record["root"], record["before"], record["after"], encode(record["old"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return kept if hashlib.sha256(kept.old).hexdigest() == kept.before else None


def _damaged(run: str, line: int) -> str:
    return f"{escape(str(undo_folder() / (run + SUFFIX)))}, line {line}: the journal is damaged there"
