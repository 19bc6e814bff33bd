"""Findings as a Code Quality report of GitLab, which shows them in the merge request."""

from __future__ import annotations

import json
from typing import Any

from hugokit.diagnostic import Located, Severity
from hugokit.report.fingerprints import Fingerprints
from hugokit.report.formats import Collected
from hugokit.text.display import escape
from hugokit.text.encoding import as_hugo

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class Report(Collected):
    """One JSON array, sorted by path and place. ASCII."""

    def end(self) -> str:
        """The whole document."""
        known = Fingerprints()
        return json.dumps([self._issue(item, known) for item in self.ordered()], indent=2) + "\n"

    def _issue(self, item: Located, known: Fingerprints) -> dict[str, Any]:
        finding = item.diagnostic
        path = self.about.relative(item.path)
        return {
            "type": "issue",
            "check_name": f"{finding.code} {finding.slug}",
            "description": escape(finding.message),
            "severity": _SEVERITIES[finding.severity],
            "fingerprint": known.of(item, path),
            "location": {"path": as_hugo(path), "lines": {"begin": item.line, "end": item.end_line}},
        }
