"""`hugokit edit` as people type it: what is written, what is only shown, what is said, and the exit codes."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import environment, hugokit, page
from tests.support import CHECKOUT

A = '---\ntitle: "A"   # first\nmenu: ""\ntags: ["one"]\ndate: 2023-06-01\n---\nBody.   \n'
B = '---\ntitle: "B"\ncategory: ["x"]\ndate: 2024-06-01\n---\nBody.\n'
BROKEN = "---\ntitle: [\n---\n"
TAKEN = '---\ntitle: "C"\ncategory: x\ncategories: [y]\n---\n'

UNDO = re.compile(r"hugokit: 1 file changed; `hugokit undo [0-9-]+` puts the old text back\n")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    page(tmp_path, "hugo.toml", 'timeZone = "UTC"\n')
    page(tmp_path, "content/post/a.md", A)
    page(tmp_path, "content/post/b.md", B)
    return tmp_path


def read(site: Path) -> tuple[str, str]:
    return (site / "content/post/a.md").read_text(), (site / "content/post/b.md").read_text()


def test_files_are_written_and_told(site: Path) -> None:
    untouched = (site / "content/post/b.md").stat()
    words = ("--set", "title=New", "--delete", "menu", "--append", "tags=two", "--where", "date < 2024")
    ran = hugokit("edit", ".", *words, cwd=site)
    said = "Changed: content/post/a.md\n1 file changed, 0 unchanged, 1 not selected.\n"
    assert (ran.code, ran.text) == (0, said)
    assert UNDO.fullmatch(ran.err)
    assert read(site) == ('---\ntitle: "New"   # first\ntags: ["one", "two"]\ndate: 2023-06-01\n---\nBody.   \n', B)
    after = (site / "content/post/b.md").stat()
    assert (after.st_ino, after.st_mtime_ns) == (untouched.st_ino, untouched.st_mtime_ns)
    again = hugokit("edit", ".", *words, cwd=site)
    assert (again.code, again.text) == (0, "0 files changed, 1 unchanged, 1 not selected.\n")


def test_a_diff_writes_nothing(site: Path) -> None:
    ran = hugokit("edit", "content", "--rename", "category=categories", "--diff", cwd=site)
    assert (ran.code, ran.err) == (1, "1 file would change, 1 unchanged.\n")
    assert ran.text.startswith("--- content/post/b.md\n+++ content/post/b.md\n@@ ")
    assert '-category: ["x"]\n+categories: ["x"]\n' in ran.text
    assert read(site) == (A, B)
    assert hugokit("edit", "content", "--delete", "nothing", "--diff", cwd=site).code == 0


def test_a_dry_run_names_the_files(site: Path) -> None:
    ran = hugokit("edit", "content", "--set", "toc=true", "--dry-run", cwd=site)
    said = "Would change: content/post/a.md\nWould change: content/post/b.md\n2 files would change, 0 unchanged.\n"
    assert (ran.code, ran.text, ran.err) == (1, said, "")
    assert read(site) == (A, B)
    assert hugokit("edit", "content", "--set", "toc=true", "--dry-run", "-q", cwd=site).text == ""


def test_what_is_refused_or_broken_does_not_stop_the_others(site: Path) -> None:
    page(site, "content/post/broken.md", BROKEN)
    page(site, "content/post/c.md", TAKEN)
    ran = hugokit("edit", ".", "--rename", "category=categories", cwd=site)
    assert (ran.code, ran.text) == (
        1,
        "Changed: content/post/b.md\n1 file changed, 1 unchanged, 1 refused, 1 failed.\n",
    )
    broken, taken, undo = ran.err.splitlines()
    assert UNDO.fullmatch(f"{undo}\n")
    assert broken.startswith("hugokit: content/post/broken.md:2:8: ")
    assert taken == "content/post/c.md: not changed: category cannot be called categories: categories is there already"
    assert (site / "content/post/c.md").read_text() == TAKEN
    assert (site / "content/post/broken.md").read_text() == BROKEN


def test_json(site: Path) -> None:
    page(site, "content/post/broken.md", BROKEN)
    page(site, "content/post/c.md", TAKEN)
    words = ("edit", "content", "--rename", "category=categories", "--where", "not date or date > 2023-06-01")
    shown = json.loads(hugokit(*words, "--output-format", "json", "--diff", cwd=site).out)
    assert [line["written"] for line in shown] == [False] * 4
    assert [line["diff"].startswith("--- content") for line in shown] == [False, True, False, False]
    found = json.loads(hugokit(*words, "--output-format", "json", cwd=site).out)
    assert [Path(line["path"]).stem for line in found] == ["a", "b", "broken", "c"]
    assert [line["status"] for line in found] == ["not selected", "changed", "failed", "refused"]
    assert [line["written"] for line in found] == [False, True, False, False]
    assert [line["reason"] is None for line in found] == [True, True, False, False]
    assert {tuple(line) for line in found} == {("path", "status", "written", "reason", "notes", "ledger")}


def test_changes_are_made_in_the_order_given(site: Path) -> None:
    file = page(site, "content/c.md", "---\na: 1\n---\n")
    hugokit("edit", file, "--rename", "a=b", "--set", "a=2", "--set-text", "b=3", "--set", "b=4", cwd=site)
    assert file.read_text() == "---\nb: 4\na: 2\n---\n"
    hugokit("edit", file, "--delete=b", "--set=b=5", "--rename=a=c", "--delete", "c", "--default", "b=6", cwd=site)
    assert file.read_text() == "---\nb: 5\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\n\r\nx", b"\xef\xbb\xbf---\r\ntitle: A\r\ntoc: true\r\n---\r\n\r\nx"),
        (b"+++\r\ntitle = 'A'\r\n+++\r\nx\r\n", b"+++\r\ntitle = 'A'\r\ntoc = true\r\n+++\r\nx\r\n"),
        (b'{"title": "A"}\nx', b'{"title": "A", "toc": true}\nx'),
        (b"---\ntitle: A\n---\nb\xffd", b"---\ntitle: A\ntoc: true\n---\nb\xffd"),
        (b"x\r\ny\r\n", b"---\r\ntoc: true\r\n---\r\nx\r\ny\r\n"),
    ],
)
def test_standard_input_comes_out_changed(tmp_path: Path, before: bytes, after: bytes) -> None:
    ran = hugokit("edit", "-", "--stdin-filename", "content/a.md", "--set", "toc=true", cwd=tmp_path, given=before)
    assert (ran.code, ran.out, ran.err) == (0, after, "1 file changed, 0 unchanged.\n")
    kept = hugokit("edit", "-", "--set", "toc=true", "--where", "nothing", "-q", cwd=tmp_path, given=before)
    assert (kept.code, kept.out, kept.err) == (0, before, "")
    diff = hugokit("edit", "-", "--set", "toc=true", "--diff", cwd=tmp_path, given=before)
    assert diff.code == 1
    assert diff.out.startswith(b"--- stdin.md\n+++ stdin.md\n")


def test_broken_standard_input_comes_out_as_it_is(tmp_path: Path) -> None:
    ran = hugokit("edit", "-", "--set", "toc=true", cwd=tmp_path, given=BROKEN.encode())
    assert (ran.code, ran.text) == (1, BROKEN)
    assert "stdin.md:2:8" in ran.err


def test_org_is_refused(tmp_path: Path) -> None:
    page(tmp_path, "a.org", "#+TITLE: A\n\nx\n")
    ran = hugokit("edit", "a.org", "--set", "toc=true", cwd=tmp_path)
    assert (ran.code, ran.text) == (1, "0 files changed, 0 unchanged, 1 refused.\n")
    assert "convert the page to YAML, TOML or JSON first" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "nothing to do: give at least one of --set, --set-text, --default, --delete, --rename"),
        (("--set", "title"), "--set title: KEY=VALUE is wanted"),
        (("--set", "title=[a"), "--set [a: no value of YAML"),
        (("--delete", "a=b"), "--delete a=b: only a key is wanted here"),
        (("--set", "a=1", "--where", "toc = 1"), "where: column 5: `=`: write `==` to compare"),
        (("--set", "a=1", "--where", ""), "where: column 1: the expression is empty"),
        (("--set", "a=1", "--yes", "--diff"), "--yes writes files, --diff and --dry-run write none"),
        (("--set", "a=1", "--yes", "--dry-run"), "--yes writes files, --diff and --dry-run write none"),
        (("--set", "a=1", "-"), "cannot be mixed"),
        (("--set", "a=1", "--schema", "nosuch"), "nosuch: no packaged schema"),
        (("--set", "a=1", "--hugo-version", "new"), "no version such as"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_wrong_use_is_2_and_names_the_mend(site: Path, words: tuple[str, ...], said: str) -> None:
    ran = hugokit("edit", "content", *words, cwd=site)
    assert (ran.code, ran.text) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert read(site) == (A, B)


def test_a_folder_without_pages_is_wrong_use(tmp_path: Path) -> None:
    ran = hugokit("edit", ".", "--set", "a=1", cwd=tmp_path)
    assert (ran.code, ran.text) == (2, "")
    assert "no Hugo content in ." in ran.err


def test_settings_count(site: Path) -> None:
    page(site, "hugokit.toml", 'exclude = ["b.md"]\n[fmt]\nkey-order = ["title", "toc", "menu"]\n')
    ran = hugokit("edit", "--set", "toc=true", cwd=site)
    assert ran.text == "Changed: content/post/a.md\n1 file changed, 0 unchanged.\n"
    assert (site / "content/post/a.md").read_text().startswith('---\ntitle: "A"   # first\ntoc: true\nmenu: ""\n')


def test_dates_are_read_as_the_site_reads_them(site: Path) -> None:
    """The zone, the sources of the date, and the date in the file's name come from the site's configuration."""
    page(
        site, "hugo.toml", 'timeZone = "America/New_York"\n[frontmatter]\ndate = [":filename", "written", ":default"]\n'
    )
    page(site, "content/post/2022-02-02-c.md", "---\ntitle: C\ndate: 2024-01-01\n---\n")
    page(site, "content/post/d.md", "---\ntitle: D\nwritten: 2024-01-01T04:59:59Z\n---\n")
    page(site, "content/post/e.md", "---\ntitle: E\nwritten: 2024-01-01T05:00:00Z\n---\n")
    ran = hugokit("edit", "content", "--set", "old=true", "--where", "date < 2024", "--dry-run", cwd=site)
    names = [Path(line).stem for line in ran.text.splitlines() if line.startswith("Would")]
    assert names == ["2022-02-02-c", "a", "d"]


def test_what_yes_means_depends_on_the_hugo(site: Path) -> None:
    page(site, "content/post/a.md", "---\ndraft: yes\n---\n")
    words = ("edit", "content", "--delete", "draft", "--where", "draft", "--dry-run")
    assert hugokit(*words, "--hugo-version", "0.151", cwd=site).code == 1
    assert hugokit(*words, "--hugo-version", "0.168", cwd=site).code == 0


# at a terminal --------------------------------------------------------------------------------------------------


def at_a_terminal(*words: str, cwd: Path) -> tuple[int, str]:
    """`hugokit WORDS` with a terminal for everything: its exit code, and what is seen there."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(cwd)
        command = [sys.executable, "-m", "hugokit", *words]
        os.execvpe(sys.executable, command, environment(TERM="xterm", COLUMNS="100"))
    said = b""
    while part := _read(terminal):
        said += part
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""


