"""HK210 missing-key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, fields, rule
from hugokit.text.encoding import BOM


@rule("HK210", "missing-key", Severity.WARNING)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A page without a key that the site's settings, or its schema, ask for.

    ## Why is this bad?
    Hugo builds the page all the same: without a title in lists, without a date at the end of them. Only the site knows
    what its pages must have. A key in `params` counts, and so does one that a cascade of the site may hand down: from
    its configuration, or from any `_index` page.

    ## Example
    ```toml hugokit.toml
    [extend.required]
    "content/post/**" = ["title", "date"]
    ```

    With these settings such a post is reported:

    ```markdown
    ---
    title: First
    ---
    ```

    ## Use instead
    ```yaml
    title: First
    date: 2025-02-08
    ```

    ## Fix safety
    There is no fix: what is meant cannot be told.
    """
    start = int(subject.document.text.startswith(BOM))
    for finding in subject.findings:
        if finding.keyword != "required" or finding.path or not isinstance(finding.value, Mapping):
            continue
        for key in subject.schema.required:
            if key not in finding.value and not _elsewhere(subject, key):
                yield one.span(start, start, f"`{key}` is missing: every page here must have it", path=(key,))


def _elsewhere(subject: Subject, key: str) -> bool:
    """Whether a page has the key in its params, or may get it from a cascade."""
    if key in subject.handed_down:
        return True
    params = next((value for _, value in fields(subject, ("params",))), None)
    return isinstance(params, Mapping) and key.lower() in {str(name).lower() for name in params}
