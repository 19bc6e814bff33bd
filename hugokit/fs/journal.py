"""The journal of one run: the old bytes of every file that it replaces, on the disk before the file goes.

One file a run, JSON Lines: who ran what, then one record a file with its old text in it. So a file costs one append and
one fsync, and no file is made but the first. There is no batch: `keep` returns when the record is on the disk, and only
then is the file replaced, so a power loss can at most leave a record whose file still is as it was. Several records to
one fsync would save a third of the waiting, at the price of holding files back that could be reported as done.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from hugokit.errors import FileRefused, SettingsError
from hugokit.fs.folder import Folder
from hugokit.fs.lines import Lines
from hugokit.fs.past import FORMAT, prune
from hugokit.fs.read import FileBytes
from hugokit.fs.state import SUFFIX, lock, make_undo_folder, undo_folder
from hugokit.fs.write import NEW_FLAGS
from hugokit.text.display import escape
from hugokit.text.encoding import decode


class Journal:
    """What one run replaced. `replaced`: how many files; `run`: the name to undo it by, None while there is none.

    With `keep` off it only counts. The file is made with the first record: a run that changes nothing leaves none.
    """

    def __init__(self, command: Sequence[str], version: str, *, keep: bool = True) -> None:
        """`command`: the words that the run was called with; `version`: that of hugokit."""
        self._command = tuple(command)
        self._version = version
        self._keep = keep
        self._lines: Lines | None = None
        self._latest = ("", 0)
        self.run: str | None = None
        self.replaced = 0

    def keep(self, path: str, root: Path | None, old: FileBytes, new: bytes) -> None:
        """Put the old bytes of a file onto the disk. `root`: the folder that was named and holds it.

        Raises SettingsError where a journal cannot be begun, FileRefused where this file's bytes cannot be kept.
        """
        if not self._keep:
            return
        if self._lines is None:
            self._lines = self._begin()
        record = {
            "path": os.path.abspath(path),  # noqa: PTH100 - resolve() follows links
            "root": root and os.path.abspath(root),  # noqa: PTH100
            "before": old.identity.digest,
            "after": hashlib.sha256(new).hexdigest(),
            "old": decode(old.data),
        }
        self._latest = (path, self._lines.size)
        try:
            self._lines.append(record)
        except OSError as error:
            raise FileRefused(
                f"{escape(path)}: not written, because its old text cannot be kept: {error.strerror} "
                f"({escape(str(undo_folder()))}; --no-backup writes without a way back)"
            ) from error

    def forget(self, path: str) -> None:
        """Take back the record of a file that was not replaced after all: it is somebody else's now."""
        kept, size = self._latest
        if self._lines is not None and kept == path:
            self._lines.drop(size)

    def _begin(self) -> Lines:
        folder = undo_folder()
        try:
            folder = make_undo_folder()
            prune(folder)
            return self._create(folder)
        except OSError as error:
            raise SettingsError(
                f"{escape(str(folder))}: old files cannot be kept there: {error.strerror}; nothing was written "
                "(set HUGOKIT_STATE_DIR to another folder, or --no-backup writes without a way back)"
            ) from error

    def _create(self, place: Path) -> Lines:
        now = datetime.now(UTC)
        run = f"{now:%Y%m%d-%H%M%S-%f}"
        header = {
            "format": FORMAT, "hugokit": self._version, "command": self._command,
            "time": now.isoformat(timespec="seconds"), "root": os.getcwd(),  # noqa: PTH109 - a text
        }  # fmt: skip
        with Folder(place) as folder:
            fd = folder.open(run + SUFFIX, NEW_FLAGS)
            try:
                lock(fd)
                lines = Lines(fd)
                lines.append(header)
                folder.sync()
            except BaseException:
                os.close(fd)
                with suppress(OSError):  # an empty journal is passed over; what failed before is what counts
                    folder.unlink(run + SUFFIX)
                raise
        self.run = run
        return lines

    def close(self) -> None:
        """Let go of the file: from now on the run can be undone."""
        if self._lines is not None:
            self._lines.close()
            self._lines = None
