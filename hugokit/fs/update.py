"""Putting staged files into a folder that is in use: each by one rename, and none over bytes that nobody looked at."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from hugokit.fs.durable import sync_files
from hugokit.fs.folder import Folder
from hugokit.fs.read import READ_FLAGS
from hugokit.fs.staging import READY, Staging

OTHER = "no regular file"
_NO_WAY = (errno.ELOOP, errno.EMLINK, errno.ENOTDIR, errno.ENXIO)
_CHUNK = 1024 * 1024


class Action(NamedTuple):
    """One step: `path` below the destination gets what is staged as `new` (SHA-256), or goes where that is None.

    `was`: what must be there before (None: nothing); `aside`: where what is staged goes if something else is there.
    """

    path: str
    was: str | None
    new: str | None
    aside: str = ""


def is_empty(folder: Path) -> bool:
    """Whether nothing is in a folder."""
    with os.scandir(folder) as listing:
        return next(listing, None) is None


def state_of(dest: Path, path: str) -> str | None:
    """SHA-256 of a file below a folder, None where nothing is; OTHER for a link, a folder, or a way through one."""
    place = dest / path
    try:
        with Folder(place.parent, dest) as folder:
            fd = folder.open(place.name, READ_FLAGS)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in _NO_WAY:
            return OTHER
        raise
    try:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            return OTHER
        found = hashlib.sha256()
        while part := os.read(fd, _CHUNK):
            found.update(part)
        return found.hexdigest()
    finally:
        os.close(fd)


def names_below(dest: Path, folder: str) -> list[str]:
    """The files below a folder of the destination ("a/b/"), by their paths from it; links are no files."""
    top = dest / folder
    if not top.is_dir():
        return []
    found = [file for file in top.rglob("*") if file.is_file() and not file.is_symlink()]
    return sorted(file.relative_to(top).as_posix() for file in found)


def commit(staging: Staging, actions: list[Action]) -> list[Action]:
    """Write down what will be done, then do it; those that met something else than they were to are given back.

    Once it is written down it is finished, by this run or by the next one.
    """
    staging.verify()
    staging.write([*({"do": action} for action in actions), {READY: len(actions)}])
    return finish(staging, actions)


def left_over(staging: Staging) -> list[Action]:
    """The steps that a stopped run had written down."""
    steps = [line["do"] for line in staging.records() if "do" in line]
    return [Action(*step) for step in steps]


def finish(staging: Staging, actions: list[Action]) -> list[Action]:
    """Do every step that is not done yet."""
    late = [action for action in actions if not _apply(staging, action)]
    sync_files(staging.dest, (staging.dest / action.path for action in actions if action.new))
    staging.clear()
    return late


def _apply(staging: Staging, action: Action) -> bool:
    dest = staging.dest
    staged = staging.site / action.path
    now = state_of(dest, action.path)
    if now == action.new:
        with suppress(FileNotFoundError):
            staged.unlink()
        return True
    if now != action.was:
        if action.aside and staged.is_file():
            _move(dest, staged, action.aside)
        return False
    if action.new is None:
        _remove(dest, action.path)
    elif staged.is_file():
        _move(dest, staged, action.path)
    return True


def _move(dest: Path, staged: Path, path: str) -> None:
    place = dest / path
    _make_folders(dest, path)
    with Folder(place.parent, dest) as folder:
        with suppress(FileNotFoundError):
            staged.chmod(stat.S_IMODE(folder.stat(place.name).st_mode))
        if folder.fd is None:
            staged.replace(place)
        else:
            os.replace(staged, place.name, dst_dir_fd=folder.fd)


def _make_folders(dest: Path, path: str) -> None:
    """The folders on the way to a file, none of them through a link."""
    parent = dest
    for step in path.split("/")[:-1]:
        with Folder(parent, dest) as folder, suppress(FileExistsError):
            if folder.fd is None:
                (parent / step).mkdir()
            else:
                os.mkdir(step, dir_fd=folder.fd)
        parent /= step


def _remove(dest: Path, path: str) -> None:
    """Remove a file, and the folders that are empty without it."""
    place = dest / path
    with Folder(place.parent, dest) as folder:
        folder.unlink(place.name)
    for parent in place.relative_to(dest).parents[:-1]:
        try:
            (dest / parent).rmdir()
        except OSError:
            return  # something else is in it
