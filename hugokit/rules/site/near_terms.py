"""HK407 near-terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hugokit.diagnostic import Severity
from hugokit.frontmatter.node import Path
from hugokit.frontmatter.values import to_string
from hugokit.schema.terms import term_key
from hugokit.site.model import Site, SitePage
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule
from hugokit.text.letters import alike, without_accents


@site_rule("HK407", "near-terms", Severity.WARNING)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A term that differs from another one only in case, accents, blanks, hyphens or low lines.

    ## Why is this bad?
    To Hugo `back end` and `back-end` are one term, `backend` and `back_end` are two more: each has a page with a part
    of the pages. The spelling that most pages have is named; what is rarer is reported, page by page. Terms that only
    an accent parts may be two words, and spellings of what is one term to Hugo only make its title depend on which page
    comes first, so both are notes.

    ## Example
    ```markdown content/a.md
    ---
    tags: [web, backend]
    ---
    ```
    ```markdown content/b.md
    ---
    tags: [backend]
    ---
    ```
    ```markdown content/c.md
    ---
    tags: [back-end]
    ---
    ```

    ## Use instead
    ```markdown content/a.md
    ---
    tags: [web, backend]
    ---
    ```
    ```markdown content/c.md
    ---
    tags: [backend]
    ---
    ```

    ## Fix safety
    There is no fix: which spelling is right is a matter of taste. `hugokit fmt` writes them alike where
    `fmt.terms.synonyms` in the settings says how.
    """
    for site in subject.sites:
        for taxonomy in site.taxonomies.values():
            for group in _groups(site, taxonomy):
                yield from _findings(one, subject, taxonomy, group)


@dataclass(frozen=True, slots=True)
class _Group:
    """Spellings of one word, with the pages that have each."""

    pages: dict[str, list[SitePage]] = field(default_factory=dict)

    @property
    def best(self) -> str:
        """The spelling to write: the most frequent one of the term that most pages have."""
        terms = Counter[str]()
        for name, pages in self.pages.items():
            terms[term_key(name)] += len(pages)
        return max(sorted(self.pages), key=lambda name: (terms[term_key(name)], len(self.pages[name])))


def _groups(site: Site, taxonomy: str) -> Iterator[_Group]:
    """The words that are spelled in more than one way."""
    found: dict[str, _Group] = {}
    for page in site.pages:
        if page.source:
            for name in dict.fromkeys(page.term_names.get(taxonomy, ())):
                found.setdefault(alike(name), _Group()).pages.setdefault(name, []).append(page)
    yield from (group for word, group in found.items() if word and len(group.pages) > 1)


def _findings(one: SiteRule, subject: SiteSubject, taxonomy: str, group: _Group) -> Iterator[SiteFinding]:
    best = group.best
    for name, pages in group.pages.items():
        if name == best:
            continue
        count, most = _count(len(pages)), _count(len(group.pages[best]))
        same = term_key(name) == term_key(best)
        what = "are one term to Hugo, whose title is that of the page it reads first" if same else "are two terms"
        mend = f"write {best!r}" if len(pages) < len(group.pages[best]) else "write one of them in both places"
        message = f"{name!r} (on {count}) and {best!r} (on {most}) {what}; {mend}"
        accent = without_accents(term_key(name)) == without_accents(term_key(best))
        for page in pages:
            path = _path(subject.document(page.source).plain, taxonomy, name)
            if path:
                severity = Severity.INFO if same or accent else Severity.WARNING
                yield one.at(subject, page.source, path, message=f"{taxonomy}: {message}", severity=severity)


def _count(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages} pages"


def _path(values: Mapping[str, object], taxonomy: str, name: str) -> Path:
    """Where a page itself writes a term; () for what a cascade hands down."""
    for key, value in values.items():
        if key.lower() == taxonomy.lower():
            if isinstance(value, list):
                return next(((key, at) for at, item in enumerate(value) if to_string(item) == name), ())
            return (key,) if to_string(value) == name else ()
    return ()
