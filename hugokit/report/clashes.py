"""What is wrong with the URLs of a site, in words: where, what, and how it is mended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from hugokit.site.clash_words import say
from hugokit.site.collisions import Clash
from hugokit.site.spots import Spot, Spots
from hugokit.text.display import escape

_SLUGS = {
    "pages": "page-over-page",
    "alias over page": "alias-over-page",
    "aliases": "alias-twice",
    "file": "page-over-file",
    "case": "case-twins",
    "leaves": "alias-leaves-site",
    "root": "alias-is-root",
    "loop": "redirect-loop",
    "chain": "redirect-chain",
    "twins": "two-files-one-page",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding about URLs. `slug`: a short name of what is wrong; `others`: the places that it is about too."""

    slug: str
    spot: Spot
    message: str
    mend: str
    urls: tuple[str, ...] = ()
    others: tuple[Spot, ...] = ()


def text(finding: Finding) -> str:
    """`file:line:column: message; mend`, one line, escaped."""
    spot = finding.spot
    return escape(f"{spot.file}:{spot.line}:{spot.column}: {finding.message}; {finding.mend}") + "\n"


def json_line(finding: Finding) -> str:
    """One JSON object: path, line, column, slug, message, mend, urls, others (path, line, column). ASCII."""
    row = {
        **_place(finding.spot),
        "slug": finding.slug,
        "message": finding.message,
        "mend": finding.mend,
        "urls": finding.urls,
        "others": [_place(spot) for spot in finding.others],
    }
    return json.dumps(row) + "\n"


def _place(spot: Spot) -> dict[str, object]:
    return {"path": spot.file, "line": spot.line, "column": spot.column}


def findings(found: list[Clash], spots: Spots) -> Iterator[Finding]:
    """The findings in the order of their places."""
    said = [_finding(clash, spots) for clash in found]
    yield from sorted(said, key=lambda one: (one.spot, one.slug, one.message))


def _finding(clash: Clash, spots: Spots) -> Finding:
    said = say(clash, spots)
    shown = tuple(dict.fromkeys(claim.url for claim in clash.claims if claim.url))
    return Finding(_SLUGS[clash.kind], said.places[0], said.message, said.mend, shown, said.places[1:])
