"""HK604 removed-shortcode."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK604", "removed-shortcode", Severity.ERROR)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A shortcode of Hugo's own that is removed or deprecated in the site's Hugo.

    ## Why is this bad?
    A removed one ends the build with an error, a deprecated one will. What counts is the version that builds the site;
    a template of the site or of its themes with the same name takes the place of Hugo's own, and is not reported.

    ## Example
    ```html layouts/_shortcodes/note.html
    <aside>{{ .Inner }}</aside>
    ```
    ```markdown content/a.md
    ---
    title: A
    ---
    {{< tweet user="SanDiegoZoo" id="1453110110599868418" >}}
    ```

    ## Use instead
    ```html layouts/_shortcodes/note.html
    <aside>{{ .Inner }}</aside>
    ```
    ```markdown content/a.md
    ---
    title: A
    ---
    {{< x user="SanDiegoZoo" id="1453110110599868418" >}}
    ```

    ## Fix safety
    There is no fix: the user that `x` needs is not in every call.
    """
    yield from one.shortcodes(subject, "removed", "deprecated")
