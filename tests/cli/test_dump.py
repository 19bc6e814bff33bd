"""`hugokit dump`: JSON Lines for programs, the version of Hugo on standard error."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.program import hugokit, page

GOOD = "---\ntitle: A\ndraft: yes\ndate: 2025-02-08 09:45:27\n---\nbody\n"


def test_a_line_for_every_file(tmp_path: Path) -> None:
    page(tmp_path, "hugo.toml", 'timeZone = "Asia/Kolkata"\n')
    page(tmp_path, "netlify.toml", '[build.environment]\nHUGO_VERSION = "0.150.0"\n')
    page(tmp_path, "content/post/a.md", GOOD)
    page(tmp_path, "content/post/b.md", "---\na: [\n---\n")
    ran = hugokit("dump", ".", cwd=tmp_path)
    lines = [json.loads(line) for line in ran.text.splitlines()]
    assert ran.code == 0
    assert [line["path"] for line in lines] == ["content/post/a.md", "content/post/b.md"]
    assert list(lines[0]) == ["path", "format", "params", "page", "verdict", "error"]
    assert lines[0]["page"]["draft"] is True, "Hugo 0.150 reads yes as true"
    assert lines[0]["page"]["date"] == "2025-02-08T09:45:27+05:30"
    assert lines[0]["page"]["type"] == "post"
    assert lines[1]["verdict"] == "fatal"
    assert lines[1]["error"]["line"] == 3, "libyaml, as Hugo before 0.152, says where it missed the bracket"
    assert ran.version == "hugokit: read as Hugo 0.150 (netlify.toml:2)\n"
    assert ran.err == ""


def test_standard_input_and_options(tmp_path: Path) -> None:
    config = page(tmp_path, "hugo.yaml", "timeZone: UTC\n")
    ran = hugokit(
        "dump", "-", "--stdin-filename", "content/blog/x.md", "--hugo-version", "0.168", "--config", config,
        cwd=tmp_path / "..", given=GOOD.encode(),
    )  # fmt: skip
    line = json.loads(ran.text)
    assert line["page"]["draft"] is False, "Hugo 0.168 reads yes as a text"
    assert line["params"]["draft"] is False
    assert line["page"]["type"] == "blog"
    assert ran.version == "hugokit: read as Hugo 0.168 (as asked for)\n"


def test_a_guess_is_a_warning_and_a_missing_file_is_wrong_use(tmp_path: Path) -> None:
    page(tmp_path, "a.md", GOOD)
    ran = hugokit("dump", "a.md", cwd=tmp_path)
    assert ran.version.startswith("hugokit: warning: read as Hugo 0.168 (the newest known")
    assert hugokit("dump", "a.md", "-q", cwd=tmp_path).version == ""
    gone = hugokit("dump", "nope.md", cwd=tmp_path)
    assert gone.code == 2
    assert "nope.md" in gone.err
    wrong = hugokit("dump", "a.md", "--hugo-version", "new", cwd=tmp_path)
    assert wrong.code == 2
    assert "no version such as 0.168" in wrong.err
