"""Pages are reached from the folder that was named: no link leads out, no folder is opened twice, none stays open."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hugokit.errors import FileConflict, FileRefused
from hugokit.fs.access import Access
from hugokit.fs.walk import FoundFile, walk
from hugokit.limits import MAX_FOLDERS_DEEP, STRAY_SECONDS

PAGES = ("a.md", "post/b.md", "post/2024/c.md", "post/2025/d.md", "z/e.md")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in PAGES:
        place = tmp_path / "site" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(name.encode())
    return tmp_path / "site"


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize("spelling", ["absolute", "relative", "here", "dots"])
def test_every_spelling_of_the_root_leads_to_the_pages(
    site: Path, spelling: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site if spelling == "here" else site.parent)
    root = {"absolute": site, "relative": "site", "here": ".", "dots": "site/post/.."}[spelling]
    with Access() as access:
        read = [access.read(found).data.decode() for found in walk([root])]
    assert read == list(PAGES)


def test_several_roots_and_any_order(site: Path) -> None:
    found = list(walk([site / "post", site / "z", site / "a.md"]))
    with Access() as access:
        for one in [*found, *reversed(found), found[0], found[-2]]:
            assert one.name.endswith(access.read(one).data.decode())


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc on this system")
def test_no_folder_stays_open(site: Path) -> None:
    before = descriptors()
    with Access() as access:
        for found in walk([site]):
            access.read(found)
            assert descriptors() <= before + 3, "the root, and the folders down to the page"
    assert descriptors() == before


def test_the_root_may_be_a_link_and_nothing_below_it(site: Path, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(site)
    with Access() as access:
        assert access.read(FoundFile(f"{tmp_path}/alias/a.md", tmp_path / "alias", named=False)).data == b"a.md"
    found = FoundFile(str(site / "post/b.md"), site, named=False)
    (site / "post").rename(tmp_path / "moved")
    (site / "post").symlink_to(tmp_path / "moved")
    with Access() as access, pytest.raises(FileRefused, match=r"cannot be entered: post: is a link or no folder"):
        access.read(found)


@pytest.mark.parametrize("name", ["site/../outside.md", "site/post/../../outside.md", "outside.md"])
def test_a_name_outside_the_root_is_refused(site: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.md").write_bytes(b"mine")
    with Access() as access, pytest.raises(FileRefused, match="not inside"):
        access.read(FoundFile(str(tmp_path / name), site, named=False))


def test_folders_may_be_as_deep_as_the_limit(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * MAX_FOLDERS_DEEP)
    (deep / "e").mkdir(parents=True)
    for place in (deep / "good.md", deep / "e" / "bad.md"):
        place.write_bytes(b"x")
    good, bad = walk([tmp_path])
    with Access() as access:
        assert access.read(good).data == b"x"
        with pytest.raises(FileRefused, match=f"more than {MAX_FOLDERS_DEEP} folders deep"):
            access.read(bad)
        assert access.read(good).data == b"x"


@contextmanager
def swapping(one: Path, other: Path) -> Iterator[list[int]]:
    """Two names exchanged again and again, at once, by another thread."""
    exchange = ctypes.CDLL(None, use_errno=True).renameat2
    here, times, stop = -100, [0], threading.Event()

    def swap() -> None:
        while not stop.is_set():
            assert exchange(here, os.fsencode(one), here, os.fsencode(other), 2) == 0
            times[0] += 1
            time.sleep(0)

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        yield times
    finally:
        stop.set()
        thread.join()


@pytest.mark.skipif(sys.platform != "linux", reason="exchanging two names at once is a call of Linux")
def test_a_folder_that_is_swapped_for_a_link_lets_nobody_out(site: Path, tmp_path: Path) -> None:
    """F24: 10,000 reads and 300 writes while the folder and a link out of the site change places."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.md").write_bytes(b"mine")
    (tmp_path / "link").symlink_to(outside)
    found = FoundFile(str(site / "post/b.md"), site, named=False)
    seen = {b"inside": 0, b"refused": 0}
    with swapping(site / "post", tmp_path / "link") as times:
        for number in range(10_000):
            with Access() as access:
                try:
                    page = access.read(found)
                    assert page.data != b"mine"
                    seen[b"inside"] += 1
                    if number % 33 == 0:
                        access.replace(found, page, b"%d" % number)
                except FileRefused:
                    seen[b"refused"] += 1
    assert (outside / "b.md").read_bytes() == b"mine"
    assert [p.name for p in outside.iterdir()] == ["b.md"]
    assert times[0] > 100
    assert min(seen.values()) > 100, seen


def stray(folder: Path, name: str, age: float) -> Path:
    place = folder / name
    place.write_bytes(b"half")
    os.utime(place, (time.time() - age,) * 2)
    return place


def test_strays_of_killed_runs_are_swept_where_a_page_is_written(site: Path) -> None:
    old, new = STRAY_SECONDS + 60, STRAY_SECONDS - 60
    gone = stray(site / "post", ".hugokit-0123456789abcdef.tmp", old)
    left = [
        stray(site / "post", ".hugokit-0123456789abcdee.tmp", new),
        stray(site / "post", ".hugokit-0123456789abcde.tmp", old),
        stray(site / "post", ".hugokit-0123456789abcdef.tmp.md", old),
        stray(site / "z", ".hugokit-0123456789abcdef.tmp", old),
    ]
    (site / "post" / ".hugokit-1123456789abcdef.tmp").symlink_to(left[0])
    (site / "post" / ".hugokit-2123456789abcdef.tmp").mkdir()
    found = FoundFile(str(site / "post/b.md"), site, named=False)
    with Access() as access:
        access.replace(found, access.read(found), b"new")
        again = stray(site / "post", gone.name, old)
        access.replace(found, access.read(found), b"newer")
    assert all(place.exists() for place in [*left, again]), "a folder is swept once a run"
    assert (site / "post" / ".hugokit-1123456789abcdef.tmp").is_symlink()
    assert (site / "post" / ".hugokit-2123456789abcdef.tmp").is_dir()
    with Access() as access:
        access.replace(found, access.read(found), b"newest")
    assert not gone.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_strays_of_others_stay(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = stray(site, ".hugokit-0123456789abcdef.tmp", STRAY_SECONDS + 60)
    os.chown(other, 12345, 12345)
    found = FoundFile(str(site / "a.md"), site, named=False)
    with monkeypatch.context() as somebody, Access() as access:
        somebody.setattr(os, "geteuid", lambda: 54321)
        access.replace(found, access.read(found), b"new")
    assert other.exists()
    with Access() as access:
        access.replace(found, access.read(found), b"newer")
    assert not other.exists(), "root gives its temporary files to the owner of the page"


def test_a_stray_that_cannot_be_removed_stops_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stray(site, ".hugokit-0123456789abcdef.tmp", STRAY_SECONDS + 60)
    found = FoundFile(str(site / "a.md"), site, named=False)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "unlink", refuse)
    with Access() as access:
        assert access.replace(found, access.read(found), b"new")
    assert (site / "a.md").read_bytes() == b"new"


def test_a_page_that_changed_meanwhile_is_a_conflict(site: Path) -> None:
    found = FoundFile(str(site / "a.md"), site, named=False)
    with Access() as access:
        page = access.read(found)
        (site / "a.md").write_bytes(b"the editor's")
        with pytest.raises(FileConflict):
            access.replace(found, page, b"new")
    assert (site / "a.md").read_bytes() == b"the editor's"
