"""Findings and the comments that ignore them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hugokit.diagnostic import Diagnostic
from hugokit.document import Document
from hugokit.rule import codes_named
from hugokit.suppression import Suppression, suppressions
from hugokit.text.places import Places


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of a file that ignore findings. `used`: each that did, with the name in it that stands for it."""

    all: tuple[Suppression, ...]
    places: Places
    used: set[tuple[int, str]] = field(default_factory=set)

    @classmethod
    def of(cls, document: Document[Any], path: str | Path) -> Comments:
        """Those of a page."""
        return cls(suppressions(document, os.path.splitext(path)[1]), Places(document.text))  # noqa: PTH122

    def apply(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings that no comment ignores."""
        return [one for one in found if not self._ignored(one)]

    def _ignored(self, found: Diagnostic) -> bool:
        line = self.places.at(found.start)[0]
        at_all = found.end or found.start or found.path  # else it is about the whole file
        names = [
            (comment.start, name)
            for comment in self.all
            if comment.covers(line) and (at_all or comment.lines is None)
            for name in comment.names
            if found.code in codes_named(name)
        ]
        self.used.update(names)
        return bool(names)

    def unused(self, asked: Collection[str]) -> tuple[tuple[Suppression, tuple[str, ...]], ...]:
        """The names that ignored nothing, of rules that were all `asked`: the others may well have something to say."""
        found = []
        for comment in self.all:
            names = tuple(name for name in comment.names if self._idle(comment, name, asked))
            if names:
                found.append((comment, names))
        return tuple(found)

    def _idle(self, comment: Suppression, name: str, asked: Collection[str]) -> bool:
        codes = codes_named(name)
        return bool(codes) and (comment.start, name) not in self.used and all(code in asked for code in codes)
