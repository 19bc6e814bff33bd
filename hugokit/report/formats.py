"""The formats that findings are told in: one file each, found by its name here."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple, Protocol

from hugokit.diagnostic import Located, Severity


class About(NamedTuple):
    """What reports know of a run beside its findings.

    `version`: of hugokit; `root`: the folder that relative paths start from; `fatal`: the least severity that makes
    the run fail; `colour`: whether a terminal is to colour it.
    """

    version: str
    root: str = ""
    fatal: int = Severity.WARNING
    colour: bool = False

    def relative(self, path: str) -> str:
        """A path as hosts of repositories want it: from the root where it is below that, with `/`."""
        place = PurePath(path)
        if self.root and place.is_relative_to(self.root):
            place = place.relative_to(self.root)
        return place.as_posix()


class Report(Protocol):
    """Findings in one format. What `add` gives, and then `end`, one after the other are the document."""

    def add(self, found: Sequence[Located]) -> str:
        """What is to be written of the findings of one file, or nothing yet; they come in the order of their places."""

    def end(self) -> str:
        """What is still to be written."""


class Format(NamedTuple):
    """A format. `module`: the module of this package with the class of the same name as the protocol, `Report`.

    `edits`: whether it says what fixes would replace; `summary`: whether a line of counts follows it on a terminal.
    """

    module: str
    edits: bool = False
    summary: bool = False


FORMATS: Mapping[str, Format] = {
    "text": Format("text", summary=True),
    "concise": Format("concise", summary=True),
    "json": Format("json", edits=True),
    "json-lines": Format("json_lines", edits=True),
    "github": Format("github"),
    "gitlab": Format("gitlab"),
    "junit": Format("junit"),
    "sarif": Format("sarif", edits=True),
    "html": Format("html", edits=True),
}


def report(name: str, about: About) -> Report:
    """A new report in a format of the table."""
    module = importlib.import_module(f"hugokit.report.{FORMATS[name].module}")
    made: Report = module.Report(about)
    return made


def in_order(found: Sequence[Located]) -> list[Located]:
    """Findings sorted by path and place, so that two runs give the same bytes."""
    return sorted(found, key=lambda i: (i.path, i.line, i.column, i.diagnostic.code, i.diagnostic.message))


class Collected:
    """The findings of a run, for reports that cannot say anything before they know all."""

    def __init__(self, about: About) -> None:
        self.about = about
        self._found: list[Located] = []

    def add(self, found: Sequence[Located]) -> str:
        """Keep the findings of a file."""
        self._found += found
        return ""

    def ordered(self) -> list[Located]:
        """All findings, sorted by path and place."""
        return in_order(self._found)
