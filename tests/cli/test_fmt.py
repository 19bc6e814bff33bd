"""`hugokit fmt` as a program."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import hugokit, page

STRAY = "---\ntags:   \n  - one\ntitle: A\n---\nBody.   \n"
TIDY = "---\ntags:\n  - one\ntitle: A\n---\nBody.   \n"
CANONICAL = "---\ntitle: A\ntags:\n  - one\n---\nBody.   \n"


def test_fmt_writes_what_changes_and_is_silent_then(tmp_path: Path) -> None:
    stray, tidy = page(tmp_path, "a.md", STRAY), page(tmp_path, "b.md", TIDY)
    seen = tidy.stat()
    check = hugokit("fmt", "--check", ".", cwd=tmp_path)
    assert (check.code, check.text, check.err) == (1, "Would reformat: a.md\n", "")
    assert stray.read_text() == STRAY

    diff = hugokit("fmt", "--diff", ".", cwd=tmp_path)
    assert (diff.code, diff.err) == (1, "")
    assert diff.text.startswith("--- a.md\n+++ a.md\n@@ ")
    assert "-tags:   \n" in diff.text
    assert stray.read_text() == STRAY

    done = hugokit("fmt", ".", cwd=tmp_path)
    assert (done.code, done.text) == (0, "Reformatted: a.md\n")
    assert stray.read_text() == TIDY
    assert (tidy.stat().st_ino, tidy.stat().st_mtime_ns) == (seen.st_ino, seen.st_mtime_ns)
    for words in ((), ("--check",), ("--diff",)):
        again = hugokit("fmt", ".", *words, cwd=tmp_path)
        assert (again.code, again.text, again.err) == (0, "", ""), words


def test_presets(tmp_path: Path) -> None:
    file = page(tmp_path, "a.md", STRAY)
    assert hugokit("fmt", "a.md", "--preset", "canonical", "-q", cwd=tmp_path).text == ""
    assert file.read_text() == CANONICAL
    page(tmp_path, "hugokit.toml", '[fmt]\npreset = "canonical"\n')
    assert hugokit("fmt", "-", cwd=tmp_path, given=STRAY.encode()).text == CANONICAL
    assert hugokit("fmt", "-", "--preset", "minimal", cwd=tmp_path, given=STRAY.encode()).text == TIDY
    assert hugokit("fmt", "-", "--check", cwd=tmp_path, given=STRAY.encode()).text == "Would reformat: stdin.md\n"


def test_a_page_that_cannot_be_read_stays_and_fails(tmp_path: Path) -> None:
    broken = page(tmp_path, "a.md", "---\ntitle: [\n---\n")
    good = page(tmp_path, "b.md", STRAY)
    ran = hugokit("fmt", ".", cwd=tmp_path)
    assert (ran.code, ran.text) == (1, "Reformatted: b.md\n")
    assert ran.err.startswith("hugokit: a.md:2:")
    assert broken.read_text() == "---\ntitle: [\n---\n"
    assert good.read_text() == TIDY
