"""What was worked out before and can be worked out again: one folder beside a site, which nobody has to know of."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from hugokit.errors import FileRefused
from hugokit.fs.read import read_file
from hugokit.fs.write import NEW_FLAGS, PREFIX, SUFFIX, write_all

CACHE = ".hugokit_cache"
_SIGNATURE = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by hugokit, which makes it again where it is missing.\n"
)
_OWN = {".gitignore": b"# Made by hugokit.\n*\n", "CACHEDIR.TAG": _SIGNATURE}


def stamp(root: Path, names: Iterable[str]) -> str:
    """What tells a state of files from another without reading them: SHA-256 (hex) of each name, size and mtime.

    A file that is gone, or that may not be looked at, counts as such.
    """
    digest = hashlib.sha256()
    for name in names:
        try:
            said = _said(name, (root / name).lstat())
        except OSError as error:
            said = f"{name}\0{error.errno}\n"
        digest.update(said.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def stamp_of_tree(folder: Path, suffix: str) -> str:
    """The same of every file below a folder whose name ends so."""
    digest = hashlib.sha256()
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif entry.name.endswith(suffix):
                said = _said(entry.path, entry.stat(follow_symlinks=False))
                digest.update(said.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _said(name: str, state: os.stat_result) -> str:
    return f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n"


def read_cached(root: Path, name: str) -> bytes | None:
    """What was kept for a site under a name; None where there is nothing, or something that is no regular file."""
    folder = root / CACHE
    if folder.is_symlink() or not folder.is_dir():
        return None
    try:
        return read_file(folder / name).data
    except FileRefused:
        return None


def keep_cached(root: Path, name: str, data: bytes) -> bool:
    """Keep something for a site; False where that is not possible: a cache that cannot be written is no error."""
    folder = root / CACHE
    try:
        if folder.is_symlink():
            return False
        folder.mkdir(exist_ok=True)
        for own, content in _OWN.items():
            if not (folder / own).exists():
                _put(folder, own, content)
        _put(folder, name, data)
    except OSError:
        return False
    return True


def _put(folder: Path, name: str, data: bytes) -> None:
    """Another process sees the old content or the new, never a part. It may be lost with the power: nothing waits."""
    new = folder / f"{PREFIX}{os.urandom(8).hex()}{SUFFIX}"
    fd = os.open(new, NEW_FLAGS, 0o644)
    try:
        write_all(fd, data)
    finally:
        os.close(fd)
    try:
        new.replace(folder / name)
    except OSError:
        new.unlink(missing_ok=True)
        raise
