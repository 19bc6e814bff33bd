"""Findings for programs: a JSON array of objects, one a finding, as schemas/output/check.v1.json describes them."""

from __future__ import annotations

import json
from typing import Any

from hugokit.diagnostic import Located, Replacement
from hugokit.report.formats import About, Collected
from hugokit.report.manuals import url_of
from hugokit.text.encoding import as_hugo


class Report(Collected):
    """One array, sorted by path and place, so that two runs give the same bytes. ASCII; ends with a newline."""

    def end(self) -> str:
        """The whole document."""
        return json.dumps([record(item, self.about) for item in self.ordered()], indent=2) + "\n"


def record(item: Located, about: About) -> dict[str, Any]:
    """One finding as plain values. Bytes that are not UTF-8, also in the path, are U+FFFD each."""
    finding = item.diagnostic
    return {
        "path": as_hugo(item.path),
        "line": item.line,
        "column": item.column,
        "end_line": item.end_line,
        "end_column": item.end_column,
        "utf16_column": item.utf16[0],
        "utf16_end_column": item.utf16[1],
        "start": finding.start,
        "end": finding.end,
        "code": finding.code,
        "slug": finding.slug,
        "severity": finding.severity.name.lower(),
        "message": as_hugo(finding.message),
        "key": [as_hugo(step) if isinstance(step, str) else step for step in finding.path],
        "url": url_of(finding.code, finding.slug, about.version),
        "fix": _fix(item),
    }


def _fix(item: Located) -> dict[str, Any] | None:
    fix = item.diagnostic.fix
    if fix is None:
        return None
    edits = [_edit(one) for one in item.edits]
    return {"title": as_hugo(fix.title), "applicability": "safe" if fix.safe else "unsafe", "edits": edits}


def _edit(one: Replacement) -> dict[str, Any]:
    span = one.span
    return {
        "start": span.start,
        "end": span.end,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "utf16_column": span.utf16_column,
        "utf16_end_column": span.utf16_end_column,
        "new": one.new,
    }
