"""HK204 scalar-for-list."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.operations import Set
from hugokit.rule import SEVERITIES, Rule, Subject, explain, fails_surely, is_menu, mends, rule, wants_list
from hugokit.schema.validate import Finding


@rule("HK204", "scalar-for-list", Severity.ERROR)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A single value where the theme goes through a list.

    ## Why is this bad?
    Hugo itself takes `tags: news` for one term, but a theme that ranges over the value breaks off the build: "range
    can't iterate over news". One such page and nothing is published.

    ## Example
    ```yaml
    tags: news
    ```

    ## Use instead
    ```yaml
    tags: [news]
    ```

    ## Fix safety
    Safe where the build fails without it, and where text and list are known to show the same: the text becomes the
    only item of a list. Unsafe elsewhere: the page builds today, and what it shows may change; and where all that is
    known comes from the theme's templates.
    """
    for finding in subject.findings:
        if wants_list(finding) and not is_menu(finding.path):
            grade = SEVERITIES[finding.consequence]
            yield one.at(subject, finding.path, explain(finding), fix=_wrap(subject, finding), severity=grade)


def _wrap(subject: Subject, finding: Finding) -> Fix | None:
    if not isinstance(finding.value, str) or not finding.value.strip():
        return None
    wrap = Set(finding.path, [finding.value])
    if not mends(subject, wrap):
        return None
    same = bool(finding.subschema.get("x-hugokit", {}).get("coerce-keeps"))
    return Fix("make it a list", (wrap,), safe=same or fails_surely(finding))
