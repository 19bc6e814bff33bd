"""How often each rule found something, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from hugokit.diagnostic import Located

_NAMES = ("count", "code", "slug", "fixable", "fixable_unsafe")


class Report:
    """Counts by rule, the most frequent first.

    A line a rule: how often, its code, `[*]` where `--fix` mends some, its name. As JSON an array of objects: code,
    slug, count, fixable and fixable_unsafe (how many of them).
    """

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._rules: dict[tuple[str, str], list[int]] = {}

    def add(self, found: Sequence[Located]) -> str:
        """Count the findings of a file."""
        for one in found:
            finding = one.diagnostic
            counts = self._rules.setdefault((finding.code, finding.slug), [0, 0, 0])
            counts[0] += 1
            if finding.fix:
                counts[1 if finding.fix.safe else 2] += 1
        return ""

    def end(self) -> str:
        """The table or the array."""
        if self._as_json:
            return json.dumps([dict(zip(_NAMES, one, strict=True)) for one in self._counted()], indent=2) + "\n"
        return "".join(f"{one[0]:>6}  {one[1]} {'[*]' if one[3] else '   '} {one[2]}\n" for one in self._counted())

    def _counted(self) -> Iterator[tuple[int, str, str, int, int]]:
        """(count, code, slug, how many have a safe fix, how many an unsafe one)."""
        for (code, slug), (count, safe, unsafe) in sorted(self._rules.items(), key=lambda item: (-item[1][0], item[0])):
            yield count, code, slug, safe, unsafe
