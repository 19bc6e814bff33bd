"""HK304 time-without-date."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.frontmatter.dates import YearZero, parse_date
from hugokit.page import DATE_KEYS
from hugokit.rule import Rule, Subject, fields, rule, shown


@rule("HK304", "time-without-date", Severity.WARNING)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A time of day where a date should be.

    ## Why is this bad?
    Hugo reads `9:45AM` or `Feb  8 09:45:27` as a date in the year 0, without a word. The page sorts last.

    ## Example
    ```yaml
    date: 9:45AM
    ```

    ## Use instead
    ```yaml
    date: 2025-02-08 09:45:00
    ```

    ## Fix safety
    There is no fix: the day cannot be told.
    """
    for path, value in fields(subject, DATE_KEYS):
        if isinstance(value, str) and isinstance(parse_date(value), YearZero):
            message = f"{path[-1]}: {shown(subject, path)} has no year: Hugo takes the year 0; write the whole date"
            yield one.at(subject, path, message)
