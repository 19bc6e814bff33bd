"""0 clean, 1 findings, 2 wrong use, 3 a crash; and one line that says why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import environment, hugokit, page
from tests.support import CHECKOUT

GOOD = '---\ntitle: "A"\ntags: ["a"]\n---\nBody.\n'
WARNED = '---\ntitle: "A"\nmenu: ""\n---\nBody.\n'
WRONG = "---\ntitle: A\ntitle: B\n---\nBody.\n"
NOTED = '---\ntitle: "A"\nlang: ["en"]\n---\nBody.\n'


def test_clean_is_0_and_says_so(tmp_path: Path) -> None:
    page(tmp_path, "a.md", GOOD)
    ran = hugokit("check", "a.md", cwd=tmp_path)
    assert (ran.code, ran.text, ran.err) == (0, "All checks passed in 1 file.\n", "")
    quiet = hugokit("check", "-q", "a.md", cwd=tmp_path)
    assert (quiet.code, quiet.text, quiet.err) == (0, "", "")


def test_findings_are_1_unless_asked_otherwise(tmp_path: Path) -> None:
    page(tmp_path, "a.md", WARNED)
    for words, code in (
        ((), 1),
        (("--exit-zero",), 0),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "error"), 0),
        (("--fail-on", "never"), 0),
    ):
        ran = hugokit("check", "a.md", *words, cwd=tmp_path)
        assert ran.code == code, words
        assert ran.places() == [("a.md:3:1", "HK401")], "what does not fail is shown all the same"


def test_notes_fail_only_on_request_and_then_they_are_shown(tmp_path: Path) -> None:
    page(tmp_path, "a.md", NOTED)
    assert hugokit("check", "a.md", "--schema", "mainroad", cwd=tmp_path).places() == []
    for words, code in ((("--show", "info"), 0), (("--fail-on", "info"), 1), (("--fail-on", "any"), 1)):
        ran = hugokit("check", "a.md", "--schema", "mainroad", *words, cwd=tmp_path)
        assert (ran.code, ran.places()) == (code, [("a.md:3:1", "HK201")]), words


def test_what_is_not_shown_does_not_count(tmp_path: Path) -> None:
    page(tmp_path, "a.md", WARNED)
    ran = hugokit("check", "a.md", "--show", "error", cwd=tmp_path)
    assert (ran.code, ran.text) == (0, "All checks passed in 1 file.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "nowhere.md"), "nowhere.md: no such file or folder"),
        (("check", "--no-such-option"), "No such option"),
        (("check", "--select", "HK999", "a.md"), "there is no rule HK999"),
        (("check", "--ignore", "empty-menus", "a.md"), "there is no rule empty-menus"),
        (("check", "--hugo-version", "new", "a.md"), "'new' is no version such as 0.168"),
        (("check", "--schema", "nosuch", "a.md"), "nosuch: no packaged schema"),
        (("check", "--unsafe-fixes", "a.md"), "--unsafe-fixes goes with --fix or --diff"),
        (("check", "-", "a.md"), "cannot be mixed"),
        (("check", "empty"), "no Hugo content in empty"),
        (("fmt", "empty"), "no Hugo content in empty"),
        (("fmt", "--preset", "nosuch", "a.md"), "nosuch"),
        (("rule", "HK999"), "there is no rule HK999"),
        (("mend",), "mend"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_wrong_use_is_2_and_says_what_is_wrong(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    page(tmp_path, "a.md", WARNED)
    (tmp_path / "empty").mkdir()
    ran = hugokit(*words, cwd=tmp_path)
    assert (ran.code, ran.text) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_an_empty_folder_is_fine_where_it_is_expected(tmp_path: Path) -> None:
    assert hugokit("check", "--allow-empty-input", cwd=tmp_path).code == 0
    page(tmp_path, "a.md", WARNED)
    ran = hugokit("check", "--force-exclude", "--exclude", "*.md", "a.md", cwd=tmp_path)
    assert ran.code == 0, "a hook that is given excluded files only"


def test_a_crash_is_3_with_a_report_to_paste(tmp_path: Path) -> None:
    file = page(tmp_path, "a.md", WARNED)
    crash = (
        "import sys; sys.argv[1:] = ['check', '--fix', 'a.md']\n"
        "from hugokit.engine import fix\n"
        "def broken(*given, **named): raise ZeroDivisionError('nobody thought of it')\n"
        "fix.fix_document = broken\n"
        "from hugokit.cli.main import run; run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", crash], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert "internal error" in done.stderr
    assert "ZeroDivisionError: nobody thought of it" in done.stderr
    assert file.read_text() == WARNED


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    page(tmp_path, "content/a.md", WARNED)
    os.mkfifo(tmp_path / "content/b.md")
    last = page(tmp_path, "content/c.md", WARNED)
    ran = hugokit("check", "content", "--fix", cwd=tmp_path)
    assert ran.code == 1
    assert "content/b.md: " in ran.err
    assert "1 file could not be read" in ran.err
    assert b"menu" not in last.read_bytes()
    assert "in 2 files" in ran.text


def test_a_folder_without_a_site_is_searched_for_content(tmp_path: Path) -> None:
    page(tmp_path, "notes/a.md", WARNED)
    page(tmp_path, "notes/read.txt", WARNED)
    assert hugokit("check", cwd=tmp_path).places() == [("notes/a.md:3:1", "HK401")]


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs root on Linux for a network namespace")
def test_nothing_needs_the_network() -> None:
    ran = hugokit("check", "seeds", cwd=CHECKOUT, before=("unshare", "-n"))
    assert (ran.code, ran.err) == (1, "")
    assert len(ran.places()) == 13


def test_whoever_reads_may_stop_reading(tmp_path: Path) -> None:
    for number in range(300):
        page(tmp_path, f"content/{'long' * 50}/{number:03}.md", WRONG)
    command = f"{sys.executable} -m hugokit check content; echo code $? >&2"
    done = subprocess.run(
        ["bash", "-c", f"({command}) | head -n 1"], cwd=tmp_path, env=environment(), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.stdout.startswith("content/longlong")
    assert done.stderr == "code 1\n", "no traceback"
