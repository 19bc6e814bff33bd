"""hugokit reads Hugo content as Hugo reads it, changes it without touching another byte, and moves it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hugokit.api import Settings, check, fix, fmt, load, migrate
from hugokit.diagnostic import Diagnostic, Fix, Located, Severity
from hugokit.document import Document, loads
from hugokit.errors import (
    FileConflict,
    FileRefused,
    FrontMatterError,
    HugokitError,
    MigrationError,
    SettingsError,
    UnsupportedEdit,
)
from hugokit.ledger import Loss

if TYPE_CHECKING:
    from hugokit.handler import FrontMatterHandler

__version__ = "0.1.0"
__all__ = [
    "Diagnostic",
    "Document",
    "FileConflict",
    "FileRefused",
    "Fix",
    "FrontMatterError",
    "FrontMatterHandler",
    "HugokitError",
    "Located",
    "Loss",
    "MigrationError",
    "Settings",
    "SettingsError",
    "Severity",
    "UnsupportedEdit",
    "check",
    "fix",
    "fmt",
    "load",
    "loads",
    "migrate",
]


def __getattr__(name: str) -> object:
    """FrontMatterHandler is imported when asked for: python-frontmatter takes longer to load than all of hugokit."""
    if name == "FrontMatterHandler":
        from hugokit.handler import FrontMatterHandler

        return FrontMatterHandler
    raise AttributeError(f"module 'hugokit' has no attribute {name!r}")
