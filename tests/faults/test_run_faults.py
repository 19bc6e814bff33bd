"""Whole runs of the program under kills, signals and failing system calls (Linux).

A page has its old bytes or its new ones; what was replaced can be undone; a temporary file is left by SIGKILL alone.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.harness import CALLS, SUBJECTS, Call, Stage, calls_of_work, strays, traced

pytestmark = pytest.mark.faults

KILLS = 100
PAGES = 20
FAULTS = {
    "openat": ("error=EMFILE", "error=EACCES", "error=ENOSPC"),
    "read": ("error=EIO",),
    "write": ("error=ENOSPC", "error=EIO", "error=EDQUOT", "retval=4"),
    "fsync": ("error=EIO", "error=ENOSPC"),
    "fchmod": ("error=EPERM",),
    "rename": ("error=EXDEV", "error=EACCES", "error=ENOSPC"),
    "mkdir": ("error=EACCES", "error=ENOSPC"),
    "flock": ("error=ENOLCK",),
    "getdents64": ("error=EIO",),
}


@pytest.fixture(params=("check --fix", "edit"))  # for every call; all of them meet the kills at random times
def subject(request: pytest.FixtureRequest) -> tuple[str, ...]:
    return SUBJECTS[request.param]


@pytest.fixture
def stage(tmp_path: Path, subject: tuple[str, ...]) -> Iterator[Stage]:
    made = Stage(tmp_path, 2)
    made.learn(subject)
    yield made
    shutil.rmtree(tmp_path)


def calls(strace: str, stage: Stage, words: tuple[str, ...]) -> list[Call]:
    """What a run calls from where it lists the pages on."""
    log = stage.folder / "log"
    done = stage.run(words, before=traced(strace, log, CALLS))
    assert done.returncode == 0, done.stderr
    found = calls_of_work(log.read_text(encoding="utf-8"))
    stage.again()
    return found


def inject(
    strace: str, stage: Stage, words: tuple[str, ...], call: Call, fault: str
) -> subprocess.CompletedProcess[str]:
    injected = f"inject={call.name}:{fault}:when={call.number}"
    return stage.run(words, before=traced(strace, "/dev/null", call.name, "-e", injected))


@pytest.mark.parametrize("kind", FAULTS)
def test_any_call_may_fail(strace: str, stage: Stage, subject: tuple[str, ...], kind: str) -> None:
    found = [call for call in calls(strace, stage, subject) if call.name.startswith(kind)]
    assert found
    for call in found:
        for fault in FAULTS[kind]:
            done = inject(strace, stage, subject, call, fault)
            said = f"{call} {fault}: {done.returncode} {done.stdout}{done.stderr}"
            assert done.returncode in (0, 1, 2), said
            assert "Traceback" not in done.stderr, said
            assert done.returncode or stage.pages() == stage.new, said
            assert stage.torn() == [], said
            assert strays(stage.site) == [], said
            stage.undo_all()
            stage.again()


def test_a_kill_may_come_at_any_call(strace: str, stage: Stage, subject: tuple[str, ...]) -> None:
    for call in calls(strace, stage, subject):
        done = inject(strace, stage, subject, call, "signal=KILL")
        assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), call
        assert stage.torn() == [], call
        assert len(strays(stage.site)) <= 1, call
        stage.undo_all()
        stage.again()


@pytest.mark.parametrize(("name", "step"), [("TERM", 1), ("INT", 4), ("HUP", 4)])
def test_a_signal_may_come_at_any_call(
    strace: str, stage: Stage, subject: tuple[str, ...], name: str, step: int
) -> None:
    number = signal.Signals[f"SIG{name}"]
    for call in calls(strace, stage, subject)[::step]:
        done = inject(strace, stage, subject, call, f"signal={name}")
        said = f"{call}: {done.returncode} {done.stderr}"
        assert done.returncode == 128 + number, said
        assert "Traceback" not in done.stderr, said
        assert "stopped by" in done.stderr, said
        assert f"{stage.replaced() or 'no'} file" in done.stderr, said
        assert stage.torn() == [], said
        assert strays(stage.site) == [], said
        stage.undo_all()
        stage.again()


def test_an_undo_that_is_killed_is_finished_by_the_next(strace: str, stage: Stage, subject: tuple[str, ...]) -> None:
    assert stage.run(subject).returncode == 0
    log = stage.folder / "log"
    assert stage.run(("undo", "-q"), before=traced(strace, log, "fsync,renameat")).returncode == 0
    found = [Call(name, 0, "") for name in ("fsync", "renameat")]
    counts = {one.name: log.read_text(encoding="utf-8").count(f"{one.name}(") for one in found}
    assert counts == {"fsync": 5, "renameat": 2}, "two a page, and the mark that it is undone"
    for name, count in counts.items():
        for number in range(1, count + 1):
            stage.again()
            assert stage.run(subject).returncode == 0
            done = inject(strace, stage, ("undo", "-q"), Call(name, number, ""), "signal=KILL")
            assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
            assert stage.torn() == []
            again = stage.run(("undo", "-q"))
            marked = (name, number) == ("fsync", 5)
            assert (again.returncode, again.stdout) == (2 if marked else 0, ""), again.stderr
            assert stage.pages() == stage.old


def kill_at_random(folder: Path, kills: int, seed: int) -> None:
    dice = random.Random(seed)
    stages = [(words, Stage(folder / name.replace(" ", ""), PAGES)) for name, words in SUBJECTS.items()]
    halfway = 0
    for words, stage in stages:
        stage.learn(words)
    for number in range(kills):
        words, stage = stages[number % len(stages)]
        with subprocess.Popen(
            stage.command(words), cwd=stage.site, env=stage.environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ) as run:  # fmt: skip
            while run.poll() is None and not stage.state.exists():
                time.sleep(0.0005)
            time.sleep(dice.uniform(0, 0.03))
            run.kill()
        halfway += 0 < stage.replaced() < PAGES
        assert stage.torn() == []
        assert len(strays(stage.site)) <= 1, "at most one temporary file a kill"
        stage.undo_all()
        shutil.rmtree(stage.site)
        stage.again()
    assert halfway > kills // 3, f"{halfway}: most kills must meet a run at work"


def test_no_page_is_torn_by_kills_at_random_times(tmp_path: Path) -> None:
    kill_at_random(tmp_path, KILLS, seed=3)


@pytest.mark.long
def test_no_page_is_torn_by_a_thousand_kills(tmp_path: Path) -> None:
    kill_at_random(tmp_path, 10 * KILLS, seed=4)
