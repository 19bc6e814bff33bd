"""Getting many files onto the disk at once: one call for a batch, where a call for each would take most of a run."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path


def sync_files(folder: Path, files: Iterable[Path]) -> None:
    """Make `files`, and all else on the file system of `folder`, durable. Raises OSError.

    Linux has syncfs(2), which tells of failed writes since 5.8; elsewhere each file and its folder is synced by itself.
    """
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if os.name == "posix" else None
    if call is None:
        many = list(files)
        _each([*many, *{file.parent for file in many}])
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        if call(fd):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(fd)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call."""
    if os.name != "nt":
        _each([folder])


def _each(places: Iterable[Path]) -> None:
    for place in places:
        if os.name == "nt" and place.is_dir():
            continue
        fd = os.open(place, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
