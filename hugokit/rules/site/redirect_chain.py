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
    written somewhere else than it says. Where `disableAliases` is set Hugo writes no redirect, and nothing is told.

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
    written = [site for site, config in zip(subject.sites, subject.configs, strict=True) if config.aliases]
    for clash in (*strays(written), *circuits(subject.claims)):
        if clash.kind != "root":  # HK203 tells of it, as Hugo refuses the page
            yield one.clash(subject, clash)
