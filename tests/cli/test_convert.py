"""`hugokit convert` as people type it: files in place, a folder of its own, what is refused, the ledger."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.program import hugokit, page

A = b'---\ntitle: "A"   # first\n\ntags: [one]\n---\r\nBody.   \n'
A_TOML = b'+++\ntitle = "A" # first\n\ntags = ["one"]\n+++\r\nBody.   \n'
PLAIN = b"No front matter.\n"
NULL = b"---\ntitle: C\ntags:\n---\n"
BROKEN = b"---\ntitle: [\n---\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HUGOKIT_STATE_DIR", str(tmp_path / "state"))
    page(tmp_path, "site/hugo.toml", 'timeZone = "UTC"\n')
    for name, data in {"a": A, "plain": PLAIN, "null": NULL, "broken": BROKEN}.items():
        page(tmp_path, f"site/content/post/{name}.md", data)
    return tmp_path / "site"


def pages(folder: Path) -> dict[str, bytes]:
    return {p.stem: p.read_bytes() for p in sorted(folder.rglob("*.md"))}


def test_files_are_converted_and_the_others_told(site: Path) -> None:
    before = pages(site)
    ran = hugokit("convert", "content", "--to", "toml", cwd=site)
    assert (ran.code, ran.text) == (
        1,
        "Changed: content/post/a.md\n1 file changed, 1 unchanged, 1 refused, 1 failed.\n",
    )
    broken, null, undo = ran.err.splitlines()
    assert broken.startswith("hugokit: content/post/broken.md:")
    assert null.startswith("content/post/null.md:3:1: tags is null, which TOML cannot say; give it a value, delete it")
    assert re.fullmatch(r"hugokit: 1 file changed; `hugokit undo \S+` puts the old text back", undo)
    assert pages(site) == {**before, "a": A_TOML}

    again = hugokit("convert", "content", "--to", "yaml", cwd=site)
    assert pages(site)["a"] == b"---\ntitle: A # first\n\ntags: [one]\n---\r\nBody.   \n"
    assert again.code == 1, "the broken page is still told"

    for _ in range(2):
        assert hugokit("undo", cwd=site).code == 0
    assert pages(site) == before


def test_a_diff_writes_nothing(site: Path) -> None:
    before = pages(site)
    ran = hugokit("convert", "content/post/a.md", "--to", "json", "--diff", cwd=site)
    assert ran.code == 1
    assert '+  "title": "A",' in ran.text
    assert "# first: JSON has no comments" in ran.err
    assert pages(site) == before


def test_null_can_be_left_out(site: Path) -> None:
    ran = hugokit("convert", "content/post/null.md", "--to", "toml", "--drop-null", cwd=site)
    assert ran.code == 0
    assert "null: TOML has no null; the key is left out" in ran.text
    assert pages(site)["null"] == b'+++\ntitle = "C"\n+++\n'


def test_json_has_the_ledger(site: Path) -> None:
    ran = hugokit("convert", "content/post/a.md", "--to", "json", "--output-format", "json", cwd=site)
    (found,) = json.loads(ran.text)
    assert (found["path"], found["status"], found["written"]) == ("content/post/a.md", "changed", True)
    (loss,) = found["ledger"]
    assert (loss["line"], loss["what"], loss["grade"]) == (2, "# first", "lost")


def test_a_folder_of_its_own(site: Path) -> None:
    before = pages(site)
    ran = hugokit("convert", "content", "--to", "toml", "--output", "out", cwd=site)
    assert ran.code == 1
    assert pages(site / "content") == before
    assert pages(site / "out") == {**before, "a": A_TOML}, "what cannot be converted is copied as it is"
    assert (site / "out/post/a.md").is_file()
    assert not hugokit("undo", "--list", cwd=site).text.count("convert"), "nothing was replaced"


def test_a_folder_that_is_not_empty_is_left_alone(site: Path) -> None:
    ran = hugokit("convert", "content", "--to", "toml", "--output", "content", cwd=site)
    assert ran.code == 2
    assert "is not empty, and nothing in it is overwritten" in ran.err


@pytest.mark.parametrize("word", ["--yes", "--diff", "--dry-run"])
def test_a_new_folder_is_not_shown_before(site: Path, word: str) -> None:
    ran = hugokit("convert", "content", "--to", "toml", "--output", "out", word, cwd=site)
    assert ran.code == 2
    assert not (site / "out").exists()


def test_standard_input_comes_out_converted(site: Path) -> None:
    ran = hugokit("convert", "-", "--to", "toml", cwd=site, given=A)
    assert (ran.code, ran.out) == (0, A_TOML)


def test_a_site_in_another_zone_keeps_its_moments(site: Path) -> None:
    page(site, "hugo.toml", 'timeZone = "Asia/Kathmandu"\n')
    page(site, "content/post/a.md", "---\ndate: 2024-05-01\nlastmod: 2024-05-01T10:00:00\n---\n")
    before = hugokit("dump", "content/post/a.md", cwd=site)
    hugokit("convert", "content/post/a.md", "--to", "toml", cwd=site)
    assert pages(site)["a"] == b"+++\ndate = 2024-05-01\nlastmod = 2024-05-01T10:00:00\n+++\n"
    after = hugokit("dump", "content/post/a.md", cwd=site)
    assert json.loads(after.text)["page"] == json.loads(before.text)["page"]


def test_older_yaml_is_read_for_the_older_hugo(site: Path) -> None:
    page(site, "content/post/a.md", "---\ndraft: yes\n---\n")
    hugokit("convert", "content/post/a.md", "--to", "toml", "--hugo-version", "0.151", cwd=site)
    assert pages(site)["a"] == b"+++\ndraft = true\n+++\n"
