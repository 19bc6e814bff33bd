"""The real generators, got once, and sites built by them and by the real Hugo."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hugokit import verify
from hugokit.engine.migrate import migrate
from tests.support import newer_node, node_modules, run_hugo
from tests.targets.building import NOW, Generator, Jekyll, Moved, Npm, Pair, copy_of


def packages(target: str, folder: Path) -> Path:
    """The node_modules that a generated package.json asks for."""
    if shutil.which("npm") is None:
        pytest.fail("npm is not installed: the tests with the marker `generators` need Node 20 or later")
    (folder / "site" / "content").mkdir(parents=True)
    migrate(folder / "site", target, folder / "new")
    return node_modules(target, (folder / "new" / "package.json").read_bytes())


@pytest.fixture(scope="session")
def eleventy(tmp_path_factory: pytest.TempPathFactory) -> Npm:
    modules = packages("eleventy", tmp_path_factory.mktemp("eleventy"))
    return Npm(modules, "@11ty/eleventy/cmd.cjs", ("--quiet",), Path(str(shutil.which("node"))))


@pytest.fixture(scope="session")
def astro(tmp_path_factory: pytest.TempPathFactory) -> Npm:
    modules = packages("astro", tmp_path_factory.mktemp("astro"))
    return Npm(modules, "astro/bin/astro.mjs", ("build", "--silent"), newer_node())


@pytest.fixture(scope="session")
def docusaurus(tmp_path_factory: pytest.TempPathFactory) -> Npm:
    modules = packages("docusaurus", tmp_path_factory.mktemp("docusaurus"))
    own = re.compile(r"(?:\w+/)?assets/(?:js|css)/.*|404\.html")
    return Npm(modules, "@docusaurus/core/bin/docusaurus.mjs", ("build",), Path(str(shutil.which("node"))), own)


@pytest.fixture(scope="session")
def jekyll() -> Jekyll:
    """The command. `apt-get install jekyll ruby-commonmarker` brings what a generated Gemfile asks for."""
    found = shutil.which("jekyll")
    if found is None:
        pytest.fail("jekyll is not installed: the tests with the marker `generators` need it and ruby-commonmarker")
    return Jekyll(found)


@pytest.fixture(scope="session")
def build_both(
    hugo: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Pair]:
    """`build_both(target, site, layouts="plain", options=())`: with "" as layouts Hugo uses those of the site."""

    def build(target: str, site: Path, *, layouts: str = "plain", options: tuple[str, ...] = ()) -> Pair:
        work = tmp_path_factory.mktemp(site.name)
        source, project = copy_of(site, work / "source", layouts), work / "new"
        result = migrate(source, target, project, now=NOW)
        refused = [page.source for page in result.hidden if page.why == "refused"]
        if refused:
            # At an unknown :token Hugo crashes in one of its threads; about once in a hundred runs it ends before that.
            runs = (run_hugo(hugo, source, work / "refused") for _ in range(4))
            assert any(run.exit != 0 for run in runs), "Hugo takes a page that hugokit refused"
        for page in refused:
            (source / page).unlink()
        built = run_hugo(hugo, source, work / "public", "--clock", NOW.isoformat())
        assert built.exit == 0 or "logged" in built.messages, built.messages
        generator: Generator = request.getfixturevalue(target)
        said = generator(project, *options)
        return Pair(built.public, project / result.target.output, source, project, result, said, generator.own)

    return build


@pytest.fixture(scope="session")
def move(hugo: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Moved]:
    """`move(target, site, layouts)`: the site with the layouts of that name, migrated, built and verified."""

    def run(target: str, site: Path, layouts: str) -> Moved:
        work = tmp_path_factory.mktemp(site.name)
        source, new = copy_of(site, work / "source", layouts), work / "new"
        result = migrate(source, target, new, now=NOW)
        generator: Generator = request.getfixturevalue(target)
        generator.put(new)
        with pytest.MonkeyPatch.context() as patch:
            for name, value in generator.around.items():
                patch.setenv(name, value)
            patch.setenv("PATH", str(hugo.parent), prepend=":")
            return Moved(site.name, target, source, new, result, verify(source, new, now=NOW))

    return run
