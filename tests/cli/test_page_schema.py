"""`$schema` in the front matter of a page: what it is checked by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hugokit import check

SCHEMA = {"properties": {"rating": {"type": "integer"}}, "required": ["rating"]}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "hugo.toml").write_text("")
    (tmp_path / "content/post").mkdir(parents=True)
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas/review.json").write_text(json.dumps(SCHEMA))
    (tmp_path / "schemas/none.json").write_text("[")
    return tmp_path


def said(site: Path, head: str, name: str = "a.md") -> list[tuple[int, str, str]]:
    (site / "content/post" / name).write_text(f"---\n{head}\n---\n")
    return [(one.line, one.diagnostic.code, one.diagnostic.message) for one in check(site / "content/post" / name)]


def test_a_file_of_the_site(site: Path) -> None:
    assert said(site, "$schema: ../../schemas/review.json\nrating: 5") == []
    [(line, code, _)] = said(site, "$schema: ../../schemas/review.json\nrating: good")
    assert (line, code) == (3, "HK202")
    assert [code for _, code, _ in said(site, "$schema: ../../schemas/review.json\ntitle: a")] == ["HK210"]


def test_a_packaged_schema_by_name_and_by_id(site: Path) -> None:
    assert said(site, "title: a\nauthorbox: 5\ntoc: maybe") == []
    for name in ("mainroad", "https://hugokit.dev/schemas/themes/mainroad.json"):
        assert "toc" in " ".join(message for _, _, message in said(site, f"$schema: {name}\ntitle: a\ntoc: maybe"))


@pytest.mark.parametrize(("value", "why"), [
    ("https://example.org/post.json", "nothing is fetched"),
    ("../../../../../../etc/passwd", "is outside of the site"),
    ("gone.json", "no file of that name"),
    ("../../schemas/none.json", "schemas/none.json"),
    ("5", "it is no text"),
    ("''", "it is no text"),
])  # fmt: skip
def test_what_cannot_be_used_is_told(site: Path, value: str, why: str) -> None:
    [(line, code, message)] = said(site, f"title: a\n$schema: {value}")
    assert (line, code) == (3, "HK211")
    assert why in message
    assert str(site) not in message


def test_settings_still_ask_for_their_keys(site: Path) -> None:
    (site / "hugokit.toml").write_text('[extend.required]\n"content/post/a.md" = ["title"]\n')
    head = "$schema: ../../schemas/review.json\nrating: 5"
    assert [message for *_, message in said(site, head)] == ["`title` is missing: every page here must have it"]
    assert said(site, head, "b.md") == []
