"""The result of comparing two sites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hugokit.proof.facts import Kind, Verdict

States = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Looked:
    """How one of the sites was looked at. `found`: where the main content was, and on how many pages."""

    place: str
    how: str
    base: str
    files: int
    found: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Proof:
    """The result. `score`: 0 to 100, and 100 only where nothing differs that nobody argued for.

    `counts`: for each kind of address how many are same, differ, are missing or extra. `differing` has every address
    that is not the same, in order; `argued` those that a ledger speaks of. `aspects`: on how many pages each aspect
    differs. `left_out`: aspects that were not compared, and why. `extra_files`: files that only the second site has
    and that are no pages.
    """

    sites: tuple[Looked, Looked]
    score: float
    counts: Mapping[Kind, States]
    aspects: Mapping[str, int]
    differing: tuple[Verdict, ...]
    argued: tuple[Verdict, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    extra_files: int = 0
    notes: tuple[str, ...] = ()

    @property
    def addresses(self) -> int:
        """How many addresses were compared."""
        return sum(sum(states.values()) for states in self.counts.values())
