"""HK008 refused-content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, rule
from hugokit.signs import REFUSED
from hugokit.text.encoding import BOM


@rule("HK008", "refused-content", Severity.ERROR, reads_error=True, signs=REFUSED)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A content file of a kind that Hugo does not let in.

    ## Why is this bad?
    Since 0.163 Hugo refuses HTML among the content, since 0.166 Org: a single `.html`, `.htm` or `.org` file below the
    content folder ends the build, a draft or a resource of a bundle as well. `security.allowContent` in the
    configuration lets it in; a list of patterns there is the whole list, so that `["^text/html$"]` alone refuses
    Markdown. Older versions of Hugo pass over the setting.

    ## Example
    `content/about.html`, and nothing about it in the configuration.

    ## Use instead
    ```toml hugo.toml
    [security]
      allowContent = ["^text/(markdown|html)$"]
    ```

    ## Fix safety
    There is no fix: that somebody else's HTML is published unchanged may be what the site must not do.
    """
    kind = PurePath(subject.path).suffix.lower()
    wanted = {".org": "org", ".html": "html", ".htm": "html"}.get(kind)
    types = f"markdown|{wanted}" if wanted else "markdown"
    mend = f"write `allowContent = ['^text/({types})$']` under [security] in the site's configuration, or move the file"
    at = len(BOM) if subject.document.text.startswith(BOM) else 0
    yield one.span(at, at, f"Hugo refuses {kind} content and ends the build; {mend} to static/")
