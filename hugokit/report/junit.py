"""Findings as a JUnit report: each is a failed test of the file it is in."""

from __future__ import annotations

import html
import re
from itertools import groupby

from hugokit.diagnostic import Located
from hugokit.report.formats import Collected
from hugokit.text.display import escape

_NO_XML = re.compile("[\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


class Report(Collected):
    """One XML document: a suite for each file. What does not make the run fail is a test that passed, and says it.

    Where nothing is found one test passes: readers take a report without a test for a broken one.
    """

    def end(self) -> str:
        """The whole document."""
        suites = [(path, list(found)) for path, found in groupby(self.ordered(), key=lambda item: item.path)]
        tests = sum(len(found) for _, found in suites)
        failures = sum(self._fails(item) for _, found in suites for item in found)
        body = "".join(self._suite(path, found) for path, found in suites) or _passed()
        return f'{_HEAD}<testsuites name="hugokit"{_counts(max(tests, 1), failures)}>\n{body}</testsuites>\n'

    def _fails(self, item: Located) -> bool:
        return item.diagnostic.severity >= self.about.fatal

    def _suite(self, path: str, found: list[Located]) -> str:
        name = _attribute(self.about.relative(path))
        tests = "".join(self._test(name, item) for item in found)
        failures = sum(map(self._fails, found))
        return f"  <testsuite name={name}{_counts(len(found), failures)}>\n{tests}  </testsuite>\n"

    def _test(self, name: str, item: Located) -> str:
        finding = item.diagnostic
        message = _attribute(finding.message)
        said = _text(f"{self.about.relative(item.path)}:{item.line}:{item.column}: {finding.code} {finding.message}")
        if self._fails(item):
            told = f'<failure type="{finding.severity.name.lower()}" message={message}>{said}</failure>'
        else:
            told = f"<system-out>{said}</system-out>"
        title = _attribute(f"{finding.code} {finding.slug} at {item.line}:{item.column}")
        return f'    <testcase name={title} classname={name} time="0">{told}</testcase>\n'


def _passed() -> str:
    test = '    <testcase name="hugokit check" classname="hugokit" time="0"/>\n'
    return f'  <testsuite name="hugokit"{_counts(1, 0)}>\n{test}  </testsuite>\n'


def _counts(tests: int, failures: int) -> str:
    return f' tests="{tests}" failures="{failures}" errors="0" skipped="0" time="0"'


def _text(text: str) -> str:
    return html.escape(_NO_XML.sub(lambda found: f"\\u{{{ord(found.group()):x}}}", escape(text)))


def _attribute(text: str) -> str:
    return f'"{_text(text)}"'
