"""A folder held open: what is done in it cannot be led elsewhere by a link that is swapped in meanwhile."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from hugokit.errors import FileRefused
from hugokit.limits import MAX_FOLDERS_DEEP
from hugokit.text.display import escape

_BY_FD = os.open in os.supports_dir_fd and os.rename in os.supports_dir_fd
_FOLDER_FLAGS = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_FOLDER = (errno.ELOOP, errno.EMLINK, errno.ENOTDIR)


class Folder:
    """Operations on the names in one folder. Where the system has no descriptors of folders (Windows), by path."""

    def __init__(
        self, path: str | os.PathLike[str], root: str | os.PathLike[str] | None = None, *, held: int | None = None
    ) -> None:
        """Open `path`. With a `root`, every step from the root down must be a real folder (FileRefused, OSError).

        `held`: a descriptor of the folder that somebody else has opened, and closes.
        """
        self.path = Path(path)
        self._own = held is None
        self.fd = held if held is not None else _open_folder(self.path, root) if _BY_FD else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.fd is not None and self._own:
            os.close(self.fd)

    def _name(self, name: str) -> str | Path:
        return name if self.fd is not None else self.path / name

    def open(self, name: str, flags: int, mode: int = 0o600) -> int:
        """A descriptor of a file in the folder; the last step is never a link."""
        return os.open(self._name(name), flags | _NOFOLLOW, mode, dir_fd=self.fd)

    def stat(self, name: str) -> os.stat_result:
        """The state of a name, of the link itself where it is one."""
        return os.stat(self._name(name), dir_fd=self.fd, follow_symlinks=False)

    def names(self) -> list[str]:
        """Every name in the folder, in no order."""
        return os.listdir(self.path if self.fd is None else self.fd)  # noqa: PTH208 - Path knows no descriptors

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


class Chain:
    """The folders from a root down to one of them, held open: the files of a tree cost one more open a folder.

    No step below the root is taken through a link, whatever was there when the tree was listed.
    """

    def __init__(self) -> None:
        self._root: Path | None = None
        self._before = ""
        self._folder: str | None = None
        self._steps: list[str] = []
        self._fds: list[int] = []

    def to(self, folder: str, root: Path) -> int | None:
        """The descriptor of a folder that is listed below `root`; None where the system has none (Windows).

        It is good until the next call. Raises FileRefused where a step is a link, not there, or too deep.
        """
        if not _BY_FD:
            return None
        if root is not self._root:
            self.close()
            self._enter(folder, str(root), None, _FOLDER_FLAGS)
            self._root = root
            self._before = "" if root == Path() else os.path.join(root, "")  # noqa: PTH118 - the texts of the walk
        elif folder == self._folder:
            return self._fds[-1]
        self._folder = None
        self._go(folder, self._inside(folder))
        self._folder = folder
        return self._fds[-1]

    def _inside(self, folder: str) -> list[str]:
        """The steps to a folder from the root."""
        if folder in ("", str(self._root)):
            return []
        steps = folder[len(self._before) :].split(os.sep)  # noqa: PTH206
        if not folder.startswith(self._before) or ".." in steps:
            raise FileRefused(f"{escape(folder)}: not inside {escape(str(self._root))}")
        if len(steps) > MAX_FOLDERS_DEEP:
            raise FileRefused(f"{escape(folder)}: more than {MAX_FOLDERS_DEEP} folders deep; name one further down")
        return steps

    def _go(self, folder: str, steps: list[str]) -> None:
        """Leave what is not on the way, enter what is missing of it."""
        same = 0
        for old, new in zip(self._steps, steps, strict=False):
            if old != new:
                break
            same += 1
        del self._steps[same:]
        while len(self._fds) > same + 1:
            os.close(self._fds.pop())
        for step in steps[same:]:
            self._enter(folder, step, self._fds[-1], _FOLDER_FLAGS | _NOFOLLOW)
            self._steps.append(step)

    def _enter(self, folder: str, step: str, parent: int | None, flags: int) -> None:
        try:
            self._fds.append(os.open(step, flags, dir_fd=parent))
        except OSError as error:
            why = "is a link or no folder" if error.errno in _NO_FOLDER else error.strerror
            raise FileRefused(f"{escape(folder)}: cannot be entered: {escape(step)}: {why}") from error

    def close(self) -> None:
        """Let go of every folder."""
        self._root = self._folder = None
        self._steps.clear()
        while self._fds:
            os.close(self._fds.pop())


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
