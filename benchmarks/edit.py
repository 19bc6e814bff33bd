"""CPU of setting one key in many YAML pages beside others: `python benchmarks/edit.py [PAGES [ROUNDS]]`.

Compared in one run, in turn, each on a site of its own: `hugokit edit` (proof, sync and journal included), a script
with a ruamel.yaml round trip, one with python-frontmatter. The value is new in each round, so every page is written.
Then the same without the disk: text in, text out.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import hugokit
from benchmarks.measure import Command
from benchmarks.pages import site
from benchmarks.set_key import with_frontmatter, with_ruamel
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
        ("  --no-backup", [python, "-m", *EDIT, f"sidebar={value}", "--no-backup"]),
        ("  --dry-run", [python, "-m", *EDIT, f"sidebar={value}", "--dry-run"]),
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


def in_memory(pages: int) -> None:
    """CPU of one page, in microseconds; ruamel does every tenth."""
    with tempfile.TemporaryDirectory() as place:
        texts = [page.read_text(encoding="utf-8") for page in sorted(yaml_site(Path(place), pages).rglob("*.md"))]
    took = {
        name: seconds(change, texts[::step]) / len(texts[::step])
        for name, change, step in (
            ("hugokit", with_hugokit, 1),
            ("ruamel round trip", with_ruamel, 10),
            ("python-frontmatter", with_frontmatter, 1),
        )
    }
    print("in memory")
    for name, cpu in took.items():
        print(f"{name:>20}  CPU {cpu * 1e6:6.0f} us a page  {cpu / took['hugokit']:5.1f} times hugokit")


def with_hugokit(text: str, value: str) -> str:
    page = hugokit.loads(text)
    page["sidebar"] = value
    return page.dumps()


def seconds(change: Callable[[str, str], str], texts: list[str]) -> float:
    started = time.process_time()
    for text in texts:
        change(text, "new")
    return time.process_time() - started


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(*(numbers + [10_000, 1][len(numbers) :]))
    in_memory(numbers[0] if numbers else 10_000)
