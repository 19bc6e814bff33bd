"""A folder held open: what is done in it cannot be led elsewhere by a link that is swapped in meanwhile."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from hugokit.errors import FileRefused
from hugokit.text.display import escape

_BY_FD = os.open in os.supports_dir_fd and os.rename in os.supports_dir_fd
_FOLDER_FLAGS = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)


class Folder:
    """Operations on the names in one folder. Where the system has no descriptors of folders (Windows), by path."""

    def __init__(self, path: str | os.PathLike[str], root: str | os.PathLike[str] | None = None) -> None:
        """Open `path`. With a `root`, every step from the root down must be a real folder (FileRefused, OSError)."""
        self.path = Path(path)
        self.fd = _open_folder(self.path, root) if _BY_FD else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.fd is not None:
            os.close(self.fd)

    def _name(self, name: str) -> str | Path:
        return name if self.fd is not None else self.path / name

    def open(self, name: str, flags: int, mode: int = 0o600) -> int:
        """A descriptor of a file in the folder; the last step is never a link."""
        return os.open(self._name(name), flags | _NOFOLLOW, mode, dir_fd=self.fd)

    def stat(self, name: str) -> os.stat_result:
        """The state of a name, of the link itself where it is one."""
        return os.stat(self._name(name), dir_fd=self.fd, follow_symlinks=False)

    def unlink(self, name: str) -> None:
        """Remove a name."""
        os.unlink(self._name(name), dir_fd=self.fd)

    def replace(self, old: str, new: str) -> None:
        """Give the file `old` the name `new`; what had that name is gone."""
        os.replace(self._name(old), self._name(new), src_dir_fd=self.fd, dst_dir_fd=self.fd)

    def sync(self) -> None:
        """Make renames durable. Windows has no such call."""
        if self.fd is not None:
            os.fsync(self.fd)


def _open_folder(path: Path, root: str | os.PathLike[str] | None) -> int:
    if root is None:
        return os.open(path, _FOLDER_FLAGS)
    try:
        steps = Path(os.path.abspath(path)).relative_to(os.path.abspath(root)).parts  # noqa: PTH100 - resolve() follows links
    except ValueError:
        raise FileRefused(f"{escape(str(path))}: not inside {escape(os.fspath(root))}") from None
    fd = os.open(root, _FOLDER_FLAGS)
    for step in steps:
        try:
            inner = os.open(step, _FOLDER_FLAGS | _NOFOLLOW, dir_fd=fd)
        finally:
            os.close(fd)
        fd = inner
    return fd
