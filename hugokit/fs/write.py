"""Replacing a file that was read: the old bytes or the new ones, never a part, and never those of somebody else.

A temporary file in the same folder, written, checked and synced, takes the name of the old one with one rename.
Whatever happens before leaves the old file as it was; SIGKILL leaves one stray `.hugokit-*.tmp` at most, which a later
run that writes into the folder takes away (`sweep`).
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hugokit.errors import FileConflict, FileRefused
from hugokit.fs.folder import Folder
from hugokit.fs.read import READ_FLAGS, Identity, check_regular, read_open
from hugokit.limits import STRAY_SECONDS
from hugokit.text.display import escape

PREFIX, SUFFIX = ".hugokit-", ".tmp"
_OURS = re.compile(re.escape(PREFIX) + "[0-9a-f]{16}" + re.escape(SUFFIX))
_STOPPING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
NEW_FLAGS = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def replace(
    path: str | os.PathLike[str],
    data: bytes,
    identity: Identity,
    *,
    root: str | os.PathLike[str] | None = None,
    held: int | None = None,
    keep: Callable[[], None] | None = None,
    tidy: bool = False,
) -> bool:
    """Give the file that was read as `identity` the content `data`; False where it has that already, and stays shut.

    `keep` is called when the new content is on the disk and before the old one goes: what it raises stops the
    replacing. `held`: a descriptor of the file's folder, reached without a link. `tidy`: also take away what killed
    runs left in the folder. Mode, owner (as root) and extended attributes stay. Raises FileConflict where the file has
    changed since it was read, FileRefused for a hard link, for a link unless it points inside `root` (then its target
    is replaced and the link stays), and where the system fails; the file is then as it was.
    """
    if len(data) == identity.size and hashlib.sha256(data).hexdigest() == identity.digest:
        return False
    shown = escape(os.fspath(path))
    place = Path(path) if held is not None else _target(Path(path), None if root is None else Path(root))
    written = False
    try:
        with Folder(place.parent, root, held=held) as folder:
            if tidy:
                sweep(folder)
            _replace(folder, place.name, data, identity, shown, keep)
            written = True
            folder.sync()
    except OSError as error:
        state = "is written, but may not last a power loss" if written else "cannot be written, and is as it was"
        raise FileRefused(f"{shown}: {state}: {error.strerror}") from error
    return True


def _target(path: Path, root: Path | None) -> Path:
    """The file to replace: the path itself, or what a link points to inside the root."""
    if not path.is_symlink():
        return path
    if root is None:
        raise FileRefused(f"{escape(str(path))}: a symbolic link is not written through; name the file it points to")
    target = path.resolve()
    if not target.is_relative_to(root.resolve()):
        raise FileRefused(f"{escape(str(path))}: a symbolic link out of {escape(str(root))}; nothing is written there")
    return root / target.relative_to(root.resolve())


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let ^C, SIGTERM and SIGHUP wait until a file is replaced and counted; Windows has no such waiting."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)  # a signal that came just before is raised here
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def sweep(folder: Folder) -> None:
    """Take away the temporary files that killed runs left in a folder an hour ago or earlier."""
    for name in folder.names():
        if not _OURS.fullmatch(name):
            continue
        try:
            if _is_stray(folder.stat(name)):
                folder.unlink(name)
        except OSError:
            continue  # another run was quicker, or it may not be removed: no reason not to write the page


def _is_stray(state: os.stat_result) -> bool:
    """A regular file of our own; root's are anybody's, because it gives the new file to the owner of the old one."""
    ours = not hasattr(os, "geteuid") or os.geteuid() in (0, state.st_uid)
    return ours and stat.S_ISREG(state.st_mode) and time.time() - state.st_mtime > STRAY_SECONDS


def _replace(
    folder: Folder, name: str, data: bytes, identity: Identity, shown: str, keep: Callable[[], None] | None
) -> None:
    old = _state(folder, name, shown)
    check_regular(old, shown)
    if old.st_nlink > 1:
        raise FileRefused(
            f"{shown}: has {old.st_nlink} names (hard links), and replacing it would part them; copy it first"
        )
    temp = f"{PREFIX}{os.urandom(8).hex()}{SUFFIX}"
    fd = folder.open(temp, NEW_FLAGS)
    try:
        try:
            _fill(fd, data, old, folder, name)
        finally:
            os.close(fd)
        if keep is not None:
            keep()
        _check_unchanged(folder, name, identity, shown)
        folder.replace(temp, name)
    except BaseException as error:
        _discard(folder, temp, error)
        raise


def _state(folder: Folder, name: str, shown: str) -> os.stat_result:
    try:
        return folder.stat(name)
    except FileNotFoundError as error:
        raise FileConflict(f"{shown}: is no longer there; not written") from error


def _discard(folder: Folder, temp: str, why: BaseException) -> None:
    """Take the temporary file away; where that fails, the exception on its way says so."""
    try:
        folder.unlink(temp)
    except FileNotFoundError:
        return
    except OSError as error:
        why.add_note(f"{temp} is left behind: {error.strerror}")


def _fill(fd: int, data: bytes, old: os.stat_result, folder: Folder, name: str) -> None:
    """Content, mode, owner and attributes of the new file, on the disk when this returns."""
    write_all(fd, data)
    if hasattr(os, "fchown") and os.geteuid() == 0:
        os.fchown(fd, old.st_uid, old.st_gid)
    if hasattr(os, "fchmod"):  # after fchown, which clears the setuid bits
        os.fchmod(fd, stat.S_IMODE(old.st_mode))
    _copy_attributes(fd, folder, name)
    os.fsync(fd)
    if os.fstat(fd).st_size != len(data):
        raise OSError(0, "the system wrote less than it said")


def write_all(fd: int, data: bytes) -> None:
    """Write every byte: one call may take fewer than it was given."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def _copy_attributes(fd: int, folder: Folder, name: str) -> None:
    """Extended attributes, as far as the file system takes them: a page without its colour label is still the page."""
    if not hasattr(os, "listxattr"):
        return
    source = folder.open(name, READ_FLAGS)
    try:
        for attribute in os.listxattr(source):
            os.setxattr(fd, attribute, os.getxattr(source, attribute))
    except OSError:
        return
    finally:
        os.close(source)


def _check_unchanged(folder: Folder, name: str, identity: Identity, shown: str) -> None:
    """Raise FileConflict unless the file is still the one that was read."""
    try:
        fd = folder.open(name, READ_FLAGS)
    except OSError as error:
        raise FileConflict(f"{shown}: was moved or replaced meanwhile ({error.strerror}); not written") from error
    try:
        now = read_open(fd, shown).identity
    finally:
        os.close(fd)
    if now != identity:
        raise FileConflict(f"{shown}: changed on disk since it was read; not overwritten, run again")
