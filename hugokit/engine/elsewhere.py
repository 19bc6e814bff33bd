"""Keys that something reads which is no template: archetypes, the tools around a site, pages below."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hugokit.body.params import asked_for
from hugokit.schema.tools import KEYS
from hugokit.site.config import Config
from hugokit.text.encoding import decode

if TYPE_CHECKING:
    from hugokit.engine.site_files import FolderFiles

PAGES = (".md", ".markdown", ".html", ".adoc", ".org", ".rst", ".pandoc")


class ReadElsewhere:
    """The keys, in any case. `planned`: those of archetypes, in lower case."""

    def __init__(self, planned: frozenset[str] = frozenset()) -> None:
        self._planned = planned

    def __contains__(self, key: object) -> bool:
        low = str(key).lower()
        return low in KEYS or low in self._planned

    @property
    def said(self) -> str:
        """The keys that the site plans, to tell one state from another."""
        return repr(sorted(self._planned))


class ReadByPages:
    """The keys, in any case, that some page of a site reads by `param`: its own, and what a cascade hands it.

    The pages are read when it is first asked.
    """

    def __init__(self, site: Path | None, config: Config) -> None:
        self._site = site
        self._config = config

    def __contains__(self, key: object) -> bool:
        return str(key).lower() in self._keys

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(key for text in self._texts() for key in asked_for(text))

    def _texts(self) -> Iterator[str]:
        for files, name in content_files(self._site, self._config):
            if name.lower().endswith(PAGES):
                yield decode(files.read(name))


def content_files(site: Path | None, config: Config) -> Iterator[tuple[FolderFiles, str]]:
    """Every file of a site's content, in all languages, with the folder that reads it by this name."""
    from hugokit.engine.site_files import FolderFiles  # only rare findings ask

    for content in [site / folder for folder in config.content_dirs] if site else ():
        if content.is_dir():
            files = FolderFiles(content)
            yield from ((files, name) for name in files.names())
