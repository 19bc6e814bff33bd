"""A report in a file: it grows beside the place it is for, and takes its name when it is complete."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from hugokit.errors import FileRefused
from hugokit.fs.walk import CONTENT_SUFFIXES, is_configuration
from hugokit.fs.write import NEW_FLAGS, PREFIX, SUFFIX, write_all
from hugokit.text.display import escape


class OutputFile:
    """A file that is written piece by piece. `done` gives it its name; what had that name before is gone then.

    Folders on the way are made. Raises FileRefused for what is no regular file, a link included, for a page or a
    configuration of Hugo that is there, and where the system refuses.
    """

    def __init__(self, path: Path) -> None:
        self._place = path
        self._temp = path.with_name(f"{PREFIX}{os.urandom(8).hex()}{SUFFIX}")
        try:
            _check(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            self._fd = os.open(self._temp, NEW_FLAGS, 0o666)
        except OSError as error:
            raise self._refused(error) from error
        self._open = True

    def write(self, text: str) -> None:
        """Add text."""
        try:
            write_all(self._fd, text.encode())
        except OSError as error:
            raise self._refused(error) from error

    def done(self) -> None:
        """The report is complete."""
        try:
            self._shut()
            self._temp.replace(self._place)
        except OSError as error:
            raise self._refused(error) from error

    def close(self) -> None:
        """Where the report is not complete, leave everything as it was."""
        if self._open:
            self._shut()
            self._temp.unlink()

    def _shut(self) -> None:
        self._open = False
        os.close(self._fd)

    def _refused(self, error: OSError) -> FileRefused:
        return FileRefused(f"{escape(str(self._place))}: the report cannot be written: {error.strerror}")


def _check(path: Path) -> None:
    """A slip such as `-o content/post.md` costs no page; an HTML report has the suffix of an HTML page, and may."""
    if not os.path.lexists(path):
        return
    shown = escape(str(path))
    if not stat.S_ISREG(path.lstat().st_mode):
        raise FileRefused(f"{shown}: is no regular file, so no report is written there; name a file of its own")
    if is_configuration(path.name) or path.suffix.lower() in CONTENT_SUFFIXES - {".html", ".htm"}:
        raise FileRefused(f"{shown}: is a page or a configuration of Hugo, which no report replaces; name another file")
