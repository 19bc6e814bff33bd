"""HK603 unknown-parameter."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK603", "unknown-parameter", Severity.WARNING)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A parameter that a shortcode does not read, or one missing that Hugo fails without.

    ## Why is this bad?
    Hugo says nothing of a parameter that the template never asks for: a misspelled name, other capitals, or a position
    too many has no effect. Nothing is reported where a template hands its parameters on, to a partial for example, or
    where a shortcode within it may read them. Some of Hugo's own shortcodes fail without their parameter, such as the
    id of a video; that is an error.

    ## Example
    ```html layouts/_shortcodes/note.html
    <aside>{{ .Get "text" }}</aside>
    ```
    ```markdown content/a.md
    ---
    title: A
    ---
    {{< note txt="Mind the gap." >}}
    ```

    ## Use instead
    ```html layouts/_shortcodes/note.html
    <aside>{{ .Get "text" }}</aside>
    ```
    ```markdown content/a.md
    ---
    title: A
    ---
    {{< note text="Mind the gap." >}}
    ```

    ## Fix safety
    There is no fix: what was meant is not known.
    """
    yield from one.shortcodes(subject, "parameter", "missing")
