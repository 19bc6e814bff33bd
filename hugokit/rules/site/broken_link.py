"""HK502 broken-link."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK502", "broken-link", Severity.WARNING)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A link to a path of the site where nothing is.

    ## Why is this bad?
    Who follows it sees the page for what is not found. A Markdown link is a URL from the URL of its page, so that one
    to `other.md` leads nowhere unless a render hook makes a page of it: with several languages Hugo's own does, and
    `markup.goldmark.renderHooks.link.useEmbedded = "always"` asks for it everywhere. Where a site or a theme has its
    own hook, or the theme is not on disk, only a link that is wrong in every reading is told of. A link to `/a` is
    right where `a.html` is published (`uglyURLs`): GitHub Pages, Netlify, Cloudflare Pages and others add the ending.

    ## Example
    ```markdown content/a.md
    See [the other page](other.md).
    ```

    ## Use instead
    ```markdown content/a.md
    See [the other page](../other/).
    ```

    ```markdown content/other.md
    ---
    title: Other
    ---
    ```

    ## Fix safety
    There is no fix: which page is meant cannot be told. The message names the nearest.
    """
    yield from one.links(subject, "link")
