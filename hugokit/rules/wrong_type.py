"""HK202 wrong-type."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import SEVERITIES, Rule, Subject, explain, is_special, rule


@rule("HK202", "wrong-type", Severity.WARNING)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A value of a kind that the field or the theme cannot use.

    ## Why is this bad?
    Hugo converts without a word: a list where a text should be is an empty text, `weight: high` is 0. Themes print a
    list as `[a b]`, or break off the build. The message says what happens; it is an error where the build fails or a
    page is lost, a warning where the value is misread, info where nothing comes of it.

    ## Example
    ```yaml
    lead: [Read, this]
    ```

    ## Use instead
    ```yaml
    lead: Read this
    ```

    ## Fix safety
    There is no fix: what was meant cannot be told.
    """
    for finding in subject.findings:
        if finding.keyword == "required" and not finding.path:
            continue  # that is missing-key
        if finding.keyword in ("type", "anyOf", "oneOf", "required") and not is_special(subject, finding):
            yield one.at(subject, finding.path, explain(finding), severity=SEVERITIES[finding.consequence])
