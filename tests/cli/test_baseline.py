"""Known findings: told of once, in a file that branches merge, that follows pages and says what it no longer needs."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from hugokit.api import check, load_settings
from hugokit.diagnostic import Severity
from hugokit.engine.baseline import Baseline, Sieve, read_baseline
from tests.cli.program import Ran, hugokit, page

BAD = "---\ntitle: {0}\nweight: '010'\ndate: 2020-13-01\n---\nBody.\n"
SETTINGS = '[hugo]\nversion = "0.168"\n[lint]\nbaseline = ".hugokit-baseline"\n'


def git(folder: Path, *words: str, code: int = 0) -> str:
    own = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *own, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site in git with old findings and their baseline."""
    root = tmp_path / "site"
    page(root, "hugo.toml", 'baseURL = "https://example.org/"\n')
    page(root, "hugokit.toml", SETTINGS)
    for name in ("a", "b", "post/c"):
        page(root, f"content/{name}.md", BAD.format(name))
    assert run(root, "--no-baseline").code == 1
    assert run(root, "--write-baseline").code == 0
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "start")
    return root


def run(root: Path, *words: str | Path) -> Ran:
    return hugokit("check", *words, cwd=root)


def entries(root: Path) -> list[str]:
    return (root / ".hugokit-baseline").read_text().splitlines()


def test_after_writing_it_nothing_is_found(site: Path) -> None:
    ran = run(site)
    assert (ran.code, ran.places()) == (0, [])
    assert ran.err == "hugokit: 6 findings of .hugokit-baseline not told of (--no-baseline tells)\n"
    first, *lines = entries(site)
    assert first.startswith("# hugokit baseline 1, of every warning and worse: ")
    assert lines == sorted(lines)
    assert [line.rpartition(" ")[0] for line in lines] == [
        f"{code} content/{name}.md {key}" for code, key in (("HK203", "weight"), ("HK301", "date"))
        for name in ("a", "b", "post/c")
    ]  # fmt: skip
    assert check([site / "content"], settings=load_settings(site)) == []


def test_it_is_known_from_any_folder_and_by_any_name(site: Path) -> None:
    for cwd, path in ((site / "content", "."), (site.parent, site), (site / "content", "post/c.md"), (site, "content")):
        ran = hugokit("check", path, cwd=cwd)
        assert (ran.code, ran.places()) == (0, []), (cwd, path)
    with_name = hugokit("check", "-", "--stdin-filename", "content/a.md", cwd=site, given=BAD.format("a").encode())
    assert (with_name.code, with_name.places()) == (0, [])


def test_lines_above_and_another_spelling_are_not_new(site: Path) -> None:
    page(site, "content/a.md", '---\n# why\ndescription: D\ntitle: a\nweight: "010"\ndate:   2020-13-01\n---\nMore.\n')
    assert run(site).code == 0
    page(site, "content/a.md", "+++\ntitle = 'a'\nweight = '010'\ndate = '2020-13-01'\n+++\n")
    assert run(site).code == 0


def test_another_value_is_new(site: Path) -> None:
    page(site, "content/a.md", BAD.format("a").replace("010", "011"))
    ran = run(site)
    assert (ran.code, ran.places()) == (1, [("content/a.md:3:1", "HK203")])
    assert "1 no longer found; hugokit check --prune-baseline takes them out" in ran.err


def test_one_more_of_the_same_is_new(tmp_path: Path) -> None:
    body = "---\ntitle: A\n---\n[x](nowhere.md)\ntext\n"
    page(tmp_path, "hugo.toml", "")
    page(tmp_path, "hugokit.toml", SETTINGS)
    page(tmp_path, "content/a.md", body + "[x](nowhere.md)\n")
    assert run(tmp_path, "--site", "--write-baseline").code == 0
    assert entries(tmp_path)[1].endswith(" x2")
    assert run(tmp_path, "--site").code == 0
    page(tmp_path, "content/a.md", body + "[x](nowhere.md)\nmore\n\n[x](nowhere.md)\n")
    assert run(tmp_path, "--site").places() == [("content/a.md:9:5", "HK502")]
    page(tmp_path, "content/a.md", body)
    assert ": 1 no longer found" in run(tmp_path, "--site").err
    assert run(tmp_path, "--site", "--prune-baseline").code == 0
    assert not entries(tmp_path)[1].endswith(" x2")


def test_a_list_item_put_in_before_is_no_new_finding(tmp_path: Path) -> None:
    page(tmp_path, "hugo.toml", "")
    page(tmp_path, "hugokit.toml", SETTINGS)
    page(tmp_path, "content/a.md", "---\naliases: [old, a]\n---\n")
    run(tmp_path, "--site", "--write-baseline")
    assert entries(tmp_path)[1].startswith("HK803 content/a.md aliases[] ")
    page(tmp_path, "content/a.md", "---\naliases: [old, older, a]\n---\n")
    assert run(tmp_path, "--site").code == 0


