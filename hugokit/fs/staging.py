"""The folder beside a destination where a new site grows, and the journal of what is done in it.

`.NAME.hugokit-partial/` holds `journal.jsonl` and `site/`. A line of the journal is written when its file is on the
disk, so a later run with the same header goes on where this one was stopped. Files are synced in batches that grow
(1, 2, 4 … 256): what a kill costs is a batch at most, and a line never tells of a file that a power loss can take.
A new site takes its name with one rename; how the files go into one that is there is in fs/update.py.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from hugokit.errors import FileRefused, HugokitError, MigrationError
from hugokit.fs.durable import sync_files, sync_folder
from hugokit.fs.lines import Lines
from hugokit.fs.read import READ_FLAGS, check_regular
from hugokit.fs.state import lock
from hugokit.fs.write import NEW_FLAGS, write_all
from hugokit.text.display import escape

FORMAT = 1
LARGEST_BATCH = 256
READY = "ready"
_CHUNK = 1024 * 1024
_OPEN = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def staging_of(dest: Path) -> Path:
    """Where the staging folder of a destination is, or would be."""
    return dest.with_name(f".{dest.name}.hugokit-partial")


class Staging:
    """A staging folder, locked for this process while it is open. OSError of the system comes as MigrationError.

    Left by an error of hugokit it goes; left by the system's (a full disk) or by a signal it stays for the next run.
    """

    def __init__(self, dest: Path) -> None:
        self.dest = dest
        self.place = staging_of(dest)
        self.site = self.place / "site"
        self.known: list[dict[str, Any]] = []
        self._lines: Lines | None = None
        self._done: dict[str, str] = {}
        self._put: dict[str, int] = {}
        self._waiting: list[tuple[str, str]] = []
        self._batch = 1
        self._folders: set[Path] = set()
        self._ready = self._resumes = False

    # -- open and close ----------------------------------------------------------------------------------------------
    def __enter__(self) -> Self:
        """Take the folder; `known` are the lines of the journal that an earlier run left."""
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                self.place.mkdir(mode=0o700)
            if self.place.is_symlink():
                raise MigrationError(f"{escape(str(self.place))}: is a link; take it away")
            fd = os.open(self.place / "journal.jsonl", _OPEN | os.O_CREAT, 0o600)
            if not lock(fd):
                os.close(fd)
                raise MigrationError(f"{self._shown}: another run is writing it; wait until it ends")
            self._read(fd)
        except OSError as error:
            raise MigrationError(f"{self._shown}: cannot be made: {error.strerror}") from error
        return self

    def _read(self, fd: int) -> None:
        good = 0
        with os.fdopen(os.dup(fd), "rb") as file:
            for line in file:
                try:
                    self.known.append(json.loads(line))
                except ValueError:
                    break
                if not line.endswith(b"\n"):
                    self.known.pop()
                    break
                good += len(line)
        self._lines = Lines(fd, good)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        gone = isinstance(error, HugokitError) and not isinstance(error, OtherRun) and not self.is_ready
        if self._lines is not None:
            if gone or not self.known:
                self.clear()
            self._lines.close()
            self._lines = None
        if isinstance(error, OSError):
            name = f": {escape(str(error.filename))}" if error.filename else ""
            place = escape(str(self.place))
            rest = f"what is done is kept in {place}: run again to go on, with --discard to begin anew"
            done = "nothing was written" if not self.is_ready else "not everything was written"
            rest = rest if not self.is_ready else f"what is left is in {place}: run again to finish"
            raise MigrationError(f"{self._shown}: {done}: {error.strerror}{name}; {rest}") from error

    @property
    def _shown(self) -> str:
        return escape(str(self.dest))

    @property
    def is_ready(self) -> bool:
        """Whether everything was staged, and is being put into the destination."""
        return self._ready or (bool(self.known) and READY in self.known[-1])

    def clear(self) -> None:
        """Take away all that is staged: the journal first, because what it tells of is no longer there."""
        with suppress(FileNotFoundError):
            (self.place / "journal.jsonl").unlink()
        shutil.rmtree(self.place, ignore_errors=True)

    def reopen(self) -> None:
        """Begin with an empty folder, after `clear`."""
        if self._lines is not None:
            self._lines.close()
        self.known, self._ready = [], False
        self.__enter__()

    # -- a run ---------------------------------------------------------------------------------------------------
    def begin(self, header: Mapping[str, Any], *, discard: bool = False) -> int:
        """Begin, or go on with, a run of this header; how many files are there from before.

        MigrationError where another one was stopped, unless it is to be discarded.
        """
        header = {"format": FORMAT, **header}
        if self.known and self.known[0] != header and not discard and self.site.is_dir():
            raise OtherRun(
                f"{self._shown}: a run of another plan was stopped half-way and left {escape(str(self.place))} (the "
                "site, the options or hugokit changed since); add --discard to throw that away"
            )
        if self.known and self.known[0] == header and not discard:
            self._resumes = True
            self._done = {line["path"]: line["sha256"] for line in self.known if "path" in line}
        else:
            self._anew(header)
        with suppress(FileExistsError):
            self.site.mkdir()
        return len(self._done)

    def _anew(self, header: Mapping[str, Any]) -> None:
        assert self._lines is not None
        self._lines.drop(0)
        if self.site.is_dir():
            shutil.rmtree(self.site)
        self._lines.append(header)
        self.known = [dict(header)]
        sync_folder(self.place)

    def put(self, path: str, data: bytes, digest: str) -> None:
        """Stage a file with this content and its SHA-256."""
        target = self.site / path
        if self._done.get(path) != digest or _digest(target) != digest:
            fd = self._new(target)
            try:
                write_all(fd, data)
                if os.fstat(fd).st_size != len(data):
                    raise OSError(0, "the system wrote less than it said", str(target))
            finally:
                os.close(fd)
            self._waiting.append((path, digest))
        self._note(path, len(data))

    def copy(self, path: str, source: Path, digest: str) -> None:
        """Stage a copy of a file that has this SHA-256 (FileRefused for another kind of file, or another content)."""
        target, size = self.site / path, 0
        if self._done.get(path) != digest or _digest(target) != digest:
            fd, found = self._new(target), hashlib.sha256()
            try:
                for part in parts(source):
                    found.update(part)
                    size += len(part)
                    write_all(fd, part)
            finally:
                os.close(fd)
            if found.hexdigest() != digest:
                raise FileRefused(f"{escape(str(source))}: changed while it was copied; run again")
            self._waiting.append((path, digest))
        self._note(path, size or target.stat().st_size)

    def _new(self, target: Path) -> int:
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        if self._resumes:
            with suppress(FileNotFoundError):
                target.unlink()
        return os.open(target, NEW_FLAGS, 0o666)

    def _note(self, path: str, size: int) -> None:
        self._put[path] = size
        if len(self._waiting) >= self._batch:
            self.flush()

    def flush(self) -> None:
        """Make what is staged durable, and then write it down."""
        if not self._waiting:
            return
        sync_files(self.site, (self.site / path for path, _ in self._waiting))
        self.write([{"path": path, "sha256": digest} for path, digest in self._waiting])
        self._waiting.clear()
        self._batch = min(2 * self._batch, LARGEST_BATCH)

    def write(self, records: list[dict[str, Any]]) -> None:
        """Write lines into the journal, on the disk when this returns."""
        assert self._lines is not None
        self._lines.extend(records)
        self._ready = READY in records[-1]

    def records(self) -> list[dict[str, Any]]:
        """All lines of the journal that an earlier run left."""
        return self.known

    def verify(self) -> None:
        """Raise MigrationError unless what is staged is what was put, by number and size; leave out what was not."""
        self.flush()
        there = dict(_walk(self.site))
        for path in there.keys() - self._put.keys():
            (self.site / path).unlink()
        wrong = [path for path, size in self._put.items() if there.get(path) != size]
        if wrong:
            raise MigrationError(
                f"{self._shown}: nothing was written: {escape(wrong[0])} is not what was staged; run again"
            )

    def publish(self) -> None:
        """Give the staged site the name of the destination, which is not there or empty."""
        sync_files(self.site, ())
        if self.dest.is_dir():
            self.dest.rmdir()  # refuses, as it should, if somebody has put something there meanwhile
        self.site.rename(self.dest)
        sync_folder(self.dest.parent)
        self.clear()


class OtherRun(MigrationError):
    """A stopped run of another plan is in the way. It stays: somebody may want to go on with it."""


def parts(source: Path) -> Iterator[bytes]:
    """The content of a regular file, piece by piece. Raises FileRefused."""
    try:
        fd = os.open(source, READ_FLAGS)
    except OSError as error:
        raise FileRefused(f"{escape(str(source))}: cannot be copied: {error.strerror}") from error
    try:
        check_regular(os.fstat(fd), str(source))
        while part := os.read(fd, _CHUNK):
            yield part
    finally:
        os.close(fd)


def digest_of(source: Path) -> tuple[str, int]:
    """SHA-256 and size of a regular file. Raises FileRefused."""
    found, size = hashlib.sha256(), 0
    for part in parts(source):
        found.update(part)
        size += len(part)
    return found.hexdigest(), size


def _digest(file: Path) -> str:
    """SHA-256 of what is staged, "" where nothing is."""
    try:
        return digest_of(file)[0]
    except FileRefused:
        return ""


def _walk(top: Path) -> Iterator[tuple[str, int]]:
    """The files below a folder, with `/`, and their sizes."""
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(top / prefix) as listing:
            for entry in listing:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{prefix}{entry.name}/")
                else:
                    yield prefix + entry.name, entry.stat(follow_symlinks=False).st_size
