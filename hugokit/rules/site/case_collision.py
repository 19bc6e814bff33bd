"""HK802 case-collision."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site.collisions import case_twins, twins
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK802", "case-collision", Severity.WARNING)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """URLs, or content files, that differ only in upper and lower case.

    ## Why is this bad?
    `/About/` and `/about/` are two folders on Linux and one on Windows and macOS, where one page is written over the
    other; many hosts make no difference either. An alias that leads to the page from another spelling of its own URL is
    what a host needs that does make one, so of that there is an info only. `A.md` beside `a.md` is one page to Hugo on
    every system: the other is lost, which is an error.

    ## Example
    ```markdown content/a.md
    ---
    title: A
    url: /About/
    ---
    ```
    ```markdown content/about.md
    ---
    title: About
    ---
    ```

    ## Use instead
    ```markdown content/a.md
    ---
    title: A
    url: /about-a/
    ---
    ```
    ```markdown content/about.md
    ---
    title: About
    ---
    ```

    ## Fix safety
    There is no fix: which of the two is to have another URL cannot be told.
    """
    for clash in twins(subject.sites):
        if clash.by_case:
            yield one.clash(subject, clash, severity=Severity.ERROR)
    for clash in case_twins(subject.claims):
        alias, page = clash.claims
        own = alias.role == "alias" and alias.target == page.file
        yield one.clash(subject, clash, severity=Severity.INFO if own else Severity.WARNING)
