"""HK503 broken-image."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK503", "broken-image", Severity.WARNING)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """An image whose file is not there.

    ## Why is this bad?
    The page shows its alternative text, or nothing. The path of an image is a URL from the URL of its page: a file in
    the bundle of the page, or from the root a file in `static`.

    ## Example
    ```markdown content/post/a/index.md
    ![A boat](baot.png)
    ```

    ## Use instead
    ```markdown content/post/a/index.md
    ![A boat](boat.png)
    ```

    ```text content/post/a/boat.png
    (the picture)
    ```

    ## Fix safety
    There is no fix: which file is meant cannot be told. The message names the nearest.
    """
    yield from one.links(subject, "image")
