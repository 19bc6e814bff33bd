"""HK203 value-not-allowed."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import SEVERITIES, Rule, Subject, explain, is_special, rule


@rule("HK203", "value-not-allowed", Severity.WARNING)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A value outside the closed set that the field or the theme knows.

    ## Why is this bad?
    Templates compare with a few words. Any other value falls through to some default without a word (in Mainroad
    `sidebar: middle` puts the sidebar on the right), or breaks off the build (an unknown widget). Capitals count.

    ## Example
    ```yaml
    sidebar: Left
    ```

    ## Use instead
    ```yaml
    sidebar: left
    ```

    ## Fix safety
    There is no fix: which value was meant cannot be told.
    """
    for finding in subject.findings:
        if finding.keyword not in OTHERS and not is_special(subject, finding):
            yield one.at(subject, finding.path, explain(finding), severity=SEVERITIES[finding.consequence])


OTHERS = frozenset(("type", "anyOf", "oneOf", "required", "hazard", "dead-link", "repeated-term"))
