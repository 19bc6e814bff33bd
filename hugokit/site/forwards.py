"""The redirects of a site as a host could make them: aliases, those between languages, and pages that moved."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class _Step:
    old: str
    file: str
    to_file: str
    new: str


def forwards(sites: Sequence[Site], moved: Iterable[Moved] = ()) -> Forwards:
    """All redirects of a site. The first of two at one URL counts, and what is there itself is not redirected."""
    there = {url.file: url.url for url in urls(sites) if url.kind != "alias"}
    steps: dict[str, _Step] = {}
    for step in (*_aliases(sites), *_moves(moved), *_of_hugo(sites)):
        steps.setdefault(step.file, step)
    found: list[Redirect] = []
    notes: list[str] = []
    for step in steps.values():
        end = _end(step, steps, there.keys())
        if step.file in there:
            notes.append(f"{step.old}: something is there, which a redirect would hide")
        elif end is None:
            notes.append(f"{step.old}: its redirects go in a circle")
        else:
            found.append(Redirect(step.old, end.new))
    return Forwards(tuple(found), frozenset(there.values()), tuple(notes))


def _aliases(sites: Sequence[Site]) -> Iterator[_Step]:
    for site in sites:
        for page in site.pages:
            for alias in page.redirects:
                if alias.file:
                    yield _Step(url_of(alias.file, site.root), alias.file, page.file, page.url)


def _moves(moved: Iterable[Moved]) -> Iterator[_Step]:
    for one in moved:
        if one.page is not None:
            yield _Step(one.old, one.file, one.page.file, one.page.url)


def _of_hugo(sites: Sequence[Site]) -> Iterator[_Step]:
    """Redirects that no page asks for: to the default language."""
    for site in sites:
        for file, target in site.redirects.items():
            yield _Step(url_of(file, site.root), file, "", target)


def _end(step: _Step, steps: dict[str, _Step], there: Container[str]) -> _Step | None:
    """The last redirect on the way, where nothing is in between; None where there is no end."""
    seen = {step.file}
    while step.to_file in steps and step.to_file not in there:
        step = steps[step.to_file]
        if step.file in seen:
            return None
        seen.add(step.file)
    return step
