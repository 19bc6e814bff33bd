"""The files of a built site: listed once, read one by one, compared without reading large ones into memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from hugokit.errors import FileRefused, SettingsError
from hugokit.fs.read import READ_FLAGS, check_regular
from hugokit.text.display import escape

_CHUNK = 1024 * 1024


def list_published(root: Path) -> list[str]:
    """The path of every regular file below a folder, with `/`, sorted; links and `.git` are left out.

    SettingsError for a folder that cannot be listed.
    """
    return sorted(_walk(root))


def same_bytes(one: Path, other: Path) -> bool:
    """Whether two regular files have the same content (FileRefused where one of them cannot be read)."""
    with _open(one) as first, _open(other) as second:
        if os.fstat(first.fileno()).st_size != os.fstat(second.fileno()).st_size:
            return False
        while part := first.read(_CHUNK):
            if part != second.read(_CHUNK):
                return False
        return not second.read(1)


def _open(path: Path) -> BinaryIO:
    try:
        fd = os.open(path, READ_FLAGS)
    except OSError as error:
        raise FileRefused(f"{escape(str(path))}: cannot be read: {error.strerror}") from error
    found = os.fdopen(fd, "rb")
    try:
        check_regular(os.fstat(fd), str(path))
    except FileRefused:
        found.close()
        raise
    return found


def _walk(root: Path) -> Iterator[str]:
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            with os.scandir(root / prefix) as listing:
                entries = list(listing)
        except OSError as error:
            raise SettingsError(f"{escape(str(root / prefix))}: cannot be listed: {error.strerror}") from error
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != ".git":
                    waiting.append(f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield prefix + entry.name
