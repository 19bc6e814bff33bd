"""Several processes say what one says, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from hugokit.api import Outcome, Run, load_settings
from hugokit.cli import check as check_command
from hugokit.cli.main import main
from hugokit.diagnostic import Severity
from hugokit.engine import parallel
from hugokit.engine.parallel import check_all
from hugokit.errors import FileRefused
from hugokit.fs.walk import FoundFile
from tests.cli.program import hugokit
from tests.rules.cases import cases


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of all pages that the rules are tried on, a few times, with one that cannot be read."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "hugo.toml").write_text('theme = "mainroad"\n')
    for number, case in enumerate(cases()):
        page = folder / "content" / f"s{number % 7}" / f"p{number:04}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(case.encode(case.text))
    (folder / "content" / "s3" / "large.md").write_bytes(b"x" * (16 * 1024 * 1024 + 1))
    return folder


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_the_same_outcomes(site: Path, start: str) -> None:
    settings = load_settings(site)
    one, several = Run.of(settings, edits=True), Run.of(settings, edits=True)
    alone = list(one.over(one.files([site]), partial(one.check, least=Severity.INFO)))
    shared = list(check_all(several, several.files([site]), Severity.INFO, 2, start=start))
    assert len(alone) > 300
    assert [(o.path, o.found, str(o.error)) for o in alone] == [(o.path, o.found, str(o.error)) for o in shared]
    assert any(isinstance(o.error, FileRefused) for o in shared)
    assert several.contexts.versions == one.contexts.versions


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for number in range(450):
        page = tmp_path / "content" / f"{number // 100:03}" / f"{number:05}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"---\ntitle: {number}\ndraft: {'yes' if number % 50 == 0 else 'true'}\n---\n")
    return tmp_path


def test_the_command(pages: Path) -> None:
    alone, shared = (hugokit("check", "content", "--jobs", jobs, cwd=pages) for jobs in ("1", "2"))
    assert alone.code == shared.code == 1
    assert alone.out == shared.out
    assert alone.text.count("HK302") == 9
    assert alone.err == shared.err


@pytest.mark.parametrize(("few", "several"), [(449, True), (450, False)])
def test_many_files_are_shared_unasked(pages: Path, monkeypatch: pytest.MonkeyPatch, few: int, several: bool) -> None:
    begun: list[int] = []

    def watched(run: Run, files: Iterable[FoundFile], least: Severity, jobs: int) -> Iterator[Outcome]:
        begun.append(jobs)
        return check_all(run, files, least, jobs)

    monkeypatch.chdir(pages)
    monkeypatch.setattr(check_command, "FEW_FILES", few)
    monkeypatch.setattr(parallel, "check_all", watched)
    done = CliRunner().invoke(main, ["check", "content"])
    assert (done.exit_code, done.output.count("HK302")) == (1, 9)
    assert begun == ([parallel.processes()] if several else [])
