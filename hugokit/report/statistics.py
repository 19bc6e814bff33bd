"""How often each rule found something, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from hugokit.diagnostic import Located


def text(found: Iterable[Located]) -> str:
    """A line a rule, the most frequent first: how often, its code, `[*]` where `--fix` mends some, its name."""
    return "".join(f"{one[0]:>6}  {one[1]} {'[*]' if one[3] else '   '} {one[2]}\n" for one in _counted(found))


def to_json(found: Iterable[Located]) -> str:
    """An array of objects, a rule each: code, slug, count, fixable and fixable_unsafe (how many of them)."""
    names = ("count", "code", "slug", "fixable", "fixable_unsafe")
    return json.dumps([dict(zip(names, one, strict=True)) for one in _counted(found)], indent=2) + "\n"


def _counted(found: Iterable[Located]) -> Iterator[tuple[int, str, str, int, int]]:
    """(count, code, slug, how many have a safe fix, how many an unsafe one)."""
    rules: dict[tuple[str, str], list[int]] = {}
    for one in found:
        finding = one.diagnostic
        counts = rules.setdefault((finding.code, finding.slug), [0, 0, 0])
        counts[0] += 1
        if finding.fix:
            counts[1 if finding.fix.safe else 2] += 1
    for (code, slug), (count, safe, unsafe) in sorted(rules.items(), key=lambda item: (-item[1][0], item[0])):
        yield count, code, slug, safe, unsafe
