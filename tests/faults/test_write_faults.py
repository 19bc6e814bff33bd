"""The write path under kills and failing system calls (Linux): a page has its old bytes or its new ones."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.harness import RENAMES, strays, traced
from tests.faults.writer import SIZE
from tests.support import CHECKOUT

pytestmark = pytest.mark.faults

KILLS = 30
ENV = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.md").write_bytes(b"a" * SIZE)
    return folder


def command(folder: Path, rounds: int) -> list[str]:
    return [sys.executable, "-m", "tests.faults.writer", str(folder), str(rounds)]


def torn(folder: Path) -> list[str]:
    """The pages that are neither the old nor the new ones."""
    whole = re.compile(rb"([a-z])\1*\Z")
    pages = {page.name: page.read_bytes() for page in folder.glob("*.md")}
    assert len(pages) == 5
    return [name for name, data in pages.items() if len(data) != SIZE or not whole.match(data)]


def test_no_page_is_torn_by_kills_at_random_times(pages: Path) -> None:
    dice = random.Random(2)
    changed = 0
    for _ in range(KILLS):
        before = [page.read_bytes()[:1] for page in sorted(pages.glob("*.md"))]
        with subprocess.Popen(command(pages, 10_000), cwd=CHECKOUT, env=ENV, stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(dice.uniform(0, 0.08))
            writer.send_signal(signal.SIGKILL)
        changed += before != [page.read_bytes()[:1] for page in sorted(pages.glob("*.md"))]
        assert torn(pages) == []
    assert len(strays(pages)) <= KILLS, "at most one temporary file a kill"
    assert changed > KILLS // 3, "most kills must meet a writer at work"


def injected(strace: str, fault: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """One round of the writer with a fault."""
    names = fault.split(":", maxsplit=1)[0]
    return subprocess.run(
        [*traced(strace, os.devnull, names, "-e", f"inject={fault}"), *command(folder, 1)],
        cwd=CHECKOUT, env=ENV, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture(scope="session")
def first_write(strace: str, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Which `write` of the process is the one of the first page: the interpreter and the word "ready" come before."""
    folder = tmp_path_factory.mktemp("counted")
    (folder / "0.md").write_bytes(b"a" * SIZE)
    log = folder / "log"
    subprocess.run(
        [*traced(strace, log, "write"), *command(folder, 1)], cwd=CHECKOUT, env=ENV, capture_output=True, check=True
    )
    sizes = re.findall(r"write\(.*\) += (\d+)", log.read_text(encoding="utf-8"))
    return sizes.index(str(SIZE)) + 1


@pytest.mark.parametrize("when", [1, 3])
@pytest.mark.parametrize(
    ("calls", "error", "says"),
    [
        ("fsync", "ENOSPC", "No space left on device"),
        ("fsync", "EIO", "Input/output error"),
        ("fchmod", "EPERM", "Operation not permitted"),
        (RENAMES, "ENOSPC", "No space left on device"),
        (RENAMES, "EXDEV", "Invalid cross-device link"),
        (RENAMES, "EACCES", "Permission denied"),
    ],
)
def test_a_failing_call_leaves_the_page(strace: str, pages: Path, calls: str, error: str, says: str, when: int) -> None:
    done = injected(strace, f"{calls}:error={error}:when={when}", pages)
    assert done.returncode == 7, done.stderr
    assert says in done.stdout
    assert torn(pages) == []
    assert strays(pages) == []


@pytest.mark.parametrize("fault", ["error=ENOSPC", "error=EIO", "error=EDQUOT", "retval=4096"])
@pytest.mark.parametrize("page", [0, 2])
def test_a_failing_or_lying_write_leaves_the_page(
    strace: str, pages: Path, fault: str, page: int, first_write: int
) -> None:
    done = injected(strace, f"write:{fault}:when={first_write + page}", pages)
    assert done.returncode == 7, done.stderr
    assert "is as it was" in done.stdout
    assert torn(pages) == []
    assert strays(pages) == []
    letters = [page.read_bytes()[:1] for page in sorted(pages.glob("*.md"))]
    assert letters == [b"b"] * page + [b"a"] * (5 - page)


@pytest.mark.parametrize("calls", ["write", "fsync", "fchmod", RENAMES])
@pytest.mark.parametrize("when", [1, 2, 3, 4, 5])
def test_a_kill_at_a_call_leaves_the_page(strace: str, pages: Path, calls: str, when: int, first_write: int) -> None:
    when += first_write - 1 if calls == "write" else 0
    done = injected(strace, f"{calls}:signal=KILL:when={when}", pages)
    assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
    assert torn(pages) == []
    assert len(strays(pages)) <= 1


def test_interrupted_calls_are_repeated(strace: str, pages: Path, first_write: int) -> None:
    done = injected(strace, f"write:error=EINTR:when={first_write}..{first_write + 2}", pages)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {page.read_bytes() for page in pages.glob("*.md")} == {b"b" * SIZE}


def test_the_order_of_the_calls(strace: str, pages: Path, tmp_path: Path) -> None:
    """Content on the disk, then the name, then the folder: what a power loss leaves is one or the other."""
    log = tmp_path / "log"
    calls = f"fsync,fchmod,{RENAMES}"
    subprocess.run(
        [*traced(strace, log, calls), *command(pages, 1)], cwd=CHECKOUT, env=ENV, capture_output=True, check=True
    )
    order = re.findall(r"^\d+ +(fsync|fchmod|rename)", log.read_text(encoding="utf-8"), re.MULTILINE)
    assert order == ["fchmod", "fsync", "rename", "fsync"] * 5
