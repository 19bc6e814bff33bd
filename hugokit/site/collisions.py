"""Who wants the same file of what Hugo builds, and redirects that lead nowhere good. Pure judgements of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from hugokit.site.listing import url_of, urls
from hugokit.site.model import Site

ClashKind = Literal["pages", "alias over page", "aliases", "file", "case", "leaves", "root", "loop", "chain", "twins"]
_MADE = frozenset({"resource"})


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody who writes a `file` (from the root of what is built) at a `url`.

    `role`: page, alias or file (a resource or a static file). `source` is the path from the site's root, "" for what
    has no file. Of an alias: `item` is its place in the page's `aliases` (-1: Hugo's own), `written` its text there,
    `target` the file that it leads to, `to` the URL.
    """

    file: str
    url: str
    role: Literal["page", "alias", "file"]
    source: str = ""
    lang: str = ""
    item: int = -1
    written: str = ""
    target: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """One finding. The first of the claims is the one to mend; of a chain or loop they come in their order.

    `note`: what else is to be said, for twins the reason that the reader gave.
    """

    kind: ClashKind
    claims: tuple[Claim, ...]
    note: str = ""

    @property
    def by_case(self) -> bool:
        """Whether it is about the files' names alone, and these differ only in case."""
        return self.kind == "twins" and len({claim.source.lower() for claim in self.claims}) == 1


def clashes(sites: Sequence[Site]) -> Iterator[Clash]:
    """Everything that is wrong with the URLs of a site, in all its languages together."""
    every = list(claims(sites))
    yield from twins(sites)
    yield from shared_files(every)
    yield from case_twins(every)
    yield from strays(sites)
    yield from circuits(every)


def claims(sites: Sequence[Site]) -> Iterator[Claim]:
    """Every file that Hugo writes, with who wants it: pages, files, then aliases."""
    told: set[str] = set()
    for site in sites:
        told |= {alias.file for page in site.pages for alias in page.redirects}
    for url in urls(sites):
        if url.kind != "alias":
            role: Literal["page", "file"] = "file" if url.kind in _MADE else "page"
            yield Claim(url.file, url.url, role, url.source or "", url.lang)
        elif url.file not in told:
            yield Claim(url.file, url.url, "alias", lang=url.lang)
    yield from _aliases(sites)


def _aliases(sites: Sequence[Site]) -> Iterator[Claim]:
    for site in sites:
        for page in site.pages if site.writes_aliases else ():
            for item, alias in enumerate(page.redirects):
                if alias.file:
                    url = url_of(alias.file, site.root)
                    yield Claim(
                        alias.file, url, "alias", page.source, site.lang, item, alias.written, page.file, page.url
                    )


def twins(sites: Sequence[Site]) -> Iterator[Clash]:
    """Two content files that are one page to Hugo."""
    for site in sites:
        for page in site.hidden:
            if page.why == "collision":
                files = (page.source, page.other)
                yield Clash("twins", tuple(Claim("", "", "page", file, site.lang) for file in files), page.detail)


def shared_files(every: Iterable[Claim]) -> Iterator[Clash]:
    """Two or more that write one file. Of pages that share several, as their feeds do where they do, the first."""
    told: set[tuple[tuple[str, str], ...]] = set()
    for group in _grouped((claim.file, claim) for claim in every):
        by_role = {role: [claim for claim in group if claim.role == role] for role in ("page", "alias", "file")}
        pages, aliases, files = by_role["page"], by_role["alias"], by_role["file"]
        owners = tuple((page.source, page.lang) for page in pages)
        if len(pages) > 1 and owners not in told:
            told.add(owners)
            yield Clash("pages", (pages[-1], *pages[:-1]))
        others = [alias for alias in aliases if not (pages and alias.target == alias.file)]
        if pages:
            yield from (Clash("alias over page", (alias, *pages)) for alias in others)
        elif len({alias.target for alias in others}) > 1:
            yield Clash("aliases", (others[-1], *others[:-1]))
        if files and (pages or aliases):
            yield Clash("file", ((pages or aliases)[0], files[0]))
        elif len({file.source for file in files}) > 1:
            yield Clash("file", (files[-1], files[0]))


def case_twins(every: Iterable[Claim]) -> Iterator[Clash]:
    """Files whose names are one where the case of letters does not count; redirects to one place may be one file."""
    for group in _grouped((claim.file.lower(), claim) for claim in every):
        first = group[0]
        others = (claim for claim in group if claim.file != first.file and not _lead_alike(claim, first))
        other = {claim.file: claim for claim in others}
        yield from (Clash("case", (claim, first)) for claim in other.values())


def _lead_alike(one: Claim, other: Claim) -> bool:
    return one.role == other.role == "alias" and one.target == other.target


def strays(sites: Sequence[Site]) -> Iterator[Clash]:
    """Aliases that climb above the root of the site, and those that are the root."""
    for site in sites:
        for page in site.pages:
            for item, alias in enumerate(page.redirects):
                if alias.leaves or not alias.file:
                    url = url_of(alias.file, site.root) if alias.file else ""
                    claim = Claim(alias.file, url, "alias", page.source, site.lang, item, alias.written)
                    yield Clash("leaves" if alias.leaves else "root", (claim,))


def circuits(every: Iterable[Claim]) -> Iterator[Clash]:
    """Redirects that lead to another redirect, or back to where they are."""
    steps: dict[str, Claim] = {}
    for claim in every:
        if claim.role == "alias" and claim.target:
            steps.setdefault(claim.file, claim)
    looped: set[str] = set()
    for claim in steps.values():
        way = [claim]
        while (onward := steps.get(way[-1].target)) is not None and onward not in way:
            way.append(onward)
        if onward is claim:
            if claim.file not in looped:
                yield Clash("loop", tuple(way))
            looped |= {step.file for step in way}
        elif onward is None and len(way) > 1:
            yield Clash("chain", tuple(way))


def _grouped(keyed: Iterable[tuple[str, Claim]]) -> Iterator[list[Claim]]:
    """Claims under one key, where there is more than one; a file that two pages share is one claim."""
    groups: dict[str, list[Claim]] = {}
    for key, claim in keyed:
        group = groups.setdefault(key, [])
        if not (claim.role == "file" and any(other.source == claim.source for other in group)):
            group.append(claim)
    yield from (group for group in groups.values() if len(group) > 1)
