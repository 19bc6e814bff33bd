"""HK801 url-collision."""

from __future__ import annotations

from collections.abc import Iterator

from hugokit.diagnostic import Severity
from hugokit.schema.terms import term_key
from hugokit.site.collisions import shared_files, twins
from hugokit.site.model import Site, SitePage, Term
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
        if any(claim.source or claim.role != "page" for claim in clash.claims):
            yield one.clash(subject, clash, severity=Severity.WARNING if clash.kind == "aliases" else Severity.ERROR)
    yield from _section_findings(one, subject)
    for site in subject.sites:
        for terms in _terms_at_one_url(site):
            yield from _term_findings(one, subject, site, terms)


def _section_findings(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """Folders without `_index.md` whose list is written where another language has its home page."""
    homes = {page.file: site for site in subject.sites for page in site.pages if page.kind == "home"}
    for site in subject.sites:
        for section in site.pages:
            home = homes.get(section.file) if section.kind == "section" and not section.source else None
            first = _first_below(site, section) if home else ""
            if home and first:
                message = (
                    f"{section.url} is the list of the folder of this page, and the home page in {home.lang}; Hugo "
                    "writes both at once, so which one stays is random; give the folder another name, or make it the "
                    f"contentDir of {home.lang}"
                )
                yield one.span(first, message=message)


def _first_below(site: Site, section: SitePage) -> str:
    return min((page.source for page in site.pages if page.source and page.section == section.section), default="")


def _terms_at_one_url(site: Site) -> Iterator[list[Term]]:
    """Terms of a taxonomy whose pages Hugo makes at one URL, as it drops signs such as quotes from it."""
    for terms in site.terms.values():
        by_url: dict[str, list[Term]] = {}
        for term in terms:
            if term.url:
                by_url.setdefault(term.url, []).append(term)
        yield from (group for group in by_url.values() if len(group) > 1)


def _term_findings(one: SiteRule, subject: SiteSubject, site: Site, terms: list[Term]) -> Iterator[SiteFinding]:
    """A finding for each page that has one of the rarer terms."""
    pages: dict[str, list[SitePage]] = {term.key: [] for term in terms}
    for page in site.pages:
        for term in page.terms.get(terms[0].taxonomy, ()):
            if term.key in pages and page.source:
                pages[term.key].append(page)
    best = max(terms, key=lambda term: len(pages[term.key]))
    for term in terms:
        for page in pages[term.key] if term is not best else ():
            message = (
                f"the terms {term.name!r} and {best.name!r} both have the page {term.url}; "
                f"Hugo writes both at once, so which one stays is random; write {best.name!r}"
            )
            names = [term_key(name) for name in page.term_names[term.taxonomy]]
            yield one.at(subject, page.source, (term.taxonomy, names.index(term.key)), message=message)
