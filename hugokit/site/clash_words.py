"""What is wrong with the URLs of a site, in words, and where: for reports and for rules."""

from __future__ import annotations

from dataclasses import dataclass

from hugokit.frontmatter.node import Path
from hugokit.site.collisions import Claim, Clash
from hugokit.site.spots import Spot, Spots

_SAME_TIME = "Hugo writes both at once, so which one stays is random"


@dataclass(frozen=True, slots=True)
class Said:
    """A clash in words: what it is, how it is mended, and the places that it is about."""

    message: str
    mend: str
    places: tuple[Spot, ...]


def say(clash: Clash, spots: Spots) -> Said:
    """The words for a clash. The first of the places is that of the claim to mend."""
    first, *rest = clash.claims
    places = [_spot(claim, spots) for claim in clash.claims]
    return Said(*_words(clash, first, rest, places), tuple(places))


def keys(claim: Claim) -> tuple[Path, ...]:
    """The keys of a page's front matter that make a claim, most telling first; none for what has no front matter."""
    if claim.role == "file":
        return ()
    return (("aliases", claim.item),) if claim.role == "alias" else (("url",), ("slug",))


def _spot(claim: Claim, spots: Spots) -> Spot:
    """Where a claim is made: the item of `aliases`, else the key that decides the URL, else the file."""
    if not claim.source:
        return spots.of_setting("baseurl") or Spot("hugo.toml")
    return spots.of_key(claim.source, *keys(claim))


def _words(clash: Clash, first: Claim, rest: list[Claim], places: list[Spot]) -> tuple[str, str]:
    others = ", ".join(_who(claim, spot, first) for claim, spot in zip(rest, places[1:], strict=True))
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


def _who(claim: Claim, spot: Spot, first: Claim) -> str:
    if not claim.source:
        return "a page that Hugo makes" if claim.role == "page" else "Hugo's own redirect to the default language"
    if claim.role == first.role == "page" and claim.source == first.source:
        return f"the same file as a page in {claim.lang}"
    name = f"{claim.source}:{spot.line}" if claim.role != "file" else claim.source
    return f"the alias {claim.written!r} in {name}" if claim.role == "alias" else name


def _way(claims: tuple[Claim, ...]) -> str:
    return " -> ".join([*(claim.url for claim in claims), claims[-1].to])
