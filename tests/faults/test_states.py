"""Whole runs on file systems that do not let themselves be written (Linux, root): what cannot be done is told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.harness import SUBJECTS, Stage, mounted, strays

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs root on Linux, to mount"),
]
# root that permissions hold for, as for anybody else
OBEYING = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@pytest.fixture(params=SUBJECTS)
def subject(request: pytest.FixtureRequest) -> tuple[str, ...]:
    return SUBJECTS[request.param]


@pytest.fixture
def stage(tmp_path: Path, subject: tuple[str, ...]) -> Stage:
    made = Stage(tmp_path, 3)
    made.learn(subject)
    return made


def test_a_file_that_may_not_be_read_is_told_and_the_others_are_done(stage: Stage, subject: tuple[str, ...]) -> None:
    (stage.site / "content/01.md").chmod(0)
    ran = stage.run(subject, before=OBEYING)
    assert ran.returncode == 1
    assert "content/01.md: cannot be read: Permission denied" in ran.stderr
    assert stage.pages() == {**stage.new, "01.md": stage.old["01.md"]}
    assert strays(stage.site) == []
    assert stage.run(("undo", "-q"), before=OBEYING).returncode == 0
    assert stage.pages() == stage.old


def test_a_read_only_file_in_a_folder_of_ones_own_stays_read_only(stage: Stage, subject: tuple[str, ...]) -> None:
    (stage.site / "content/01.md").chmod(0o444)
    assert stage.run(subject, before=OBEYING).returncode == 0
    assert stage.pages() == stage.new
    assert (stage.site / "content/01.md").stat().st_mode & 0o777 == 0o444


def test_a_folder_that_may_not_be_written_is_told_and_the_others_are_done(
    stage: Stage, subject: tuple[str, ...]
) -> None:
    locked = stage.site / "content" / "locked"
    locked.mkdir()
    (locked / "x.md").write_bytes(stage.old["00.md"])
    locked.chmod(0o555)
    ran = stage.run(subject, before=OBEYING)
    assert ran.returncode == 1
    assert "content/locked/x.md: cannot be written, and is as it was: Permission denied" in ran.stderr
    assert stage.pages() == stage.new
    assert (locked / "x.md").read_bytes() == stage.old["00.md"]
    assert strays(stage.site) == []
    assert stage.run(("undo", "-q"), before=OBEYING).returncode == 0
    assert stage.pages() == stage.old


def test_a_read_only_file_system_is_told(stage: Stage, subject: tuple[str, ...]) -> None:
    content = stage.site / "content"
    ran = stage.run(subject, before=mounted(f"mount --bind {content} {content}", f"mount -o remount,ro,bind {content}"))
    assert ran.returncode == 1
    assert ran.stderr.count("cannot be written, and is as it was: Read-only file system") == 3
    assert stage.pages() == stage.old


def test_a_state_folder_that_cannot_be_written_stops_the_run_before_it_writes(
    stage: Stage, subject: tuple[str, ...]
) -> None:
    stage.state.mkdir()
    ran = stage.run(subject, before=mounted(f"mount -t tmpfs -o ro none {stage.state}"))
    assert ran.returncode == 2
    assert "old files cannot be kept there: Read-only file system; nothing was written" in ran.stderr
    assert stage.pages() == stage.old
    assert strays(stage.site) == []
    assert stage.run((*subject, "--no-backup")).returncode == 0
    assert stage.pages() == stage.new


def test_a_full_disk_of_the_site_leaves_every_page_whole(stage: Stage, subject: tuple[str, ...]) -> None:
    """A real one: the pages fit, a copy of one does not."""
    content = stage.site / "content"
    shutil.copytree(content, stage.site / "pages")
    fill = f"head -c 200000 /dev/zero > {content}/fill || true"
    copy = f"cp -r {content} {stage.site}/after"
    ran = subprocess.run(
        [
            *mounted(f"mount -t tmpfs -o size=64k none {content}", f"cp {stage.site}/pages/* {content}", fill)[:-1],
            "bash", "bash", "-c", f'"$@"; code=$?; {copy}; exit $code', "bash", *stage.command(subject),
        ],
        cwd=stage.site, env=stage.environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1, ran.stderr
    assert ran.stderr.count("is as it was: No space left on device") == 3, ran.stderr
    after = {p.name: p.read_bytes() for p in (stage.site / "after").iterdir()}
    assert after.pop("fill")
    assert after == stage.old, "and no temporary file"


def test_a_full_disk_of_the_journal_leaves_the_rest_of_the_pages(stage: Stage, subject: tuple[str, ...]) -> None:
    """A real one: what was kept before it was full can be undone, and what was not kept was not written."""
    for number in range(20):
        name = f"9{number}.md"
        stage.old[name] = stage.old["00.md"] + b"x" * 4000
        stage.new[name] = stage.new["00.md"] + b"x" * 4000
        (stage.site / "content" / name).write_bytes(stage.old[name])
    stage.state.mkdir()
    keep = f'"$@"; code=$?; cp -r {stage.state} {stage.site}/kept; exit $code'
    ran = stage.run(
        (*subject,),
        before=(*mounted(f"mount -t tmpfs -o size=48k none {stage.state}"), "bash", "-c", keep, "bash"),
    )
    assert ran.returncode == 1
    assert "not written, because its old text cannot be kept: No space left on device" in ran.stderr
    assert 5 < stage.replaced() < 23
    assert stage.torn() == []
    assert strays(stage.site) == []
    stage.state = stage.site / "kept"
    stage.undo_all()


def test_a_page_that_cannot_be_changed_even_by_root(stage: Stage, subject: tuple[str, ...]) -> None:
    page = stage.site / "content/01.md"
    made = subprocess.run(["chattr", "+i", str(page)], check=False, capture_output=True, text=True)
    if made.returncode:
        pytest.skip(f"this file system has no immutable files: {made.stderr}")
    ran = stage.run(subject)
    subprocess.run(["chattr", "-i", str(page)], check=True)
    assert ran.returncode == 1
    assert "content/01.md: cannot be written, and is as it was: Operation not permitted" in ran.stderr
    assert stage.pages() == {**stage.new, "01.md": stage.old["01.md"]}
    assert strays(stage.site) == []
    stage.undo_all()
