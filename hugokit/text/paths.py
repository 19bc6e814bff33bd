"""Relative paths of files to be written: which are safe, which travel, which are one file on some systems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|com[1-9\u00b9\u00b2\u00b3]|lpt[1-9\u00b9\u00b2\u00b3])(?:\..*)?", re.IGNORECASE
)
_NOT_ON_WINDOWS = re.compile('[<>:"|?*]')
MAX_NAME_BYTES = 255


def why_unsafe(path: str) -> str | None:
    """Why a path must not be written below a folder, or None. Paths are relative, with `/`, without `.` and `..`."""
    if not path:
        return "is empty"
    if _CONTROL.search(path):
        return "has a control character or a byte that is not UTF-8"
    if "\\" in path:
        return "has a backslash"
    if path.startswith("/") or _DRIVE.match(path):
        return "is absolute"
    for name in path.split("/"):
        if name in ("", ".", ".."):
            return f"has the step {name!r}"
        if len(name.encode("utf-8")) > MAX_NAME_BYTES:
            return f"has a name of more than {MAX_NAME_BYTES} bytes"
    return None


def why_unportable(path: str) -> str | None:
    """Why a safe path cannot be written on Windows, or None."""
    for name in path.split("/"):
        if _DEVICE.fullmatch(name):
            return f"{name!r} is the name of a device on Windows"
        if _NOT_ON_WINDOWS.search(name):
            return f'{name!r} has one of < > : " | ? *, which Windows does not allow'
        if name.endswith((".", " ")):
            return f"{name!r} ends with a dot or a blank, which Windows takes off"
    return None


def collisions(paths: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs that are one file where letter case or Unicode form does not count, or where a file is in a folder's place.

    The pairs come in the order of the paths; the first of each pair is the one that was there before.
    """
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    for path in paths:
        key = _fold(path)
        before = files.get(key) or folders.get(key)
        parents = [key[:at] for at, letter in enumerate(key) if letter == "/"]
        before = before or next((files[p] for p in parents if p in files), None)
        if before is not None:
            found.append((before, path))
            continue
        files[key] = path
        for parent in parents:
            folders.setdefault(parent, path)
    return found


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
