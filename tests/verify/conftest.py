"""A small site that has one of everything, built once by the real Hugo."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hugokit.engine.verify_hugo import build_bare

HERE = Path(__file__).parent
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def built(hugo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """site/, built with the bare layouts of `verify`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(hugo.parent), prepend=":")
        return build_bare(HERE / "site", tmp_path_factory.mktemp("built"), NOW)[0]


@pytest.fixture(autouse=True)
def hugo_on_path(hugo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tests run without activating their environment."""
    monkeypatch.setenv("PATH", str(hugo.parent), prepend=":")