def test_a_rename_that_git_knows_is_no_new_finding(site: Path) -> None:
    git(site, "mv", "content/post/c.md", "content/moved.md")
    page(site, "content/moved.md", BAD.format("c").replace("Body.", "Another body."))
    git(site, "add", ".")
    assert git(site, "diff", "--cached", "-M", "--name-status").startswith("R")
    ran = run(site)
    assert (ran.code, ran.places()) == (0, [])
    assert "no longer found" not in ran.err
    assert run(site, "--prune-baseline").code == 0
    assert sum("content/moved.md" in line for line in entries(site)) == 2
    assert not any("post/c.md" in line for line in entries(site))
    assert run(site).code == 0


def test_a_copy_is_new(site: Path) -> None:
    page(site, "content/copy.md", BAD.format("a"))
    assert run(site).places() == [("content/copy.md:3:1", "HK203"), ("content/copy.md:4:1", "HK301")]


def test_a_moved_page_is_known_once(site: Path) -> None:
    (site / "content/a.md").unlink()
    page(site, "content/x.md", BAD.format("a"))
    page(site, "content/y.md", BAD.format("a"))
    assert len(run(site).places()) == 2


def test_stale_entries_of_what_was_not_looked_at_stay(site: Path) -> None:
    page(site, "content/a.md", "---\ntitle: A\n---\n")
    for words in (("content/b.md",), ("--select", "HK4"), ("--fail-on", "error", "--show", "error"), ("content/post",)):
        assert "no longer found" not in run(site, *words).err, words
        run(site, *words, "--prune-baseline")
        assert len(entries(site)) == 7
    for words in (("content/a.md",), ("content",), ()):
        assert "2 no longer found" in run(site, *words).err, words
    run(site, "--prune-baseline", "--select", "HK203")
    assert len(entries(site)) == 6
    ran = run(site, "--prune-baseline")
    assert "1 that were no longer found taken out" in ran.err
    assert len(entries(site)) == 5
    assert "no longer" not in run(site).err


def test_a_page_that_is_gone_leaves_stale_entries(site: Path) -> None:
    (site / "content/a.md").unlink()
    assert "2 no longer found" in run(site).err
    run(site, "--prune-baseline")
    assert len(entries(site)) == 5


def test_writing_for_a_part_keeps_the_rest(site: Path) -> None:
    page(site, "content/post/d.md", BAD.format("d"))
    page(site, "content/e.md", BAD.format("e"))
    assert run(site, "content/post", "--write-baseline").code == 0
    assert {place for place, _ in run(site).places()} == {"content/e.md:3:1", "content/e.md:4:1"}
    page(site, "content/a.md", "not read: [\n")
    (site / "content/a.md").unlink()
    (site / "content/a.md").symlink_to("b.md")
    before = entries(site)
    assert hugokit("check", "content/a.md", "--write-baseline", cwd=site).code == 1
    assert entries(site) == before, "a file that could not be read keeps its entries"


def test_two_branches_merge(site: Path) -> None:
    """Both add findings in places of their own; the file that git makes of it is a baseline that holds for both."""
    for branch, name in (("one", "content/aa.md"), ("two", "content/post/zz.md")):
        git(site, "checkout", "-q", "-b", branch, "main")
        page(site, name, BAD.format(branch))
        run(site, "--write-baseline")
        git(site, "add", ".")
        git(site, "commit", "-qm", branch)
    git(site, "merge", "-q", "one", "-m", "both")
    ran = run(site)
    assert (ran.code, ran.places()) == (0, [])
    assert entries(site)[1:] == sorted(entries(site)[1:])
    assert len(entries(site)) == 11


@pytest.mark.parametrize("name", ["a b.md", "50%.md", "grün.md", "a\u202eb.md", "x\ny.md", "tab\t.md", "nbsp\u00a0.md"])
def test_odd_names(tmp_path: Path, name: str) -> None:
    page(tmp_path, "hugo.toml", "")
    page(tmp_path, "hugokit.toml", SETTINGS)
    page(tmp_path, f"content/{name}", BAD.format("a"))
    assert run(tmp_path, "--write-baseline").code == 0
    assert all(len(line.split()) == 4 for line in entries(tmp_path)[1:])
    ran = run(tmp_path)
    assert (ran.code, ran.places()) == (0, [])
    assert run(tmp_path, "--no-baseline").code == 1
    (tmp_path / "content" / name).rename(tmp_path / "content" / "plain.md")
    assert run(tmp_path).code == 0, "its old name is known to be gone"


