"""Where the values of a page come from: its own front matter, the cascade of a list above it, or the configuration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hugokit import document
from hugokit.errors import FileRefused
from hugokit.frontmatter.dates import date_in_name, to_date
from hugokit.frontmatter.node import Path
from hugokit.frontmatter.values import lower_keys
from hugokit.site.cascades import reaching
from hugokit.site.config import Config
from hugokit.site.config_files import SiteFiles
from hugokit.site.content import File
from hugokit.site.reader import kind_of
from hugokit.site.spots import Spot, Spots


@dataclass(frozen=True, slots=True)
class Origin:
    """A value and the place of the key that sets it. `how`: "" for the page's own, else from whose cascade it is."""

    key: str
    value: Any
    spot: Spot
    how: str = ""


class Origins:
    """Asks one language of a site for the origins of its pages' values. `pages`: the content files by logical path."""

    def __init__(
        self, files: SiteFiles, config: Config, pages: Mapping[str, File], spots: Spots, hugo: tuple[int, int]
    ) -> None:
        self._files, self.config, self._pages, self._spots, self._hugo = files, config, pages, spots, hugo

    def of(self, file: File) -> dict[str, Origin]:
        """The origin of every key (lower case) that a page has."""
        kind, base = kind_of(file.name, self.config), file.name.base
        own = self._values(file)
        found = {key: Origin(key, value, self._spots.of_key(file.source, (key,))) for key, value in own.items()}
        for values, source in self._chain(file, own):
            for key, value, way in reaching(values.get("cascade"), kind, base or "/"):
                if key not in found:
                    found[key] = Origin(key, value, *self._place(source, way, file))
        return found

    def date(self, name: str, file: File, values: Mapping[str, Origin]) -> Origin | None:
        """Which key a date (`date`, `lastmod`, `publishdate`, `expirydate`) is read from; its value is the moment."""
        for key in self.config.page_rules(self._hugo).date_sources.get(name, ()):
            if key == ":filename":
                moment: datetime | None = date_in_name(file.name.raw_name, self.config.zone)
                if moment is not None:
                    return Origin("the file name", moment, Spot(file.source))
            elif key in values and (moment := to_date(values[key].value, self.config.zone)) is not None:
                one = values[key]
                return Origin(one.key, moment, one.spot, one.how)
        return None

    def _values(self, file: File) -> dict[str, Any]:
        try:
            doc = document.loads(self._files.read(file.source), hugo=self._hugo)
        except FileRefused:
            return {}
        return {} if doc.error else lower_keys(doc.to_dict())

    def _chain(self, file: File, own: dict[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
        yield own, file.source
        base = file.name.base
        while base:
            base = base.rsplit("/", 1)[0]
            if base in self._pages:
                above = self._pages[base]
                yield self._values(above), above.source
        yield {"cascade": self.config.cascade}, ""

    def _place(self, source: str, way: Path, file: File) -> tuple[Spot, str]:
        if not source:
            spot = self._spots.of_setting("cascade", *way) or self._spots.of_setting("cascade")
            return spot or Spot("hugo.toml"), "the cascade of the configuration"
        how = "its own cascade" if source == file.source else f"the cascade of {source}"
        return self._spots.of_key(source, ("cascade", *way)), how
