"""Run by the fault tests in a process of its own: replace every page of a folder, again and again.

    python -m tests.faults.writer FOLDER ROUNDS

Each page holds one letter, many times over; a round replaces it by the next letter. Exit 0 when done, 7 when refused.
"""

from __future__ import annotations

import sys
from pathlib import Path

from hugokit.errors import FileRefused
from hugokit.fs.read import read_file
from hugokit.fs.write import replace

SIZE = 200_000


def main(folder: Path, rounds: int) -> int:
    print("ready", flush=True)
    try:
        for _ in range(rounds):
            for page in sorted(folder.glob("*.md")):
                found = read_file(page)
                letter = (found.data[0] - ord("a") + 1) % 26 + ord("a")
                replace(page, bytes([letter]) * SIZE, found.identity)
    except FileRefused as error:
        print(error)
        return 7
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
