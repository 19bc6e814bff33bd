"""Many findings on a real terminal are told by cause; a pipe, a few, and whoever says so get one line each."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import sys
import termios
from pathlib import Path

import pytest

from tests.cli.program import environment, hugokit, page

BAD = "---\ntitle: A\ndate: 2020-13-01\nmenu: ''\n---\n"


def on_terminal(folder: Path, *words: str, columns: int = 80) -> tuple[int, list[str]]:
    """The exit code and the lines of `hugokit check WORDS`, with standard output and error on one terminal."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        env = environment(NO_COLOR="1", TERM="xterm")
        env.pop("COLUMNS", None)
        os.execvpe(sys.executable, [sys.executable, "-m", "hugokit", "check", *words], env)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    said = b""
    while part := _read(terminal):
        said += part
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said.decode().splitlines()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    page(tmp_path, "hugo.toml", 'theme = "mainroad"\n')
    page(tmp_path, "netlify.toml", '[build.environment]\nHUGO_VERSION = "0.150.0"\n')
    for number in range(26):
        page(tmp_path, f"content/p{number:02}.md", BAD)
    return tmp_path


def test_more_than_fifty_are_grouped_on_a_terminal(site: Path) -> None:
    code, lines = on_terminal(site)
    assert code == 1
    assert len(lines) <= 30
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("26 pages in ")
    assert lines[1:3] == ["Read as Hugo 0.150 (netlify.toml:2)", "By the schema of the theme mainroad (hugo.toml:1)"]
    assert lines[4] == "HK301 error, 26 findings in 26 files: date"
    assert lines[5].startswith("    content/p00.md:3:1: ")
    assert lines[5].endswith(" [one generator? every page]")
    assert "HK401 warning, 26 findings in 26 files (26 with --fix): menu" in lines
    assert lines[-1].startswith("Found 26 errors, 26 warnings in 26 files")


def test_fifty_are_not(site: Path) -> None:
    (site / "content/p25.md").unlink()
    code, lines = on_terminal(site)
    assert code == 1
    assert sum(": HK" in line for line in lines) == 50
    assert "HK301 error, 25 findings in 25 files: date" in on_terminal(site, "--group")[1]


def test_who_says_so_gets_each(site: Path) -> None:
    assert sum(": HK" in line for line in on_terminal(site, "--no-group")[1]) == 52
    assert sum(": HK" in line for line in on_terminal(site, "--select", "HK301")[1]) == 26


def test_a_pipe_gets_each_unless_asked_otherwise(site: Path) -> None:
    assert len(hugokit("check", cwd=site).places()) == 52
    said = hugokit("check", "--group", cwd=site)
    assert said.code == 1
    assert "HK301 error, 26 findings in 26 files: date" in said.text
    assert hugokit("check", "--group", "--output-format", "json", cwd=site).text.startswith("[")
    clean = page(site, "clean/a.md", "---\ntitle: A\n---\n")
    assert hugokit("check", "--group", clean, cwd=site).text == "All checks passed in 1 file.\n"
