"""Keys that the settings ask for, in real sites: by path, and with what cascades hand down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import hugokit, page

SETTINGS = '[extend.required]\n"content/post/**" = ["title", "cover"]\n"content/note/*.md" = ["weight"]\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    page(tmp_path, "hugo.toml", 'theme = "mainroad"\n')
    page(tmp_path, "hugokit.toml", SETTINGS)
    page(tmp_path, "content/post/a.md", "---\ntitle: A\n---\n")
    page(tmp_path, "content/note/b.md", "---\ntitle: B\nweight: 1\n---\n")
    page(tmp_path, "content/c.md", "Nothing.\n")
    return tmp_path


def missing(site: Path) -> list[tuple[str, str]]:
    told = json.loads(hugokit("check", ".", "--select", "HK210", "--output-format", "json", cwd=site).out)
    return [(one["path"], one["key"][0]) for one in told]


def test_by_path(site: Path) -> None:
    assert missing(site) == [("content/post/a.md", "cover")]
    page(site, "content/note/b.md", "---\ntitle: B\n---\n")
    assert missing(site) == [("content/note/b.md", "weight"), ("content/post/a.md", "cover")]
    page(site, "hugokit.toml", '[extend]\nrequired = ["title"]\n')
    assert missing(site) == [("content/c.md", "title")]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("content/_index.md", "---\ncascade:\n  params:\n    cover: a.png\n---\n"),
        ("content/post/_index.md", '+++\ntitle = "P"\n[[cascade]]\nCover = "a.png"\n+++\n'),
        ("hugo.toml", 'theme = "mainroad"\n[[cascade]]\n[cascade.params]\ncover = "a.png"\n'),
    ],
)
def test_what_a_cascade_may_hand_down_counts_as_there(site: Path, file: str, text: str) -> None:
    page(site, file, text)
    assert [one for one in missing(site) if one[0] == "content/post/a.md"] == []


def test_another_schema_for_the_same_path(site: Path) -> None:
    schema = {"title": "mine", "required": ["mood"], "properties": {"mood": {"description": "of it", "enum": ["good"]}}}
    page(site, "mine.json", json.dumps(schema))
    page(site, "hugokit.toml", f'{SETTINGS}[[schema]]\nfiles = ["content/post/**"]\nuses = "mine.json"\n')
    assert missing(site) == [("content/post/a.md", "cover"), ("content/post/a.md", "mood")]
