"""Mending a few files at a time, so that somebody can look at what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hugokit.engine.files import Outcome

Work = Callable[[str, bytes], Outcome]


@dataclass
class Limited:
    """Work for a run: mends files until `left` of them changed, and only checks those that come behind."""

    mend: Work
    check: Work
    left: int

    def __call__(self, name: str, data: bytes) -> Outcome:
        """What becomes of a file."""
        if self.left == 0:
            return self.check(name, data)
        outcome = self.mend(name, data)
        self.left -= outcome.changed
        return outcome
