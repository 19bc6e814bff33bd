"""`--since`, `--staged`, `--statistics` and several sites in one run, in real git repositories."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import environment, hugokit, page

BAD = "---\ntitle: A\nweight: x\n---\n"
GOOD = "---\ntitle: A\n---\n"


def git(folder: Path, *words: str, **env: str) -> str:
    settings = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
    done = subprocess.run(
        ["git", *settings, *words], cwd=folder, check=True, capture_output=True, text=True, env={**os.environ, **env}
    )
    return done.stdout


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site below the root of a repository, with two committed pages that have a finding each."""
    git(tmp_path, "init", "-q", "-b", "main")
    site = tmp_path / "docs"
    page(site, "hugo.toml", "")
    for name in ("old", "known", "gone"):
        page(site, f"content/{name}.md", BAD)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return site


def found(*words: str | Path, cwd: Path) -> list[str]:
    ran = hugokit("check", *words, cwd=cwd)
    assert ran.code in (0, 1), ran.err
    return sorted(place.partition(":")[0] for place, _ in ran.places())


# --since -----------------------------------------------------------------------------------------------------------


def test_since_looks_at_what_differs_and_what_is_new(site: Path) -> None:
    assert found(".", "--since", "HEAD", cwd=site) == []
    page(site, "content/known.md", BAD + "More.\n")
    page(site, "content/new ü.md", BAD)
    page(site, "content/ignored.md", BAD)
    page(site, ".gitignore", "ignored.md\n")
    git(site, "mv", "content/gone.md", "content/renamed.md")
    assert found(".", "--since", "HEAD", cwd=site) == ["content/known.md", "content/new ü.md", "content/renamed.md"]
    assert found("content/old.md", "content/known.md", "--since", "HEAD", cwd=site) == ["content/known.md"]
    assert found(".", "--since", "HEAD", "--exclude", "new*", cwd=site) == ["content/known.md", "content/renamed.md"]
    git(site, "add", ".")
    git(site, "commit", "-qm", "second")
    assert found(".", "--since", "HEAD", cwd=site) == []
    assert len(found(".", "--since", "HEAD~1", cwd=site)) == 3


def test_since_a_branch_that_went_on_counts_from_where_it_was_left(site: Path) -> None:
    git(site, "checkout", "-qb", "topic")
    page(site, "content/topic.md", BAD)
    git(site, "add", ".")
    git(site, "commit", "-qm", "topic")
    git(site, "checkout", "-q", "main")
    page(site, "content/old.md", BAD + "Changed over there.\n")
    git(site, "commit", "-qam", "main goes on")
    git(site, "checkout", "-q", "topic")
    assert found(".", "--since", "main", cwd=site) == ["content/topic.md"]


def test_since_mends_only_what_is_changed_and_the_site_only_tells_of_it(site: Path) -> None:
    listed = "---\ntitle: A\nmenu: ''\n---\n[x](x.md)\n"
    page(site, "content/old.md", listed)
    git(site, "commit", "-qam", "second")
    page(site, "content/known.md", listed)
    assert found(".", "--site", "--since", "HEAD", "--select", "HK5", cwd=site) == ["content/known.md"]
    hugokit("check", ".", "--since", "HEAD", "--fix", cwd=site)
    assert (site / "content/known.md").read_text() == listed.replace("menu: ''\n", "")
    assert (site / "content/old.md").read_text() == listed


def test_no_filter_of_the_repository_is_run(site: Path) -> None:
    """Git would run it for a file of the work tree that it has to look into."""
    ran = site / "ran"
    git(site, "config", "filter.bad.clean", f"touch {ran}; cat")
    git(site, "config", "filter.bad.required", "true")
    git(site, "config", "diff.bad.textconv", f"touch {ran}; cat")
    page(site, ".gitattributes", "*.md filter=bad diff=bad\n")
    page(site, "content/known.md", BAD.replace("x", "y"))
    assert found(".", "--since", "HEAD", cwd=site) == ["content/known.md"]
    assert not ran.exists()


# --staged ------------------------------------------------------------------------------------------------------------


def test_staged_looks_at_the_content_in_the_index(site: Path) -> None:
    page(site, "content/new.md", BAD)
    page(site, "content/known.md", BAD + "More.\n")
    assert found(".", "--staged", cwd=site) == [], "nothing is staged"
    git(site, "add", "content/new.md")
    page(site, "content/new.md", GOOD)
    assert found(".", "--staged", cwd=site) == ["content/new.md"], "mended on disk, not in the index"
    git(site, "add", "content/new.md")
    page(site, "content/new.md", BAD)
    assert found(".", "--staged", cwd=site) == [], "broken on disk, not in the index"
    git(site, "mv", "content/gone.md", "content/renamed.md")
    git(site, "rm", "-q", "content/old.md")
    assert found(".", "--staged", cwd=site) == ["content/renamed.md"]


