from __future__ import annotations

import os
import random
import subprocess
from pathlib import Path

import pytest

from hugokit.errors import SettingsError
from hugokit.fs.walk import walk


def make(root: Path, *names: str) -> None:
    shuffled = list(names)
    random.Random(7).shuffle(shuffled)
    for name in shuffled:
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"")


def found(root: Path, *paths: str, **options: object) -> list[str]:
    starts = [root / p for p in paths] or [root]
    return [f.path.relative_to(root).as_posix() for f in walk(starts, base=root, **options)]  # type: ignore[arg-type]


def test_content_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    make(tmp_path, "b.md", "a.MD", "c.html", "d.org", "e.txt", "f.png", "z/b.markdown", "z/a.htm", "m/x.adoc", "h.mdx")
    assert found(tmp_path) == ["a.MD", "b.md", "c.html", "d.org", "m/x.adoc", "z/a.htm", "z/b.markdown"]


def test_what_hugo_passes_over(tmp_path: Path) -> None:
    make(
        tmp_path, ".hidden.md", ".git/a.md", ".dot/b.md", "#draft.md", "old.md~", "backup~/a.md", "node_modules/p/R.md"
    )
    make(tmp_path, "page.md")
    (tmp_path / "link.md").symlink_to("page.md")
    (tmp_path / "loop").symlink_to(".")
    assert found(tmp_path) == ["page.md", "node_modules/p/R.md"]


def test_named_files_are_always_taken(tmp_path: Path) -> None:
    make(tmp_path, "page.txt", ".hidden.md", "a.md")
    (tmp_path / "link.md").symlink_to("a.md")
    names = ["page.txt", ".hidden.md", "link.md", "a.md"]
    assert found(tmp_path, *names, exclude=["*.md"]) == names
    assert found(tmp_path, *names, exclude=["*.md"], force_exclude=True) == ["page.txt"]


def test_a_named_folder_that_is_a_link_is_entered(tmp_path: Path) -> None:
    make(tmp_path, "real/a.md")
    (tmp_path / "link").symlink_to("real")
    assert found(tmp_path, "link") == ["link/a.md"]


def test_each_file_comes_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.md", "sub/b.md")
    assert found(tmp_path, "a.md", ".", "sub", "sub/b.md") == ["a.md", "sub/b.md"]
    monkeypatch.chdir(tmp_path)
    assert [str(f.path) for f in walk(["sub/../a.md", "a.md", "."])] == ["sub/../a.md", "sub/b.md"]


def test_roots(tmp_path: Path) -> None:
    make(tmp_path, "content/post/a.md", "b.md")
    files = list(walk([tmp_path / "content", tmp_path / "b.md"]))
    assert [(f.root, f.named) for f in files] == [(tmp_path / "content", False), (tmp_path, True)]


def test_a_site_stands_for_its_content(tmp_path: Path) -> None:
    make(tmp_path, "site/hugo.toml", "site/content/a.md", "site/README.md", "site/themes/t/exampleSite/content/x.md")
    make(tmp_path, "plain/content/a.md", "plain/README.md", "split/config/_default/hugo.yaml", "split/content/p.md")
    make(tmp_path, "split/layouts/x.html")
    expected = ["plain/README.md", "plain/content/a.md", "site/content/a.md", "split/content/p.md"]
    assert found(tmp_path) == expected
    assert found(tmp_path, "site/README.md") == ["site/README.md"]


def test_exclude(tmp_path: Path) -> None:
    make(tmp_path, "post/a.md", "post/old/b.md", "old/c.md", "d.md", "e.html")
    assert found(tmp_path, exclude=["old/"]) == ["d.md", "e.html", "post/a.md"]
    assert found(tmp_path, exclude=["/old"]) == ["d.md", "e.html", "post/a.md", "post/old/b.md"]
    assert found(tmp_path, exclude=["*.md", "!d.md"]) == ["d.md", "e.html"]
    assert found(tmp_path, "post/old/b.md", exclude=["old/"], force_exclude=True) == []


def test_gitignore_as_git_reads_it(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    make(tmp_path, "public/a.md", "post/a.md", "post/draft-b.md", "post/keep/draft-c.md", "post/x/y.md", "info.md")
    (tmp_path / ".gitignore").write_text("/public/\ndraft-*\n# comment\n", encoding="utf-8")
    (tmp_path / "post/keep/.gitignore").write_text("!draft-c.md\n", encoding="utf-8")
    (tmp_path / "post/.gitignore").write_text("x/\n", encoding="utf-8")
    (tmp_path / ".git/info/exclude").write_text("info.md\n", encoding="utf-8")
    listed = subprocess.run(
        ["git", "-C", str(tmp_path), "ls-files", "--others", "--exclude-standard", "*.md"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found(tmp_path) == sorted(listed.stdout.split()) == ["post/a.md", "post/keep/draft-c.md"]
    assert found(tmp_path, "post") == ["post/a.md", "post/keep/draft-c.md"]
    assert found(tmp_path, "public/a.md") == ["public/a.md"]
    assert "public/a.md" in found(tmp_path, respect_gitignore=False)


def test_gitignore_outside_of_a_work_tree_means_nothing(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    (tmp_path / ".gitignore").write_text("a.md\n", encoding="utf-8")
    assert found(tmp_path) == ["a.md"]


def test_what_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gone\.md: no such file or folder"):
        walk([tmp_path, tmp_path / "gone.md"])


def test_a_pattern_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="exclude"):
        walk([tmp_path], exclude=["!"])


def test_a_fifo_is_handed_on_to_be_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert found(tmp_path) == ["pipe.md"]


def test_deep_and_wide(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(400):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "x.md").write_bytes(b"")
    make(tmp_path, *(f"w/{number:04}.md" for number in range(500)))
    names = found(tmp_path)
    assert len(names) == 501
    assert names == sorted(names)


def test_of_a_theme_no_templates(tmp_path: Path) -> None:
    make(
        tmp_path,
        "theme.toml",
        "layouts/404.html",
        "archetypes/default.md",
        "static/a.html",
        "docs/guide.md",
        "README.md",
    )
    make(tmp_path, "exampleSite/hugo.toml", "exampleSite/content/a.md", "exampleSite/layouts/b.html")
    assert found(tmp_path) == ["README.md", "docs/guide.md", "exampleSite/content/a.md"]
    assert found(tmp_path, "layouts") == ["layouts/404.html"]
