"""HK208 refused-value."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.frontmatter.values import to_string
from hugokit.rule import Rule, Subject, fields, rule, written
from hugokit.site.permalinks import unknown_tokens


@rule("HK208", "refused-value", Severity.ERROR)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A value that Hugo refuses.

    ## Why is this bad?
    A few fields are checked when a page is read, and a wrong value there stops the whole build: an alias or `url` with
    `http://`, `params`, `build` or `sites` that are no maps, a `cascade` with `lang` or an unknown kind, an unknown
    `markup`. Most of these are told by `wrong-type` and `value-not-allowed`; this rule has what is left: a text
    that Hugo splits into aliases, or a `url` with an unknown `:token`, where Hugo crashes and names no page.

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
    for path, value in fields(subject, ("url",)) if subject.hugo >= TOKENS_SINCE else ():
        for token in unknown_tokens(to_string(value)):
            message = f"the build fails: {token} is no token of a permalink; write \\{token} where a colon is meant"
            yield one.at(subject, path, message)


TOKENS_SINCE = (0, 131)
"""The Hugo that first took `:title` in a `url` for a token."""
