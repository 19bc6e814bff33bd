"""HK505 link-to-unpublished."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK505", "link-to-unpublished", Severity.WARNING)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A link to a page that is a draft, dated in the future, or expired.

    ## Why is this bad?
    The page is not there when the site is built, while the author, who builds with drafts, sees it. A `ref` to it ends
    the build, and is an error.

    ## Example
    ```markdown content/a.md
    See [my next page](../next/).
    ```

    ```markdown content/next.md
    ---
    title: Next
    draft: true
    ---
    ```

    ## Use instead
    ```markdown content/a.md
    See [my next page](../next/).
    ```

    ```markdown content/next.md
    ---
    title: Next
    ---
    ```

    ## Fix safety
    There is no fix: the page is to be published, or the link taken out.
    """
    yield from one.links(subject, "unpublished")
