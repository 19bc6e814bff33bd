"""`hugokit check --incremental` says what a check says, and reads again only what may say something else."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from hugokit.api import Run, load_settings
from hugokit.diagnostic import Severity
from hugokit.engine.incremental import Incremental
from tests.cli.program import Ran, hugokit

GOOD = "---\ntitle: {}\ndate: 2020-01-01\n---\ntext\n"
BAD = "---\ntitle: {}\ndraft: yes\n---\ntext\n"
CACHE = ".hugokit_cache/checked.json"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a page in each of three folders, one of which has a finding; all written some time ago."""
    monkeypatch.delenv("HUGOKIT_CACHE")
    (tmp_path / "hugo.toml").write_text('theme = "mainroad"\n')
    for name, text in (("a/one", GOOD), ("a/two", GOOD), ("b/bad", BAD), ("b/three", GOOD), ("c/four", GOOD)):
        write(tmp_path / f"content/{name}.md", text.format(name))
    return tmp_path


def write(page: Path, text: str, ago: float = 60) -> None:
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text)
    then = time.time() - ago
    os.utime(page, (then, then))


def check(site: Path, *words: str) -> Ran:
    """What an incremental check says; it is what any check says."""
    said = hugokit("check", "--incremental", *words, cwd=site)
    fresh = hugokit("check", *words, cwd=site)
    assert (said.code, said.out, said.err) == (fresh.code, fresh.out, fresh.err)
    return said


def looked_at(site: Path) -> list[str]:
    """The pages that a run would look at now."""
    run = Run.of(load_settings(site).but(derive=True, incremental=True))
    files = run.files([site / "content"])
    return [Path(file.name).stem for file in Incremental(run, Severity.WARNING).of(files)]


def known(site: Path) -> None:
    run = Run.of(load_settings(site).but(derive=True, incremental=True))
    known = Incremental(run, Severity.WARNING)
    outcomes = known.note(
        run.over(known.of(run.files([site / "content"])), lambda *file: run.check(*file, Severity.WARNING))
    )
    assert sum(1 for _ in outcomes) == 5


def test_only_what_has_findings_is_looked_at_again(site: Path) -> None:
    known(site)
    assert looked_at(site) == ["bad"]


def test_the_command_says_the_same_every_time(site: Path) -> None:
    for _ in range(2):
        assert [code for _, code in check(site).places()] == ["HK302"]
    assert (site / CACHE).is_file()
    assert "in 5 files" in check(site).text
    assert [code for _, code in check(site, "--jobs", "2").places()] == ["HK302"]


def test_what_was_changed_is_looked_at_with_its_folder(site: Path) -> None:
    check(site)
    write(site / "content/a/two.md", BAD.format("now bad"), ago=30)
    assert len(check(site).places()) == 2
    known(site)
    assert looked_at(site) == ["two", "bad"]
    write(site / "content/c/new.md", BAD.format("new"))
    assert len(check(site).places()) == 3
    (site / "content/b/bad.md").unlink()
    assert len(check(site).places()) == 2


def test_a_page_of_this_very_moment_is_not_trusted(site: Path) -> None:
    write(site / "content/c/four.md", GOOD.format("four"), ago=0)
    known(site)
    assert looked_at(site) == ["bad", "four"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("hugo.toml", "title = 'x'\n"),
        ("hugokit.toml", '[lint]\nignore = ["HK201"]\n'),
        ("layouts/single.html", "{{ .Params.colour }}"),
        ("content/c/_index.md", "---\ncascade:\n  colour: red\n---\n"),
        ("archetypes/default.md", "---\ncolour: red\n---\n"),
    ],
)
def test_whatever_else_counts_is_seen(site: Path, file: str, text: str) -> None:
    (site / "hugo.toml").write_text("")
    write(site / "layouts/page.html", "{{ .Params.shade }}")
    known(site)
    assert looked_at(site) == ["bad"]
    write(site / file, text)
    assert {"one", "two", "bad", "three", "four"} <= set(looked_at(site))


def test_a_page_whose_schema_is_a_file_of_its_own(site: Path) -> None:
    write(site / "own.json", '{"type": "object"}')
    write(site / "content/c/four.md", "---\n$schema: ../../own.json\ntitle: four\ndate: 2020-01-01\n---\n")
    assert len(check(site).places()) == 1
    write(site / "own.json", '{"type": "object", "required": ["author"]}')
    assert len(check(site).places()) == 2


def test_a_list_that_hands_down_a_key_which_a_page_asks_for(site: Path) -> None:
    write(site / "content/c/_index.md", "---\ntitle: c\ncascade:\n  catgories: x\n---\n")
    write(site / "content/c/four.md", GOOD.format("four") + "{{< param catgories >}}\n")
    assert len(check(site).places()) == 1
    write(site / "content/c/four.md", GOOD.format("four"), ago=30)
    assert len(check(site).places()) == 2


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"basis": 1}', '{"folders": {"content": [1, []]}}'])
def test_what_is_kept_may_be_anything(site: Path, kept: str) -> None:
    check(site)
    (site / CACHE).write_text(kept)
    assert len(check(site).places()) == 1


def test_the_settings_ask_for_it(site: Path) -> None:
    (site / "hugokit.toml").write_text("[lint]\nincremental = true\n")
    hugokit("check", cwd=site)
    assert (site / CACHE).is_file()
    (site / CACHE).unlink()
    hugokit("check", "--no-incremental", cwd=site)
    assert not (site / CACHE).exists()


def test_where_nothing_is_to_be_kept_nothing_is(site: Path) -> None:
    (site / "hugokit.toml").write_text("[lint]\nincremental = true\n")
    for words in ((), ("--incremental",)):
        assert len(hugokit("check", "--no-cache", *words, cwd=site).places()) == 1
        assert not (site / ".hugokit_cache").exists()


def test_lists_of_every_language_hand_down(site: Path) -> None:
    (site / "hugo.toml").write_text(
        'theme = "mainroad"\n[languages.en]\ncontentDir = "content"\n[languages.fr]\ncontentDir = "french"\n'
    )
    known(site)
    assert looked_at(site) == ["bad"]
    write(site / "french/_index.md", "---\ncascade:\n  type: x\n---\n")
    assert "one" in looked_at(site)


def test_with_a_baseline_stale_entries_are_told_of(site: Path) -> None:
    hugokit("check", "--write-baseline", "--baseline", ".known", cwd=site)
    assert check(site, "--baseline", ".known").code == 0
    write(site / "content/b/bad.md", GOOD.format("mended"), ago=30)
    for _ in range(2):
        assert ".known: 1 no longer found" in check(site, "--baseline", ".known").err
