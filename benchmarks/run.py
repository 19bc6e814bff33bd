"""Time of the main steps on seeds/: `python benchmarks/run.py [ROUNDS]`. Compare two runs on one machine only.

Prints microseconds a page: the best of five rounds for each step.
"""

from __future__ import annotations

import sys
import timeit
from pathlib import Path

import hugokit

SEEDS = Path(__file__).resolve().parent.parent / "seeds" / "content"


def main(rounds: int) -> None:
    pages = [p.read_bytes() for p in sorted(SEEDS.rglob("*.md")) if "said-twice" not in p.name]

    def load() -> None:
        for page in pages:
            hugokit.loads(page).dumps()

    def values() -> None:
        for page in pages:
            dict(hugokit.loads(page))

    def edit() -> None:
        for page in pages:
            document = hugokit.loads(page)
            document["title"] = "Another title"
            document.dumps()

    for name, step in (("load and dump", load), ("read values", values), ("set a value", edit)):
        best = min(timeit.repeat(step, number=rounds, repeat=5)) / rounds / len(pages)
        print(f"{name:>14}  {best * 1e6:9.1f} us a page")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
