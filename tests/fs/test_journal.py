from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hugokit.errors import FileConflict, FileRefused, SettingsError
from hugokit.fs import past
from hugokit.fs.access import Access
from hugokit.fs.journal import Journal
from hugokit.fs.past import Kept, past_runs, reopened
from hugokit.fs.state import undo_folder
from hugokit.fs.walk import FoundFile, walk
from hugokit.limits import MAX_UNDO_RUNS
from tests.cli.program import environment


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HUGOKIT_STATE_DIR", str(tmp_path / "state"))
    return tmp_path / "state" / "undo"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for number in range(3):
        place = tmp_path / "site" / f"{number}.md"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"old %d \xff\r\n" % number)
    return tmp_path / "site"


def replace_all(site: Path, new: bytes = b"new", journal: Journal | None = None) -> Journal:
    journal = journal or Journal(["hugokit", "fmt"], "1.2.3")
    with Access(journal) as access:
        for found in walk([site]):
            access.replace(found, access.read(found), new + os.fsencode(found.path.stem))
    journal.close()
    return journal


def kept(run: str | None) -> list[Kept | FileRefused]:
    assert run
    with reopened(run) as journal:
        return list(journal.newest_first())


def journal_of(state: Path) -> Path:
    (file,) = state.iterdir()
    return file


def test_a_run_is_written_down(site: Path, state: Path) -> None:
    before = {str(p): p.read_bytes() for p in site.iterdir()}
    journal = replace_all(site)
    assert journal.replaced == 3
    (run,) = past_runs()
    assert (run.id, run.command, run.root, run.files, run.undone) == (
        journal.run, ("hugokit", "fmt"), str(Path.cwd()), 3, None,
    )  # fmt: skip
    found = [one for one in kept(run.id) if isinstance(one, Kept)]
    assert [Path(one.path).name for one in found] == ["2.md", "1.md", "0.md"], "the newest first"
    assert {one.path: one.old for one in found} == before
    assert {one.root for one in found} == {str(site)}


def test_only_the_owner_can_look(site: Path, state: Path) -> None:
    before = os.umask(0)
    try:
        replace_all(site)
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(place.stat().st_mode) for place in (state.parent, state, journal_of(state))]
    assert modes == [0o700, 0o700, 0o600]


