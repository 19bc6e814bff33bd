"""HK701 missing-translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hugokit.diagnostic import Severity
from hugokit.site.model import Site, SitePage
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule

MOST = 0.9


@site_rule("HK701", "missing-translation", Severity.WARNING)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A page without a translation in a section that is translated.

    ## Why is this bad?
    Who reads the site in that language does not learn that the page is there: it is in no list, and the switch of
    languages leads to the start. Only a section counts of which nine in ten pages are translated into the
    language; a draft is a translation. Elsewhere it is no oversight that a page is not translated. Pages of
    the default language are compared with every other one; the others with the default language only.

    ## Example
    ```toml hugo.toml
    [languages.en]
    weight = 1
    [languages.fr]
    weight = 2
    ```
    ```markdown content/docs/{a,b,c,d,e,f,g,h,i,j}.md
    ```
    ```markdown content/docs/{a,b,c,d,e,f,g,h,i}.fr.md
    ```

    ## Use instead
    ```toml hugo.toml
    [languages.en]
    weight = 1
    [languages.fr]
    weight = 2
    ```
    ```markdown content/docs/{a,b,c,d,e,f,g,h,i,j}.md
    ```
    ```markdown content/docs/{a,b,c,d,e,f,g,h,i,j}.fr.md
    ```

    ## Fix safety
    There is no fix: somebody has to translate it.
    """
    known = [_Language.of(site) for site in subject.sites]
    default = next(at for at, config in enumerate(subject.configs) if config.default)
    for place, language in enumerate(known):
        missing: dict[str, list[str]] = {}
        for other in known if place == default else [known[default]]:
            for page, count, total in language.without(other) if other is not language else ():
                missing.setdefault(page.source, []).append(f"{other.lang} ({count} of {total})")
        for source, languages in missing.items():
            message = (
                f"there is no translation into {', '.join(languages)}, in parentheses how many pages of its section "
                "are translated; translate it, or ignore this rule for what stays in one language"
            )
            yield one.span(source, message=message)


@dataclass(frozen=True, slots=True)
class _Language:
    """The pages of a language. `paths` and `keys`: logical paths and translation keys that it has something at."""

    lang: str
    sections: Mapping[str, list[SitePage]]
    paths: frozenset[str]
    keys: frozenset[str]

    @classmethod
    def of(cls, site: Site) -> _Language:
        sections: dict[str, list[SitePage]] = {}
        for page in site.pages:
            if page.kind == "page" and page.source and page.listed == "always":
                sections.setdefault(page.section, []).append(page)
        every = (*site.pages, *site.unpublished, *site.unlisted)
        keys = frozenset(page.translation_key for page in every if page.translation_key)
        return cls(site.lang, sections, frozenset(page.path for page in every), keys)

    def has(self, page: SitePage) -> bool:
        """Whether a page of another language is translated into this one."""
        return page.translation_key in self.keys if page.translation_key else page.path in self.paths

    def without(self, other: _Language) -> Iterator[tuple[SitePage, int, int]]:
        """The pages that another language lacks, how many of their section it has, and how many there are."""
        for pages in self.sections.values():
            lacking = [page for page in pages if not other.has(page)]
            count, total = len(pages) - len(lacking), len(pages)
            if count >= MOST * total:
                yield from ((page, count, total) for page in lacking)
