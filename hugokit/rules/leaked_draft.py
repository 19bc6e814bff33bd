"""HK302 leaked-draft."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.operations import Set
from hugokit.frontmatter.values import BOOLEANS, to_bool
from hugokit.rule import Rule, Subject, as_boolean, fields, rule, shown


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
    Unsafe: a page that is public today is unpublished by it. Where the text means false the page stays as it is: that
    is no more than a note, and its fix is safe.
    """
    for path, value in fields(subject, ("draft",)):
        if value in (None, "") or isinstance(value, bool) or to_bool(value):
            continue
        meant, text = as_boolean(value), shown(subject, path)
        public = "the draft is public" if len(path) == 1 else "the drafts below are public"
        if meant is True:
            fix = Fix("write true", (Set(path, True),), safe=False)
            yield one.at(subject, path, f"draft: {text} is false to Hugo: {public}; write true", fix=fix)
        elif meant is None:
            yield one.at(subject, path, f"draft: {text} is not a boolean: Hugo takes it for false, {public}")
        elif isinstance(value, str) and value not in BOOLEANS:
            message = f"draft: {text} is a text, which Hugo takes for false, as it says; write false"
            yield one.at(subject, path, message, fix=Fix("write false", (Set(path, False),)), severity=Severity.INFO)
