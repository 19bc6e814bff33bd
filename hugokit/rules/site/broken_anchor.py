"""HK504 broken-anchor."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK504", "broken-anchor", Severity.WARNING)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A link to a part of a page that the page does not have.

    ## Why is this bad?
    The browser shows the top of the page. Anchors are the ids of headings as Hugo makes them, those that are written
    (`## Head {#id}`), and those of raw HTML. What layouts and shortcodes may write is let pass: where they are not
    known, only an anchor that is nearly one of the page's is told of.

    ## Example
    ```markdown content/a.md
    ### First steps

    Begin with the [steps](#steps).
    ```

    ## Use instead
    ```markdown content/a.md
    ### First steps

    Begin with the [steps](#first-steps).
    ```

    ## Fix safety
    There is no fix: which part is meant cannot be told. The message names the nearest.
    """
    yield from one.links(subject, "anchor")
