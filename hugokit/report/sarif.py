"""Findings as SARIF 2.1.0, which GitHub's code scanning and many editors read."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from hugokit.diagnostic import Located, Replacement, Severity
from hugokit.report.fingerprints import Fingerprints
from hugokit.report.formats import Collected
from hugokit.report.manuals import introduction_of, summary_of, url_of
from hugokit.rule import Manual, load_rules
from hugokit.text.display import escape

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://github.com/hugokit/hugokit"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


class Report(Collected):
    """One run of one tool, with the manuals of all its rules. Columns count UTF-16 units. ASCII."""

    def end(self) -> str:
        """The whole document."""
        rules = load_rules(Manual)
        numbers = {rule.code: number for number, rule in enumerate(rules)}
        known = Fingerprints()
        manuals = [self._rule(rule) for rule in rules]
        return document(self.about.version, manuals, [self._result(item, numbers, known) for item in self.ordered()])

    def _rule(self, rule: Manual) -> dict[str, Any]:
        return {
            "id": rule.code,
            "name": "".join(word.capitalize() for word in rule.slug.split("-")),
            "shortDescription": {"text": summary_of(rule)},
            "fullDescription": {"text": introduction_of(rule)},
            "help": {"text": rule.doc, "markdown": rule.doc},
            "helpUri": url_of(rule.code, rule.slug, self.about.version),
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }

    def _result(self, item: Located, numbers: dict[str, int], known: Fingerprints) -> dict[str, Any]:
        finding = item.diagnostic
        path = self.about.relative(item.path)
        place = {"artifactLocation": artifact(path), "region": _region(item)}
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "level": _LEVELS[finding.severity],
            "message": {"text": escape(finding.message)},
            "locations": [{"physicalLocation": place}],
            "partialFingerprints": {"hugokit/v1": known.of(item, path)},
        }
        if finding.code in numbers:
            result["ruleIndex"] = numbers[finding.code]
        if item.edits:
            result["fixes"] = [_fix(item, path)]
        return result


def document(version: str, rules: list[dict[str, Any]], results: list[dict[str, Any]]) -> str:
    """The whole of a report: one run of one tool."""
    driver = {
        "name": "hugokit",
        "informationUri": _HOME,
        "version": version,
        "semanticVersion": version,
        "rules": rules,
    }
    run = {"tool": {"driver": driver}, "columnKind": "utf16CodeUnits", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def artifact(path: str) -> dict[str, str]:
    """A path as a URI; bytes of it that are not UTF-8 are percent-encoded like others."""
    uri = quote(path.encode("utf-8", "surrogateescape"))
    return {"uri": f"file://{'' if uri.startswith('/') else '/'}{uri}" if PurePath(path).is_absolute() else uri}


def _region(item: Located) -> dict[str, int]:
    start, end = item.utf16
    return {"startLine": item.line, "startColumn": start, "endLine": item.end_line, "endColumn": end}


def _fix(item: Located, path: str) -> dict[str, Any]:
    fix = item.diagnostic.fix
    assert fix is not None
    grade = "safe" if fix.safe else "unsafe: it changes the site that Hugo builds"
    changes = {"artifactLocation": artifact(path), "replacements": [_replacement(one) for one in item.edits]}
    return {"description": {"text": escape(f"{fix.title} ({grade})")}, "artifactChanges": [changes]}


def _replacement(one: Replacement) -> dict[str, Any]:
    span = one.span
    deleted = {
        "startLine": span.line,
        "startColumn": span.utf16_column,
        "endLine": span.end_line,
        "endColumn": span.utf16_end_column,
    }
    return {"deletedRegion": deleted, "insertedContent": {"text": one.new}}
