"""HK402 broken-menu-entry."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import SEVERITIES, Rule, Subject, explain, menu_key, menus, rule


@rule("HK402", "broken-menu-entry", Severity.ERROR)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A menu entry that Hugo cannot read, or a menu that nobody shows.

    ## Why is this bad?
    An entry under a menu's name must be a map of weight, name, identifier, parent, pre, post, title, url and params.
    Anything else makes Hugo log an error and exit with 1, and the page is in no menu. `menu: true` makes a menu of
    the name "true", which no template shows.

    ## Example
    ```yaml
    menu:
      main: About
    ```

    ## Use instead
    ```yaml
    menu:
      main:
        name: About
    ```

    ## Fix safety
    There is no fix: which map was meant cannot be told.
    """
    taken = {found.path for found in menus(subject)}
    for finding in subject.findings:
        if menu_key(finding.path) in taken and finding.value not in EMPTY:
            yield one.at(subject, finding.path, explain(finding), severity=SEVERITIES[finding.consequence])


EMPTY = ("", None)
"""Names that are the business of empty-menu."""
