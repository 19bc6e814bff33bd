"""Which templates show a page, as far as its front matter and its place say: the other half of gotemplate/reach.py."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any, NamedTuple

from hugokit.gotemplate.reach import KINDS


class Shown(NamedTuple):
    """What decides it; None where a cascade may say it. `folders`: also the page's type, and its own name."""

    is_home: bool
    is_list: bool
    folders: frozenset[str] | None
    layout: str | None

    @classmethod
    def of(cls, values: Mapping[str, Any], path: str, handed_down: Container[str] = ()) -> Shown:
        """A page at `path` (below its content folder). `handed_down`: the keys that cascades may give it."""
        given: dict[str, str | None] = {key: None if key in handed_down else "" for key in ("type", "layout")}
        for key, value in values.items():
            if isinstance(value, str):
                given[key.lower()] = value.lower()
        *folders, name = path.lower().replace("\\", "/").split("/")
        kind = given["type"]
        names = None if kind is None else frozenset({*folders, kind, name.partition(".")[0]})
        is_list = name.startswith("_index.")
        return cls(is_list and not folders, is_list, names, given["layout"])

    def by(self, audiences: tuple[str, ...] | list[str]) -> bool:
        """Whether templates for these audiences may show it. Of two that could, which one does is not asked."""
        return not audiences or any(map(self._by, audiences))

    def _by(self, audience: str) -> bool:
        what, _, name = audience.partition(" ")
        if what == "layout":
            return self.layout is None or self.layout == name
        if what == "folder":
            return self.folders is None or name in self.folders
        if self.layout is None or self.layout in KINDS:
            return True
        return self.is_home if what == "home" else self.is_list is (what == "lists")
