"""HK702 lonely-translation-key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hugokit.diagnostic import Severity
from hugokit.site.model import Site, SitePage
from hugokit.site_rule import SiteFinding, SiteRule, SiteSubject, site_rule
from hugokit.text.letters import alike


@site_rule("HK702", "lonely-translation-key", Severity.WARNING)
def check(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    """A `translationKey` that parts a page from its translation, or that two pages of one language share.

    ## Why is this bad?
    Pages with a key are translations of those with the same key and of no other. A key that only one page has hides the
    page at the same path in the other language; so does a key that differs from that of the other page in case, blanks
    or hyphens. Two pages of one language that share a key are translations of each other to Hugo: the switch of
    languages leads from one to the other.

    A key that only one page has is no finding where nothing else looks like its translation.

    ## Example
    ```toml hugo.toml
    [languages.en]
    weight = 1
    [languages.fr]
    weight = 2
    ```
    ```markdown content/about.md
    ---
    translationKey: about
    ---
    ```
    ```markdown content/a-propos.fr.md
    ---
    translationKey: About
    ---
    ```

    ## Use instead
    ```toml hugo.toml
    [languages.en]
    weight = 1
    [languages.fr]
    weight = 2
    ```
    ```markdown content/about.md
    ---
    translationKey: about
    ---
    ```
    ```markdown content/a-propos.fr.md
    ---
    translationKey: about
    ---
    ```

    ## Fix safety
    There is no fix: which of the two is right cannot be told.
    """
    yield from _findings(one, subject)


@dataclass(frozen=True, slots=True)
class _Page:
    lang: str
    page: SitePage


@dataclass(frozen=True, slots=True)
class _Known:
    """The pages of all languages by their key, the keys that are spellings of one word, and the pages at one path."""

    by_key: dict[str, list[_Page]] = field(default_factory=dict)
    by_word: dict[str, list[str]] = field(default_factory=dict)
    by_path: dict[str, list[_Page]] = field(default_factory=dict)

    @classmethod
    def of(cls, sites: Sequence[Site]) -> _Known:
        known = cls()
        for site in sites:
            for page in (*site.pages, *site.unpublished, *site.unlisted):
                if page.source:
                    known.add(_Page(site.lang, page))
        for key in known.by_key:
            known.by_word.setdefault(alike(key), []).append(key)
        return known

    def add(self, one: _Page) -> None:
        self.by_path.setdefault(one.page.path, []).append(one)
        if one.page.translation_key:
            self.by_key.setdefault(one.page.translation_key, []).append(one)


def _findings(one: SiteRule, subject: SiteSubject) -> Iterator[SiteFinding]:
    known = _Known.of(subject.sites)
    for key, pages in known.by_key.items():
        message = _parted(pages[0], known) if len(pages) == 1 and len(subject.sites) > 1 else ""
        if message:
            yield one.at(subject, pages[0].page.source, ("translationKey",), message=message)
        yield from _shared(one, subject, key, pages)


def _shared(one: SiteRule, subject: SiteSubject, key: str, pages: list[_Page]) -> Iterator[SiteFinding]:
    """The pages whose language has another page with the key before."""
    first: dict[str, str] = {}
    for each in sorted(pages, key=lambda one: one.page.source):
        other = first.setdefault(each.lang, each.page.source)
        if other != each.page.source:
            message = (
                f"translationKey {key!r} is also that of {other} in the same language ({each.lang}), so Hugo takes the "
                "two for translations of each other; give each page a key of its own"
            )
            yield one.at(subject, each.page.source, ("translationKey",), message=message)


def _parted(lonely: _Page, known: _Known) -> str:
    """What is to be said of a key that only one page has; nothing where nothing looks like its translation."""
    key = lonely.page.translation_key
    for other in known.by_word[alike(key)]:
        pages = known.by_key[other]
        if other != key and all(one.lang != lonely.lang for one in pages):
            return (
                f"no other page has the translationKey {key!r}, and {pages[0].page.source} has {other!r}; "
                "write the same key in both, or Hugo takes neither for a translation of the other"
            )
    for one in known.by_path[lonely.page.path]:
        if one.lang != lonely.lang:
            given = f"has the key {one.page.translation_key!r}" if one.page.translation_key else "has none"
            return (
                f"no other page has the translationKey {key!r}, so the page at the same path in {one.lang}, "
                f"{one.page.source}, is no translation of this one; that {given}: write the same key in both, or none"
            )
    return ""
