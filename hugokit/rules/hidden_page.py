"""HK305 hidden-page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.rule import Rule, Subject, fields, rule

_PUBLISHES = ("publishdate", "pubdate", "published", "date")


@rule("HK305", "hidden-page", Severity.WARNING)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Dates that keep a page from being published though nobody planned it.

    A `lastmod` in the future where the page has no other date, and an `expiryDate` that is not after the day of
    publishing. A `date` or `publishDate` in the future and a page that has expired are as they should be.

    ## Why is this bad?
    Hugo leaves out what is to be published later. Where there is no `publishDate` it takes `date`, and where there is
    no `date` it takes `lastmod`: a page with a future `lastmod` alone is missing until then. A page that expires before
    it is published is never on the site. Nothing is said in either case, in every version.

    ## Example
    ```yaml
    title: Hello
    lastmod: 2999-01-01
    ```

    ## Use instead
    ```yaml
    title: Hello
    date: 2025-02-08
    ```

    ## Fix safety
    There is no fix: the dates are for a person to say.
    """
    page = subject.page
    publish, expiry = page.publish_date, page.expiry_date
    if publish and publish > datetime.now(UTC) and not any(_is_set(value) for _, value in fields(subject, _PUBLISHES)):
        for path, _ in list(fields(subject, ("lastmod", "modified")))[:1]:
            message = f"without a date the page is published on {publish:%Y-%m-%d}, its {path[-1]}; give it a date"
            yield one.at(subject, path, message)
    if publish and expiry and expiry <= publish:
        for path, _ in list(fields(subject, ("expirydate", "unpublishdate")))[:1]:
            message = f"the page is never published: it expires ({expiry:%Y-%m-%d}) before {publish:%Y-%m-%d}"
            yield one.at(subject, path, message)


def _is_set(value: Any) -> bool:
    return value is not None and value != ""
