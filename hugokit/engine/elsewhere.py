"""Keys that something reads which is no template: pages that ask for them, archetypes, the tools around a site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from hugokit.schema.tools import KEYS
from hugokit.site.config import Config

_PARAM = re.compile(rb"\{\{[<%]\s*param\s+[\"`]?([\w.-]+)")
_PAGES = (".md", ".markdown", ".html", ".adoc", ".org", ".rst", ".pandoc")


class ReadElsewhere:
    """The keys, in any case. Pages are read when it is first asked for one that nothing else knows.

    `planned`: the keys of archetypes, in lower case.
    """

    def __init__(self, site: Path | None, config: Config, planned: frozenset[str] = frozenset()) -> None:
        self._site = site
        self._config = config
        self._planned = planned

    def __contains__(self, key: object) -> bool:
        low = str(key).lower()
        return low in KEYS or low in self._planned or low in self._asked_for

    @cached_property
    def _asked_for(self) -> frozenset[str]:
        """The keys that pages read themselves, by Hugo's shortcode `param`; of a key with dots the first step."""
        found = (match for text in self._texts() for match in _PARAM.findall(text))
        return frozenset(name.decode("utf-8", "replace").lower().partition(".")[0] for name in found)

    def _texts(self) -> Iterator[bytes]:
        from hugokit.engine.site_files import FolderFiles

        content = self._site / self._config.content_dir if self._site else None
        if content is None or not content.is_dir():
            return
        files = FolderFiles(content)
        for name in files.names():
            if name.lower().endswith(_PAGES):
                yield files.read(name)
