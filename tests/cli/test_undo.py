"""`hugokit undo` as a program: what comes back, what is left and told, and that nothing is undone twice."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hugokit.fs.past import past_runs
from tests.cli.program import Ran, environment, hugokit, page

OLD = '---\n\ntitle: "A"  \nmenu: ""\ntags:   ["a"]\n---\nBody \udcff.\r\n'.encode("utf-8", "surrogateescape")
COMMANDS = {
    "fmt": ("fmt", "content", "--backup"),
    "check --fix": ("check", "content", "--fix", "--backup"),
}


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HUGOKIT_STATE_DIR", str(tmp_path / "state"))
    return tmp_path / "state" / "undo"


@pytest.fixture
def site(tmp_path: Path, state: Path) -> Path:
    for name in ("a.md", "post/b.md", "post/c.md"):
        page(tmp_path / "site", f"content/{name}", OLD)
    return tmp_path / "site"


def pages(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def changed(site: Path, command: str = "fmt") -> Ran:
    ran = hugokit(*COMMANDS[command], cwd=site)
    assert OLD not in pages(site).values()
    return ran


@pytest.mark.parametrize("command", COMMANDS)
def test_the_last_run_is_taken_back_to_the_byte(site: Path, command: str) -> None:
    before = pages(site)
    ran = changed(site, command)
    said = re.search(r"hugokit: 3 files changed; `hugokit undo (\S+)` puts the old text back\n", ran.err)
    assert said

    dry = hugokit("undo", "--dry-run", cwd=site)
    assert (dry.code, dry.err) == (1, "")
    assert dry.text.splitlines() == [
        "Would put back: content/post/c.md",
        "Would put back: content/post/b.md",
        "Would put back: content/a.md",
        f"3 files would be back: {said[1]}, hugokit {' '.join(COMMANDS[command])}",
    ]
    assert pages(site) != before

    done = hugokit("undo", cwd=site)
    assert (done.code, done.err) == (0, "")
    assert done.text.startswith("Put back: content/post/c.md\n")
    assert pages(site) == before

    again = hugokit("undo", cwd=site)
    assert (again.code, again.text) == (2, "")
    assert "there is no run to undo" in again.err
    named = hugokit("undo", said[1], cwd=site)
    assert named.code == 2
    assert "was undone already" in named.err


def test_runs_are_undone_one_after_the_other(site: Path) -> None:
    before = pages(site)
    changed(site, "fmt")
    between = pages(site)
    changed(site, "check --fix")
    assert pages(site) != between
    assert hugokit("undo", "-q", cwd=site).text == ""
    assert pages(site) == between
    assert hugokit("undo", "-q", cwd=site).code == 0
    assert pages(site) == before


def test_mode_and_links_are_those_of_now(site: Path) -> None:
    changed(site)
    (site / "content/a.md").chmod(0o640)
    hugokit("undo", cwd=site)
    assert (site / "content/a.md").stat().st_mode & 0o777 == 0o640


def test_what_changed_since_is_left_and_the_others_come_back(site: Path) -> None:
    changed(site)
    formatted = (site / "content/post/b.md").read_bytes()
    (site / "content/post/b.md").write_bytes(b"mine")
    ran = hugokit("undo", cwd=site)
    assert ran.code == 1
    assert ran.err == f"hugokit: {site}/content/post/b.md: changed since that run; left as it is\n"
    assert "2 files put back, 1 left as it is" in ran.text
    assert list(pages(site).values()) == [OLD, b"mine", OLD]
    assert hugokit("undo", cwd=site).code == 1, "it is still the last run"
    (site / "content/post/b.md").write_bytes(formatted)
    last = hugokit("undo", cwd=site)
    assert (last.code, last.text.splitlines()[0]) == (0, "Put back: content/post/b.md")
    assert set(pages(site).values()) == {OLD}
    assert hugokit("undo", cwd=site).code == 2


@pytest.mark.parametrize("folder", [True, False])
def test_what_went_away_since_is_told_and_not_made_again(site: Path, *, folder: bool) -> None:
    changed(site)
    if folder:
        shutil.rmtree(site / "content/post")
    else:
        (site / "content/post/b.md").unlink()
        (site / "content/post/c.md").unlink()
    ran = hugokit("undo", cwd=site)
    assert ran.code == 1
    assert ran.err.count("is no longer there; not made again") == 2
    assert pages(site) == {"content/a.md": OLD}


def test_a_folder_that_is_a_link_now_leads_nowhere(site: Path, tmp_path: Path) -> None:
    changed(site)
    (site / "content/post").rename(tmp_path / "outside")
    (site / "content/post").symlink_to(tmp_path / "outside")
    before = pages(tmp_path / "outside")
    ran = hugokit("undo", cwd=site)
    assert ran.code == 1
    assert ran.err.count("is a link or no folder") == 2
    assert pages(tmp_path / "outside") == before


def test_a_file_that_was_named_itself_comes_back(site: Path) -> None:
    assert hugokit("fmt", "content/a.md", "--backup", cwd=site).code == 0
    assert hugokit("undo", cwd=site).code == 0
    assert set(pages(site).values()) == {OLD}


def test_diff_is_a_patch(site: Path) -> None:
    for place in site.rglob("*.md"):
        place.write_bytes(OLD.replace(b"\xff", b"").replace(b"\r", b""))
    before = pages(site)
    changed(site)
    ran = hugokit("undo", "--diff", cwd=site)
    assert (ran.code, ran.err) == (1, "")
    assert pages(site) != before
    subprocess.run(["git", "apply", "-p0"], cwd=site, input=ran.out, check=True, env=environment(GIT_DIR="/nowhere"))
    assert pages(site) == before


def test_json(site: Path) -> None:
    changed(site)
    (site / "content/post/b.md").write_bytes(b"mine")
    listed = json.loads(hugokit("undo", "--list", "--output-format", "json", cwd=site).out)
    assert [(run["files"], run["undone"], run["root"]) for run in listed] == [(3, None, str(site))]
    said = json.loads(hugokit("undo", "--output-format", "json", cwd=site).out)
    assert said["run"] == listed[0]
    assert [(file["path"], file["state"]) for file in said["files"]] == [
        (f"{site}/content/post/c.md", "back"),
        (f"{site}/content/post/b.md", "changed"),
        (f"{site}/content/a.md", "back"),
    ]
    assert "left as it is" in said["files"][1]["message"]


def test_list_names_the_newest_first(site: Path) -> None:
    assert hugokit("undo", "--list", cwd=site).text == ""
    changed(site, "fmt")
    changed(site, "check --fix")
    hugokit("undo", cwd=site)
    first, second = hugokit("undo", "--list", cwd=site).text.splitlines()
    assert first.endswith(f"3 files, undone  hugokit check content --fix --backup  in {site}")
    assert second.endswith(f"3 files  hugokit fmt content --backup  in {site}")


def test_a_run_elsewhere_is_undone_by_name_only(site: Path, tmp_path: Path) -> None:
    changed(site)
    run = past_runs()[0].id
    other = tmp_path / "other"
    other.mkdir()
    ran = hugokit("undo", cwd=other)
    assert ran.code == 2
    assert f"the last one elsewhere was {run}, hugokit fmt content --backup in {site}" in ran.err
    assert OLD not in pages(site).values()
    assert hugokit("undo", "--dry-run", cwd=site / "content").code == 1, "below"
    assert hugokit("undo", "--dry-run", cwd=tmp_path).code == 1, "above"
    assert hugokit("undo", run, cwd=other).code == 0
    assert set(pages(site).values()) == {OLD}


def test_nothing_is_kept_where_nobody_asked(site: Path, state: Path) -> None:
    for words in (("fmt", "content"), ("check", "content", "--fix"), ("fmt", "--check", "--backup", ".")):
        hugokit(*words, cwd=site)
    assert not state.exists()
    assert hugokit("undo", cwd=site).code == 2


def test_the_words_of_others_are_shown_escaped(site: Path) -> None:
    name = "content/\x1b]0;x\x07.md"
    page(site, name, OLD)
    changed(site)
    (site / name).write_bytes(b"mine")
    (site / "content/\u202ea.md").write_bytes(OLD)
    for words in (("--diff",), ("--list",), ("--dry-run",), ()):
        ran = hugokit("undo", *words, cwd=site)
        assert not re.search("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202e]", ran.text + ran.err), words


MANY = 300


def started(site: Path, state: Path, *words: str) -> subprocess.Popen[str]:
    """A run that has begun to write."""
    run = subprocess.Popen(
        ["env", "--default-signal=INT", sys.executable, "-m", "hugokit", *words], cwd=site, env=environment(),
        text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert run.stdout
    assert run.stdout.readline().startswith(("Reformatted: ", "Put back: "))
    return run


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_run_that_is_stopped_ends_between_two_files(site: Path, state: Path, number: int, code: int) -> None:
    for index in range(MANY):
        page(site, f"content/many/{index:03}.md", OLD)
    before = pages(site)
    run = started(site, state, *COMMANDS["fmt"])
    time.sleep(0.02)
    run.send_signal(number)
    _, err = run.communicate(timeout=60)
    assert run.returncode == code
    done = sum(before[name] != data for name, data in pages(site).items())
    assert 0 < done < MANY
    name = "^C" if number == signal.SIGINT else signal.Signals(number).name
    kept = past_runs()[0].id
    last = f"hugokit: stopped by {name}; {done} file{'s' * (done > 1)} changed before, and what is done stays; "
    assert err.strip() == last + f"`hugokit undo {kept}` puts the old text back"
    assert pages(site).keys() == before.keys(), "no temporary file"

    undoing = started(site, state, "undo")
    undoing.kill()
    undoing.communicate()
    assert hugokit("undo", cwd=site).code in (0, 2), "2: it was done before the kill came"
    left = {name: data for name, data in pages(site).items() if ".hugokit-" not in name}
    assert left == before


def test_an_ignored_signal_stays_ignored(site: Path) -> None:
    """nohup"""
    for index in range(MANY):
        page(site, f"content/many/{index:03}.md", OLD)
    command = f"trap '' HUP; exec {sys.executable} -m hugokit fmt content"
    run = subprocess.Popen(
        ["bash", "-c", command], cwd=site, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert run.stdout
    run.stdout.readline()
    os.kill(run.pid, signal.SIGHUP)
    run.communicate(timeout=60)
    assert run.returncode == 0
    assert OLD not in pages(site).values()
