"""HK803 redirect-chain."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site.collisions import circuits, strays
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK803", "redirect-chain", Severity.WARNING)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """Aliases whose redirect leads to another redirect, in a circle, or that lie outside of the site.

    ## Why is this bad?
    A browser gives up on a circle, search engines on a long chain. An alias that climbs above the root of the site is
    written somewhere else than it says, and the root of the site itself cannot be an alias.

    ## Example
    ```markdown content/a.md
    ---
    title: A
    aliases: [/a/]
    ---
    ```

    ## Use instead
    ```markdown content/a.md
    ---
    title: A
    aliases: [/old-a/]
    ---
    ```

    ## Fix safety
    There is no fix: which of the redirects is meant cannot be told.
    """
    for clash in (*strays(subject.sites), *circuits(subject.claims)):
        if not (clash.kind == "root" and clash.claims[0].written == "/"):  # HK203 tells of that one
            yield one.clash(subject, clash)
