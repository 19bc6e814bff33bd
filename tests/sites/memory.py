"""A site held in memory, for tests that need no disk."""

from __future__ import annotations

from datetime import UTC, datetime

from hugokit.site.config import read_config
from hugokit.site.model import Site, SitePage
from hugokit.site.reader import read_site

NOW = datetime(2026, 6, 1, tzinfo=UTC)


class MemoryFiles:
    """Files by their path; text is UTF-8."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files

    def names(self) -> list[str]:
        return sorted(self.files)

    def read(self, name: str) -> bytes:
        return self.files[name].encode()


def site(files: dict[str, str], config: str = "") -> Site:
    """The site of these files, with a hugo.toml."""
    present = MemoryFiles({"hugo.toml": 'baseURL = "https://e.example/"\n' + config, **files})
    return read_site(present, read_config(present), NOW)


def page(found: Site, path: str) -> SitePage:
    """The published page with this logical path."""
    return next(p for p in found.pages if p.path == path)
