"""A file of JSON records, one a line, that only grows: what is in it can be trusted up to the last whole line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, BinaryIO

from hugokit.fs.write import write_all


class Lines:
    """The writing end. `size`: how much of the file is good; what lies behind that is cut off before the next line."""

    def __init__(self, fd: int, size: int = 0) -> None:
        self._fd = fd
        self.size = size

    def append(self, record: Mapping[str, Any]) -> None:
        """A record as one line, on the disk when this returns. Raises OSError; the file then counts as it was."""
        self.extend([record])

    def extend(self, records: Iterable[Mapping[str, Any]]) -> None:
        """Records as lines, all of them on the disk when this returns. Raises OSError as `append` does."""
        lines = b"".join(json.dumps(one, separators=(",", ":")).encode("ascii") + b"\n" for one in records)
        try:
            self._write(lines)
        except BaseException:
            self.drop(self.size)
            raise
        self.size += len(lines)

    def _write(self, line: bytes) -> None:
        if os.fstat(self._fd).st_size != self.size:
            os.ftruncate(self._fd, self.size)
        os.lseek(self._fd, self.size, os.SEEK_SET)
        write_all(self._fd, line)
        os.fsync(self._fd)
        if os.fstat(self._fd).st_size != self.size + len(line):
            raise OSError(0, "the system wrote less than it said")

    def drop(self, size: int) -> None:
        """Forget what lies behind a size; where that fails it is forgotten with the next line."""
        self.size = size
        with suppress(OSError):
            os.ftruncate(self._fd, size)

    def close(self) -> None:
        """Close the file, which also unlocks it."""
        os.close(self._fd)


def starts(file: BinaryIO) -> list[int]:
    """Where each whole line begins, and where the last one ends; a line that is not whole was never finished."""
    found = [0]
    for line in file:
        if line.endswith(b"\n"):
            found.append(found[-1] + len(line))
    return found
