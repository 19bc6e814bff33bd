"""What a rule finds, and how it would mend it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum

from hugokit.frontmatter.node import Path
from hugokit.frontmatter.operations import Operation
from hugokit.text.edits import Edit
from hugokit.text.places import Places


class Severity(IntEnum):
    """error: Hugo refuses it, a page is lost, a draft is public; warning: silently misread; info: inert."""

    INFO = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Fix:
    """How to mend a finding: operations on the front matter, or bare edits of the text where it cannot be read.

    `safe`: the site that Hugo builds stays the same, or a page that Hugo refused now builds.
    """

    title: str
    operations: tuple[Operation, ...] = ()
    edits: tuple[Edit, ...] = ()
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `start` and `end` are character offsets in the text of the file; `path` the key it is about."""

    code: str
    slug: str
    severity: Severity
    message: str
    start: int
    end: int
    path: Path = ()
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A finding in a file: what reports read. Lines and columns count characters from 1; the end is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    diagnostic: Diagnostic


def locate(path: str, text: str, found: Collection[Diagnostic]) -> list[Located]:
    """The findings of one file with their lines and columns, in the order of their places."""
    if not found:
        return []
    places = Places(text)
    ordered = sorted(found, key=lambda d: (d.start, d.end, d.code, d.message))
    return [Located(path, *places.at(d.start), *places.at(d.end), d) for d in ordered]
