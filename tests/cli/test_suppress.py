"""Comments that ignore findings, as a user has them: in pages, of a whole site, written by `--add-ignore`."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from hugokit import api
from hugokit.document import loads
from hugokit.limits import COMMENT_MARK
from hugokit.suppression import suppressions
from tests.cli.program import hugokit, page
from tests.support import CHECKOUT, run_hugo

YAML = (
    "---\ntitle: Anna # a name\ntags: news\nmenu:\n  main:\n    weight: first\n"
    'categories: [a,\n  A]\ndraft: "no"\n---\nWords.\n'
)
TOML = '+++\ntitle = "A"\ntags = "news"\ncategories = [\n  "a",\n  "A",\n]\n[menu.main]\nweight = "first"\n+++\n'
LAYOUT = "{{ .Title }} {{ .Content }}"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    page(tmp_path, "hugokit.toml", '[[schema]]\nfiles = ["**"]\nuses = "mainroad"\n')
    page(tmp_path, "hugo.toml", 'baseURL = "https://example.org/"\n')
    return tmp_path


# reading them -----------------------------------------------------------------------------------------------------


def test_a_page_without_the_mark_is_not_looked_at(monkeypatch: pytest.MonkeyPatch, site: Path) -> None:
    """One search in the text is all that other pages pay."""
    monkeypatch.setattr("hugokit.engine.suppress.Comments.of", lambda *_: pytest.fail("looked at"))
    page(site, "content/a.md", YAML)
    assert {found.diagnostic.code for found in api.check([site])} >= {"HK204"}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_lines_that_a_comment_is_about(end: str) -> None:
    text = (
        "---\ntitle: A # hugokit: ignore[a1]\n# hugokit: ignore[a2]\n# words\n"
        "tags: # hugokit: ignore[a3]\n  - x\n  - y\nmenu:\n  main:\n    weight: 1 # hugokit: ignore[a4]\n"
        "# hugokit: ignore[a5]\nlast: [1,\n  2] # hugokit: ignore[a6]\n# hugokit: ignore[a7]\n---\n\n"
        "<!-- hugokit: ignore[b1] -->\n- one\n- two\n\n  three\n\nend <!-- hugokit: ignore[b2] -->\n"
    )
    found = suppressions(loads(text.replace("\n", end)), ".md")
    lines = {one.names[0]: one.lines for one in found}
    assert lines == {
        "a1": (2, 2), "a2": (5, 7), "a3": (5, 7), "a4": (10, 10), "a5": (12, 13), "a6": (12, 13), "a7": (0, 0),
        "b1": (17, 22), "b2": (23, 23),
    }  # fmt: skip


def test_the_tables_of_toml() -> None:
    text = (
        "+++\n# hugokit: ignore[a1]\n[menu.main]\nweight = 1\n# hugokit: ignore[a2]\n[menu.footer]\nweight = 2\n"
        "# hugokit: ignore[a3]\n[[params.x]]\ny = 1\n[[params.x]] # hugokit: ignore[a4]\ny = 2\n+++\n"
    )
    assert {one.names[0]: one.lines for one in suppressions(loads(text), ".md")} == {
        "a1": (3, 4), "a2": (6, 7), "a3": (9, 10), "a4": (11, 12),
    }  # fmt: skip


@pytest.mark.parametrize(("name", "count"), [("a.md", 1), ("a.html", 2), ("a.org", 0), ("a.rst", 0)])
def test_what_a_comment_is_depends_on_the_file(name: str, count: int) -> None:
    text = "---\ntitle: A\n---\n<!-- hugokit: ignore[HK001] -->\n\n    <!-- hugokit: ignore[HK001] -->\n"
    assert len(suppressions(loads(text), Path(name).suffix)) == count


# the whole site -----------------------------------------------------------------------------------------------------


def test_comments_count_for_the_whole_site(site: Path) -> None:
    page(site, "hugokit.toml", "")
    page(site, "content/a.md", "---\ntitle: A\n---\n<!-- hugokit: ignore[HK502] in May -->\n[b](b.md)\n\n[c](c.md)\n")
    page(site, "content/d.md", "---\ntitle: D\n---\n<!-- hugokit: ignore[broken-link] -->\nNo link.\n")
    page(site, "hugo.toml", 'baseURL = "https://example.org/"\n# hugokit: ignore[HK406]\ntitle = "A"\n')
    ran = hugokit("check", "--site", ".", cwd=site)
    assert sorted(ran.places()) == [
        ("content/a.md:7:5", "HK502"), ("content/d.md:4:1", "HK007"), ("hugo.toml:2:1", "HK007"),
    ]  # fmt: skip
    assert hugokit("check", ".", cwd=site).places() == [], "the rule was not asked, so nothing is called idle"


def test_a_rule_that_the_run_leaves_out_makes_no_comment_idle(site: Path) -> None:
    page(site, "content/a.md", "---\ntitle: A # hugokit: ignore[HK204]\n---\n")
    assert hugokit("check", ".", cwd=site).places() == [("content/a.md:2:10", "HK007")]
    for words in (("--ignore", "HK2"), ("--select", "HK001,HK007")):
        assert hugokit("check", ".", *words, cwd=site).places() == []
    page(site, "hugokit.toml", '[lint.per-file-ignores]\n"content/*" = ["HK204"]\n')
    assert hugokit("check", ".", cwd=site).places() == []


def test_what_is_below_the_least_severity_is_found_all_the_same(site: Path) -> None:
    page(site, "hugokit.toml", '[[schema]]\nfiles = ["**"]\nuses = "mainroad"\n')
    page(site, "content/a.md", "---\ntitle: A\nstrange: 1 # hugokit: ignore[HK201]\n---\n")
    assert hugokit("check", ".", cwd=site).places() == []


# --add-ignore ----------------------------------------------------------------------------------------------------


def test_a_comment_is_written_for_each_finding_shown(site: Path) -> None:
    page(site, "content/a.md", YAML)
    page(site, "content/b.md", TOML.replace("\n", "\r\n"))
    dry = hugokit("check", ".", "--add-ignore", "--diff", cwd=site)
    assert (site / "content/a.md").read_text() == YAML
    assert "+# hugokit: ignore[HK204]" in dry.text
    ran = hugokit("check", ".", "--add-ignore", "--reason", "old blog", cwd=site)
    assert (ran.code, ran.places()) == (0, [])
    a = (site / "content/a.md").read_text()
    assert a == (
        "---\ntitle: Anna # a name\n# hugokit: ignore[HK204] old blog\ntags: news\nmenu:\n  main:\n"
        "    # hugokit: ignore[HK402] old blog\n    weight: first\ncategories: [a,\n"
        '  # hugokit: ignore[HK404] old blog\n  A]\ndraft: "no"\n---\nWords.\n'
    )
    b = (site / "content/b.md").read_bytes().decode()
    assert "\r\n# hugokit: ignore[HK204] old blog\r\ntags" in b
    assert loads(b).to_dict() == loads(TOML).to_dict()
    again = hugokit("check", ".", "--add-ignore", "--reason", "other", cwd=site)
    assert again.err == "hugokit: comments ignore no findings\n"
    assert (site / "content/a.md").read_text() == a
    for text in (a, b):
        kept = [line for line in text.splitlines() if COMMENT_MARK not in line]
        assert kept in (YAML.splitlines(), TOML.splitlines()), "without its comments it is what it was"


def test_where_no_comment_can_stand_it_is_said(site: Path) -> None:
    page(site, "content/a.md", '{"tags": "news"}\n')
    page(site, "content/b.md", "---\ntitle: a: b\n---\n")
    page(site, "content/c.md", "--- tags: news\n---\n")
    before = {file: file.read_bytes() for file in (site / "content").iterdir()}
    ran = hugokit("check", ".", "--add-ignore", cwd=site)
    assert ran.code == 1
    assert sorted(code for _, code in ran.places()) == ["HK101", "HK204", "HK204"]
    assert '[lint.per-file-ignores] "content/a.md" = ["HK204"]' in ran.err
    assert "JSON front matter has no comments" in ran.err
    assert "front matter that cannot be read has no comments" in ran.err
    assert {file: file.read_bytes() for file in (site / "content").iterdir()} == before


def test_what_the_settings_are_told_to_ignore_works(site: Path) -> None:
    page(site, "content/a.md", '{"tags": "news"}\n')
    said = hugokit("check", ".", "--add-ignore", cwd=site).err
    line = next(line for line in said.splitlines() if "per-file-ignores" in line).partition("[lint.per-file-ignores] ")[
        2
    ]
    with (site / "hugokit.toml").open("a") as settings:
        settings.write(f"[lint.per-file-ignores]\n{line}\n")
    assert hugokit("check", ".", cwd=site).code == 0


def test_in_bodies_above_the_block_and_the_built_site_is_the_same(site: Path, hugo: Path, tmp_path: Path) -> None:
    page(site, "hugokit.toml", "")
    body = (
        "Words\n[b](b.md)\nmore.\n- [c](c.md)\n- [b](b.md)\n\n# [b](b.md)\n\n{{< box >}}\n\n[d](d.md)\n\n{{< /box >}}\n"
    )
    for layout in ("single", "home", "list", "taxonomy", "term"):
        page(site, f"layouts/{layout}.html", LAYOUT)
    page(site, "layouts/_shortcodes/box.html", "{{ .Inner | markdownify }}")
    page(site, "content/a.md", f"---\ntitle: A\n---\n{body}")
    before = run_hugo(hugo, site, tmp_path / "before")
    ran = hugokit("check", "--site", ".", "--add-ignore", cwd=site)
    assert ran.places() == [("content/a.md:17:5", "HK502")], "that in the shortcode"
    assert "inside a shortcode a comment would be its content" in ran.err
    comment = "<!-- hugokit: ignore[HK502] -->\n"
    assert (site / "content/a.md").read_text() == "---\ntitle: A\n---\n" + body.replace(
        "Words", f"{comment}Words"
    ).replace("- [c]", f"{comment}- [c]").replace("# [b]", f"{comment}# [b]")
    after = run_hugo(hugo, site, tmp_path / "after")
    assert (before.exit, after.exit) == (0, 0)
    assert after.text("a/index.html") == before.text("a/index.html")


def test_it_can_be_undone_and_works_on_standard_input(site: Path, tmp_path: Path) -> None:
    file = page(site, "content/a.md", YAML)
    state = {"HUGOKIT_STATE_DIR": str(tmp_path / "state")}
    ran = hugokit("check", ".", "--add-ignore", "--backup", cwd=site, **state)
    assert "hugokit undo" in ran.err
    assert hugokit("undo", cwd=site, **state).code == 0
    assert file.read_text() == YAML
    ran = hugokit("check", "-", "--add-ignore", "--stdin-filename", "content/a.md", cwd=site, given=YAML.encode())
    assert ran.text.startswith("---\ntitle: Anna # a name\n# hugokit: ignore[HK204]\ntags")


@pytest.mark.parametrize(
    "words",
    [("--reason", "x"), ("--add-ignore", "--fix"), ("--add-ignore", "--reason", "a --> b"),
     ("--add-ignore", "--reason", "a\nb"), ("--add-ignore", "--reason", "{{< x >}}")],
)  # fmt: skip
def test_wrong_use(words: tuple[str, ...], site: Path) -> None:
    page(site, "content/a.md", YAML)
    assert hugokit("check", ".", *words, cwd=site).code == 2
    assert (site / "content/a.md").read_text() == YAML


def test_a_second_run_over_the_seeds_finds_nothing_to_do(tmp_path: Path) -> None:
    """In a real repository: the change is added lines only, each a comment."""
    site = shutil.copytree(CHECKOUT / "seeds", tmp_path / "site")
    for words in (("init", "-q"), ("add", "."), ("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x")):
        subprocess.run(["git", *words], cwd=site, check=True)
    left = hugokit("check", ".", "--add-ignore", "--output-format", "json", cwd=site)
    changed = subprocess.run(["git", "diff", "-U0"], cwd=site, check=True, capture_output=True, text=True).stdout
    lines = [line for line in changed.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert lines
    assert all(line.startswith("+") and COMMENT_MARK in line for line in lines)
    again = hugokit("check", ".", "--add-ignore", "--output-format", "json", cwd=site)
    assert json.loads(again.out) == json.loads(left.out)
    assert (
        changed == subprocess.run(["git", "diff", "-U0"], cwd=site, check=True, capture_output=True, text=True).stdout
    )
