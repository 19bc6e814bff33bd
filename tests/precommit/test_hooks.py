"""The real pre-commit, in a throwaway repository, with hooks installed from a clone of this checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import CHECKOUT

pytestmark = pytest.mark.slow

HEAD = b'---\r\n# a comment\r\ntitle: "Nets"\r\ndate: "2025-02-08 09:45:27"\r\n'
PAGE = HEAD + b'tags: "nets"\r\ntoc: no\r\nmenu: ""\r\n---\r\nA body.\r\n'
SAFE = HEAD + b'tags: ["nets"]\r\ntoc: no\r\n---\r\nA body.\r\n'
FIXED = SAFE.replace(b"toc: no", b"toc: false")
CONFIG = """
repos:
  - repo: {hooks}
    rev: {rev}
    hooks:
      - id: {id}
        args: [{args}]
"""
ENV = {
    **os.environ,
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


def git(folder: Path, *command: str) -> str:
    done = subprocess.run(["git", *command], cwd=folder, env=ENV, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with what is in the work tree now, and its commit."""
    folder = tmp_path_factory.mktemp("hooks") / "hugokit"
    folder.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", ".gitignore"):
        shutil.copy(CHECKOUT / name, folder)
    for name in ("hugokit", "schemas"):
        shutil.copytree(CHECKOUT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "as it is")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps its environments: one install for all tests here."""
    return tmp_path_factory.mktemp("pre-commit-home")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    page = tmp_path / "content" / "post" / "nets.md"
    page.parent.mkdir(parents=True)
    page.write_bytes(PAGE)
    (tmp_path / "README.md").write_bytes(PAGE)
    (tmp_path / "hugo.toml").write_text('theme = "mainroad"\n', encoding="utf-8")
    (tmp_path / ".gitattributes").write_text("* -text\n", encoding="utf-8")
    git(tmp_path, "init", "-q")
    return tmp_path


def pre_commit(repository: Path, hooks: Path, home: Path, hook: str, *args: str) -> tuple[int, str]:
    config = CONFIG.format(hooks=hooks, rev=git(hooks, "rev-parse", "HEAD"), id=hook, args=", ".join(args))
    (repository / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    git(repository, "add", "-A")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never"],
        cwd=repository, env={**ENV, "PRE_COMMIT_HOME": str(home)}, capture_output=True, text=True, check=False,
        timeout=600,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_check_finds_fixes_and_passes(repository: Path, hooks: Path, home: Path) -> None:
    page = repository / "content" / "post" / "nets.md"
    code, said = pre_commit(repository, hooks, home, "hugokit")
    assert code == 1, said
    assert "content/post/nets.md:5:1:" in said
    assert "README.md" not in said, "only content is looked at"
    assert page.read_bytes() == PAGE, "without --fix nothing is written"

    code, said = pre_commit(repository, hooks, home, "hugokit", "--fix")
    assert code == 1, said
    assert "files were modified by this hook" in said
    assert "content/post/nets.md:6:1: HK205" in said, "what is no safe fix is left to a person"
    assert page.read_bytes() == SAFE

    code, said = pre_commit(repository, hooks, home, "hugokit", "--fix", "--unsafe-fixes")
    assert code == 1, said
    assert "files were modified by this hook" in said
    assert page.read_bytes() == FIXED

    for args in (("--fix",), ()):
        code, said = pre_commit(repository, hooks, home, "hugokit", *args)
        assert code == 0, said
    assert page.read_bytes() == FIXED
    assert (repository / "README.md").read_bytes() == PAGE


def test_fmt_changes_once_and_passes(repository: Path, hooks: Path, home: Path) -> None:
    page = repository / "content" / "post" / "nets.md"
    code, said = pre_commit(repository, hooks, home, "hugokit-fmt", "--preset=canonical")
    assert code == 1, said
    assert "files were modified by this hook" in said
    first = page.read_bytes()
    assert b"# a comment\r\n" in first
    code, said = pre_commit(repository, hooks, home, "hugokit-fmt", "--preset=canonical")
    assert code == 0, said
    assert page.read_bytes() == first


@pytest.mark.parametrize(
    ("verb", "name"), [("manifest", ".pre-commit-hooks.yaml"), ("config", ".pre-commit-config.yaml")]
)
def test_the_files_are_well_formed(verb: str, name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", f"validate-{verb}", str(CHECKOUT / name)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_hooks_take_content_and_nothing_else(hooks: Path) -> None:
    manifest = (hooks / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    patterns = re.findall(r"^  files: '(.*)'$", manifest, re.MULTILINE)
    assert patterns[0] == patterns[1]
    assert len(patterns) == 3
    wanted = re.compile(patterns[0])
    for name in ("content/a.md", "site/content/post/b.MARKDOWN", "content/c.html", "content/d.org", "content/e.adoc"):
        assert wanted.search(name), name
    for name in (
        "README.md",
        "docs/content.md",
        "content/pic.png",
        "content/x.mdx",
        "mycontent/a.md",
        "layouts/a.html",
    ):
        assert not wanted.search(name), name
    whole = re.compile(patterns[2])
    for name in ("content/a.md", "content/pic.png", "docs/hugo.toml", "config.yaml", "config/_default/menus.toml"):
        assert whole.search(name), name
    for name in ("README.md", "layouts/a.html", "myhugo.toml"):
        assert not whole.search(name), name


def test_the_site_is_judged_as_a_whole(repository: Path, hooks: Path, home: Path) -> None:
    page = repository / "content" / "post" / "nets.md"
    page.write_bytes(b"---\ntitle: Nets\nurl: /same/\n---\n")
    other = page.with_name("ropes.md")
    other.write_bytes(b"---\ntitle: Ropes\nurl: /same/\n---\n")
    code, said = pre_commit(repository, hooks, home, "hugokit-site")
    assert code == 1, said
    assert said.count("HK801") == 1
    other.unlink()
    code, said = pre_commit(repository, hooks, home, "hugokit-site")
    assert code == 0, said
