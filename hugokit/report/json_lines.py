"""Findings for programs that read while hugokit still looks: a JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Sequence

from hugokit.diagnostic import Located
from hugokit.report.formats import About
from hugokit.report.json import record


class Report:
    """The records of the JSON array, each on a line of its own as soon as its file was looked at. ASCII."""

    def __init__(self, about: About) -> None:
        self._about = about

    def add(self, found: Sequence[Located]) -> str:
        """A line for each finding."""
        return "".join(json.dumps(record(item, self._about), separators=(",", ":")) + "\n" for item in found)

    def end(self) -> str:
        """Nothing."""
        return ""
