"""HK501 broken-ref."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK501", "broken-ref", Severity.ERROR)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A `ref` or `relref` that names no page, or more than one.

    ## Why is this bad?
    Hugo ends the build with an error. With `refLinksErrorLevel = "WARNING"` it writes an empty link instead, and this
    is a warning.

    ## Example
    ```markdown content/a.md
    See [the other page]({{< relref "othr.md" >}}).
    ```

    ## Use instead
    ```markdown content/a.md
    See [the other page]({{< relref "other.md" >}}).
    ```

    ```markdown content/other.md
    ---
    title: Other
    ---
    ```

    ## Fix safety
    There is no fix: which page is meant cannot be told. The message names the nearest.
    """
    yield from one.links(subject, "ref")
