"""`check --fix --commit` in real git repositories, with the real Hugo."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.program import environment, hugokit, page

MENU = '---\ntitle: {}\ndate: 2024-01-01\nmenu: ""\n---\nText\n'
WORDS = ("check", "--fix", "--select", "HK401", "--commit", "content")


def git(site: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=site, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def site(tmp_path: Path) -> Path:
    page(tmp_path, "hugo.toml", 'title = "T"\n[build.buildStats]\nenable = true\n')
    page(tmp_path, "layouts/all.html", '{{ .Title }} {{ ("a" | resources.FromString "x.css" | minify).Permalink }}')
    for name in ("a", "b"):
        page(tmp_path, f"content/{name}.md", MENU.format(name))
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.name", "N")
    git(tmp_path, "config", "user.email", "n@example.org")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def commits(site: Path) -> int:
    return int(git(site, "rev-list", "--count", "HEAD"))


def clean(site: Path) -> bool:
    return not git(site, "status", "--porcelain", "--ignored")


def hook(site: Path, text: str) -> None:
    page(site, ".git/hooks/pre-commit", f"#!/bin/sh\n{text}\n").chmod(0o755)


def without_hugo(site: Path) -> str:
    folder = site.parent / f"{site.name}-bin"
    folder.mkdir()
    found = shutil.which("git")
    assert found
    (folder / "git").symlink_to(found)
    return str(folder)


def test_a_commit_says_what_was_done_and_that_the_site_is_the_same(site: Path) -> None:
    ran = hugokit(*WORDS, cwd=site)
    assert ran.code == 0, ran.err
    said = git(site, "log", "-1", "--format=%B").strip().splitlines()
    assert said[:3] == ["hugokit: mend HK401 empty-menu in 2 files", "", "2 files, 2 findings mended, 2 lines changed."]
    assert said[3].startswith("The site that Hugo 0.168.0 builds is the same")
    assert commits(site) == 2
    assert clean(site)
    assert hugokit(*WORDS, cwd=site).code == 0
    assert commits(site) == 2


def test_a_limit_leaves_the_others(site: Path) -> None:
    assert hugokit(*WORDS, "--limit", "1", cwd=site).code == 1
    assert git(site, "show", "--name-only", "--format=").split() == ["content/a.md"]
    assert clean(site)


def test_work_of_others_is_not_committed(site: Path) -> None:
    page(site, "hugo.toml", 'title = "Other"\n')
    page(site, "new.txt", "x")
    assert hugokit(*WORDS, cwd=site).code == 0
    assert git(site, "show", "--name-only", "--format=").split() == ["content/a.md", "content/b.md"]
    assert git(site, "status", "--porcelain").splitlines() == [" M hugo.toml", "?? new.txt"]


def test_staged_changes_are_refused(site: Path) -> None:
    page(site, "new.txt", "x")
    git(site, "add", "new.txt")
    ran = hugokit(*WORDS, cwd=site)
    assert ran.code == 2
    assert "new.txt: staged" in ran.err
    assert commits(site) == 1


@pytest.mark.parametrize(("name", "says"), [("a", "uncommitted changes"), ("c", "not tracked")])
def test_a_file_that_git_has_not_got_as_it_is_is_refused(site: Path, name: str, says: str) -> None:
    page(site, f"content/{name}.md", MENU.format("other"))
    ran = hugokit(*WORDS, cwd=site)
    assert ran.code == 2
    assert f"content/{name}.md: " in ran.err
    assert says in ran.err
    assert (site / f"content/{name}.md").read_text() == MENU.format("other")
    assert commits(site) == 1


def test_a_hook_that_fails_leaves_everything_as_it_was(site: Path) -> None:
    hook(site, "echo more >> content/a.md; echo not on a Friday; exit 1")
    ran = hugokit(*WORDS, cwd=site)
    assert ran.code == 1
    assert "not on a Friday" in ran.err
    assert commits(site) == 1
    assert clean(site)


def test_a_stop_leaves_everything_as_it_was(site: Path) -> None:
    hook(site, "touch .git/waiting; exec sleep 60")
    words = [sys.executable, "-m", "hugokit", *WORDS]
    with subprocess.Popen(words, cwd=site, env=environment(), start_new_session=True) as process:
        end = time.monotonic() + 60
        while not (site / ".git/waiting").exists() and time.monotonic() < end:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(60) == 130
    assert commits(site) == 1
    assert clean(site)
    assert not (site / ".git/index.lock").exists()


def test_without_hugo_the_message_says_so(site: Path) -> None:
    assert hugokit(*WORDS, cwd=site, PATH=without_hugo(site)).code == 0
    assert "The site was not built to compare it: there is no hugo on PATH." in git(site, "log", "-1", "--format=%B")


def test_a_site_that_does_not_build_is_told_in_one_line(site: Path) -> None:
    page(site, "layouts/all.html", "{{ nofunction }}")
    assert hugokit(*WORDS, cwd=site).code == 0
    last = git(site, "log", "-1", "--format=%B").strip().splitlines()[-1]
    assert last.startswith("The site was not built to compare it: hugo failed: ")
    assert "nofunction" in last


def test_an_unsafe_fix_says_which_built_files_differ(site: Path) -> None:
    page(site, "layouts/all.html", "{{ .Title }} {{ .Params.tags }}")
    page(site, "content/a.md", "---\ntitle: a\ntags: go, hugo\n---\n")
    git(site, "commit", "-qam", "tags")
    ran = hugokit("check", "--fix", "--unsafe-fixes", "--select", "HK204", "--commit", "content", cwd=site)
    said = git(site, "log", "-1", "--format=%B")
    assert "hugokit: mend HK204" in said, ran.err
    assert "Unsafe fixes were allowed" in said
    assert "built files differ: a/index.html" in said
    assert clean(site)


def test_there_must_be_a_repository(tmp_path: Path) -> None:
    page(tmp_path, "content/a.md", MENU.format("a"))
    page(tmp_path, "hugo.toml", "")
    ran = hugokit(*WORDS, cwd=tmp_path)
    assert ran.code == 2
    assert "--commit needs a git repository" in ran.err


@pytest.mark.parametrize("words", [["--commit"], ["--fix", "--diff", "--commit"], ["--fix", "--commit", "--staged"]])
def test_what_does_not_go_together(site: Path, words: list[str]) -> None:
    ran = hugokit("check", *words, "content", cwd=site)
    assert ran.code == 2
    assert "--commit goes with --fix" in ran.err
