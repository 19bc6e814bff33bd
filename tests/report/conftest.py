"""A real browser for the reports that are pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support import npm_package

PLAYWRIGHT = "1.65.1"


@pytest.fixture
def browse(tmp_path: Path) -> Callable[..., Any]:
    """`browse(html, *steps)`: the page in Chromium, what each step gave, and what the console said."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None and os.environ.get("CI") == "true":
        pytest.fail("Chromium is missing: apt-get install chromium")
    if chromium is None:
        pytest.skip("needs Chromium (apt-get install chromium)")
    driver = npm_package("playwright-core", PLAYWRIGHT)

    def run(page: str, *steps: tuple[str, Any]) -> Any:
        place = tmp_path / "report.html"
        place.write_text(page, encoding="utf-8")
        command = ["node", str(Path(__file__).with_name("browse.cjs")), str(driver), str(chromium), place.as_uri()]
        done = subprocess.run(
            command, input=json.dumps(steps), capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
