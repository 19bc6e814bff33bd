"""The real Eleventy, installed once into a cache, and sites built by it and by the real Hugo."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from hugokit import verify
from hugokit.engine.migrate import Result, migrate
from hugokit.proof.facts import Verdict
from hugokit.proof.result import Proof
from tests.support import node_modules, run_hugo

HERE = Path(__file__).parent
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The node_modules that a generated package.json asks for."""
    if shutil.which("npm") is None:
        pytest.fail("npm is not installed: the tests with the marker `generators` need Node 20 or later")
    site = tmp_path_factory.mktemp("empty")
    (site / "content").mkdir()
    new = tmp_path_factory.mktemp("first") / "new"
    migrate(site, "eleventy", new)
    return node_modules("eleventy", (new / "package.json").read_bytes())


@dataclass
class Pair:
    """One site built twice: by Hugo (`hugo`) and, migrated, by Eleventy (`new`); `root` is the base URL's path."""

    hugo: Path
    new: Path
    source: Path
    result: Result
    root: str

    def hugo_files(self) -> set[str]:
        return {p.relative_to(self.hugo).as_posix() for p in self.hugo.rglob("*") if p.is_file()}

    def new_files(self) -> set[str]:
        return {p.relative_to(self.new).as_posix() for p in self.new.rglob("*") if p.is_file()}


@pytest.fixture(scope="session")
def build_pair(hugo: Path, modules: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Pair]:
    """`build_pair(site, layouts="plain")`: Hugo uses the layouts of that name beside this file."""

    def build(site: Path, *, layouts: str = "plain") -> Pair:
        work = tmp_path_factory.mktemp(site.name)
        source = work / "source"
        shutil.copytree(site, source, ignore=shutil.ignore_patterns("themes", "public", "*.lock"))
        source.chmod(0o755)
        put_layouts(source, HERE / "layouts" / layouts)
        result = migrate(source, "eleventy", work / "new", now=NOW)
        refused = [page.source for page in result.hidden if page.why == "refused"]
        if refused:
            assert run_hugo(hugo, source, work / "refused").exit == 1, "Hugo takes a page that hugokit refused"
        for page in refused:
            (source / page).unlink()
        built = run_hugo(hugo, source, work / "public", "--clock", NOW.isoformat())
        assert built.exit == 0 or "logged" in built.messages, built.messages
        return Pair(built.public, eleventy(work / "new", modules), source, result, result.sites[0].root)

    return build


def put_layouts(site: Path, layouts: Path) -> None:
    """Give a copy of a site plain layouts; its own shortcodes stay."""
    target = site / "layouts"
    target.mkdir(exist_ok=True)
    for old in [*target.glob("*.html"), *target.glob("*.json"), *target.glob("_default/*.html")]:
        old.unlink()
    for file in layouts.iterdir():
        shutil.copyfile(file, target / file.name)
    for config in [*site.glob("hugo.*"), *site.glob("config/_default/hugo.*")]:
        text = config.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines(keepends=True) if not line.startswith(("theme", "theme:"))]
        config.write_text("".join(lines), encoding="utf-8")


def eleventy(site: Path, modules: Path) -> Path:
    """Build a generated site where it stands; gives the folder of what was published."""
    (site / "node_modules").symlink_to(modules)
    command = ["node", str(modules / "@11ty" / "eleventy" / "cmd.cjs"), "--quiet"]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return site / "_site"


class Moved(NamedTuple):
    """A site, what became of it, and the proof."""

    name: str
    source: Path
    new: Path
    result: Result
    proof: Proof


@pytest.fixture(scope="session")
def move(modules: Path, hugo: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Moved]:
    """`move(site, layouts)`: the site with the layouts of that name beside this file, migrated, built and verified."""

    def run(site: Path, layouts: str) -> Moved:
        work = tmp_path_factory.mktemp(site.name)
        source, new = work / "source", work / "new"
        shutil.copytree(site, source, ignore=shutil.ignore_patterns("themes", "public", "*.lock"))
        source.chmod(0o755)
        put_layouts(source, HERE / "layouts" / layouts)
        result = migrate(source, "eleventy", new, now=NOW)
        (new / "node_modules").symlink_to(modules)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PATH", str(hugo.parent), prepend=":")
            return Moved(site.name, source, new, result, verify(source, new, now=NOW))

    return run


def told(verdicts: tuple[Verdict, ...]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        verdict.url: {verdict.state: (), **{one.aspect: one.diff for one in verdict.differences}}
        for verdict in verdicts
    }
