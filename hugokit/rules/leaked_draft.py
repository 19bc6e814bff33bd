"""HK302 leaked-draft."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.operations import Set
from hugokit.frontmatter.values import BOOLEANS, to_bool
from hugokit.rule import Rule, Subject, as_boolean, is_draft, rule, shown


@rule("HK302", "leaked-draft", Severity.ERROR)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A draft that is published because `draft` is not a boolean.

    ## Why is this bad?
    Hugo reads a text with Go's ParseBool: `true`, `1`, `t` and a few more are true, everything else is false without a
    word. Since Hugo 0.152 `yes` and `on` are texts in YAML: `draft: yes` publishes the page.

    ## Example
    ```yaml
    draft: yes
    ```

    ## Use instead
    ```yaml
    draft: true
    ```

    ## Fix safety
    Unsafe: a page that is public today is unpublished by it. Where the text means false the page stays as it is, and
    the fix is safe.
    """
    for key, value in subject.values.items():
        if not is_draft((key,)) or isinstance(value, bool | None):
            continue
        meant, text = as_boolean(value), shown(subject, (key,))
        if meant is True and not to_bool(value):
            fix = Fix("write true", (Set((key,), True),), safe=False)
            yield one.at(subject, (key,), f"draft: {text} is false to Hugo: the draft is public", fix=fix)
        elif isinstance(value, list | dict) or (isinstance(value, str) and value not in BOOLEANS):
            fix = Fix("write false", (Set((key,), False),)) if meant is False else None
            grade = Severity.WARNING if meant is False else Severity.ERROR
            message = f"draft: {text} is not a boolean; Hugo takes it for false and publishes the page"
            yield one.at(subject, (key,), message, fix=fix, severity=grade)
