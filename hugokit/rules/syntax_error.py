"""HK101 syntax-error."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, rule, syntax_findings


@rule("HK101", "syntax-error", Severity.ERROR, reads_error=True)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Front matter that cannot be read.

    ## Why is this bad?
    Hugo stops at the first such page and builds nothing. hugokit reads as Hugo does and names every such page in one
    run, with the line and column in the file.

    ## Example
    ```yaml
    title: Part 2: the end
    ```

    ## Use instead
    ```yaml
    title: "Part 2: the end"
    ```

    ## Fix safety
    There is no fix: what was meant cannot be told.
    """
    yield from syntax_findings(one, subject)
