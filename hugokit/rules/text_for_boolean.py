"""HK205 text-for-boolean."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.operations import Set
from hugokit.frontmatter.values import to_bool
from hugokit.rule import SEVERITIES, Rule, Subject, as_boolean, explain, fails_surely, is_draft, rule, wants_boolean
from hugokit.schema.validate import Finding


@rule("HK205", "text-for-boolean", Severity.WARNING)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A text or number where `true` or `false` is meant.

    ## Why is this bad?
    Since Hugo 0.152 `yes`, `no`, `on` and `off` are texts in YAML, and to a template every text is true: `toc: no`
    switches the table of contents on. Other places compare with a real `true`, so that `mathjax: "true"` is off.
    (`draft` is a rule of its own: `leaked-draft`.)

    ## Example
    ```yaml
    toc: no
    mathjax: "true"
    ```

    ## Use instead
    ```yaml
    toc: false
    mathjax: true
    ```

    ## Fix safety
    Unsafe where the page changes, which is nearly always: the value begins to mean what it says. Safe for fields that
    Hugo reads as that very boolean already, and where the build fails without it.
    """
    for finding in subject.findings:
        if wants_boolean(finding) and not is_draft(finding.path):
            fix = _fix(subject, finding)
            yield one.at(subject, finding.path, explain(finding), fix=fix, severity=_severity(finding))


def _severity(finding: Finding) -> Severity:
    """A word for true that a template takes for nothing is off where it says on, whatever else comes of it."""
    grade = SEVERITIES[finding.consequence]
    is_derived = "confidence" in finding.subschema.get("x-hugokit", {})
    return max(grade, Severity.WARNING) if is_derived and as_boolean(finding.value) else grade


def _fix(subject: Subject, finding: Finding) -> Fix | None:
    meant = as_boolean(finding.value)
    if meant is None:
        return None
    fields = {key.lower() for key in subject.schema.noted.get("field", ())}
    own = len(finding.path) == 1 and str(finding.path[0]).lower() in fields
    safe = fails_surely(finding) or (own and to_bool(finding.value) is meant)
    return Fix(f"write {str(meant).lower()}", (Set(finding.path, meant),), safe=safe)
