"""Findings for programs: a JSON array of objects, one a finding."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from hugokit.diagnostic import Located


def to_json(found: Iterable[Located]) -> str:
    """The findings sorted by path and place, so that two runs give the same bytes. ASCII; ends with a newline.

    Each object: path, line, column, end_line, end_column (from 1, in characters, the end exclusive), code, slug,
    severity (error, warning, info), message, key (the steps to the value: names and indices), fix (title and
    applicability, safe or unsafe; null where there is none).
    """
    ordered = sorted(found, key=lambda i: (i.path, i.line, i.column, i.diagnostic.code, i.diagnostic.message))
    return json.dumps([record(item) for item in ordered], indent=2) + "\n"


def record(item: Located) -> dict[str, Any]:
    """One finding as plain values."""
    finding = item.diagnostic
    fix = finding.fix
    return {
        "path": item.path,
        "line": item.line,
        "column": item.column,
        "end_line": item.end_line,
        "end_column": item.end_column,
        "code": finding.code,
        "slug": finding.slug,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "key": list(finding.path),
        "fix": fix and {"title": fix.title, "applicability": "safe" if fix.safe else "unsafe"},
    }
