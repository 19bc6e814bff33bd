"""Every exception that leaves hugokit. Nothing of another library comes through."""

from __future__ import annotations


class HugokitError(Exception):
    """Base of all errors of hugokit."""


class SettingsError(HugokitError):
    """Wrong use: an option, a setting or a schema that cannot be used. Exit code 2."""


class FrontMatterError(HugokitError):
    """A front matter block that cannot be read.

    `offset` counts characters from the start of the text; `line` and `column` are 1-based and filled in
    by whoever knows the whole text. `code` is the rule code it is reported under, for instance "HK101".
    """

    def __init__(self, message: str, offset: int, code: str = "HK101") -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.code = code
        self.line = 0
        self.column = 0
        self.path: str | None = None

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}: " if self.line else ""
        name = f"{self.path}:" if self.path else ""
        return f"{name}{place}{self.message}"


class UnsupportedEdit(HugokitError):
    """An edit that cannot be made without touching more than was asked. The text is unchanged."""


class FileRefused(HugokitError):
    """A file that is not read or written: not a regular file, too large, a link out of the tree …"""


class FileConflict(FileRefused):
    """The file on disk is no longer the one that was read; it was not overwritten."""


class MigrationError(HugokitError):
    """A migration that cannot start or was stopped before anything was published at the destination."""


class SiteError(MigrationError):
    """A site whose configuration or folder cannot be read as Hugo would; the message names the file and the line."""
