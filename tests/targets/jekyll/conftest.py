"""The real Jekyll, and sites built by it and by the real Hugo."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hugokit.engine.migrate import Result, migrate
from tests.support import run_hugo

LAYOUTS = Path(__file__).parents[1] / "eleventy" / "layouts"
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@dataclass
class Pair:
    """One site built twice: by Hugo (`hugo`) and, migrated, by Jekyll (`new`); `said` is what Jekyll said."""

    hugo: Path
    new: Path
    source: Path
    project: Path
    result: Result
    said: str

    def hugo_files(self) -> set[str]:
        return files_of(self.hugo)

    def new_files(self) -> set[str]:
        return files_of(self.new)


def files_of(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="session")
def jekyll() -> str:
    """The command. `apt-get install jekyll ruby-commonmarker` brings what a generated Gemfile asks for."""
    found = shutil.which("jekyll")
    if found is None:
        pytest.fail("jekyll is not installed: the tests with the marker `generators` need it and ruby-commonmarker")
    return found


@pytest.fixture(scope="session")
def build_pair(hugo: Path, jekyll: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Pair]:
    """`build_pair(site, layouts="plain")`: Hugo uses the layouts of that name of the Eleventy tests, with "" its own.

    `options` are further ones for Jekyll.
    """

    def build(site: Path, *, layouts: str = "plain", options: tuple[str, ...] = ()) -> Pair:
        work = tmp_path_factory.mktemp(site.name)
        source = work / "source"
        left_out = ("themes", "public", "*.lock") if layouts else ("public", "*.lock")
        shutil.copytree(site, source, ignore=shutil.ignore_patterns(*left_out))
        source.chmod(0o755)
        if layouts:
            put_layouts(source, LAYOUTS / layouts)
        result = migrate(source, "jekyll", work / "new", now=NOW)
        for page in result.hidden:
            if page.why == "refused":
                (source / page.source).unlink()
        built = run_hugo(hugo, source, work / "public", "--clock", NOW.isoformat())
        assert built.exit == 0 or "logged" in built.messages, built.messages
        said = run_jekyll(jekyll, work / "new", *options)
        return Pair(built.public, work / "new" / "_site", source, work / "new", result, said)

    return build


def put_layouts(site: Path, layouts: Path) -> None:
    """Give a copy of a site plain layouts; its own shortcodes stay."""
    target = site / "layouts"
    target.mkdir(exist_ok=True)
    for old in [*target.glob("*.html"), *target.glob("_default/*.html")]:
        old.unlink()
    for file in layouts.iterdir():
        shutil.copyfile(file, target / file.name)
    config = next(site.glob("hugo.*"))
    config.write_text(re.sub(r"(?m)^theme.*\n", "", config.read_text(encoding="utf-8")), encoding="utf-8")


def run_jekyll(jekyll: str, site: Path, *options: str) -> str:
    """Build a generated site where it stands, at the clock of the tests; gives what Jekyll said."""
    clock = site.parent / "clock.yml"
    clock.write_text(f'time: "{NOW:%Y-%m-%d %H:%M:%S} +0000"\n', encoding="utf-8")
    command = [jekyll, "build", "--config", f"_config.yml,{clock}", "--trace", *options]
    # Bundler would look for the gems that Debian does not have: gemoji.
    settings = {**os.environ, "JEKYLL_NO_BUNDLER_REQUIRE": "true", "JEKYLL_ENV": "production"}
    done = subprocess.run(command, cwd=site, env=settings, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
