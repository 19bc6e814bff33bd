"""The redirects of a site as a host could make them: aliases, those between languages, and pages that moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hugokit.site.listing import url_of, urls
from hugokit.site.model import Site
from hugokit.site.moves import Moved


@dataclass(frozen=True, slots=True)
class Redirect:
    """From one URL to another, both paths from the server's root, percent-encoded; permanent."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Forwards:
    """`redirects` in the order of the site, each leading straight to a page; `live` are the URLs at which something is.

    `notes`: one sentence for each redirect that was left out.
    """

    redirects: tuple[Redirect, ...]
    live: frozenset[str]
    notes: tuple[str, ...]


def forwards(sites: Sequence[Site], moved: Iterable[Moved] = ()) -> Forwards:
    """All redirects of a site. The first of two at one URL counts, and what is there itself is not redirected.

    Each leads to a page that is published, so there are neither chains nor circles.
    """
    there = {url.file: url.url for url in urls(sites) if url.kind != "alias"}
    steps: dict[str, Redirect] = {}
    for file, redirect in (*_aliases(sites), *_moves(moved), *_of_hugo(sites)):
        steps.setdefault(file, redirect)
    notes = tuple(
        f"{redirect.old}: something is there, which a redirect would hide"
        for file, redirect in steps.items()
        if file in there
    )
    found = tuple(redirect for file, redirect in steps.items() if file not in there)
    return Forwards(found, frozenset(there.values()), notes)


def _aliases(sites: Sequence[Site]) -> Iterator[tuple[str, Redirect]]:
    for site in sites:
        for page in site.pages:
            for alias in page.redirects:
                if alias.file:
                    yield alias.file, Redirect(url_of(alias.file, site.root), page.url)


def _moves(moved: Iterable[Moved]) -> Iterator[tuple[str, Redirect]]:
    for one in moved:
        if one.page is not None:
            yield one.file, Redirect(one.old, one.page.url)


def _of_hugo(sites: Sequence[Site]) -> Iterator[tuple[str, Redirect]]:
    """Redirects that no page asks for: to the default language."""
    for site in sites:
        for file, target in site.redirects.items():
            yield file, Redirect(url_of(file, site.root), target)
