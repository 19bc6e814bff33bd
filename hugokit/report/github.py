"""Findings as commands of GitHub Actions: each becomes an annotation of its line in the files of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from hugokit.diagnostic import Located, Severity
from hugokit.report.formats import About
from hugokit.text.display import escape

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


class Report:
    """`::error file=…,line=…,title=…::message` for each finding, escaped as the runner takes it back."""

    def __init__(self, about: About) -> None:
        self._about = about

    def add(self, found: Sequence[Located]) -> str:
        """A line for each finding."""
        return "".join(self._line(item) for item in found)

    def end(self) -> str:
        """Nothing."""
        return ""

    def _line(self, item: Located) -> str:
        finding = item.diagnostic
        given: dict[str, str | int] = {"file": self._about.relative(item.path), "line": item.line}
        given["endLine"] = item.end_line
        if item.line == item.end_line:  # GitHub takes columns within one line only
            given |= {"col": item.column, "endColumn": item.end_column}
        given["title"] = f"{finding.code} {finding.slug}"
        properties = ",".join(f"{name}={escape(str(value)).translate(_PROPERTY)}" for name, value in given.items())
        return f"::{_COMMANDS[finding.severity]} {properties}::{escape(finding.message).translate(_DATA)}\n"
