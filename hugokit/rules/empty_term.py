"""HK403 empty-term."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.operations import Delete
from hugokit.rule import SEVERITIES, Rule, Subject, explain, is_term, rule


@rule("HK403", "empty-term", Severity.WARNING)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """An empty term in a taxonomy.

    ## Why is this bad?
    Hugo makes no term of `""` or null, but a theme prints the link all the same: it leads to `/tags//`. Archetypes
    with `tags: [""]` are the usual cause.

    ## Example
    ```yaml
    tags: [""]
    ```

    ## Use instead
    ```yaml
    tags: []
    ```

    ## Fix safety
    Unsafe by the letter: the dead link disappears from the page.
    """
    for finding in subject.findings:
        if len(finding.path) == 2 and is_term(subject, finding) and finding.value in ("", None):
            fix = Fix("delete it", (Delete(finding.path),), safe=False)
            yield one.at(subject, finding.path, explain(finding), fix=fix, severity=SEVERITIES[finding.consequence])