@given(data=st.binary(max_size=300))
def test_any_bytes_are_kept(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    place = tmp_path_factory.mktemp("kept") / "page.md"
    place.write_bytes(data)
    (one,) = kept(replace_all(place.parent, b"something else").run)
    assert isinstance(one, Kept)
    assert one.old == data


def test_a_name_of_any_bytes_is_kept(tmp_path: Path, state: Path) -> None:
    place = os.fsencode(tmp_path) + b"/na\xffme\n.md"
    Path(os.fsdecode(place)).write_bytes(b"old")
    (one,) = kept(replace_all(tmp_path).run)
    assert isinstance(one, Kept)
    assert os.fsencode(one.path) == place


def test_the_old_bytes_are_on_the_disk_before_the_page_goes(
    site: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every rename the last thing that was synced is the record with the bytes of the page that is replaced."""
    synced: dict[str, bytes] = {}
    real_sync, real_replace = os.fsync, os.replace
    checked = []

    def sync(fd: int) -> None:
        real_sync(fd)
        name = str(Path(f"/proc/self/fd/{fd}").readlink())
        synced[name] = Path(name).read_bytes() if Path(name).is_file() else b""

    def rename(old: str, new: str, **given: int) -> None:
        last = synced[str(journal_of(state))].splitlines()[-1]
        assert json.loads(last)["old"].encode("utf-8", "surrogateescape") == (site / new).read_bytes()
        checked.append(new)
        real_replace(old, new, **given)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", rename)
    replace_all(site)
    assert checked == ["0.md", "1.md", "2.md"]


def test_a_run_that_changes_nothing_leaves_nothing(site: Path, state: Path) -> None:
    with Access(Journal(["hugokit"], "1")) as access:
        for found in walk([site]):
            page = access.read(found)
            assert not access.replace(found, page, page.data)
    assert not state.exists()
    assert past_runs() == []


def test_without_keeping_it_only_counts(site: Path, state: Path) -> None:
    journal = replace_all(site, journal=Journal(["hugokit"], "1", keep=False))
    assert (journal.replaced, journal.run) == (3, None)
    assert not state.exists()


@pytest.mark.parametrize("cut", [1, 5, 60])
def test_a_half_written_last_line_was_never_there(site: Path, state: Path, cut: int) -> None:
    run = replace_all(site).run
    file = journal_of(state)
    file.write_bytes(file.read_bytes()[:-cut])
    assert past_runs()[0].files == 2
    assert [Path(one.path).name for one in kept(run) if isinstance(one, Kept)] == ["1.md", "0.md"]
    with reopened(str(run)) as journal:
        journal.mark_undone()
    assert past_runs()[0].undone is not None
    assert past_runs()[0].files == 2, "what is written behind a torn line does not make it whole"


@pytest.mark.parametrize("left", [b"", b'{"format":1'])
def test_a_run_that_was_killed_at_once_is_no_run(state: Path, left: bytes) -> None:
    state.mkdir(parents=True)
    (state / "20260101-000000-000000.jsonl").write_bytes(left)
    assert past_runs() == []
    with pytest.raises(SettingsError, match="no such run"), reopened("20260101-000000-000000"):
        pass


@pytest.mark.parametrize(
    "damage", [b"x", b"[]", b'{"path":1}', b'{"path":"/x","root":null,"before":"","after":"","old":"y"}']
)
def test_a_damaged_record_is_told_and_the_others_are_good(site: Path, state: Path, damage: bytes) -> None:
    run = replace_all(site).run
    lines = journal_of(state).read_bytes().splitlines()
    lines[2] = damage
    journal_of(state).write_bytes(b"\n".join(lines) + b"\n")
    found = kept(run)
    assert [type(one) for one in found] == [Kept, FileRefused, Kept]
    assert f"{run}.jsonl, line 3: the journal is damaged there" in str(found[1])


def test_a_damaged_head_and_a_newer_format_are_told(site: Path, state: Path) -> None:
    replace_all(site)
    good = journal_of(state).read_bytes()
    for head, says in ((b"{}", "line 1: the journal is damaged"), (b'{"format":2,"hugokit":"9.9"}', "by hugokit 9.9")):
        journal_of(state).write_bytes(head + good[good.index(b"\n") :])
        with pytest.raises(SettingsError, match=says):
            past_runs()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_the_journal_of_somebody_else_is_not_believed(site: Path, state: Path) -> None:
    run = replace_all(site).run
    os.chown(journal_of(state), 12345, 12345)
    with pytest.raises(SettingsError, match="belongs to another user"):
        kept(run)


@pytest.mark.parametrize("name", ["../../etc/passwd", "x", "", "20260101-000000-000000", "20260101-000000-00000\n"])
def test_what_is_no_run_is_said(state: Path, name: str) -> None:
    with pytest.raises(SettingsError, match="there is no such run"), reopened(name):
        pass


def test_a_run_that_goes_on_cannot_be_undone(site: Path, state: Path) -> None:
    journal = Journal(["hugokit"], "1")
    found = FoundFile(str(site / "0.md"), site, named=False)
    with Access(journal) as access:
        access.replace(found, access.read(found), b"new")
        looked = f"from hugokit.fs.past import reopened; reopened({journal.run!r}).__enter__()"
        done = subprocess.run(
            [sys.executable, "-c", looked], env=environment(), capture_output=True, text=True, check=False
        )
        assert "is still going on; wait until it ends" in done.stderr
    journal.close()
    assert len(kept(journal.run)) == 1


def test_a_page_that_somebody_else_changed_is_not_in_the_journal(site: Path, state: Path) -> None:
    journal = Journal(["hugokit"], "1")
    with Access(journal) as access:
        found = list(walk([site]))
        pages = [access.read(one) for one in found]
        access.replace(found[0], pages[0], b"new")
        found[1].path.write_bytes(b"the editor's")
        with pytest.raises(FileConflict):
            access.replace(found[1], pages[1], b"new")
        assert past_runs()[0].files == 1
        access.replace(found[2], pages[2], b"new")
    journal.close()
    assert [Path(one.path).name for one in kept(journal.run) if isinstance(one, Kept)] == ["2.md", "0.md"]


@pytest.mark.parametrize("step", ["fsync", "write"])
def test_a_page_whose_old_text_cannot_be_kept_is_not_written(
    site: Path, state: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal's file system is full for one page: it is told, and the next page is done again."""
    journal = Journal(["hugokit"], "1")
    real = getattr(os, step)

    def fail(fd: int, *given: object) -> object:
        if Path(f"/proc/self/fd/{fd}").readlink().suffix == ".jsonl":
            if step == "write":
                real(fd, b'{"path":"/half')
            raise OSError(28, "No space left on device")
        return real(fd, *given)

    with Access(journal) as access:
        first, second, third = walk([site])
        access.replace(first, access.read(first), b"new")
        with monkeypatch.context() as full:
            full.setattr(os, step, fail)
            with pytest.raises(FileRefused, match=r"1\.md: not written, because its old text cannot be kept: No space"):
                access.replace(second, access.read(second), b"new")
        access.replace(third, access.read(third), b"new")
    journal.close()
    assert sorted(p.read_bytes()[:3] for p in site.iterdir()) == [b"new", b"new", b"old"]
    assert [p.name for p in sorted(site.iterdir())] == ["0.md", "1.md", "2.md"]
    assert [Path(one.path).name for one in kept(journal.run) if isinstance(one, Kept)] == ["2.md", "0.md"]


def test_without_a_place_for_the_journal_nothing_is_written(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("HUGOKIT_STATE_DIR", str(tmp_path / "file"))
    with pytest.raises(SettingsError, match=r"old files cannot be kept there: .*--no-backup"):
        replace_all(site)
    assert all(p.read_bytes().startswith(b"old") for p in site.iterdir())


def test_the_newest_runs_stay(site: Path, state: Path) -> None:
    runs = [replace_all(site, b"%d" % number).run for number in range(MAX_UNDO_RUNS + 5)]
    assert [run.id for run in past_runs()] == runs[: -MAX_UNDO_RUNS - 1 : -1]


def test_runs_that_take_too_much_room_go(site: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = replace_all(site, b"1").run, replace_all(site, b"2").run
    size = max(p.stat().st_size for p in state.iterdir())
    monkeypatch.setattr(past, "MAX_UNDO_BYTES", size + 10)
    third = replace_all(site, b"3").run
    assert [run.id for run in past_runs()] == [third, second], f"not {first}"
    monkeypatch.setattr(past, "MAX_UNDO_BYTES", 1)
    fourth = replace_all(site, b"4").run
    assert [run.id for run in past_runs()] == [fourth, third], "the newest stays, however large it is"


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"HUGOKIT_STATE_DIR": "/own"}, "/own/undo"),
        ({"XDG_STATE_HOME": "/xdg", "HOME": "/home/me"}, "/xdg/hugokit/undo"),
        ({"XDG_STATE_HOME": "not/absolute", "HOME": "/home/me"}, "/home/me/.local/state/hugokit/undo"),
        ({"HOME": "/home/me"}, "/home/me/.local/state/hugokit/undo"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="%LOCALAPPDATA% there")
def test_where_journals_lie(monkeypatch: pytest.MonkeyPatch, given: dict[str, str], place: str) -> None:
    for name in ("HUGOKIT_STATE_DIR", "XDG_STATE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert str(undo_folder()) == place


def test_without_a_home_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(cls: type[Path]) -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("HUGOKIT_STATE_DIR", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", classmethod(nowhere))
    with pytest.raises(SettingsError, match="set HUGOKIT_STATE_DIR to a folder"):
        undo_folder()
