"""What an answer of `why` is made of, and the small facts in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from hugokit.site.config import Config
from hugokit.site.model import Site, SitePage
from hugokit.site.origins import Origin
from hugokit.site.spots import Spot


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known: its name, its value in words, and the place that says so."""

    name: str
    value: str
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`subject`: the file (from the site's root) or URL that was asked about; `verdict`: one sentence without it.

    `reason`: a short name for why it is not published, or "published".
    """

    subject: str
    published: bool
    reason: str
    verdict: str
    url: str = ""
    spot: Spot | None = None
    facts: tuple[Fact, ...] = ()


def spellings(path: str) -> list[str]:
    """A decoded path as it may stand in the list: as it is, with its last slash, without index.html."""
    plain = unquote(path if path.startswith("/") else "/" + path)
    return list(dict.fromkeys((plain, plain.removesuffix("index.html"), plain.rstrip("/") + "/")))


def no_language(source: str, config: Config) -> Iterator[Fact]:
    """A name such as `page.fr.md` where there is no French."""
    found = re.search(r"\.([a-z]{2}(?:-[a-z]{2,4})?)\.[^./]+\Z", source, re.IGNORECASE)
    if found and found[1].lower() not in config.languages:
        yield Fact("language", f"{found[1]} is no language of this site, so it is a part of the name")


def by(origin: Origin | None) -> str:
    """Whose cascade a value is from, to be put behind it."""
    return f", by {origin.how}" if origin is not None and origin.how else ""


def spot_of(values: dict[str, Origin], *keys: str) -> Spot | None:
    """The place of the first of the keys that is there."""
    return next((values[key].spot for key in keys if key in values), None)


def lists_of(page: SitePage, site: Site) -> Iterator[Fact]:
    """The section that a page is in, and its terms."""
    above = next((one for one in site.pages if one.path == page.parent and one is not page), None)
    if above is not None:
        yield Fact("in", f"{above.url} ({above.title or above.kind})")
    for taxonomy, terms in page.terms.items():
        for term in terms:
            yield Fact(taxonomy, f"{term.title}, {term.url}" if term.url else term.title)
    if page.listed != "always":
        yield Fact("listed", page.listed)
