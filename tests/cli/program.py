"""The real program in a process of its own. Import as `from tests.cli.program import hugokit`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support import CHECKOUT

VERSION = re.compile(r"hugokit: (warning: )?read as Hugo \d+\.\d+ \(.+\)")
_QUIET = ("NO_COLOR", "FORCE_COLOR", "HUGOKIT_OUTPUT_FORMAT")


@dataclass(frozen=True, slots=True)
class Ran:
    """`err`: standard error but for `version`, the line that says for which Hugo files were read."""

    code: int
    out: bytes
    err: str
    version: str

    @property
    def text(self) -> str:
        return self.out.decode()

    def places(self) -> list[tuple[str, str]]:
        """(path:line:column, code) of every finding on standard output."""
        return _places(self.text)


def _places(said: str) -> list[tuple[str, str]]:
    lines = [line.split(": ", 1) for line in said.splitlines() if ": HK" in line]
    return [(place, rest[:5]) for place, rest in lines]


def environment(**given: str) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if name not in _QUIET}
    return {**plain, "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1", **given}


def hugokit(*words: str | Path, cwd: Path, given: bytes | None = None, before: tuple[str, ...] = (), **env: str) -> Ran:
    """`hugokit WORDS` in a folder. `given`: standard input; `before`: words before the program, such as unshare."""
    command = [*before, sys.executable, "-m", "hugokit", *map(str, words)]
    extra = {"stdin": subprocess.DEVNULL} if given is None else {}
    done = subprocess.run(
        command, cwd=cwd, input=given, env=environment(**env), capture_output=True, timeout=120, check=False, **extra
    )
    said = done.stderr.decode().splitlines(keepends=True)
    versions = [line for line in said if VERSION.match(line)]
    err = "".join(line for line in said if line not in versions)
    return Ran(done.returncode, done.stdout, err, "".join(versions))


def page(folder: Path, name: str, text: str | bytes) -> Path:
    """A file with these bytes; folders on the way are made."""
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text.encode() if isinstance(text, str) else text)
    return place
