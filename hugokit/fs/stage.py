"""Publishing a tree of files: the destination is complete or it is not there.

Everything is written into a folder beside the destination, synced, and takes its name with one rename.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from hugokit.errors import FileRefused, MigrationError
from hugokit.fs.read import READ_FLAGS, check_regular
from hugokit.fs.write import NEW_FLAGS, write_all
from hugokit.text.display import escape
from hugokit.text.paths import collisions, why_unportable, why_unsafe

MARK = ".hugokit-partial-"
_CHUNK = 1024 * 1024


def publish_tree(dest: str | os.PathLike[str], files: Iterable[tuple[str, bytes | Path]]) -> int:
    """Write a new folder `dest`: relative paths (with `/`) and their content, as bytes or as a file to copy.

    Gives the number of files. `dest` must not be there, or be an empty folder. Raises MigrationError for a path that
    leaves the folder, for two paths that are one file on some systems, and where something cannot be written;
    FileRefused for a source that is no regular file. Nothing is then left at the destination or beside it.
    """
    place = Path(os.path.abspath(dest))  # noqa: PTH100 - resolve() would follow a link that is swapped in
    planned = list(files)
    _check_paths([path for path, _ in planned])
    _check_destination(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        stage = place.with_name(f".{place.name}{MARK}{os.urandom(8).hex()}")
        stage.mkdir()
    except OSError as error:
        raise MigrationError(f"{escape(str(place))}: cannot be made: {error.strerror}") from error
    try:
        _fill(stage, planned)
        _publish(stage, place)
    except BaseException as error:
        shutil.rmtree(stage, ignore_errors=True)
        if isinstance(error, OSError):
            name = f": {escape(str(error.filename))}" if error.filename else ""
            raise MigrationError(f"{escape(str(place))}: nothing was written: {error.strerror}{name}") from error
        raise
    return len(planned)


def publish_file(place: Path, data: bytes) -> None:
    """Write a new file. MigrationError where something is there already, or where it cannot be written."""
    try:
        fd = os.open(place, NEW_FLAGS, 0o666)
    except FileExistsError as error:
        raise MigrationError(
            f"{escape(str(place))}: is there already, and nothing is overwritten; choose another name, or use `>`"
        ) from error
    except OSError as error:
        raise MigrationError(f"{escape(str(place))}: cannot be written: {error.strerror}") from error
    try:
        write_all(fd, data)
        os.fsync(fd)
    except OSError as error:
        place.unlink()
        raise MigrationError(f"{escape(str(place))}: nothing was written: {error.strerror}") from error
    finally:
        os.close(fd)


def _check_paths(paths: list[str]) -> None:
    for path in paths:
        why = why_unsafe(path) or (why_unportable(path) if os.name == "nt" else None)
        if why:
            raise MigrationError(f"the path {escape(path)!r} {why}; nothing was written")
    if clash := collisions(paths):
        first, second = clash[0]
        raise MigrationError(
            f"{escape(first)} and {escape(second)} would be one file on some systems; give one of the pages another URL"
        )


def _check_destination(place: Path) -> None:
    if not os.path.lexists(place):
        return
    if place.is_symlink() or not place.is_dir():
        raise MigrationError(f"{escape(str(place))}: is not a folder; choose another one")
    if any(place.iterdir()):
        raise MigrationError(
            f"{escape(str(place))}: is not empty, and nothing in it is overwritten; choose another folder"
        )


def _fill(stage: Path, files: list[tuple[str, bytes | Path]]) -> None:
    folders = {stage}
    for path, content in files:
        target = stage.joinpath(*path.split("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        folders.update(p for p in target.parents if p.is_relative_to(stage))
        fd = os.open(target, NEW_FLAGS, 0o666)
        try:
            if isinstance(content, bytes):
                write_all(fd, content)
            else:
                _copy(fd, content)
            os.fsync(fd)
        finally:
            os.close(fd)
    for folder in sorted(folders, reverse=True):
        _sync(folder)


def _copy(fd: int, source: Path) -> None:
    try:
        from_fd = os.open(source, READ_FLAGS)
    except OSError as error:
        raise FileRefused(f"{escape(str(source))}: cannot be copied: {error.strerror}") from error
    try:
        check_regular(os.fstat(from_fd), str(source))
        while part := os.read(from_fd, _CHUNK):
            write_all(fd, part)
    finally:
        os.close(from_fd)


def _publish(stage: Path, place: Path) -> None:
    if place.is_dir():
        place.rmdir()  # refuses, as it should, if somebody has put something there meanwhile
    stage.rename(place)
    _sync(place.parent)


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
