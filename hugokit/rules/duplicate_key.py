"""HK102 duplicate-key."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, rule, syntax_findings


@rule("HK102", "duplicate-key", Severity.ERROR, reads_error=True)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A key that stands twice in one map.

    ## Why is this bad?
    Since Hugo 0.152 a repeated YAML key is fatal, at any depth; before, the last one won without a word. TOML never
    allowed it. (In JSON the last one wins: Hugo and hugokit accept it.)

    ## Example
    ```yaml
    tags: [a]
    tags: [b]
    ```

    ## Use instead
    ```yaml
    tags: [a, b]
    ```

    ## Fix safety
    There is no fix: which of the two was meant cannot be told.
    """
    yield from syntax_findings(one, subject)
