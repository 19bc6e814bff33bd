"""What a finding is known by from one run to the next, wherever its line moves to."""

from __future__ import annotations

import hashlib
from collections import Counter

from hugokit.diagnostic import Located


class Fingerprints:
    """The fingerprints of a run, asked for in order: findings that are alike are told apart by their number."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, item: Located, path: str) -> str:
        """32 hex digits from the rule, the path, the key and the text of the line; the line's number does not count."""
        finding = item.diagnostic
        parts = [finding.code, path, *map(str, finding.path), item.excerpt.text.strip()]
        known = "\0".join(parts)
        self._seen[known] += 1
        text = f"{known}\0{self._seen[known]}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
