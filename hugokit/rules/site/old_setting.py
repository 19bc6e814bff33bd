"""HK901 old-setting."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.site.changes import Change, Version, changes_of
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule


@site_rule("HK901", "old-setting", Severity.WARNING, of_configuration=True)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A setting of the configuration that Hugo has renamed or given up.

    An error for a Hugo that ends the build on it, a warning where Hugo warns or does not read it any more, an info
    where it still works and a later version will warn.

    ## Why is this bad?
    Hugo announces for a while that a setting goes, then it forgets it, and says nothing: `paginate = 2` gives ten
    entries a page since 0.156, and the privacy switches below `privacy.twitter` are off since 0.165.

    ## Example
    ```toml hugo.toml
    baseURL = "https://example.org/"
    paginate = 5
    ```

    ## Use instead
    ```toml hugo.toml
    baseURL = "https://example.org/"
    [pagination]
    pagerSize = 5
    ```

    ## Fix safety
    There is no fix: a new name may need a table elsewhere, and a newer Hugo than the site's.
    """
    for key in subject.spots.each_key():
        for change in changes_of(key.lower):
            said = _said(change, subject.hugo)
            if said:
                grade, words = said
                mend = f"; write {change.instead}" if change.instead else "; take it out"
                message = f"{'.'.join(map(str, key.way))}: {words}{mend}"
                yield one.span(key.file, key.start, key.end, message=message, path=key.way, severity=grade)


def _said(change: Change, hugo: Version) -> tuple[Severity, str] | None:
    state = change.state(hugo)
    if state == "forgotten":
        return Severity.WARNING, f"Hugo does not read this{_since(change.forgotten)} and says nothing"
    if state == "fails":
        return Severity.ERROR, f"Hugo ends the build{_since(change.fails)}"
    ahead = f", an error from {change.fails[0]}.{change.fails[1]} on" if change.fails else ""
    if state == "warns":
        return Severity.WARNING, f"deprecated{_since(change.since)}{ahead}"
    return (Severity.INFO, f"deprecated{_since(change.since)}{ahead}") if state else None


def _since(version: Version | None) -> str:
    return f" since {version[0]}.{version[1]}" if version else ""
