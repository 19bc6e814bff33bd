"""HK801 url-collision."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site.collisions import shared_files, twins
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK801", "url-collision", Severity.ERROR)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """Two pages, aliases or files that are published at one URL, or two files that are one page.

    ## Why is this bad?
    Hugo builds without a word. One of the two is lost, and which one can change from build to build. Two aliases at one
    URL are a warning, as only one of the redirects is lost.

    ## Example
    ```markdown content/first.md
    ---
    title: First
    url: /same/
    ---
    ```
    ```markdown content/second.md
    ---
    title: Second
    aliases: [/same/]
    ---
    ```

    ## Use instead
    ```markdown content/first.md
    ---
    title: First
    url: /same/
    ---
    ```
    ```markdown content/second.md
    ---
    title: Second
    aliases: [/second-of-old/]
    ---
    ```

    ## Fix safety
    There is no fix: which of the two is to stay cannot be told.
    """
    for clash in twins(subject.sites):
        if not clash.by_case:
            yield one.clash(subject, clash)
    for clash in shared_files(subject.claims):
        yield one.clash(subject, clash, severity=Severity.WARNING if clash.kind == "aliases" else Severity.ERROR)
