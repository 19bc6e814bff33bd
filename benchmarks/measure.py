"""Runs commands and says what they took: CPU is user and system time of the child and its children."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import CHECKOUT


@dataclass
class Command:
    """A command with what it took: CPU and wall seconds of each run, and the most memory in MiB."""

    name: str
    words: list[str]
    folder: Path
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    peak: float = 0.0

    def run(self) -> None:
        started = time.perf_counter()
        child = subprocess.Popen(
            self.words, cwd=self.folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, _, used = os.wait4(child.pid, 0)
        self.wall.append(time.perf_counter() - started)
        self.cpu.append(used.ru_utime + used.ru_stime)
        self.peak = max(self.peak, used.ru_maxrss / 1024)


def environment() -> dict[str, str]:
    """Compiled modules are kept, as for an installed package, but not in the checkout."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**env, "PYTHONPATH": str(CHECKOUT), "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "hugokit-pyc")}
