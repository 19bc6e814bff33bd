"""One line a finding: `path:line:column: CODE severity [*] message`."""

from __future__ import annotations

from collections.abc import Sequence

from hugokit.diagnostic import Located
from hugokit.report.formats import About
from hugokit.report.text import line


class Report:
    """Lines for terminals and for programs that look for `path:line:column:`."""

    def __init__(self, about: About) -> None:
        self._colour = about.colour

    def add(self, found: Sequence[Located]) -> str:
        """A line for each finding."""
        return "".join(line(item, colour=self._colour, severity=True) + "\n" for item in found)

    def end(self) -> str:
        """Nothing."""
        return ""
