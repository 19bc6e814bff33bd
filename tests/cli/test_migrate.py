"""`hugokit migrate` as a program: what is written where, what is said, what stays as it was."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from tests.cli.program import hugokit, page
from tests.support import CHECKOUT

SEEDS = CHECKOUT / "seeds"
SCHEMA = json.loads((CHECKOUT / "schemas/output/migrate.v1.json").read_text(encoding="utf-8"))


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_seeds_go_to_eleventy_with_a_ledger(tmp_path: Path) -> None:
    before = contents(SEEDS)
    ran = hugokit("migrate", SEEDS, "--to", "eleventy", "--output", "new", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, ""), ran.err
    made = contents(tmp_path / "new")
    assert {"package.json", "README.md"} <= made.keys()
    assert [name for name in made if name.endswith("slow-bread.md")]
    assert "content/post/said-twice.md" in ran.text, "the page that Hugo refuses is in the ledger"
    assert "Ledger: " in ran.text
    assert f"{len(made) - 1} files: new\n" in ran.text, "the manifest does not count"
    assert ran.text.endswith("cd new && npm install && npx @11ty/eleventy\n")
    assert contents(SEEDS) == before

    again = hugokit("migrate", SEEDS, "--to", "eleventy", "--output", "new", cwd=tmp_path)
    assert again.code == 0
    assert f"0 files written, {len(made) - 1} unchanged: new\n" in again.text
    assert contents(tmp_path / "new") == made, "a second run has nothing to do"

    other = hugokit("migrate", SEEDS, "--to", "eleventy", "--output", "other", "--output-format", "json", cwd=tmp_path)
    told = json.loads(other.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    assert told.keys() == SCHEMA["properties"].keys()
    assert {one["path"] for one in told["files"]} == made.keys() - {".hugokit/migration.json"}
    losses = told["ledger"]
    assert "content/post/said-twice.md" in {loss["source"] for loss in losses}
    assert contents(tmp_path / "other") == made, "two runs give the same bytes"


def test_wrong_use(tmp_path: Path) -> None:
    for words, said in (
        ((SEEDS, "--to", "nosuch", "--output", "new"), "'nosuch'; there are: astro, docusaurus, eleventy, jekyll"),
        ((tmp_path / "no", "--to", "eleventy", "--output", "new"), "does not exist"),
        ((SEEDS, "--to", "eleventy"), "--output"),
    ):
        ran = hugokit("migrate", *words, cwd=tmp_path)
        assert (ran.code, ran.text) == (2, "")
        assert said in ran.err
        assert not (tmp_path / "new").exists()


def test_pages_are_read_as_the_hugo_of_the_site_reads_them(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "content/p").mkdir(parents=True)
    (site / "content/p/a.md").write_text("---\ntitle: a\ndraft: yes\n---\n", encoding="utf-8")
    (site / "content/p/b.html").write_text("---\ntitle: b\n---\n<p>b</p>\n", encoding="utf-8")
    (site / "hugo.toml").write_text('[module.hugoVersion]\n  max = "0.150"\n', encoding="utf-8")

    def moved(name: str, *options: str) -> str:
        ran = hugokit("migrate", site, "--to", "eleventy", "--output", name, *options, cwd=tmp_path)
        assert ran.code == 0, ran.err
        return ran.text

    assert "not published by Hugo (draft)" in moved("old")
    assert "not published by Hugo (refused)" in moved("new", "--hugo-version", "0.168")
    (site / "hugokit.toml").write_text('[hugo]\nversion = "0.168"\n', encoding="utf-8")
    assert "not published by Hugo (refused)" in moved("settings")


def test_a_folder_with_other_files_is_refused_without_force_and_nothing_in_it_is_overwritten(tmp_path: Path) -> None:
    mine = {"package.json": b"{}", "notes.txt": b"mine"}
    page(tmp_path, "new/package.json", mine["package.json"])
    page(tmp_path, "new/notes.txt", mine["notes.txt"])
    words = ("migrate", SEEDS, "--to", "eleventy", "--output", "new")
    ran = hugokit(*words, cwd=tmp_path)
    assert (ran.code, ran.text) == (2, "")
    assert "new: is not empty, and hugokit did not make it" in ran.err
    assert contents(tmp_path / "new") == mine
    assert [p.name for p in tmp_path.iterdir()] == ["new"]

    forced = hugokit(*words, "--force", "-q", cwd=tmp_path)
    assert forced.code == 1
    assert "package.json: changed on both sides: yours is kept" in forced.err
    now = contents(tmp_path / "new")
    assert {name: now[name] for name in mine} == mine
    assert b"eleventy" in now[".hugokit/conflicts/package.json"]

    (tmp_path / "new/.hugokit/conflicts/package.json").unlink()
    assert hugokit(*words, "-q", cwd=tmp_path).code == 0, "whoever deletes the other side has solved it"
    assert contents(tmp_path / "new")["package.json"] == b"{}"


def test_a_dry_run_writes_nothing_and_says_what_would_be_written(tmp_path: Path) -> None:
    words = ("migrate", SEEDS, "--to", "eleventy", "--output", "new", "--output-format", "json")
    dry, ran = hugokit(*words, "--dry-run", cwd=tmp_path), hugokit(*words, cwd=tmp_path)
    told, done = json.loads(dry.out), json.loads(ran.out)
    assert told.pop("written") is False
    assert done.pop("written") is True
    assert told == done, "the same files, hashes and ledger"
    made = contents(tmp_path / "new")
    assert {one["path"]: one["sha256"] for one in told["files"]} == {
        path: hashlib.sha256(data).hexdigest() for path, data in made.items() if path != ".hugokit/migration.json"
    }
    again = json.loads(hugokit(*words, "--dry-run", cwd=tmp_path).out)
    assert {one["state"] for one in again["files"]} == {"unchanged"}
    text = hugokit("migrate", SEEDS, "--to", "eleventy", "--output", "other", "--dry-run", cwd=tmp_path)
    assert text.code == 0
    assert "Nothing was written (--dry-run)\n" in text.text
    assert "content/post/slow-bread.md  content/post/slow-bread.md" in text.text
    assert not (tmp_path / "other").exists()


def test_a_part_of_a_site(tmp_path: Path) -> None:
    words = ("migrate", SEEDS, "--to", "eleventy", "--output", "new", "-q")
    assert hugokit(*words, "--only", "content/post/slow-bread.md", cwd=tmp_path).code == 0
    pages = [name for name in contents(tmp_path / "new") if name.startswith("content/") and name.endswith(".md")]
    assert pages == ["content/post/slow-bread.md"]
    assert hugokit(*words, cwd=tmp_path).code == 0
    whole = contents(tmp_path / "new")
    assert len(whole) > 30
    assert hugokit(*words, "--limit", "1", cwd=tmp_path).code == 0
    assert contents(tmp_path / "new") == whole, "what is not asked for stays"


def test_what_makes_a_run_fail(tmp_path: Path) -> None:
    codes = {}
    for grade in ("never", "loss", "changed"):
        words = ("migrate", SEEDS, "--to", "eleventy", "--output", "new", "-q", "--fail-on", grade)
        codes[grade] = hugokit(*words, cwd=tmp_path).code
    assert codes == {"never": 0, "loss": 1, "changed": 1}


@pytest.mark.parametrize("name", ["sarif", "html"])
def test_reports_of_the_ledger(tmp_path: Path, name: str) -> None:
    ran = hugokit(
        "migrate", SEEDS, "--to", "eleventy", "--output", "new", "--report", f"{name}=ledger.{name}", cwd=tmp_path
    )
    assert ran.code == 0
    text = (tmp_path / f"ledger.{name}").read_text(encoding="utf-8")
    assert "content/post/said-twice.md" in text
    if name == "sarif":
        [run] = json.loads(text)["runs"]
        assert {result["ruleId"] for result in run["results"]} <= {
            rule["id"] for rule in run["tool"]["driver"]["rules"]
        }


def test_the_output_is_no_part_of_the_source(tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "site")
    for output in ("site", "site/content/new", "."):
        ran = hugokit("migrate", "site", "--to", "eleventy", "--output", output, "--force", cwd=tmp_path)
        assert ran.code == 2
        assert "is a part of the site that is read, or holds it" in ran.err
    assert contents(tmp_path / "site") == contents(SEEDS)


def test_the_targets(tmp_path: Path) -> None:
    text, told = hugokit("targets", cwd=tmp_path), hugokit("targets", "--output-format", "json", cwd=tmp_path)
    assert (text.code, told.code) == (0, 0)
    found = {one["name"]: one for one in json.loads(told.out)}
    assert found["eleventy"]["build"] == "npx @11ty/eleventy"
    for name, one in found.items():
        assert f"{name}: {one['title']} {one['version']}\n" in text.text
