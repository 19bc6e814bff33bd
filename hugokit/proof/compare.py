"""Compares what two pages say: the aspects that differ, and a score."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from hugokit.proof.diff import diff, likeness
from hugokit.proof.facts import ASPECTS, Difference, Facts, Kind, Lines, Verdict

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def compare(before: Facts, after: Facts, left_out: AbstractSet[str] = frozenset()) -> tuple[Difference, ...]:
    """What differs, in the order of ASPECTS. `left_out`: aspects that one of the sites never shows."""
    broken = before.lines.get("kind") != after.lines.get("kind")
    if broken or before.kind != after.kind:
        return (Difference("kind", (f"- {_described(before)}", f"+ {_described(after)}")),)
    found = (_compared(aspect, before, after) for aspect in ASPECTS if aspect not in left_out)
    return tuple(difference for difference in found if difference is not None)


def score(
    before: Facts, after: Facts, differences: Iterable[Difference], left_out: AbstractSet[str] = frozenset()
) -> float:
    """0 to 100: the share of what there is to say that is said alike, by the weights of the aspects.

    Exactly 100 where nothing differs, at most 99.9 else.
    """
    likenesses = {difference.aspect: difference.likeness for difference in differences}
    if not likenesses:
        return 100.0
    if "kind" in likenesses:
        return 0.0
    told = [
        aspect for aspect in ASPECTS if aspect not in left_out and (aspect in before.lines or aspect in after.lines)
    ]
    whole = sum(ASPECTS[aspect].weight for aspect in told)
    got = sum(ASPECTS[aspect].weight * likenesses.get(aspect, 1.0) for aspect in told)
    return min(99.9, math.floor(1000 * got / whole) / 10)


def mean_of(total: float, count: int) -> float:
    """The score of a site, as `score` rounds: of `count` scores that add up to `total`; 100 only where each is."""
    if not count or total >= 100 * count:
        return 100.0
    return min(99.99, math.floor(100 * total / count) / 100)


def not_shown(before: AbstractSet[str], after: AbstractSet[str], *, marked: tuple[bool, bool]) -> dict[str, str]:
    """Aspects that one of two sites never shows, and which one ("first", "second").

    `before`, `after`: the aspects that pages of each have. Templates that carry hugokit's marks show all there is, so
    that what is missing there is lost; the date of the last change alone is only said by a sitemap.
    """
    optional = {aspect for aspect, facts in ASPECTS.items() if facts.optional}
    lacks = {aspect: "first" for aspect in (after - before) & optional if not marked[0] or aspect == "lastmod"}
    lacks |= {aspect: "second" for aspect in (before - after) & optional if not marked[1] or aspect == "lastmod"}
    return lacks


def missing(file: str, url: str, kind: Kind, title: str, note: str) -> Verdict:
    """An address of the first site that the second has not."""
    return Verdict(file, url, kind, "missing", 0.0, title=title, note=note)


def _compared(aspect: str, before: Facts, after: Facts) -> Difference | None:
    old, new = before.lines.get(aspect, ()), after.lines.get(aspect, ())
    if not ASPECTS[aspect].ordered:
        old, new = tuple(sorted(old)), tuple(sorted(new))
    if old == new or (aspect in ("date", "lastmod") and _same_day(old, new)):
        return None
    alike = likeness(_words(old), _words(new)) if aspect in ("text", "summaries") else likeness(old, new)
    return Difference(aspect, diff(old, new), min(alike, 0.999))


def _words(lines: Lines) -> list[str]:
    return [word for line in lines for word in line.split()]


def _same_day(old: Lines, new: Lines) -> bool:
    """Whether one of two dates is a day without a time, and the other an instant of that day (UTC)."""
    if len(old) != 1 or len(new) != 1:
        return False
    days = [date for date in (old[0], new[0]) if _DAY.fullmatch(date)]
    return bool(days) and old[0][:10] == new[0][:10]


def _described(facts: Facts) -> str:
    if facts.kind == "redirect":
        return f"a redirect to {facts.lines['redirect'][0]}"
    if "kind" in facts.lines:
        return facts.lines["kind"][0]
    title = facts.lines.get("title", ("",))[0]
    return f"a {facts.kind}{f' with the title {title!r}' if title else ''}"
