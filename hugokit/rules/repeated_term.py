"""HK404 repeated-term."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.operations import Delete
from hugokit.rule import SEVERITIES, Rule, Subject, explain, rule


@rule("HK404", "repeated-term", Severity.WARNING)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A term that stands twice on one page.

    ## Why is this bad?
    Hugo keeps one term (`A`, `a` and, in a URL, `a b` and `a-b` are the same), but a theme prints the link twice.

    ## Example
    ```yaml
    tags: [news, News]
    ```

    ## Use instead
    ```yaml
    tags: [news]
    ```

    ## Fix safety
    Unsafe by the letter: the second link disappears from the page.
    """
    for finding in subject.findings:
        if finding.keyword == "repeated-term":
            fix = Fix("delete it", (Delete(finding.path),), safe=False)
            yield one.at(subject, finding.path, explain(finding), fix=fix, severity=SEVERITIES[finding.consequence])
