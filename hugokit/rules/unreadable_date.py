"""HK301 unreadable-date."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.frontmatter.dates import to_date
from hugokit.frontmatter.node import Path
from hugokit.page import DATE_KEYS
from hugokit.rule import Rule, Subject, explain, fields, rule, shown


@rule("HK301", "unreadable-date", Severity.ERROR)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A date that Hugo cannot read.

    ## Why is this bad?
    Hugo logs an error, exits with 1 and gives the page the date 0001-01-01: it sorts last and shows no date. Dates
    without seconds, with slashes, with a one-digit month or a month's name first are not read.

    ## Example
    ```yaml
    date: 2025-02-08 09:45
    ```

    ## Use instead
    ```yaml
    date: 2025-02-08 09:45:00
    ```

    ## Fix safety
    There is no fix: whether a day or a month was meant cannot be told.
    """
    told = {finding.path: explain(finding) for finding in subject.findings}
    for path in _unreadable(subject):
        message = f"Hugo cannot read this date: {shown(subject, path)}; write it as 2025-02-08 09:45:27"
        yield one.at(subject, path, told.get(path, message))


def _unreadable(subject: Subject) -> Iterator[Path]:
    """The dates that Hugo stumbles over: on the page those it comes to, in a cascade all that it hands down."""
    yield from (one.path for one in subject.page.troubles if one.kind == "date" and one.path[0] in subject.values)
    for path, value in fields(subject, DATE_KEYS):
        if len(path) > 1 and value not in (None, "") and to_date(value) is None:
            yield path