def test_findings_of_a_site(tmp_path: Path) -> None:
    page(tmp_path, "hugo.toml", 'baseURL = "https://example.org/"\n')
    page(tmp_path, "hugokit.toml", SETTINGS)
    for name in ("a", "b"):
        page(tmp_path, f"content/{name}.md", "---\ntitle: T\nslug: same\n---\n[x](nowhere.md)\n")
    before = run(tmp_path, "--site", "--no-baseline")
    assert before.code == 1
    assert run(tmp_path, "--site", "--write-baseline").code == 0
    assert run(tmp_path, "--site").code == 0
    assert "no longer" not in run(tmp_path).err, "without --site rules about sites are not judged"
    run(tmp_path, "--prune-baseline")
    assert run(tmp_path, "--site").code == 0
    page(tmp_path, "content/a.md", "---\ntitle: T\n# more\nslug: same\n---\n\n\n[x](nowhere.md)\n")
    assert run(tmp_path, "--site").places() == []
    page(tmp_path, "content/a.md", "---\ntitle: T\nslug: same\n---\n[y](elsewhere.md)\n")
    assert run(tmp_path, "--site").places() == [("content/a.md:5:5", "HK502")]
    assert check([tmp_path / "content"], settings=load_settings(tmp_path), site=True) != []


def test_mended_findings_are_stale_not_new(site: Path) -> None:
    page(site, "content/a.md", BAD.format("a").replace("date:", "menu: ''\ndate:"))
    assert run(site, "--write-baseline").code == 0
    ran = run(site, "--fix")
    assert ran.code == 0
    assert "1 no longer found" in ran.err
    assert run(site, "--prune-baseline").code == 0
    assert run(site).code == 0


def test_wrong_baselines_say_what_to_do(site: Path) -> None:
    for text, place in (
        ("", ":1: no baseline of this version"),
        ("# hugokit baseline 2, of every warning and worse: x\n", ":1: no baseline of this version"),
        (f"{entries(site)[0]}\n<<<<<<< HEAD\n", ":2: no entry of a baseline: <<<<<<< HEAD"),
        (
            f"{entries(site)[0]}\nHK203 a.md weight x\x1b[0m\n",
            ":2: no entry of a baseline: HK203 a.md weight x\\x1b[0m",
        ),
    ):
        page(site, ".hugokit-baseline", text)
        ran = run(site)
        assert ran.code == 2
        assert place in ran.err
        assert "--write-baseline" in ran.err
    (site / ".hugokit-baseline").unlink()
    assert run(site).code == 2
    assert "there is no such baseline" in run(site).err
    assert run(site, "--no-baseline").code == 1
    assert run(site, "--write-baseline").code == 0


def test_both_counts_of_a_union_merge_are_read(tmp_path: Path) -> None:
    entry = "HK203 a.md weight 0123456789abcdef"
    first = Baseline(least=Severity.WARNING).text()
    page(tmp_path, "b", f"{first}{first}{entry}\n{entry} x3\n")
    assert dict(read_baseline(tmp_path / "b").entries) == {entry: 3}


@pytest.mark.parametrize(
    "words",
    [("--write-baseline", "--prune-baseline"), ("--no-baseline", "--write-baseline"), ("--diff", "--write-baseline")],
)
def test_options_that_contradict_each_other(site: Path, words: tuple[str, ...]) -> None:
    assert run(site, *words).code == 2


def test_without_a_setting_the_file_is_named_and_said(tmp_path: Path) -> None:
    page(tmp_path, "content/a.md", BAD.format("a"))
    page(tmp_path, "hugo.toml", "")
    ran = run(tmp_path, "--write-baseline")
    assert 'say `baseline = ".hugokit-baseline"` under [lint] in hugokit.toml' in ran.err
    assert run(tmp_path).code == 1
    assert run(tmp_path, "--baseline", ".hugokit-baseline").code == 0


def test_thirty_thousand_entries_cost_little(tmp_path: Path) -> None:
    """Reading and judging: CPU, so that other work on the machine does not count; generous for slow machines."""
    names = [f"HK203 content/post/p{n:05}.md weight {n:016x}" for n in range(30_000)]
    file = page(tmp_path, "b", Baseline(dict.fromkeys(names, 1), Severity.WARNING).text())  # type: ignore[arg-type]
    start = time.process_time()
    sieve = Sieve(read_baseline(file), load_settings(tmp_path), (tmp_path,), Severity.WARNING)
    assert sieve.stale.total() == 30_000
    assert time.process_time() - start < 1.5
