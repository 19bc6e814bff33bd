"""HK602 unclosed-shortcode."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK602", "unclosed-shortcode", Severity.ERROR)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A shortcode that is not closed, closed in vain, or that Hugo cannot read.

    ## Why is this bad?
    Hugo refuses the page, and with it the whole site. A shortcode has to be closed if its template reads `.Inner` or
    `.InnerDeindent`, and must not be closed if it does not. A closing tag closes the innermost open shortcode whatever
    its name, so Hugo's own message may name another than the one that is to be mended. Also refused: a parameter with a
    name beside one without, an unquoted value with signs in it, and a closing tag in other capitals than the opening
    one.

    ## Example
    ```html layouts/_shortcodes/note.html
    <aside>{{ .Inner }}</aside>
    ```
    ```markdown content/a.md
    ---
    title: A
    ---
    {{< note >}}Mind the gap.
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
    There is no fix: where the content ends is not known.
    """
    yield from one.shortcodes(subject, "unclosed", "closing", "spelling")
