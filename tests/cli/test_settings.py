"""Where settings come from, what they do, and what is said of one that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import hugokit, page
from tests.support import CHECKOUT

PAGE = '---\ntitle: "A"\nmenu: ""\ndraft: yes\n---\nBody.\n'
BOTH = ["HK401", "HK302"]


def codes(*words: str | Path, cwd: Path) -> list[str]:
    return [code for _, code in hugokit("check", *words, cwd=cwd).places()]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    page(tmp_path, "content/post/a.md", PAGE)
    page(tmp_path, "content/old/b.md", PAGE)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "head"), [("hugokit.toml", ""), (".hugokit.toml", ""), ("pyproject.toml", "tool.hugokit.")]
)
def test_settings_files(site: Path, name: str, head: str) -> None:
    page(site, name, f'[{head}lint]\nignore = ["HK4"]\n[{head}lint.per-file-ignores]\n"content/old/**" = ["HK302"]\n')
    ran = hugokit("check", "content", cwd=site)
    assert ran.places() == [("content/post/a.md:4:1", "HK302")]
    assert codes("content/post", cwd=site) == ["HK302"], "found upwards from the path"
    assert codes("content", "--isolated", cwd=site) == BOTH * 2
    assert codes("content/old", "--ignore", "HK302", cwd=site) == ["HK401"], "the command line wins"


def test_the_nearest_file_counts_alone(site: Path) -> None:
    page(site, "hugokit.toml", '[lint]\nignore = ["ALL"]\n')
    page(site, "content/post/.hugokit.toml", '[lint]\nignore = ["HK302"]\n')
    assert codes("content/post", cwd=site) == ["HK401"]
    assert codes("content/old", cwd=site) == []
    assert codes("content/old", "--config", "content/post/.hugokit.toml", cwd=site) == ["HK401"]


def test_a_pyproject_without_a_table_is_passed_over(site: Path) -> None:
    page(site, "pyproject.toml", "[tool.other]\nx = 1\n")
    assert codes("content", cwd=site) == BOTH * 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[lint]\nignroe = ["HK4"]\n', "lint.ignroe: there is no such setting"),
        ("fix = true\n", "fix: there is no such setting"),
        ('[lint]\nignore = "HK4"\n', "lint.ignore"),
        ('[lint]\nshow = "all"\n', "lint.show"),
        ("[lint\n", "line 1"),
        ('[[schema]]\nfiles = ["**"]\nuses = "nosuch"\n', "nosuch: no packaged schema"),
    ],
)
def test_a_wrong_setting_is_wrong_use_and_is_named(site: Path, text: str, said: str) -> None:
    page(site, "hugokit.toml", text)
    for command in ("check", "fmt"):
        ran = hugokit(command, "content", cwd=site)
        assert (ran.code, ran.text) == (2, "")
        assert said in ran.err
        assert "hugokit.toml" in ran.err or "nosuch" in ran.err


def test_select_and_ignore(site: Path) -> None:
    file = "content/post/a.md"
    assert codes(file, "--select", "HK4", cwd=site) == ["HK401"]
    assert codes(file, "--select", "HK401,HK302", cwd=site) == BOTH
    assert codes(file, "--select", "leaked-draft", cwd=site) == ["HK302"]
    assert codes(file, "--ignore", "empty-menu", "--ignore", "HK3", cwd=site) == []
    assert codes(file, "--select", "HK4", "--ignore", "HK401", cwd=site) == []
    assert codes(file, "--select", "HK401", "--ignore", "HK4", cwd=site) == ["HK401"], "the longer code counts"


def test_exclude(site: Path) -> None:
    page(site, "hugokit.toml", 'exclude = ["content/old/"]\n')
    assert hugokit("check", cwd=site).places()[0][0] == "content/post/a.md:3:1"
    assert codes("content/old/b.md", cwd=site) == BOTH, "what is named is looked at"
    assert codes("content/old/b.md", "--force-exclude", cwd=site) == []
    assert codes("content", "--exclude", "*.md", "--allow-empty-input", cwd=site) == []


def test_a_schema_file_of_ones_own(site: Path) -> None:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "my theme",
        "properties": {"colour": {"description": "of the page", "enum": ["red", "green"]}},
    }
    page(site, "schemas/mine.json", json.dumps(schema))
    page(site, "content/post/c.md", "---\ntitle: A\ncolour: blue\n---\n")
    ran = hugokit("check", "content/post/c.md", "--schema", "schemas/mine.json", cwd=site)
    assert ran.places() == [("content/post/c.md:3:1", "HK203")]
    page(site, "hugokit.toml", '[[schema]]\nfiles = ["content/post/**"]\nuses = "schemas/mine.json"\n')
    assert codes("content/post/c.md", cwd=site) == ["HK203"]
    page(site, "schemas/mine.json", "{")
    ran = hugokit("check", "content/post/c.md", cwd=site)
    assert ran.code == 2
    assert "mine.json" in ran.err


def test_the_theme_of_the_site_is_found(site: Path) -> None:
    page(site, "content/post/c.md", '---\ntitle: A\nsidebar: "top"\n---\n')
    assert codes("content/post/c.md", cwd=site) == []
    page(site, "hugo.toml", 'theme = "mainroad"\n')
    assert codes("content/post/c.md", cwd=site) == ["HK203"]
    page(site, "hugo.toml", "theme = \n")
    ran = hugokit("check", "content/post/c.md", cwd=site)
    assert (ran.code, ran.places()) == (0, [])
    assert "hugo.toml" in ran.err, "a configuration that cannot be read is told of"


def test_every_run_says_for_which_hugo_it_reads(site: Path) -> None:
    guessed = hugokit("check", "content", cwd=site).version
    assert guessed.count("\n") == 1
    assert guessed.startswith("hugokit: warning: read as Hugo 0.168 (")
    asked = hugokit("check", "content", "--hugo-version", "0.140", cwd=site).version
    assert asked.startswith("hugokit: read as Hugo 0.140 (")
    page(site, "hugo.toml", '[module.hugoVersion]\nmin = "0.155.0"\n')
    assert "read as Hugo 0.155 (hugo.toml:1" in hugokit("check", "content", cwd=site).version


def test_the_hugo_of_the_site(site: Path) -> None:
    page(site, "content/post/c.md", "---\ntitle: A\n_build:\n  list: never\n---\n")
    assert codes("content/post/c.md", cwd=site) == ["HK206"]
    assert codes("content/post/c.md", "--hugo-version", "0.140", cwd=site) == []
    page(site, "hugokit.toml", '[hugo]\nversion = "0.140.2"\n')
    assert codes("content/post/c.md", cwd=site) == []


# extends ------------------------------------------------------------------------------------------------------------


def test_settings_are_laid_over_those_they_extend(site: Path) -> None:
    page(site, "shared/base.toml", '[lint]\nignore = ["HK3"]\n[lint.per-file-ignores]\n"content/old/**" = ["HK4"]\n')
    page(site, "hugokit.toml", 'extends = "shared/base.toml"\n')
    assert hugokit("check", "content", cwd=site).places() == [("content/post/a.md:3:1", "HK401")], "patterns from here"
    page(site, "hugokit.toml", 'extends = "shared/base.toml"\n[lint]\nignore = []\n')
    assert sorted(codes("content", cwd=site)) == ["HK302", "HK302", "HK401"]
    page(site, "shared/more.toml", 'extends = "base.toml"\n[lint]\nignore = ["HK4"]\n')
    page(site, "hugokit.toml", 'extends = ["shared/base.toml", "shared/more.toml"]\n')
    assert codes("content", cwd=site) == ["HK302"] * 2, "of several the later wins"


def test_a_schema_of_shared_settings_is_found_beside_them(site: Path) -> None:
    schema = {"title": "mine", "properties": {"colour": {"description": "of the page", "enum": ["red"]}}}
    page(site, "shared/mine.json", json.dumps(schema))
    page(site, "shared/base.toml", '[[schema]]\nfiles = ["content/post/**"]\nuses = "mine.json"\n')
    page(site, "hugokit.toml", 'extends = "shared/base.toml"\n')
    page(site, "content/post/a.md", "---\ntitle: A\ncolour: blue\n---\n")
    page(site, "content/old/b.md", "---\ntitle: A\ncolour: blue\n---\n")
    assert hugokit("check", "content", cwd=site).places() == [("content/post/a.md:3:1", "HK203")]


def test_a_package_with_settings_is_read_and_not_run(site: Path) -> None:
    page(site, "packages/our_hugokit_settings/__init__.py", "raise SystemExit('run')\n")
    page(site, "packages/our_hugokit_settings/hugokit.toml", '[lint]\nignore = ["HK4"]\n')
    page(site, "hugokit.toml", 'extends = "our_hugokit_settings"\n')
    path = f"{CHECKOUT}:{site / 'packages'}"
    ran = hugokit("check", "content", cwd=site, PYTHONPATH=path)
    assert [code for _, code in ran.places()] == ["HK302"] * 2
    ran = hugokit("check", "content", cwd=site)
    assert (ran.code, ran.text) == (2, "")
    assert "hugokit.toml:1: extends: there is no package our_hugokit_settings installed" in ran.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('extends = "hugokit.toml"\n', "leads back"),
        ('extends = "other.toml"\n', "leads back"),
        ("[fmt]\n[lint]\n\nignroe = []\n", "hugokit.toml:4: lint.ignroe: there is no such setting: did you mean"),
        ('\nextends = "nosuch.toml"\n', "hugokit.toml:2: extends: there is no file"),
        ('extends = "click"\n', "the package click has no hugokit.toml"),
        ("extends = 1\n", "hugokit.toml:1: extends"),
    ],
)  # fmt: skip
def test_what_cannot_be_extended_is_named_with_its_line(site: Path, text: str, said: str) -> None:
    page(site, "other.toml", 'extends = ["./hugokit.toml"]\n')
    page(site, "hugokit.toml", text)
    ran = hugokit("check", "content", cwd=site)
    assert (ran.code, ran.text) == (2, "")
    assert said in ran.err
