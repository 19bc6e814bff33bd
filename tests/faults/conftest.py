from __future__ import annotations

import os
import shutil

import pytest


@pytest.fixture(scope="session")
def strace() -> str:
    found = shutil.which("strace")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("strace is missing: apt-get install strace")
    if found is None:
        pytest.skip("needs strace (Linux: apt-get install strace)")
    return found
