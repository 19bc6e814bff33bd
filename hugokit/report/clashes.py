"""What is wrong with the URLs of a site, in words: where, what, and how it is mended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from hugokit.site.collisions import Claim, Clash
from hugokit.site.spots import Spot, Spots
from hugokit.text.display import escape

_SAME_TIME = "Hugo writes both at once, so which one stays is random"
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
    first, *rest = clash.claims
    places = [_spot(claim, spots) for claim in clash.claims]
    message, mend = _words(clash, first, rest, places)
    shown = tuple(dict.fromkeys(claim.url for claim in clash.claims if claim.url))
    return Finding(_SLUGS[clash.kind], places[0], message, mend, shown, tuple(places[1:]))


def _spot(claim: Claim, spots: Spots) -> Spot:
    """Where a claim is made: the item of `aliases`, else the key that decides the URL, else the file."""
    if not claim.source:
        return spots.of_setting("baseurl") or Spot("hugo.toml")
    if claim.role == "file":
        return Spot(claim.source)
    if claim.role == "alias":
        return spots.of_key(claim.source, ("aliases", claim.item))
    return spots.of_key(claim.source, ("url",), ("slug",))


def _words(clash: Clash, first: Claim, rest: list[Claim], places: list[Spot]) -> tuple[str, str]:
    others = ", ".join(_who(claim, spot) for claim, spot in zip(rest, places[1:], strict=True))
    alias = f"the alias {first.written!r}"
    match clash.kind:
        case "twins":
            return f"{clash.note}; Hugo takes one of the two at random", "give one of them another name"
        case "pages":
            return (
                f"{first.url} is also the URL of {others}; {_SAME_TIME}",
                "give one of them another url, slug or file name",
            )
        case "alias over page":
            return f"{alias} is the URL of {others}; {_SAME_TIME}", "take the alias out, or move that page"
        case "aliases":
            return f"{alias} redirects {first.url}, and so does {others}; {_SAME_TIME}", "take out all but one"
        case "file":
            return f"{first.url} is written over by {others}, or the other way round", "move one of the two"
        case "case":
            same = "; there the redirect leads to itself" if first.target == rest[0].file else ""
            where = f"one file on Windows and macOS, one URL on many hosts{same}"
            mend = "rename one of them" if first.role != "alias" else "take the alias out, or write it in another way"
            return f"{first.url} and {rest[0].url} of {others} differ only in case: {where}", mend
        case "leaves":
            where = f"Hugo writes its redirect at {first.url}" if first.url else "Hugo refuses it"
            return f"{alias} leaves the site; {where}", "write it from the root of the site"
        case "root":
            return f"{alias} is the root of the site, where Hugo refuses a redirect", "take it out"
        case "loop" if not rest:
            return f"{alias} redirects {first.url} to itself", "take it out"
        case "loop":
            return f"{alias} begins a loop of redirects: {_way(clash.claims)}", "take one of them out"
        case _:
            return f"{alias} is a chain of redirects: {_way(clash.claims)}", "take the redirects on the way out"


def _who(claim: Claim, spot: Spot) -> str:
    if not claim.source:
        return "a page that Hugo makes" if claim.role == "page" else "Hugo's own redirect to the default language"
    name = f"{claim.source}:{spot.line}" if claim.role != "file" else claim.source
    return f"the alias {claim.written!r} in {name}" if claim.role == "alias" else name


def _way(claims: tuple[Claim, ...]) -> str:
    return " -> ".join([*(claim.url for claim in claims), claims[-1].to])
