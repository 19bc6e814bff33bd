from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hugokit.errors import FileConflict, FileRefused
from hugokit.fs import write
from hugokit.fs.read import read_file
from hugokit.fs.write import replace
from tests.support import CHECKOUT


@pytest.fixture
def page(tmp_path: Path) -> Path:
    place = tmp_path / "content" / "page.md"
    place.parent.mkdir()
    place.write_bytes(b"---\r\ntitle: old\r\n---\r\n")
    return place


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


@given(data=st.binary(max_size=200))
def test_the_bytes_are_the_ones_given(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    place = tmp_path_factory.mktemp("w") / "page.md"
    place.write_bytes(b"\xef\xbb\xbfold\r\n")
    assert replace(place, data, read_file(place).identity)
    assert place.read_bytes() == data
    assert names(place.parent) == ["page.md"]


def test_unchanged_data_opens_nothing(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_file(page)
    before = page.stat()
    monkeypatch.setattr(os, "open", lambda *_, **__: pytest.fail("something was opened"))
    assert not replace(page, found.data, found.identity)
    monkeypatch.undo()
    after = page.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755, 0o444, 0o4755])
def test_mode_stays(page: Path, mode: int) -> None:
    page.chmod(mode)
    replace(page, b"new", read_file(page).identity)
    assert stat.S_IMODE(page.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_owner_stays_for_root(page: Path) -> None:
    os.chown(page, 12345, 23456)
    replace(page, b"new", read_file(page).identity)
    assert (page.stat().st_uid, page.stat().st_gid) == (12345, 23456)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes on this system")
def test_extended_attributes_stay(page: Path) -> None:
    os.setxattr(page, "user.colour", b"blue")
    replace(page, b"new", read_file(page).identity)
    assert os.getxattr(page, "user.colour") == b"blue"


def append(place: Path) -> None:
    with place.open("ab") as file:
        file.write(b"from the editor")


def same_size(place: Path) -> None:
    state = place.stat()
    place.write_bytes(place.read_bytes().replace(b"old", b"OLD"))
    os.utime(place, ns=(state.st_atime_ns, state.st_mtime_ns))


def swap(place: Path) -> None:
    other = place.with_name("other")
    other.write_bytes(place.read_bytes())
    other.replace(place)


def link(place: Path) -> None:
    place.rename(place.with_name("elsewhere"))
    place.symlink_to("elsewhere")


@pytest.mark.parametrize("change", [append, same_size, swap, os.unlink])
def test_a_file_that_changed_since_it_was_read_is_not_overwritten(page: Path, change: Callable[[Path], None]) -> None:
    identity = read_file(page).identity
    change(page)
    before = page.read_bytes() if page.exists() else None
    with pytest.raises(FileConflict, match=r"page\.md"):
        replace(page, b"new", identity)
    assert (page.read_bytes() if page.exists() else None) == before
    assert not [n for n in names(page.parent) if n.startswith(".hugokit-")]


@pytest.mark.parametrize("change", [append, same_size, swap, os.unlink, link])
def test_a_file_that_changes_while_it_is_written_is_not_overwritten(
    page: Path, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = read_file(page).identity
    real = os.fsync

    def then(fd: int) -> None:
        real(fd)
        monkeypatch.setattr(os, "fsync", real)
        change(page)

    monkeypatch.setattr(os, "fsync", then)
    with pytest.raises(FileConflict):
        replace(page, b"new", identity)
    assert not page.exists() or b"new" not in page.read_bytes()
    assert not [n for n in names(page.parent) if n.startswith(".hugokit-")]


def test_hard_links_are_refused(page: Path) -> None:
    os.link(page, page.with_name("twin.md"))
    with pytest.raises(FileRefused, match="2 names"):
        replace(page, b"new", read_file(page).identity)
    assert page.read_bytes() == page.with_name("twin.md").read_bytes() != b"new"


def test_a_link_inside_the_root_keeps_and_its_target_changes(tmp_path: Path, page: Path) -> None:
    alias = tmp_path / "content" / "alias.md"
    alias.symlink_to("page.md")
    identity = read_file(page).identity
    with pytest.raises(FileRefused, match="symbolic link is not written through"):
        replace(alias, b"new", identity)
    assert replace(alias, b"new", identity, root=tmp_path)
    assert alias.is_symlink()
    assert page.read_bytes() == b"new"


def test_a_link_out_of_the_root_is_refused(tmp_path: Path, page: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"mine")
    alias = page.with_name("alias.md")
    alias.symlink_to(outside)
    with pytest.raises(FileRefused, match="out of"):
        replace(alias, b"new", read_file(outside).identity, root=page.parent)
    assert outside.read_bytes() == b"mine"


def test_a_folder_swapped_for_a_link_leads_nowhere(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    site = tmp_path / "content" / "post"
    site.mkdir(parents=True)
    (site / "a.md").write_bytes(b"old")
    (outside / "a.md").write_bytes(b"old")
    identity = read_file(outside / "a.md").identity
    site.rename(tmp_path / "moved")
    site.symlink_to(outside)
    with pytest.raises(FileRefused):
        replace(site / "a.md", b"new", identity, root=tmp_path / "content")
    assert (outside / "a.md").read_bytes() == b"old"


@pytest.mark.parametrize("step", ["write", "fchmod", "fsync", "replace"])
@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_whatever_fails_leaves_the_old_file_alone(
    page: Path, step: str, failure: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    before, identity = page.read_bytes(), read_file(page).identity
    monkeypatch.setattr(os, step, fail)
    with pytest.raises(FileRefused if isinstance(failure, OSError) else KeyboardInterrupt) as caught:
        replace(page, b"new", identity)
    monkeypatch.undo()
    assert page.read_bytes() == before
    assert names(page.parent) == ["page.md"]
    assert isinstance(failure, KeyboardInterrupt) or "is as it was: No space left" in str(caught.value)


def test_a_short_write_is_carried_on(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, bytes(data)[:3]))
    replace(page, b"0123456789", read_file(page).identity)
    monkeypatch.undo()
    assert page.read_bytes() == b"0123456789"


def test_a_write_that_lies_is_found_out(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, identity = page.read_bytes(), read_file(page).identity
    monkeypatch.setattr(os, "write", lambda _fd, data: len(data))
    with pytest.raises(FileRefused, match="wrote less than it said"):
        replace(page, b"0123456789", identity)
    monkeypatch.undo()
    assert page.read_bytes() == before


def test_a_failed_sync_of_the_folder_does_not_claim_the_old_state(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(write.Folder, "sync", fail)
    with pytest.raises(FileRefused, match="is written, but may not last"):
        replace(page, b"new", read_file(page).identity)
    assert page.read_bytes() == b"new"


def test_a_temporary_file_that_stays_is_named(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    identity = read_file(page).identity
    monkeypatch.setattr(os, "replace", fail)
    monkeypatch.setattr(os, "unlink", fail)
    with pytest.raises(FileRefused) as caught:
        replace(page, b"new", identity)
    assert "is left behind" in "".join(getattr(caught.value.__cause__, "__notes__", ()))


AS_NOBODY = """
import os, sys
from hugokit.errors import FileRefused
from hugokit.fs.read import read_file
from hugokit.fs.write import replace
os.chdir(sys.argv[1])
if os.geteuid() == 0:  # root may write anywhere
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    replace("page.md", b"new", read_file("page.md").identity)
except FileRefused as error:
    print(error)
    sys.exit(7)
"""


def test_a_folder_that_cannot_be_written(page: Path) -> None:
    page.parent.chmod(0o555)
    env = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", AS_NOBODY, str(page.parent)]
    done = subprocess.run(command, cwd=CHECKOUT, env=env, capture_output=True, text=True, check=False)
    page.parent.chmod(0o755)
    assert (done.returncode, done.stderr) == (7, "")
    assert "page.md: cannot be written, and is as it was: Permission denied" in done.stdout
    assert b"old" in page.read_bytes()
