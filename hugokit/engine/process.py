"""Running a generator: its words, where it stands, what it said."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from hugokit.errors import SettingsError
from hugokit.text.display import escape

SECONDS = 1800


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """The program, run in `folder`. SettingsError where it cannot be run or takes too long."""
    try:
        return subprocess.run(  # noqa: S603 - whoever asks for a proof builds these sites with these programs
            words, cwd=folder, env={**os.environ, "CI": "true"}, capture_output=True, stdin=subprocess.DEVNULL,
            timeout=SECONDS, check=False, encoding="utf-8", errors="replace",
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise SettingsError(f"{escape(words[0])} took more than {SECONDS} seconds") from error
    except OSError as error:
        raise SettingsError(f"{escape(words[0])} could not be run: {error.strerror}") from error


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    """What a program said of its failure, in one line."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", done.stderr + "\n" + done.stdout)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"\W*(?:fatal|error|problem)", line, re.IGNORECASE)]
    return escape((errors or lines or ["it did not say why"])[-1]).rstrip(".")
