"""The disk as one run sees it: a page is reached from the folder that was named, never through a link."""

from __future__ import annotations

import os
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Self

from hugokit.errors import FileConflict
from hugokit.fs.folder import Chain
from hugokit.fs.read import FileBytes, read_file
from hugokit.fs.walk import FoundFile

if TYPE_CHECKING:
    from hugokit.fs.journal import Journal


class Access:
    """Reads and replaces the files of one run. What is replaced goes through the journal, where there is one."""

    def __init__(self, journal: Journal | None = None) -> None:
        self._journal = journal
        self._chain = Chain()
        self._swept: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._chain.close()

    def read(self, file: FoundFile) -> FileBytes:
        """The bytes of a regular file. Raises FileRefused, also where a folder on the way from its root is a link."""
        if file.named:
            return read_file(file.name)
        folder, _, _ = file.name.rpartition(os.sep)  # quicker than os.path, for every file of a tree
        return read_file(file.name, folder=self._chain.to(folder, file.root))

    def replace(self, file: FoundFile, old: FileBytes, new: bytes) -> bool:
        """Give a file that was read other bytes; False where it has them. Signals that stop the run wait meanwhile.

        Raises FileConflict and FileRefused as `fs.write.replace`, SettingsError where no journal can be begun.
        """
        from hugokit.fs.write import replace, undisturbed  # a run that only reads does not wait for it

        journal = self._journal
        root = None if file.named else file.root
        folder = os.path.dirname(file.name)  # noqa: PTH120
        keep = partial(journal.keep, file.name, root, old, new) if journal else None
        held = None if file.named else self._chain.to(folder, file.root)
        tidy = folder not in self._swept
        with undisturbed():
            try:
                done = replace(file.name, new, old.identity, root=root, held=held, keep=keep, tidy=tidy)
            except FileConflict:
                if journal is not None:
                    journal.forget(file.name)
                raise
            self._swept.add(folder)
            if journal is not None:
                journal.replaced += done
        return done
