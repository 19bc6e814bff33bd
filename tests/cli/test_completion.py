"""Completion as docs/how-to/shell-completion.md says, in a real bash."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import environment
from tests.support import CHECKOUT

PAGE = (CHECKOUT / "docs/how-to/shell-completion.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (("che",), ["check"]),
        (("check", "--fail-on", "w"), ["warning"]),
        (("check", "--preset", ""), ["minimal", "recommended", "strict"]),
        (("schema", "v"), ["validate"]),
    ],
)
def test_bash(tmp_path: Path, typed: tuple[str, ...], wanted: list[str]) -> None:
    program = tmp_path / "hugokit"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from hugokit.cli.main import run; run()" "$@"\n')
    program.chmod(0o755)
    [line] = re.findall(r"^```bash\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    words = " ".join(f"'{word}'" for word in ("hugokit", *typed))
    script = (
        f"{line}\nCOMP_WORDS=({words})\nCOMP_CWORD={len(typed)}\n"
        "function_of() { complete -p hugokit | sed 's/.*-F \\([^ ]*\\).*/\\1/'; }\n"
        '"$(function_of)" hugokit\nprintf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    env = environment(PATH=f"{tmp_path}:/usr/bin:/bin")
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=env, check=False, timeout=60)
    assert done.stdout.split() == wanted, done.stderr