def test_many_files_are_only_shown_at_a_terminal(site: Path) -> None:
    code, said = at_a_terminal("edit", ".", "--set", "toc=true", cwd=site)
    assert code == 1
    assert "Would change: content/post/a.md\nWould change: content/post/b.md\n" in said
    assert "2 files would change, 0 unchanged; --yes writes them, --diff shows them.\n" in said
    assert read(site) == (A, B)

    code, said = at_a_terminal("edit", ".", "--set", "toc=true", "--yes", cwd=site)
    assert code == 0
    assert "Changed: content/post/a.md\nChanged: content/post/b.md\n2 files changed, 0 unchanged.\n" in said
    assert all("toc: true" in text for text in read(site))


def test_one_file_is_written_at_a_terminal(site: Path) -> None:
    code, said = at_a_terminal("edit", ".", "--delete", "menu", cwd=site)
    assert code == 0
    assert "Changed: content/post/a.md\n1 file changed, 1 unchanged.\n" in said
    assert read(site) == (A.replace('menu: ""\n', ""), B)


def test_a_progress_bar_for_whoever_looks(site: Path) -> None:
    code, said = at_a_terminal("edit", ".", "--delete", "nothing", cwd=site)
    assert code == 0
    assert "hugokit edit  [" in said
    assert "100%" in said
    code, said = at_a_terminal("edit", ".", "--delete", "nothing", "-q", cwd=site)
    assert (code, said) == (0, "")
    assert "[" not in hugokit("edit", ".", "--delete", "nothing", cwd=site).err


