"""HK601 unknown-shortcode."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK601", "unknown-shortcode", Severity.ERROR)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A shortcode that has no template: misspelt, or removed from Hugo.

    It is judged where every theme and module of the site is on disk; what Hugo itself removed is judged everywhere.

    ## Why is this bad?
    Hugo ends the build. `gist`, `tweet` and `twitter` are gone since 0.156.

    ## Example
    ```markdown content/a.md
    ---
    title: A
    ---
    {{< figur src="https://example.com/boat.jpg" >}}
    ```

    ```html layouts/all.html
    {{ .Content }}
    ```

    ## Use instead
    ```markdown content/a.md
    ---
    title: A
    ---
    {{< figure src="https://example.com/boat.jpg" >}}
    ```

    ## Fix safety
    There is no fix: the name that is meant cannot be told. The message names the nearest.
    """
    yield from one.shortcodes(subject, "unknown")
