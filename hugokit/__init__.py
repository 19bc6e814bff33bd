"""hugokit reads Hugo content as Hugo reads it, changes it without touching another byte, and moves it elsewhere."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hugokit.api import Settings, change, check, convert, edit, fix, fmt, load, migrate, verify
    from hugokit.diagnostic import Diagnostic, Fix, Located, Severity
    from hugokit.document import Document, loads
    from hugokit.errors import (
        FileConflict,
        FileRefused,
        FrontMatterError,
        HugokitError,
        MigrationError,
        SettingsError,
        SiteError,
        UnsupportedEdit,
    )
    from hugokit.frontmatter.codecs import format_of_text
    from hugokit.handler import FrontMatterHandler
    from hugokit.ledger import Loss

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
    "SiteError",
    "UnsupportedEdit",
    "change",
    "check",
    "convert",
    "edit",
    "fix",
    "fmt",
    "format_of_text",
    "load",
    "loads",
    "migrate",
    "verify",
]

_HOMES = {
    "api": ("Settings", "change", "check", "convert", "edit", "fix", "fmt", "load", "migrate", "verify"),
    "diagnostic": ("Diagnostic", "Fix", "Located", "Severity"),
    "document": ("Document", "loads"),
    "errors": (
        "FileConflict",
        "FileRefused",
        "FrontMatterError",
        "HugokitError",
        "MigrationError",
        "SettingsError",
        "SiteError",
        "UnsupportedEdit",
    ),
    "frontmatter.codecs": ("format_of_text",),
    "handler": ("FrontMatterHandler",),
    "ledger": ("Loss",),
}


def __getattr__(name: str) -> Any:
    """A public name is imported when it is asked for: a hook on one file needs few of them and waits for none."""
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module 'hugokit' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"hugokit.{home}"), name)
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
