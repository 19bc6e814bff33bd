from __future__ import annotations

import hashlib
import os
import socket
import threading
import time
from pathlib import Path

import pytest

from hugokit.errors import FileRefused
from hugokit.fs.read import read_file


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"---\r\ntitle: a\r\n---\r\n",
        b"\xef\xbb\xbf---\n---\n",
        b"a\rb\rc",
        b"\xff\xfe\x00\x80",
        b"no final newline",
    ],
)
def test_bytes_come_as_they_are(tmp_path: Path, data: bytes) -> None:
    place = tmp_path / "page.md"
    place.write_bytes(data)
    found = read_file(place)
    state = place.stat()
    assert found.data == data
    assert found.identity.digest == hashlib.sha256(data).hexdigest()
    assert (found.identity.dev, found.identity.ino, found.identity.size) == (state.st_dev, state.st_ino, len(data))
    assert found.identity.mtime_ns == state.st_mtime_ns


def test_limit_counts_what_is_read_not_what_stat_says(tmp_path: Path) -> None:
    place = tmp_path / "page.md"
    place.write_bytes(b"x" * 100)
    assert len(read_file(place, limit=100).data) == 100
    with pytest.raises(FileRefused, match=r"page\.md: larger than 99 bytes"):
        read_file(place, limit=99)
    if Path("/proc/self/status").exists():
        with pytest.raises(FileRefused, match="larger than 10 bytes"):
            read_file("/proc/self/status", limit=10)


def test_a_read_of_several_parts_is_whole(tmp_path: Path) -> None:
    place = tmp_path / "page.md"
    data = os.urandom(3 * 1024 * 1024 + 17)
    place.write_bytes(data)
    assert read_file(place).data == data


def test_fifo_is_refused_at_once(tmp_path: Path) -> None:
    place = tmp_path / "pipe.md"
    os.mkfifo(place)
    found: list[str] = []

    def read() -> None:
        try:
            read_file(place)
        except FileRefused as error:
            found.append(str(error))

    started = time.monotonic()
    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(5)
    assert not thread.is_alive(), "reading a FIFO waits for a writer"
    assert time.monotonic() - started < 1
    assert "not a regular file" in found[0]


def test_what_is_no_file_is_refused_with_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "folder.md"
    folder.mkdir()
    with pytest.raises(FileRefused, match=r"folder\.md: a folder"):
        read_file(folder)
    with pytest.raises(FileRefused, match=r"gone\.md: cannot be read: No such file"):
        read_file(tmp_path / "gone.md")
    with pytest.raises(FileRefused, match="not a regular file"):
        read_file("/dev/null")
    with pytest.raises(FileRefused, match="cannot be read"):
        read_file("nul\0byte")


def test_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.md")
        with pytest.raises(FileRefused, match=r"s\.md"):
            read_file("s.md")


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("x", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("page.md")
    (tmp_path / "dangling.md").symlink_to("nowhere")
    (tmp_path / "loop.md").symlink_to("loop.md")
    for name in ("link.md", "dangling.md", "loop.md"):
        with pytest.raises(FileRefused, match=f"{name}: a symbolic link is not followed"):
            read_file(tmp_path / name)


def test_names_in_messages_are_escaped(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        read_file(tmp_path / "a\x1b]0;x\x07\u202e.md")
    assert "\x1b" not in str(caught.value)
    assert "\\x1b" in str(caught.value)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc on this system")
def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    place = tmp_path / "page.md"
    place.write_bytes(b"x")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        read_file(place)
        with pytest.raises(FileRefused):
            read_file(tmp_path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
