"""What the fault tests share: the program under strace, its calls, and what may be left of a site after a fault."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from hugokit.engine.undo import past_runs, reopened, undo
from tests.cli.program import environment
from tests.support import CHECKOUT

OLD = b'---\n\ntitle: "A"  \nmenu: ""\ntags:   ["a"]\n---\nBody of %d.\r\n'
# The runs that replace files, in a folder with content/: a new command is one more line.
SUBJECTS = {
    "fmt": ("fmt", "content", "--backup", "-q"),
    "check --fix": ("check", "content", "--fix", "--backup", "-q"),
    "edit": ("edit", "content", "--set", "title=B", "-q"),
    "convert": ("convert", "content", "--to", "toml", "-q"),
}
CALLS = "openat,read,write,fsync,fchmod,rename,renameat,renameat2,unlink,unlinkat,flock,mkdir,getdents64"
RENAMES = "rename,renameat,renameat2"
_CALL = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
CACHE = "compiled-modules"
_OWN = (sys.prefix, sys.base_prefix, f"{CHECKOUT}/hugokit", f"{CHECKOUT}/schemas", "/usr", "/lib", "/etc")


def strays(folder: Path) -> list[Path]:
    return list(folder.rglob(".hugokit-*.tmp"))


def traced(strace: str, log: Path | str, calls: str, *more: str) -> list[str]:
    """The words before a program that is to be traced."""
    sends = any(":signal=" in word for word in more)  # not sent with --seccomp-bpf, which slows down named calls alone
    fast = [] if sends else ["--seccomp-bpf"]
    return [strace, "-f", *fast, "-qq", "-o", str(log), "-e", f"trace={calls}", *more]


@dataclass(frozen=True, slots=True)
class Call:
    """A system call of a run: its name, which one of that name it is, and its arguments."""

    name: str
    number: int
    arguments: str


def calls_of_work(log: str) -> list[Call]:
    """The calls for the site and its journal, from where the pages are listed on; none for the program's own files."""
    found, seen, working = [], Counter[str](), False
    names: dict[str, str] = {}
    for name, arguments, result in _CALL.findall(log):
        seen[name] += 1
        first = arguments.split(",", 1)[0]
        path = (re.search('"([^"]*)"', arguments) or [""])[1] if name in ("openat", "mkdir") else names.get(first, "")
        if name == "openat":
            names[result] = path
            working |= path == "content"
        if working and not path.startswith(_OWN) and CACHE not in path:
            found.append(Call(name, seen[name], arguments))
    return found


class Stage:
    """A folder with a site of `count` pages and a state folder of its own, made anew for each run."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder = folder
        self.count = count
        self._runs = 0
        self.cache = folder / CACHE
        self.old = {f"{number:02}.md": OLD % number for number in range(count)}
        self.new: dict[str, bytes] = {}
        self.again()

    def again(self) -> None:
        """A fresh site."""
        self._runs += 1
        self.site = self.folder / f"{self._runs:04}"
        self.state = self.site / "state"
        content = self.site / "content"
        content.mkdir(parents=True)
        for name, data in self.old.items():
            (content / name).write_bytes(data)

    def environment(self) -> dict[str, str]:
        """Compiled modules are kept, and the calls of two runs are the same."""
        plain = {name: value for name, value in environment().items() if name != "PYTHONDONTWRITEBYTECODE"}
        own = {"HUGOKIT_STATE_DIR": str(self.state), "PYTHONPYCACHEPREFIX": str(self.cache), "PYTHONHASHSEED": "0"}
        return {**plain, **own}

    def command(self, words: Sequence[str]) -> list[str]:
        """Where the tests themselves run in the background of a shell, ^C is ignored: not here."""
        return ["env", "--default-signal=INT", sys.executable, "-m", "hugokit", *words]

    def run(self, words: Sequence[str], before: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*before, *self.command(words)], cwd=self.site, env=self.environment(), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    def learn(self, words: Sequence[str]) -> None:
        """What the pages become where nothing fails; the modules are compiled after that."""
        done = self.run(words)
        assert done.returncode == 0, done.stderr
        self.new = self.pages()
        assert not [name for name in self.old if self.new[name] == self.old[name]]
        self.again()

    def pages(self) -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in sorted((self.site / "content").glob("*.md"))}

    def torn(self) -> list[str]:
        """The pages that have neither the old bytes nor the new ones."""
        now = self.pages()
        assert now.keys() == self.old.keys()
        return [name for name, data in now.items() if data not in (self.old[name], self.new[name])]

    def replaced(self) -> int:
        return sum(data != self.old[name] for name, data in self.pages().items())

    def undo_all(self) -> None:
        """The journal is usable: every page gets its old bytes back."""
        with self._state():
            for run in past_runs():
                if run.undone is None:
                    with reopened(run.id) as journal:
                        assert [one for one in undo(journal) if one.error] == []
        assert self.pages() == self.old

    @contextmanager
    def _state(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(os.environ, "HUGOKIT_STATE_DIR", str(self.state))
            yield


def mounted(*commands: str) -> tuple[str, ...]:
    """The words before a program that sees mounts of its own."""
    return ("unshare", "-m", "bash", "-euc", "; ".join([*commands, 'exec "$@"']), "bash")
