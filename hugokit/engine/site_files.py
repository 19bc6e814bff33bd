"""A Hugo site's folder as the files that its reader asks for. Links and odd files are passed over and named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from hugokit.errors import SiteError
from hugokit.fs.read import read_file
from hugokit.ledger import Loss
from hugokit.text.display import escape

# Folders that hold no sources of the site; folders of a site or a theme that have nothing to do with its templates.
NOT_SOURCES = frozenset({".git", ".hugokit_cache", "node_modules", "public", "resources", ".github", ".hg", ".svn"})

_NO_TEMPLATES = frozenset({"content", "data", "examplesite", "i18n", "images", "static", "test", "tests"})


class FolderFiles:
    """The files below a folder, listed once; `skipped` says what was passed over."""

    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            raise SiteError(f"{escape(str(root))}: no such folder")
        self.root = root
        self.skipped: list[Loss] = []
        self._prefix = f"{root}{os.sep}"
        self._names = sorted(self._walk())

    def names(self) -> list[str]:
        """Every file, by its path from the root with `/`."""
        return self._names

    def read(self, name: str) -> bytes:
        """The bytes of one file (FileRefused)."""
        return read_file(f"{self._prefix}{name}").data

    def _walk(self) -> Iterator[str]:
        waiting = [""]
        while waiting:
            prefix = waiting.pop()
            for entry in self._entries(prefix):
                name = prefix + entry.name
                if entry.is_symlink():
                    self._skip(name, "a link", "put a copy in its place")
                elif entry.is_dir(follow_symlinks=False):
                    if self._enters(prefix, entry.name):
                        waiting.append(name + "/")
                elif entry.is_file(follow_symlinks=False):
                    yield name
                else:
                    self._skip(name, "no regular file", "take it away")

    def _enters(self, prefix: str, name: str) -> bool:
        return bool(prefix) or name not in NOT_SOURCES

    def _entries(self, prefix: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.root / prefix) as listing:
                return list(listing)
        except OSError as error:
            raise SiteError(f"{escape(str(self.root / prefix))}: cannot be listed: {error.strerror}") from error

    def _skip(self, name: str, what: str, mend: str) -> None:
        self.skipped.append(Loss(name, 0, "", "the file", f"it is {what}; hugokit does not follow it", mend))


class TemplateFiles(FolderFiles):
    """The files of a site that templates may be among: without its content and other large folders."""

    def _enters(self, prefix: str, name: str) -> bool:
        if name in (".git", "node_modules"):
            return False
        top = not prefix or (prefix.startswith("themes/") and prefix.count("/") == 2)
        return not (top and (name.lower() in _NO_TEMPLATES or name in NOT_SOURCES))
