"""`check --fix`, `--diff`, standard input: what is written, what is only shown, what stays untouched."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.program import hugokit, page
from tests.support import CHECKOUT

BROKEN = b'---\r\ntitle: "A"   # kept\r\ntags: "one"\r\nmenu: ""\r\ndraft: yes\r\n---\r\nBody.'
FIXED = b'---\r\ntitle: "A"   # kept\r\ntags: ["one"]\r\ndraft: yes\r\n---\r\nBody.'
GOOD = b'---\ntitle: "A"\n---\nBody.\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    page(tmp_path, "hugo.toml", 'theme = "mainroad"\n')
    page(tmp_path, "content/broken.md", BROKEN)
    page(tmp_path, "content/good.md", GOOD)
    page(tmp_path, "layouts/page.html", GOOD)
    return tmp_path


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    files = [p for p in sorted(folder.rglob("*")) if p.is_file()]
    return {p.relative_to(folder).as_posix(): (p.stat().st_ino, p.stat().st_mtime_ns, p.read_bytes()) for p in files}


def test_fix_writes_what_changed_and_nothing_else(site: Path) -> None:
    before = state(site)
    ran = hugokit("check", ".", "--fix", cwd=site)
    after = state(site)
    assert after.pop("content/broken.md")[2] == FIXED
    before.pop("content/broken.md")
    assert after == before, "inode, time and bytes of every other file, and no file more"
    assert (ran.code, ran.places()) == (1, [("content/broken.md:4:1", "HK302")])
    assert ran.text.endswith("Fixed 2 findings. Found 1 error in 2 files (1 with --unsafe-fixes).\n")
    again = hugokit("check", ".", "--fix", cwd=site)
    assert (again.code, again.places()) == (1, ran.places())
    assert state(site).keys() == {"content/broken.md", *after}


def test_unsafe_fixes_are_made_on_request(site: Path) -> None:
    ran = hugokit("check", ".", "--fix", "--unsafe-fixes", cwd=site)
    assert (ran.code, ran.text) == (0, "Fixed 3 findings. All checks passed in 2 files.\n")
    assert (site / "content/broken.md").read_bytes() == FIXED.replace(b"yes", b"true")
    assert hugokit("check", ".", "--fix", "--exit-non-zero-on-fix", cwd=site).code == 0, "nothing was left to fix"


def test_a_run_that_fixed_can_fail(site: Path) -> None:
    words = ("check", ".", "--fix", "--unsafe-fixes", "--exit-non-zero-on-fix")
    assert hugokit(*words, cwd=site).code == 1


@pytest.mark.parametrize("words", [("--diff",), ("--fix", "--diff")])
def test_diff_shows_it_and_writes_nothing(site: Path, words: tuple[str, ...]) -> None:
    before = state(site)
    ran = hugokit("check", ".", *words, cwd=site)
    assert state(site) == before
    assert ran.code == 1
    assert ran.out == (
        b"--- content/broken.md\n+++ content/broken.md\n@@ -1,7 +1,6 @@\n"
        b' ---\r\n title: "A"   # kept\r\n-tags: "one"\r\n-menu: ""\r\n+tags: ["one"]\r\n draft: yes\r\n ---\r\n'
        b" Body.\n"
        b"\\ No newline at end of file\n"
    )
    assert ran.err == "Would fix 2 findings, 1 would be left.\n"
    assert hugokit("check", "content/good.md", *words, cwd=site).code == 0


def test_the_diff_is_one_that_patch_can_apply(site: Path) -> None:
    ran = hugokit("check", ".", "--diff", "--unsafe-fixes", cwd=site)
    done = subprocess.run(["git", "apply", "-p0", "-"], cwd=site, input=ran.out, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (site / "content/broken.md").read_bytes() == FIXED.replace(b"yes", b"true")


def test_standard_input_is_checked_and_fixed(tmp_path: Path) -> None:
    words = ("check", "-", "--stdin-filename", "content/new.md", "--schema", "mainroad")
    ran = hugokit(*words, cwd=tmp_path, given=BROKEN)
    assert (ran.code, ran.err) == (1, "")
    assert [place for place, _ in ran.places()] == [f"content/new.md:{line}:1" for line in (3, 4, 5)]

    fixed = hugokit(*words, "--fix", cwd=tmp_path, given=BROKEN)
    assert (fixed.code, fixed.out) == (1, FIXED)
    assert "content/new.md:4:1: HK302" in fixed.err
    assert "Fixed 2 findings." in fixed.err

    shown = hugokit(*words, "--fix", "--diff", cwd=tmp_path, given=BROKEN)
    assert (shown.code, shown.text.splitlines()[0]) == (1, "--- content/new.md")
    assert list(tmp_path.iterdir()) == []


def test_standard_input_that_needs_nothing_comes_back_as_it_is(tmp_path: Path) -> None:
    for data in (GOOD, b"", b"\xff\xfe\x00no front matter", b"---\nbroken: [\n---\n"):
        ran = hugokit("check", "-", "--fix", "--fail-on", "never", cwd=tmp_path, given=data)
        assert (ran.code, ran.out) == (0, data)
        assert hugokit("fmt", "-", cwd=tmp_path, given=data).out == data


def test_the_name_of_standard_input_finds_its_site_and_settings(site: Path) -> None:
    page(site, "hugokit.toml", '[lint]\nignore = ["HK401"]\n')
    ran = hugokit("check", "-", "--stdin-filename", site / "content/new.md", cwd=Path("/"), given=BROKEN)
    assert [code for _, code in ran.places()] == ["HK204", "HK302"], "the theme of hugo.toml, without the ignored rule"


def test_what_issue_2_asks_of_the_shared_seed(shared: Path, tmp_path: Path) -> None:
    copies = [shutil.copy(p, tmp_path / p.name) for p in sorted((shared / "seeds").glob("*.txt"))]
    assert copies
    words = ("--schema", "mainroad")
    plain = hugokit("check", *copies, *words, cwd=tmp_path)
    assert [code for _, code in plain.places()] == ["HK401"] * len(copies)
    assert '`menu: ""`' in plain.text
    assert "warning" in plain.text

    notes = hugokit("check", *copies, *words, "--show", "info", cwd=tmp_path).text
    for key in ("lang", "translations"):
        assert f"`{key}`" in notes
        assert all("plain parameter" in line for line in notes.splitlines() if f"`{key}`" in line)

    assert hugokit("check", *copies, *words, "--fix", cwd=tmp_path).code == 0
    for copy in copies:
        before = (shared / "seeds" / Path(copy).name).read_bytes()
        assert Path(copy).read_bytes() == before.replace(b'menu: ""\n', b"", 1) != before

    hugokit("fmt", *copies, *words, "--preset", "canonical", cwd=tmp_path)
    for preset in ("minimal", "canonical"):
        again = hugokit("fmt", "--check", *copies, *words, "--preset", preset, cwd=tmp_path)
        assert (again.code, again.text, again.err) == (0, "", "")


def test_seeds_are_as_the_readme_says() -> None:
    ran = hugokit("check", "seeds", "--output-format", "concise", cwd=CHECKOUT)
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("$ hugokit check seeds --output-format concise\n")[1].split("```")[0].splitlines()
    lines = [line for line in shown if line != "…"]
    assert len(lines) > 4
    assert [line for line in lines if line not in ran.text.splitlines()] == []


def test_a_comment_that_goes_with_a_key_is_told(tmp_path: Path) -> None:
    page(tmp_path, "a.md", '---\ntitle: A\nmenu: "" # nowhere\n---\n')
    ran = hugokit("check", "a.md", "--fix", cwd=tmp_path)
    assert "a.md: the comment '# nowhere' went with what was taken out" in ran.err.splitlines()
    assert (tmp_path / "a.md").read_text() == "---\ntitle: A\n---\n"


def test_at_most_so_many_files_are_changed_the_first_ones_first(site: Path) -> None:
    for name in ("a", "b", "c"):
        page(site, f"content/{name}.md", b"---\ntitle: A\nmenu: ''\n---\n")
    for limit, left in (("2", ["broken", "c"]), ("1", ["c"]), ("5", [])):
        shown = hugokit("check", ".", "--diff", "--limit", limit, "--select", "HK401", cwd=site)
        ran = hugokit("check", ".", "--fix", "--limit", limit, "--select", "HK401", cwd=site)
        assert shown.text.count("\n@@") == ran.text.count("Fixed 2") * 2 + ran.text.count("Fixed 1")
        assert [place.split(":")[0] for place, _ in ran.places()] == [f"content/{name}.md" for name in left]
        assert ran.code == bool(left)
    assert hugokit("check", ".", "--limit", "1", cwd=site).code == 2
    assert hugokit("check", ".", "--fix", "--limit", "0", cwd=site).code == 2
