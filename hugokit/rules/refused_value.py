"""HK208 refused-value."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, rule, written


@rule("HK208", "refused-value", Severity.ERROR)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A value that Hugo refuses.

    ## Why is this bad?
    A few fields are checked when a page is read, and a wrong value there stops the whole build: an alias or `url` with
    `http://`, `params`, `build` or `sites` that are no maps, a `cascade` with `lang` or an unknown kind, an unknown
    `markup`. Most of these are told by `wrong-type` and `value-not-allowed`; this rule has what is left, such as a
    text that Hugo splits into aliases.

    ## Example
    ```yaml
    aliases: /old/ https://example.org/older/
    ```

    ## Use instead
    ```yaml
    aliases: [/old/, /older/]
    ```

    ## Fix safety
    There is no fix: what was meant cannot be told.
    """
    told = {finding.path[:1] for finding in subject.findings if finding.consequence == "fails"}
    for trouble in subject.page.troubles:
        path = written(subject, trouble.path)
        if trouble.grade == "fatal" and path[:1] not in told:
            yield one.at(subject, path, f"the build fails: {trouble.message}")
