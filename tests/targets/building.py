"""Sites built twice, by the real Hugo and, migrated, by the real generator of a target."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import pytest

from hugokit.engine.migrate import Result
from hugokit.proof.facts import Verdict
from hugokit.proof.result import Proof
from hugokit.target import load_targets

LAYOUTS = Path(__file__).parent / "layouts"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
NOTHING = re.compile(r"(?!)")
# Generators whose builds take long: few of them are in CI's usual selection.
SLOW = frozenset({"docusaurus"})


def every_target() -> list[Any]:
    """Parameters: all targets, those whose builds take long with the mark `long`."""
    return [slow_apart(target, target) for target in sorted(load_targets())]


def slow_apart(target: str, value: object, name: str = "") -> Any:
    """A parameter, with the mark `long` where the target's builds take long."""
    return pytest.param(value, id=name or target, marks=[pytest.mark.long] if target in SLOW else [])


@dataclass
class Pair:
    """One site built twice: by Hugo (`hugo`) and, migrated, in `project` (`new`). `said`: by the generator.

    `own`: files that the generator adds to every site, which are no part of what Hugo publishes.
    """

    hugo: Path
    new: Path
    source: Path
    project: Path
    result: Result
    said: str
    own: re.Pattern[str]

    def hugo_files(self) -> set[str]:
        return files_of(self.hugo)

    def new_files(self) -> set[str]:
        return {name for name in files_of(self.new) if not self.own.fullmatch(name)}


class Moved(NamedTuple):
    """A site, what became of it, and the proof."""

    name: str
    target: str
    source: Path
    new: Path
    result: Result
    proof: Proof


def told(verdicts: tuple[Verdict, ...]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The addresses that differ, with the aspects that do and their diffs."""
    return {
        verdict.url: {verdict.state: (), **{one.aspect: one.diff for one in verdict.differences}}
        for verdict in verdicts
    }


def files_of(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def site_of(folder: Path, pages: dict[str, str]) -> Path:
    """A small site of these files."""
    site = folder / "site"
    for name, text in {"hugo.toml": 'baseURL = "https://e.example/"\ntitle = "{{ 7*7 }}"\n', **pages}.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    return site


def copy_of(site: Path, place: Path, layouts: str) -> Path:
    """A copy of a site with the layouts of that name beside this file; with "" it keeps its own."""
    left_out = ("themes", "public", "*.lock") if layouts else ("public", "*.lock")
    shutil.copytree(site, place, ignore=shutil.ignore_patterns(*left_out))
    place.chmod(0o755)
    if layouts:
        _put_layouts(place, LAYOUTS / layouts)
    return place


def _put_layouts(site: Path, layouts: Path) -> None:
    """Plain layouts; the site's own shortcodes stay."""
    target = site / "layouts"
    target.mkdir(exist_ok=True)
    for old in [*target.glob("*.html"), *target.glob("*.json"), *target.glob("_default/*.html")]:
        old.unlink()
    for file in layouts.iterdir():
        shutil.copyfile(file, target / file.name)
    for config in [*site.glob("hugo.*"), *site.glob("config/_default/hugo.*")]:
        config.write_text(re.sub(r"(?m)^theme.*\n", "", config.read_text(encoding="utf-8")), encoding="utf-8")


@dataclass(frozen=True)
class Npm:
    """A generator from the npm registry: `program` in its node_modules, run by `node`, with `words`.

    `own`: as in Pair. `around`: what the environment must have, for whoever runs the project's own program.
    """

    modules: Path
    program: str
    words: tuple[str, ...]
    node: Path
    own: re.Pattern[str] = NOTHING

    def __call__(self, project: Path, *options: str) -> str:
        self.put(project)
        return _run([str(self.node), str(self.modules / self.program), *self.words, *options], project, **self.around)

    def put(self, project: Path) -> None:
        """Give a project its packages, as `npm install` does."""
        if not (project / "node_modules").exists():
            (project / "node_modules").symlink_to(self.modules)

    @property
    def around(self) -> dict[str, str]:
        path = f"{self.node.parent}{os.pathsep}{os.environ['PATH']}"
        # The cache of Docusaurus is in node_modules, which all projects of a test run share.
        return {"PATH": path, "ASTRO_TELEMETRY_DISABLED": "1", "DOCUSAURUS_NO_PERSISTENT_CACHE": "true"}


@dataclass(frozen=True)
class Jekyll:
    """At the clock of the tests. Bundler would look for gems that Debian does not have: gemoji."""

    program: str
    around: ClassVar[dict[str, str]] = {}
    own: ClassVar[re.Pattern[str]] = NOTHING

    def __call__(self, project: Path, *options: str) -> str:
        clock = project.parent / "clock.yml"
        clock.write_text(f'time: "{NOW:%Y-%m-%d %H:%M:%S} +0000"\n', encoding="utf-8")
        command = [self.program, "build", "--config", f"_config.yml,{clock}", "--trace", *options]
        return _run(command, project, JEKYLL_NO_BUNDLER_REQUIRE="true", JEKYLL_ENV="production")

    def put(self, project: Path) -> None:
        """It is on the machine."""


Generator = Npm | Jekyll
"""Builds a project where it stands, with further options; gives what it said."""


def _run(command: list[str], folder: Path, **more: str) -> str:
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **more}, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
