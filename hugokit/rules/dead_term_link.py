"""HK405 dead-term-link."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import SEVERITIES, Rule, Subject, explain, rule


@rule("HK405", "dead-term-link", Severity.WARNING)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A term whose link in the theme leads nowhere.

    ## Why is this bad?
    Hugo's path of a term keeps `#`, blanks at the ends and runs of blanks; the `urlize` function of a template drops
    them. A theme that builds the link with `urlize` points `C#` to `/tags/c/`, while the term's page is at
    `/tags/c%23/`.

    ## Example
    ```yaml
    tags: ["C#"]
    ```

    ## Use instead
    ```yaml
    tags: [csharp]
    ```

    ## Fix safety
    There is no fix: what to call the term is the author's choice.
    """
    for finding in subject.findings:
        if finding.keyword == "dead-link":
            yield one.at(subject, finding.path, explain(finding), severity=SEVERITIES[finding.consequence])