def test_json_at_a_terminal_writes_no_more_than_text(site: Path) -> None:
    code, said = at_a_terminal("edit", ".", "--set", "toc=true", "-q", "--output-format", "json", cwd=site)
    assert code == 1
    assert [line["written"] for line in json.loads(said)] == [False, False]
    assert read(site) == (A, B)


def test_an_interrupt_says_what_was_written(site: Path) -> None:
    """^C while the second file is read: the first is written, and that is said."""
    interrupted = (
        "import sys; sys.argv[1:] = ['edit', 'content', '--set', 'toc=true']\n"
        "from hugokit.fs import access\n"
        "real = access.read_file\n"
        "def read(path, **more):\n"
        "    if str(path).endswith('b.md'): raise KeyboardInterrupt\n"
        "    return real(path, **more)\n"
        "access.read_file = read\n"
        "from hugokit.cli.main import run; run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", interrupted], cwd=site, env=environment(), capture_output=True, text=True, check=False
    )
    said = "Changed: content/post/a.md\n1 file changed, 0 unchanged.\n"
    assert (done.returncode, done.stdout) == (130, said), done.stderr
    assert "toc: true" in read(site)[0]
    assert read(site)[1] == B
    assert "stopped by ^C; 1 file changed before, and what is done stays; `hugokit undo" in done.stderr


