from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hugokit.errors import FileRefused, MigrationError
from hugokit.fs import stage
from hugokit.fs.stage import publish_tree


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_tree_is_published_whole(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(os.urandom(3 * 1024 * 1024))
    dest = tmp_path / "new" / "site"
    files: list[tuple[str, bytes | Path]] = [("a/b/index.html", b"<p>\r\n"), ("empty", b""), ("a/p.png", picture)]
    assert publish_tree(dest, iter(files)) == 3
    assert tree(dest) == {"a/b/index.html": b"<p>\r\n", "empty": b"", "a/p.png": picture.read_bytes()}
    assert [p.name for p in dest.parent.iterdir()] == ["site"]


def test_the_modes_are_those_of_new_files(tmp_path: Path) -> None:
    previous = os.umask(0o027)
    try:
        publish_tree(tmp_path / "out", [("a/b.txt", b"")])
        (tmp_path / "plain").mkdir()
    finally:
        os.umask(previous)
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert (tmp_path / "out/a/b.txt").stat().st_mode & 0o777 == 0o640


def test_an_empty_folder_is_taken_and_a_full_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    publish_tree(tmp_path / "out", [("a", b"1")])
    with pytest.raises(MigrationError, match="is not empty"):
        publish_tree(tmp_path / "out", [("a", b"2")])
    assert tree(tmp_path / "out") == {"a": b"1"}


def test_a_destination_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(MigrationError, match="is not a folder"):
            publish_tree(tmp_path / name, [("a", b"2")])
    assert (tmp_path / "file").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "path", ["../x", "/etc/x", "a/../../x", "", "a//b", "a\\..\\b", "C:/x", "a\0b", "a/./b", "x/.."]
)
def test_paths_that_leave_the_folder_are_refused_before_anything_is_written(tmp_path: Path, path: str) -> None:
    with pytest.raises(MigrationError, match="nothing was written"):
        publish_tree(tmp_path / "out", [("good", b""), (path, b"")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("first", "second"), [("A.html", "a.html"), ("a", "a"), ("a/b", "A"), ("\u00e9", "e\u0301")])
def test_two_paths_that_are_one_file_somewhere_are_refused(tmp_path: Path, first: str, second: str) -> None:
    with pytest.raises(MigrationError, match="one file on some systems"):
        publish_tree(tmp_path / "out", [(first, b"1"), (second, b"2")])
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "link").symlink_to("secret")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe", "gone"):
        with pytest.raises(FileRefused, match=name):
            publish_tree(tmp_path / "out", [("first", b""), ("a", tmp_path / name)])
        assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "pipe", "secret"]


@pytest.mark.parametrize("step", ["write", "fsync", "open"])
def test_a_failure_leaves_nothing(tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = getattr(os, step), iter(range(1000))

    def fail(*args: object, **named: object) -> object:
        if next(calls) == 2:
            raise OSError(28, "No space left on device")
        return real(*args, **named)

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(MigrationError, match="nothing was written: No space left on device"):
        publish_tree(tmp_path / "out", [(f"{n}.md", b"x") for n in range(5)])
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_leaves_nothing(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, bytes | Path]]:
        yield "a", b""
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish_tree(tmp_path / "out", files())
    assert list(tmp_path.iterdir()) == []


def test_somebody_elses_files_that_come_meanwhile_are_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dest = tmp_path / "out"
    real = stage._fill

    def fill(*args: object) -> None:
        real(*args)  # type: ignore[arg-type]
        dest.mkdir()
        (dest / "mine").write_bytes(b"mine")

    monkeypatch.setattr(stage, "_fill", fill)
    with pytest.raises(MigrationError, match="nothing was written"):
        publish_tree(dest, [("a", b"")])
    assert tree(tmp_path) == {"out/mine": b"mine"}
