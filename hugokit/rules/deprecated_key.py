"""HK206 deprecated-key."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.node import find
from hugokit.frontmatter.operations import Rename
from hugokit.rule import Rule, Subject, rule
from hugokit.schema.deprecated import Deprecation


@rule("HK206", "deprecated-key", Severity.WARNING)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A key that Hugo has deprecated or removed.

    ## Why is this bad?
    A deprecated key works for a few versions more, with a warning in the log; then the build fails or the key becomes
    a plain parameter that does nothing. It is an error for a Hugo version that fails on it.

    ## Example
    ```yaml
    _build:
      list: never
    ```

    ## Use instead
    ```yaml
    build:
      list: never
    ```

    ## Fix safety
    Safe where the new key is the same field under another name; there is no fix where it stands beside the old one,
    or works in another way.
    """
    for old in subject.deprecations:
        ends = f", an error since {old.fails_in}" if old.level == "error" else ""
        instead = f"; write `{old.replaced_by}`" if old.replaced_by else ""
        message = f"`{old.key}` is deprecated since Hugo {old.deprecated_in}{ends}{instead}"
        yield one.at(subject, old.path, message, fix=_fix(subject, old), severity=_LEVELS[old.level])


_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


def _fix(subject: Subject, old: Deprecation) -> Fix | None:
    if not old.renamed or old.replaced_by is None or find(subject.document.root, (*old.path[:-1], old.replaced_by)):
        return None
    return Fix(f"rename to {old.replaced_by}", (Rename(old.path, old.replaced_by),))
