"""HK303 number-for-date."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.dates import parse_date, to_date
from hugokit.frontmatter.operations import Set
from hugokit.page import DATE_KEYS
from hugokit.rule import Rule, Subject, fields, rule


@rule("HK303", "number-for-date", Severity.WARNING)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A number where a date should be.

    ## Why is this bad?
    Hugo takes a whole number for seconds since 1970, without a word: `date: 2025` is 1970-01-01 00:33:45 and
    `date: 20250208` is 1970-08-23. The page sorts behind everything else.

    ## Example
    ```yaml
    date: 20250208
    ```

    ## Use instead
    ```yaml
    date: 2025-02-08
    ```

    ## Fix safety
    Unsafe: the page's date changes. Only numbers that read as year, month and day (20250208) have a fix.
    """
    for path, value in fields(subject, DATE_KEYS):
        if isinstance(value, int) and not isinstance(value, bool):
            read = to_date(value)
            if read is not None:
                when, day = f"{read:%Y-%m-%d %H:%M:%S}", _day(value)
                message = f"{path[-1]}: {value} is {when} to Hugo (seconds since 1970); write "
                message += day or "year, month and day as 2025-02-08"
                fix = Fix(f"write {day}", (Set(path, day),), safe=False) if day else None
                yield one.at(subject, path, message, fix=fix)


def _day(value: int) -> str:
    """The day that somebody meant who wrote 20250208; "" for other numbers."""
    digits = str(value)
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return day if len(digits) == len("20250208") and parse_date(day) is not None else ""
