"""Reading a file of an untrusted tree: regular files only, no links, never more than the limit."""

from __future__ import annotations

import errno
import os
import stat
from typing import NamedTuple

from hugokit.errors import FileRefused
from hugokit.limits import MAX_FILE_BYTES
from hugokit.text.display import escape

# O_NONBLOCK: opening a FIFO without it waits for a writer for ever. The flags are missing on Windows.
READ_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_LINKS_ARE_FOLLOWED = not hasattr(os, "O_NOFOLLOW")
_CHUNK = 1024 * 1024


class Identity(NamedTuple):
    """Which file was read, and in what state: enough to see that it is another one now. `digest` is SHA-256, hex."""

    dev: int
    ino: int
    size: int
    mtime_ns: int
    digest: str


class FileBytes(NamedTuple):
    """The content of a file and what the system said of it while it was read."""

    data: bytes
    state: os.stat_result

    @property
    def identity(self) -> Identity:
        """Which file this was; reckoned only for files that are to be written."""
        return identity_of(self.state, self.data)


def read_file(path: str | os.PathLike[str], *, limit: int = MAX_FILE_BYTES, folder: int | None = None) -> FileBytes:
    """The bytes of a regular file of at most `limit` bytes; with `folder`, a descriptor, the one of its name in there.

    Raises FileRefused for a link, a folder, a FIFO, a device, a file that is too large or cannot be read.
    """
    name = os.fspath(path)
    if _LINKS_ARE_FOLLOWED and os.path.islink(name):  # noqa: PTH114
        raise FileRefused(_link(name))
    try:
        fd = os.open(name if folder is None else name.rpartition(os.sep)[2], READ_FLAGS, dir_fd=folder)
    except (OSError, ValueError) as error:
        raise FileRefused(_why(name, error)) from error
    try:
        return read_open(fd, name, limit)
    except OSError as error:
        raise FileRefused(_why(name, error)) from error
    finally:
        os.close(fd)


def read_open(fd: int, name: str, limit: int = MAX_FILE_BYTES) -> FileBytes:
    """The content behind a descriptor, which stays open. Raises FileRefused and OSError."""
    state = os.fstat(fd)
    check_regular(state, name)
    data = _read_bounded(fd, limit + 1, state.st_size)
    if len(data) > limit:
        raise FileRefused(f"{escape(name)}: larger than {limit:,} bytes; hugokit does not read it")
    return FileBytes(data, state)


def check_regular(state: os.stat_result, name: str) -> None:
    """Raise FileRefused for anything that is no regular file."""
    if not stat.S_ISREG(state.st_mode):
        kind = "a folder" if stat.S_ISDIR(state.st_mode) else "not a regular file"
        raise FileRefused(f"{escape(name)}: {kind}; only regular files are read")


def identity_of(state: os.stat_result, data: bytes) -> Identity:
    """The identity of a file with this state and content."""
    import hashlib

    return Identity(state.st_dev, state.st_ino, len(data), state.st_mtime_ns, hashlib.sha256(data).hexdigest())


def _read_bounded(fd: int, most: int, size: int) -> bytes:
    """At most `most` bytes. The size that stat tells is where to begin: files grow, and /proc says 0."""
    first = os.read(fd, min(most, size + 1))
    if 0 < len(first) == size:
        return first  # the byte that was asked for besides is not there
    parts = [first]
    most -= len(first)
    while most > 0 and (part := os.read(fd, min(most, _CHUNK))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _why(name: str, error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.errno in (errno.ELOOP, errno.EMLINK):
        return _link(name)
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"{escape(name)}: cannot be read: {reason}"


def _link(name: str) -> str:
    return f"{escape(name)}: a symbolic link is not followed; name the file it points to"
