"""HK301 unreadable-date."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, explain, rule, shown, written


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
    for trouble in subject.page.troubles:
        if trouble.kind == "date":
            path = written(subject, trouble.path)
            message = f"Hugo cannot read this date: {shown(subject, path)}; write it as 2025-02-08 09:45:27"
            yield one.at(subject, path, told.get(path, message))
