"""CPU of setting one key in many YAML pages beside others: `python benchmarks/edit.py [PAGES [ROUNDS]]`.

Compared in one run, in turn, each on a site of its own: `hugokit edit` (proof, sync and journal included), a script
with a ruamel.yaml round trip, one with python-frontmatter. The value is new in each round, so every page is written.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.measure import Command
from benchmarks.pages import site
from tests.support import CHECKOUT

EDIT = ("hugokit", "edit", ".", "--quiet", "--set")
SCRIPT = str(CHECKOUT / "benchmarks" / "set_key.py")


def yaml_site(folder: Path, pages: int) -> Path:
    """A site of pages in YAML, which is all that the others can do."""
    made = site(folder, pages)
    for page in made.rglob("*.md"):
        if not page.read_text(encoding="utf-8").startswith("---"):
            page.unlink()
    return made


def commands(place: Path, pages: int, value: str) -> list[Command]:
    """What is compared; the first is ours."""
    python = sys.executable
    found = []
    for name, words in (
        ("hugokit edit", [python, "-m", *EDIT, f"sidebar={value}"]),
        (
            "  --no-backup",
            [python, "-m", *EDIT, f"sidebar={value}", "--no-backup"],
        ),
        ("ruamel round trip", [python, SCRIPT, "ruamel", value]),
        ("python-frontmatter", [python, SCRIPT, "frontmatter", value]),
    ):
        folder = place / name.strip().replace(" ", "-")
        found.append(Command(name, words, folder if folder.is_dir() else yaml_site(folder, pages)))
    return found


def main(pages: int, rounds: int) -> None:
    cpu: dict[str, list[float]] = {}
    wall: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as place:
        for number in range(rounds):
            for command in commands(Path(place), pages, f"round{number}"):
                command.run()
                cpu.setdefault(command.name, []).extend(command.cpu)
                wall.setdefault(command.name, []).extend(command.wall)
    print(f"{pages} pages, {rounds} rounds, Python {sys.version.split()[0]}")
    for name, seconds in cpu.items():
        ratio = statistics.median(b / a for a, b in zip(cpu["hugokit edit"], seconds, strict=True))
        print(
            f"{name:>20}  CPU {statistics.median(seconds):6.2f} s  wall {statistics.median(wall[name]):6.2f} s"
            f"  {ratio:5.1f} times hugokit edit"
        )


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(*(numbers + [10_000, 1][len(numbers) :]))