def test_a_file_that_cannot_be_written_is_a_failure(site: Path) -> None:
    (site / "twin.md").hardlink_to(site / "content/post/a.md")
    ran = hugokit("edit", ".", "--set", "toc=true", cwd=site)
    assert (ran.code, ran.text) == (1, "Changed: content/post/b.md\n1 file changed, 0 unchanged, 1 failed.\n")
    assert "content/post/a.md" in ran.err
    assert read(site)[0] == A


def test_nothing_of_a_page_reaches_the_terminal_raw(tmp_path: Path) -> None:
    page(tmp_path, "a\x1b[31m.md", '---\ntags: "x\\e]0;title\\a"\n---\n')
    page(tmp_path, "b.md", "---\n'k\u202eey': 1\n'K\u202eey': 2\n---\n")
    for words in ((), ("--diff",), ("--output-format", "json"), ("--dry-run",)):
        ran = hugokit("edit", ".", "--append", "tags=\x1b[1m", "--set", "k\u202eey=2", *words, cwd=tmp_path)
        assert ran.code == 1
        assert not {"\x1b", "\x07", "\u202e"} & set(ran.text + ran.err), words


def test_the_example_site(tmp_path: Path) -> None:
    site = shutil.copytree(CHECKOUT / "seeds", tmp_path / "seeds")
    words = ("--set", "sidebar=left", "--delete", "menu", "--rename", "category=categories", "--append", "tags=x")
    ran = hugokit("edit", ".", *words, "--where", "toc and date < 2027", cwd=site)
    assert ran.code == 1, "said-twice.md cannot be read"
    changed = [line.removeprefix("Changed: ") for line in ran.text.splitlines() if line.startswith("Changed")]
    for name in changed:
        text = (site / name).read_text()
        assert ('sidebar: "left"' in text, "menu" in text.split("---")[1]) == (True, False)
    assert "content/post/slow-bread.md" in changed
    assert "content/post/not-yet.md" not in changed


def test_a_readme_outside_of_a_site_is_no_page(tmp_path: Path) -> None:
    readme = page(tmp_path, "docs/README.md", "# Read me\n")
    page(tmp_path, "docs/a.md", A)
    ran = hugokit("edit", "docs", "--set", "toc=true", cwd=tmp_path)
    assert ran.text == "Changed: docs/a.md\n1 file changed, 0 unchanged, 1 not selected.\n"
    assert readme.read_text() == "# Read me\n"
    assert hugokit("edit", "docs/README.md", "--set", "toc=true", cwd=tmp_path).code == 0
    assert readme.read_text() == "---\ntoc: true\n---\n# Read me\n"


def test_a_page_of_a_site_gets_front_matter(site: Path) -> None:
    plain = page(site, "content/post/plain.md", "Text.\n")
    assert hugokit("edit", ".", "--set", "toc=true", cwd=site).code == 0
    assert plain.read_text() == "---\ntoc: true\n---\nText.\n"
