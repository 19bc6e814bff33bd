"""A migration that is killed or stopped by the system: the next run ends with the same tree (Linux)."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.program import environment
from tests.faults.harness import Call, Stage, mounted, traced

pytestmark = pytest.mark.faults

CALLS = "write,fsync,syncfs,rename,renameat,unlink,unlinkat,rmdir,mkdir,mkdirat"
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\(", re.MULTILINE)


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


class Move:
    """A small site and its migration, as a program of its own. `update`: the second run, with both sides changed."""

    def __init__(self, folder: Path, *, update: bool) -> None:
        self.folder, self.update = folder, update
        self.stage = Stage(folder / "stage", 1)
        self.source = folder / "source"
        self.begun = folder / "begun"
        self._site()
        self.start()
        self.run()
        if update:
            shutil.copytree(self.folder / "new", self.begun)
            self._change()
            self.start()
            self.run()
        self.done = tree(self.folder / "new")

    def _site(self) -> None:
        (self.source / "content/p").mkdir(parents=True)
        (self.source / "hugo.toml").write_text('baseURL = "https://e.org/"\n', encoding="utf-8")
        for name in "abcde":
            self.page(name, f"text of {name}")

    def page(self, name: str, body: str) -> None:
        (self.source / f"content/p/{name}.md").write_text(f"---\ntitle: {name}\n---\n{body}\n", encoding="utf-8")

    def _change(self) -> None:
        self.page("a", "A of the source")
        self.page("b", "B of the source")
        self.page("new", "new")
        (self.source / "content/p/c.md").unlink()
        (self.begun / "content/p/b.md").write_text("B of the target", encoding="utf-8")

    def start(self) -> None:
        """The destination as it is before the run."""
        for name in ("new", ".new.hugokit-partial"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        if self.begun.is_dir():
            shutil.copytree(self.begun, self.folder / "new")

    def run(self, *before: str) -> subprocess.CompletedProcess[str]:
        words = ("migrate", "source", "--to", "eleventy", "--output", "new", "-q", "--hugo-version", "0.168")
        return subprocess.run(
            [*before, *self.stage.command(words)], cwd=self.folder,
            env=self.stage.environment() | {"PYTHONPATH": environment()["PYTHONPATH"]},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    def calls(self, strace: str) -> list[Call]:
        """The calls that change a file system, from the first that names the staging folder on."""
        log = self.folder / "log"
        self.start()
        self.run(*traced(strace, log, CALLS))
        seen, found, working = Counter[str](), [], False
        for line in log.read_text(encoding="utf-8").splitlines():
            name = (_CALL.match(line) or [""])[1]
            seen[name] += 1
            working |= "hugokit-partial" in line
            if name and working and "write(1," not in line and "write(2," not in line:
                found.append(Call(name, seen[name], line))
        return found

    def left(self) -> list[str]:
        return [p.name for p in self.folder.iterdir() if "partial" in p.name]


@pytest.fixture(params=[False, True], ids=["new", "update"])
def move(tmp_path: Path, request: pytest.FixtureRequest) -> Move:
    return Move(tmp_path, update=request.param)


def kill_at(strace: str, move: Move, calls: list[Call]) -> None:
    for call in calls:
        move.start()
        killed = move.run(
            *traced(strace, "/dev/null", call.name, "-e", f"inject={call.name}:signal=KILL:when={call.number}")
        )
        assert killed.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), call
        if not move.update:
            there = tree(move.folder / "new") if (move.folder / "new").exists() else {}
            assert there in ({}, move.done), f"{call}: the destination is complete or it is not there"
        again = move.run()
        assert again.returncode == int(move.update), f"{call}: {again.stderr}"
        assert tree(move.folder / "new") == move.done, call
        assert move.left() == [], call


def test_a_kill_at_each_step_of_the_journal(strace: str, move: Move) -> None:
    steps = [call for call in move.calls(strace) if call.name in ("fsync", "syncfs", "rename", "renameat")]
    assert len(steps) > 12
    kill_at(strace, move, steps)


@pytest.mark.long
def test_a_kill_at_any_call(strace: str, move: Move) -> None:
    kill_at(strace, move, move.calls(strace))


def test_a_full_disk_is_told_and_gone_on_from(strace: str, move: Move) -> None:
    steps = [call for call in move.calls(strace) if call.name in ("write", "fsync", "syncfs", "mkdir")]
    for call in steps[:: max(1, len(steps) // 10)]:
        move.start()
        done = move.run(
            *traced(strace, "/dev/null", call.name, "-e", f"inject={call.name}:error=ENOSPC:when={call.number}")
        )
        assert done.returncode in (2, int(move.update)), f"{call}: {done.stderr}"
        assert "Traceback" not in done.stderr
        if done.returncode == 2:
            assert "No space left on device" in done.stderr, call
        again = move.run()
        assert again.returncode == int(move.update), f"{call}: {again.stderr}"
        assert tree(move.folder / "new") == move.done, call


def test_a_run_of_another_plan_is_refused_until_it_is_discarded(strace: str, tmp_path: Path) -> None:
    move = Move(tmp_path, update=False)
    rename = next(call for call in move.calls(strace) if call.name.startswith("rename"))
    move.start()
    move.run(*traced(strace, "/dev/null", rename.name, "-e", f"inject={rename.name}:signal=KILL:when={rename.number}"))
    move.page("a", "changed meanwhile")
    ran = move.run()
    assert ran.returncode == 2
    assert ".new.hugokit-partial" in ran.stderr
    assert "--discard" in ran.stderr
    assert move.left() == [".new.hugokit-partial"], "somebody may want to go on with it"
    words = ("migrate", "source", "--to", "eleventy", "--output", "new", "-q", "--discard")
    done = subprocess.run(
        move.stage.command(words),
        cwd=tmp_path,
        env=move.stage.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "changed meanwhile" in (tmp_path / "new/content/p/a.md").read_text(encoding="utf-8")
    assert move.left() == []


def test_the_source_may_be_read_only(tmp_path: Path) -> None:
    move = Move(tmp_path, update=False)
    move.start()
    source = move.source
    ran = move.run(*mounted(f"mount --bind {source} {source}", f"mount -o remount,ro,bind {source}"))
    assert ran.returncode == 0, ran.stderr
    assert tree(tmp_path / "new") == move.done


def test_nothing_is_opened_for_writing_beside_the_destination(strace: str, tmp_path: Path) -> None:
    move = Move(tmp_path, update=False)
    move.start()
    log = tmp_path / "log"
    assert (
        move.run(
            *traced(strace, log, "openat,mkdir,rename,unlink,unlinkat,rmdir,symlink,link,truncate,chmod")
        ).returncode
        == 0
    )
    changing = [
        line for line in log.read_text(encoding="utf-8").splitlines()
        if ("openat(" not in line or re.search(r"O_WRONLY|O_RDWR|O_CREAT", line)) and "= -1" not in line
    ]  # fmt: skip
    strange = [
        line for line in changing
        if "/new" not in line and "hugokit-partial" not in line and "/dev/" not in line and "__pycache__" not in line
        and str(move.stage.cache) not in line and "dirfd" not in line
    ]  # fmt: skip
    assert changing
    assert [line for line in strange if str(move.source) in line or "source/" in line] == []
