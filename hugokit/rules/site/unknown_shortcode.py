"""HK601 unknown-shortcode."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK601", "unknown-shortcode", Severity.ERROR)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A shortcode that the site has no template for.

    ## Why is this bad?
    Hugo refuses the page, and with it the whole site. Templates are looked for in the site, its themes and its modules;
    where one of these is not on disk, or no layouts are, nothing is reported. A draft counts as well: Hugo reads it
    before it leaves it out.

    ## Example
    ```html layouts/_shortcodes/note.html
    <aside>{{ .Inner }}</aside>
    ```
    ```markdown content/a.md
    ---
    title: A
    ---
    {{< notes >}}Mind the gap.{{< /notes >}}
    ```

    ## Use instead
    ```html layouts/_shortcodes/note.html
    <aside>{{ .Inner }}</aside>
    ```
    ```markdown content/a.md
    ---
    title: A
    ---
    {{< note >}}Mind the gap.{{< /note >}}
    ```

    ## Fix safety
    There is no fix: a name that is near need not be the one that is meant.
    """
    yield from one.shortcodes(subject, "unknown")