def test_staged_as_a_hook_of_git(site: Path) -> None:
    """`git commit FILE` has an index of its own, and the hook is told which."""
    root = site.parent
    hook = page(
        root, ".git/hooks/pre-commit", '#!/bin/sh\ncd docs && exec python3 -m hugokit check --staged . > "$OUT"\n'
    )
    hook.chmod(0o755)
    page(site, "content/old.md", BAD + "Staged, and not in this commit.\n")
    git(site, "add", "content/old.md")
    page(site, "content/known.md", BAD + "In this commit.\n")
    env = environment(OUT=str(root / "said"))
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    done = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-m", "x", "content/known.md"], cwd=site,
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    said = (root / "said").read_text()
    assert "content/known.md:3:1" in said
    assert "content/old.md" not in said


def test_staged_before_the_first_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    page(tmp_path, "content/a.md", BAD)
    git(tmp_path, "add", ".")
    assert found(".", "--staged", cwd=tmp_path) == ["content/a.md"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--since", "nosuch"), "git knows no such revision"),
        (("--since", "--output=x"), "git knows no such revision"),
        (("--since", "HEAD", "--staged"), "not with each other"),
        (("--staged", "--fix"), "--since HEAD"),
        (("--staged", "--site"), "--since HEAD"),
    ],
)
def test_wrong_use(site: Path, words: tuple[str, ...], said: str) -> None:
    ran = hugokit("check", ".", *words, cwd=site)
    assert (ran.code, ran.text) == (2, "")
    assert said in ran.err


def test_where_there_is_no_repository(tmp_path: Path) -> None:
    page(tmp_path, "a.md", BAD)
    ran = hugokit("check", ".", "--since", "HEAD", cwd=tmp_path)
    assert ran.code == 2
    assert "git rev-parse" in ran.err


# --statistics -----------------------------------------------------------------------------------------------------


def test_statistics(tmp_path: Path) -> None:
    for name in "ab":
        page(tmp_path, f"{name}.md", "---\ntitle: A\nweight: x\nmenu: ''\n---\n")
    page(tmp_path, "c.md", BAD)
    ran = hugokit("check", ".", "--statistics", cwd=tmp_path)
    assert ran.text.splitlines()[:2] == ["     3  HK203     value-not-allowed", "     2  HK401 [*] empty-menu"]
    assert ran.code == 1
    told = json.loads(hugokit("check", ".", "--statistics", "--output-format", "json", cwd=tmp_path).out)
    assert told == [
        {"count": 3, "code": "HK203", "slug": "value-not-allowed", "fixable": 0, "fixable_unsafe": 0},
        {"count": 2, "code": "HK401", "slug": "empty-menu", "fixable": 2, "fixable_unsafe": 0},
    ]
    clean = hugokit("check", "c.md", "--statistics", "--ignore", "ALL", cwd=tmp_path)
    assert (clean.code, clean.text) == (0, "All checks passed in 1 file.\n")


# several sites --------------------------------------------------------------------------------------------------------


def test_each_path_has_the_settings_nearest_to_it(tmp_path: Path) -> None:
    for name, settings in (
        ("one", '[lint]\nignore = ["HK203"]\n'),
        ("two", 'exclude = ["content/b.md"]\n'),
        ("three", ""),
    ):
        page(tmp_path, f"{name}/content/a.md", BAD)
        page(tmp_path, f"{name}/content/b.md", BAD)
        page(tmp_path, f"{name}/hugo.toml", "")
        if settings:
            page(tmp_path, f"{name}/hugokit.toml", settings)
    assert found("one", "two", "three", cwd=tmp_path) == [
        "three/content/a.md",
        "three/content/b.md",
        "two/content/a.md",
    ]
    assert found("two", "one", "--isolated", cwd=tmp_path) == [
        f"{s}/content/{p}.md" for s in ("one", "two") for p in "ab"
    ]
    assert found("two", "one", "--config", "one/hugokit.toml", cwd=tmp_path) == []
    page(tmp_path, "one/hugokit.toml", '[lint]\nshow = "error"\n')
    assert found("one", "two", cwd=tmp_path) == ["two/content/a.md"]
    assert hugokit("check", "one", cwd=tmp_path).code == 0
    assert hugokit("check", "two", "one", cwd=tmp_path).code == 1, "what fails does so by its own settings"
    page(tmp_path, "two/hugokit.toml", "[lint]\nnonsense = 1\n")
    ran = hugokit("check", "one", "two", "--fix", cwd=tmp_path)
    assert (ran.code, ran.text) == (2, ""), "wrong settings are told before anything is done"


def test_several_sites_are_undone_together(tmp_path: Path) -> None:
    state = {"HUGOKIT_STATE_DIR": str(tmp_path / "state")}
    files = [page(tmp_path, f"{name}/content/a.md", "---\ntitle: A\nmenu: ''\n---\n") for name in ("one", "two")]
    for file in files:
        page(file.parent.parent, "hugokit.toml", "")
    hugokit("check", "one", "two", "--fix", "--backup", cwd=tmp_path, **state)
    assert all("menu" not in file.read_text() for file in files)
    hugokit("undo", cwd=tmp_path, **state)
    assert all("menu" in file.read_text() for file in files)
