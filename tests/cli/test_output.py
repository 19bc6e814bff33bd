"""What is printed: JSON for programs, colour where it is wanted, nothing that a terminal would obey."""

from __future__ import annotations

import json
import os
import pty
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.cli.program import environment, hugokit, page
from tests.support import CHECKOUT

PAGE = "---\ntitle: A\ntags: one\nmenu: ''\ndraft: yes\nthumbnail:\n  vizibility: [post]\n---\n"
CHECK = json.loads((CHECKOUT / "schemas/output/check.v1.json").read_text(encoding="utf-8"))


def test_json_says_the_same_as_text(tmp_path: Path) -> None:
    page(tmp_path, "b.md", PAGE)
    page(tmp_path, "a.md", PAGE)
    words = ("check", ".", "--schema", "mainroad", "--show", "info")
    text = hugokit(*words, cwd=tmp_path)
    ran = hugokit(*words, "--output-format", "json", cwd=tmp_path)
    found = json.loads(ran.out)
    for one in found:
        jsonschema.validate(one, CHECK)
    assert (ran.code, ran.err) == (text.code, "") == (1, "")
    assert [(f"{f['path']}:{f['line']}:{f['column']}", f["code"]) for f in found] == text.places()
    assert {f["code"] for f in found} >= {"HK204", "HK401", "HK302"}
    assert {f["severity"] for f in found} == {"error", "warning"} | {f["severity"] for f in found}
    tags = next(f for f in found if f["code"] == "HK204")
    assert (tags["key"], tags["fix"]["applicability"], tags["severity"]) == (["tags"], "safe", "error")
    assert hugokit(*words, cwd=tmp_path, HUGOKIT_OUTPUT_FORMAT="json").out == ran.out


def test_json_of_nothing_is_an_empty_list(tmp_path: Path) -> None:
    page(tmp_path, "a.md", "no front matter")
    ran = hugokit("check", "a.md", "--output-format", "json", cwd=tmp_path)
    assert (ran.code, json.loads(ran.out), ran.err) == (0, [], "")


@pytest.mark.parametrize(
    ("words", "env", "coloured"),
    [
        ((), {}, False),
        (("--color", "always"), {}, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_in_a_pipe(tmp_path: Path, words: tuple[str, ...], env: dict[str, str], coloured: bool) -> None:
    page(tmp_path, "a.md", PAGE)
    ran = hugokit("check", "a.md", *words, cwd=tmp_path, **env)
    assert (b"\x1b[" in ran.out) is coloured


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colour_on_a_terminal(tmp_path: Path, no_color: str, coloured: bool) -> None:
    page(tmp_path, "a.md", PAGE)
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        command = [sys.executable, "-m", "hugokit", "check", "a.md"]
        os.execvpe(sys.executable, command, environment(NO_COLOR=no_color, TERM="xterm"))
    said = b""
    while part := _read(terminal):
        said += part
    os.waitpid(child, 0)
    assert b"a.md:4:1:" in said
    assert (b"\x1b[" in said) is coloured


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""


def test_nothing_of_a_page_reaches_the_terminal_raw(tmp_path: Path) -> None:
    page(tmp_path, "a\x1b[31m.md", "---\ntags: \"x\\e]0;title\\a\"\n'k\u202eey': 1\n'K\u202eey': 2\nmenu: \"\"\n---\n")
    for words in (("--show", "info"), ("--diff",), ("--output-format", "json")):
        ran = hugokit("check", ".", "--schema", "mainroad", *words, cwd=tmp_path)
        assert ran.code == 1
        assert not {"\x1b", "\x07", "\u202e"} & set(ran.text + ran.err), words


def test_rule_explains_itself(tmp_path: Path) -> None:
    listed = hugokit("rule", cwd=tmp_path)
    assert listed.code == 0
    assert len(listed.text.splitlines()) >= 20
    for name in ("HK401", "hk401", "empty-menu"):
        assert hugokit("rule", name, cwd=tmp_path).text.startswith("# empty-menu (HK401, warning)\n")


def test_help_and_version(tmp_path: Path) -> None:
    assert hugokit("--version", cwd=tmp_path).text.startswith("hugokit ")
    overview = hugokit("-h", cwd=tmp_path).text
    for command in ("check", "fmt", "migrate", "rule"):
        assert f"  {command} " in overview
        assert f"Usage: hugokit {command} " in hugokit(command, "--help", cwd=tmp_path).text
