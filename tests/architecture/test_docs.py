"""The docs are true: links lead somewhere, commands and options are there, generated pages are those of the code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import CHECKOUT

PAGES = [CHECKOUT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
PAGES += sorted((CHECKOUT / "docs").rglob("*.md"))


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def short(page: Path) -> str:
    return page.relative_to(CHECKOUT).as_posix()


def blocks(page: Path, *languages: str) -> str:
    """The text of the fenced blocks in one of the languages."""
    fenced = re.findall(rf"^```(?:{'|'.join(languages)})\n(.*?)^```", read(page), re.MULTILINE | re.DOTALL)
    return "\n".join(fenced)


def test_generated_pages_are_those_of_the_code() -> None:
    command = [sys.executable, str(CHECKOUT / "docs" / "generate.py"), "--check"]
    done = subprocess.run(
        command, cwd=CHECKOUT, env={"PYTHONPATH": str(CHECKOUT)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("page", PAGES, ids=short)
def test_links_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"^```.*?^```", "", read(page), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", prose)
    assert [t for t in targets if not (page.parent / t).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=short)
def test_commands_and_options_are_there(page: Path) -> None:
    reference = read(CHECKOUT / "docs" / "reference" / "cli.md")
    sections = dict(re.findall(r"^## `hugokit ([^`]+)`\n(.*?)(?=^## |\Z)", reference, re.MULTILINE | re.DOTALL))
    assert sections
    for call in re.findall(r"(?:^|[\s/])hugokit ([a-z][^|&;#\n]*)", blocks(page, "sh", "console", "bash")):
        words = call.split()
        assert words[0] in sections, f"{short(page)}: hugokit {words[0]}"
        below = " ".join(words[:2])
        verb = below if below in sections else words[0]
        for option in re.findall(r"(?<!\S)--[a-z][a-z-]*", call):
            assert option in sections[verb], f"{short(page)}: hugokit {verb} {option}"


@pytest.mark.parametrize("page", [p for p in PAGES if "```python" in read(p)], ids=short)
def test_python_examples_run(page: Path, tmp_path: Path) -> None:
    """The blocks of a page, one after the other, in a folder with a page to work on."""
    (tmp_path / "page.md").write_bytes(b'---\n# kept\ntitle: "A"\ntags: ["one"]\nmenu: ""\n---\nBody.\n')
    done = subprocess.run(
        [sys.executable, "-c", blocks(page, "python")], cwd=tmp_path, env={"PYTHONPATH": str(CHECKOUT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
