"""HK207 theme-hazard."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import SEVERITIES, Rule, Subject, explain, rule


@rule("HK207", "theme-hazard", Severity.INFO)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A value that the theme, as it is published, breaks on with some Hugo versions.

    ## Why is this bad?
    Hugo removes template functions over time and themes that are not kept up fail where they are used: Mainroad's
    author box and its `languages` widget need a patch on Hugo 0.156 and later. It is info, since most sites have
    patched their copy.

    ## Example
    ```yaml
    authorbox: true
    ```

    ## Use instead
    Patch the theme's partial, or leave the value out.

    ## Fix safety
    There is no fix.
    """
    for finding in subject.findings:
        if finding.keyword == "hazard":
            yield one.at(subject, finding.path, explain(finding), severity=SEVERITIES[finding.consequence])
