"""Tests that lack the reference material are counted, and never pass over a wrong setting."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import CHECKOUT

NEEDS = "def test_one(shared): assert shared.is_dir()\ndef test_two(shared): pass\ndef test_three(): pass\n"


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A suite with our conftest in a folder that has no ../shared."""
    folder = tmp_path / "checkout" / "tests"
    folder.mkdir(parents=True)
    for name in ("conftest.py", "support.py"):
        shutil.copy(CHECKOUT / "tests" / name, folder)
    (folder / "test_some.py").write_text(NEEDS, encoding="utf-8")
    shutil.copy(CHECKOUT / "pyproject.toml", folder.parent)
    return folder.parent


def run(suite: Path, **settings: str) -> tuple[int, str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "HUGOKIT_"))}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=suite, env={**env, **settings}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_what_is_skipped_is_counted(suite: Path) -> None:
    code, said = run(suite)
    assert code == 0, said
    assert "1 passed, 2 skipped" in said
    assert "2 tests were skipped: each needs the reference material" in said


def test_it_is_found_beside_the_checkout_or_where_the_setting_says(suite: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    assert "3 passed" in run(suite, HUGOKIT_SHARED=str(tmp_path / "elsewhere"))[1]
    (suite.parent / "shared").mkdir()
    assert "3 passed" in run(suite)[1]


def test_a_wrong_setting_fails(suite: Path) -> None:
    code, said = run(suite, HUGOKIT_SHARED="/nowhere/at/all")
    assert code == 1
    assert "HUGOKIT_SHARED is set to /nowhere/at/all, which is no folder" in said
