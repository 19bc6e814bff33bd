"""HK603 unknown-parameter."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK603", "unknown-parameter", Severity.WARNING)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A parameter that the shortcode's template does not read.

    The template is read, not run: one that goes through all its parameters, or hands them on, is not judged.

    ## Why is this bad?
    Hugo says nothing and leaves it out.

    ## Example
    ```markdown content/a.md
    ---
    title: A
    ---
    {{< figure src="https://example.com/boat.jpg" captoin="The boat" >}}
    ```

    ## Use instead
    ```markdown content/a.md
    ---
    title: A
    ---
    {{< figure src="https://example.com/boat.jpg" caption="The boat" >}}
    ```

    ## Fix safety
    There is no fix: which parameter is meant cannot be told. The message names the nearest.
    """
    yield from one.shortcodes(subject, "parameter")
