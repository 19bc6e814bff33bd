"""Which rules are asked, which fixes are made, what is shown: on the command line and in settings, the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import hugokit, page

PAGE = "---\ntitle: A\nmenu: ''\nweight: x\ndate: never\ntags: [a, A]\ncascade: []\n---\n"
ALL = {"HK203", "HK301", "HK401", "HK404"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    page(tmp_path, "hugo.toml", 'theme = "mainroad"\n')
    page(tmp_path, "content/a.md", PAGE)
    page(tmp_path, "content/old/b.md", PAGE)
    return tmp_path


def codes(*words: str, cwd: Path, file: str = "content/a.md") -> set[str]:
    ran = hugokit("check", file, *words, cwd=cwd)
    assert ran.code in (0, 1), ran.err
    return {code for _, code in ran.places()}


def both(site: Path, words: tuple[str, ...], settings: str) -> list[set[str]]:
    """What the command line and the settings make of a page."""
    page(site, "hugokit.toml", "")
    said = [codes(*words, cwd=site)]
    page(site, "hugokit.toml", f"[lint]\n{settings}\n")
    return [*said, codes(cwd=site)]


@pytest.mark.parametrize(
    ("words", "settings", "wanted"),
    [
        (("--select", "HK2", "--extend-select", "HK301"), 'select = ["HK2"]\nextend-select = ["HK301"]',
         {"HK203", "HK301"}),
        (("--ignore", "HK2", "--extend-ignore", "HK3"), 'ignore = ["HK2"]\nextend-ignore = ["HK3"]',
         {"HK401", "HK404"}),
        (("--preset", "minimal"), 'preset = "minimal"', {"HK301"}),
        (("--preset", "recommended"), "", ALL),
        (("--preset", "minimal", "--show", "warning"), 'preset = "minimal"\nshow = "warning"', ALL),
        (("--per-file-ignores", "content/*.md:HK4,unreadable-date"),
         'per-file-ignores = {"content/*.md" = ["HK4", "HK301"]}', {"HK203"}),
        (("--per-file-ignores", "content/a.md:ALL"), 'per-file-ignores = {"content/a.md" = ["ALL"]}', set()),
        (("--per-file-ignores", "content/old/:HK4"), 'per-file-ignores = {"content/old/" = ["HK4"]}', ALL),
    ],
)  # fmt: skip
def test_what_is_found(site: Path, words: tuple[str, ...], settings: str, wanted: set[str]) -> None:
    assert both(site, words, settings) == [wanted, wanted]


def test_strict_shows_everything_and_notes_do_not_fail(site: Path) -> None:
    page(site, "content/a.md", "---\ntitle: A\nstrange: 1\n---\n")
    assert codes("--schema", "mainroad", cwd=site) == set()
    ran = hugokit("check", "content/a.md", "--schema", "mainroad", "--preset", "strict", cwd=site)
    assert ([code for _, code in ran.places()], ran.code) == (["HK201"], 0)


def test_what_settings_say_and_the_command_line_adds(site: Path) -> None:
    page(
        site,
        "hugokit.toml",
        '[lint]\nignore = ["HK2"]\nper-file-ignores = {"content/a.md" = ["HK3"]}\npreset = "minimal"\n',
    )
    words = ("--extend-ignore", "HK404", "--per-file-ignores", "*.md:HK999")
    assert hugokit("check", "content/a.md", *words, cwd=site).code == 2, "there is no such rule"
    words = ("--extend-ignore", "HK404", "--per-file-ignores", "*.md:HK1", "--preset", "strict")
    assert codes(*words, cwd=site) == {"HK401"}


@pytest.mark.parametrize(
    ("words", "settings", "gone"),
    [
        ((), "", ("menu: ''\n", ", A")),
        (("--unfixable", "HK4"), 'unfixable = ["HK4"]', ()),
        (("--fixable", "HK401"), 'fixable = ["HK401"]', ("menu: ''\n",)),
        (("--fixable", "HK4", "--unfixable", "empty-menu"), 'fixable = ["HK4"]\nunfixable = ["HK401"]', (", A",)),
    ],
)
def test_what_is_mended(site: Path, words: tuple[str, ...], settings: str, gone: tuple[str, ...]) -> None:
    wanted = PAGE
    for text in gone:
        wanted = wanted.replace(text, "")
    page(site, "hugokit.toml", "")
    told = json.loads(hugokit("check", "content/a.md", *words, "--output-format", "json", cwd=site).out)
    assert sum(one["fix"] is not None for one in told) == len(gone), "only what would be mended is called fixable"
    hugokit("check", "content/a.md", "--fix", "--unsafe-fixes", *words, cwd=site)
    page(site, "hugokit.toml", f"[lint]\n{settings}\n")
    hugokit("check", "content/old/b.md", "--fix", "--unsafe-fixes", cwd=site)
    assert [(site / "content" / name).read_text() for name in ("a.md", "old/b.md")] == [wanted, wanted]


@pytest.mark.parametrize("given", ["content/a.md", ":HK2", "content/a.md:", "content/a.md:HK999"])
def test_wrong_use(site: Path, given: str) -> None:
    ran = hugokit("check", ".", "--per-file-ignores", given, cwd=site)
    assert (ran.code, ran.text) == (2, "")


def test_templates_of_other_programs_are_no_pages(tmp_path: Path) -> None:
    page(tmp_path, "src/list.html", "{{#each items}}\n<p>{{/each}}\n")
    page(tmp_path, "src/base.htm", "\n{% block x %}\n")
    page(tmp_path, "src/page.html", '{"title": 1,}\n')
    assert [place for place, _ in hugokit("check", "src", cwd=tmp_path).places()] == ["src/page.html:1:13"]
    page(tmp_path, "hugo.toml", "")
    page(tmp_path, "content/list.html", "{{#each items}}\n<p>{{/each}}\n")
    assert "HK101" in codes("content", cwd=tmp_path, file="content/list.html")
