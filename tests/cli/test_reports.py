"""Reports of real runs: in files beside text on the terminal, replaced whole or not at all, as the schemas say."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hugokit.report.formats import FORMATS
from tests.cli.program import hugokit, page
from tests.report.reading import READERS, schema
from tests.support import CHECKOUT

BAD = '---\ntitle: A\ntags: one\nmenu: ""\n---\n'
GOOD = '---\ntitle: "A"\n---\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    shutil.copytree(CHECKOUT / "seeds", tmp_path / "site")
    return tmp_path / "site"


def rows(name: str, text: str) -> set[tuple[str, int, str]]:
    return {(path, line, code) for path, line, _, code, _ in READERS[name](text)}


def test_every_format_of_a_run_finds_the_same(site: Path) -> None:
    asked = [f"--report={name}=../reports/{name}" for name in FORMATS]
    ran = hugokit("check", ".", "--show", "info", *asked, cwd=site)
    assert (ran.code, ran.err) == (1, "")
    wanted = rows("json", (site / "../reports/json").read_text(encoding="utf-8"))
    assert len(wanted) > 20
    for name in FORMATS:
        text = (site / "../reports" / name).read_text(encoding="utf-8")
        assert rows(name, text) == wanted, name
        printed = hugokit("check", ".", "--show", "info", "-q", "--output-format", name, cwd=site)
        assert (printed.text, printed.err, printed.code) == (text, "", 1), "the same on standard output"
    assert ran.text.startswith((site / "../reports/text").read_text(encoding="utf-8"))
    assert sorted(p.name for p in (site / "../reports").iterdir()) == sorted(FORMATS), "nothing is left beside them"


def test_output_takes_the_format_and_leaves_text_to_the_terminal(tmp_path: Path) -> None:
    page(tmp_path, "a.md", BAD)
    ran = hugokit("check", "a.md", "--output-format", "sarif", "-o", "out.sarif", cwd=tmp_path)
    assert ran.places() == [("a.md:4:1", "HK401")]
    assert ran.text.endswith("Found 1 warning in 1 file (1 fixable with --fix).\n")
    assert rows("sarif", (tmp_path / "out.sarif").read_text(encoding="utf-8")) == {("a.md", 4, "HK401")}
    page(tmp_path, "a.md", GOOD)
    assert hugokit("check", "a.md", "--output-format", "sarif", "-o", "out.sarif", cwd=tmp_path).code == 0
    assert rows("sarif", (tmp_path / "out.sarif").read_text(encoding="utf-8")) == set()


def test_the_edits_of_a_report_are_those_of_fix(site: Path) -> None:
    found = json.loads(hugokit("check", ".", "--output-format", "json", cwd=site).out)
    safe = [one for one in found if one["fix"] and one["fix"]["applicability"] == "safe"]
    assert len({one["path"] for one in safe}) == len(safe) > 2, "one a page, so that each edit can be made alone"
    made = {}
    for one in safe:
        text = (site / one["path"]).read_bytes().decode()
        [edit] = one["fix"]["edits"]
        made[one["path"]] = text[: edit["start"]] + edit["new"] + text[edit["end"] :]
    hugokit("check", ".", "--fix", cwd=site)
    for path, text in made.items():
        assert (site / path).read_bytes().decode() == text


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("folder", "is a directory"),
        ("link.html", "is no regular file"),
        ("a.md", "is a page or a configuration of Hugo"),
        ("hugo.toml", "is a page or a configuration of Hugo"),
        ("a.md/x.html", "the report cannot be written: File exists"),
    ],
)
def test_a_report_replaces_nothing_of_worth(tmp_path: Path, name: str, why: str) -> None:
    page(tmp_path, "a.md", BAD)
    page(tmp_path, "hugo.toml", "title = 'x'\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.html").symlink_to("a.md")
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    ran = hugokit("check", "a.md", "--output-format", "html", "-o", name, cwd=tmp_path)
    assert (ran.code, ran.text) == (2, "")
    assert why in ran.err
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()} == before


def test_a_run_that_ends_early_leaves_the_old_report(tmp_path: Path) -> None:
    page(tmp_path, "a.md", BAD)
    old = page(tmp_path, "out.html", "old")
    ran = hugokit("check", "a.md", "--schema", "nosuch", "--report", "html=out.html", cwd=tmp_path)
    assert (ran.code, old.read_text()) == (2, "old")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.md", "out.html"]


def test_wrong_use(tmp_path: Path) -> None:
    page(tmp_path, "a.md", BAD)
    for words, said in (
        (("--report", "sarif"), "say FORMAT=FILE, with a format of text, concise"),
        (("--report", "nosuch=x"), "say FORMAT=FILE"),
        (("--diff", "-o", "x.html"), "--diff does not"),
        (("--output-format", "nosuch"), "'nosuch' is not one of 'text', 'concise'"),
    ):
        ran = hugokit("check", "a.md", *words, cwd=tmp_path)
        assert ran.code == 2
        assert said in ran.err


def test_the_variable_is_for_all_commands_that_know_the_format(tmp_path: Path) -> None:
    page(tmp_path, "a.md", BAD)
    ran = hugokit("check", "a.md", cwd=tmp_path, HUGOKIT_OUTPUT_FORMAT="github")
    assert ran.text.startswith("::warning file=a.md,line=4,")
    words = ("edit", "a.md", "--set", "x=1", "--dry-run")
    plain = hugokit(*words, cwd=tmp_path)
    assert hugokit(*words, cwd=tmp_path, HUGOKIT_OUTPUT_FORMAT="github").text == plain.text
    assert hugokit(*words, cwd=tmp_path, HUGOKIT_OUTPUT_FORMAT="json").text.startswith("[")
    assert hugokit(*words, cwd=tmp_path, HUGOKIT_OUTPUT_FORMAT="nosuch").code == 2


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
@pytest.mark.parametrize("name", FORMATS)
def test_hostile_names_of_files(tmp_path: Path, name: str) -> None:
    for file in (
        b"::error::x.md",
        b"a\n::error::b.md",
        b"\x1b[31m.md",
        b"\xff.md",
        b"<script>.md",
        "\u202e.md".encode(),
    ):
        (tmp_path / os.fsdecode(file)).write_bytes(BAD.encode())
    ran = hugokit("check", ".", "--output-format", name, cwd=tmp_path)
    assert ran.code == 1
    said = ran.text.removesuffix("Found 6 warnings in 6 files (6 fixable with --fix).\n")
    assert (said != ran.text) is (name in ("text", "concise"))
    assert len(list(READERS[name](said))) == 6
    if name != "github":
        assert not [line for line in ran.text.splitlines() if line.lstrip().startswith("::")]


def test_lines_are_written_while_files_are_read(tmp_path: Path) -> None:
    """What streams is not kept: a finding of the first file is there before the second, a pipe, can be read."""
    page(tmp_path, "a.md", BAD)
    for name in ("text", "concise", "json-lines", "github"):
        code = (
            "import sys\n"
            "from hugokit.engine.files import Run\n"
            "check = Run.check\n"
            "def late(self, name, data, least):\n"
            "    print(f'[{name}]', flush=True)\n"
            "    return check(self, name, data, least)\n"
            "Run.check = late\n"
            f"sys.argv[1:] = ['check', '-q', 'a.md', 'b.md', '--output-format', '{name}']\n"
            "from hugokit.cli.main import run; run()"
        )
        page(tmp_path, "b.md", BAD)
        env = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        first, second = done.stdout.split("[b.md]\n")
        assert "a.md" in first.removeprefix("[a.md]\n"), done.stderr
        assert "b.md" in second


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("check", ("check", ".", "--show", "info", "--output-format", "json-lines")),
        ("dump", ("dump", ".")),
        ("urls", ("urls", ".", "--output-format", "json-lines")),
    ],
)
def test_lines_are_as_their_schema_says(site: Path, name: str, words: tuple[str, ...]) -> None:
    said = schema(name)
    jsonschema.Draft202012Validator.check_schema(said)
    validator = jsonschema.Draft202012Validator(said)
    lines = hugokit(*words, cwd=site).text.splitlines()
    assert len(lines) >= 14
    for line in lines:
        record: dict[str, Any] = json.loads(line)
        validator.validate(record)
        assert record.keys() == said["properties"].keys()
        assert set(said["required"]) == record.keys()


def test_lines_of_real_sites_are_as_their_schema_says(shared: Path, tmp_path: Path) -> None:
    sites = sorted(p for p in (shared / "corpus/dev").iterdir() if p.is_dir() and any(p.glob("**/content")))[::4]
    assert len(sites) >= 5
    for name, words in (("check", ("--show", "info", "--output-format", "json-lines")), ("dump", ())):
        validator = jsonschema.Draft202012Validator(schema(name))
        lines = hugokit(name, *sites, "--allow-empty-input", *words, cwd=tmp_path).text.splitlines()
        assert len(lines) > 10
        for line in lines:
            validator.validate(json.loads(line))
