"""HK602 unclosed-shortcode."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK602", "unclosed-shortcode", Severity.ERROR)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A shortcode that is not closed though its template reads what is inside, or is closed though it does not.

    Also a tag that Hugo cannot read: no name, a parameter without its quote, two kinds of parameters mixed.

    ## Why is this bad?
    Hugo ends the build. Whether a shortcode must be closed is up to its template: it must where that reads `.Inner`.

    ## Example
    ```markdown content/a.md
    ---
    title: A
    ---
    {{< details summary="More" >}}
    All of it.
    ```

    ## Use instead
    ```markdown content/a.md
    ---
    title: A
    ---
    {{< details summary="More" >}}
    All of it.
    {{< /details >}}
    ```

    ## Fix safety
    There is no fix: where it ends cannot be told.
    """
    yield from one.shortcodes(subject, "unclosed")
