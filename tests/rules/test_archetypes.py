"""What is a mistake in a page and has its place in an archetype."""

from __future__ import annotations

from pathlib import Path

from hugokit import api
from hugokit.engine.settings import load_settings

PAGE = "---\ntitle: '{{ .Name }}'\n---\n"


def test_actions_belong_into_archetypes(tmp_path: Path) -> None:
    for folder in ("archetypes", "posts"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text(PAGE, encoding="utf-8")
    found = api.check([tmp_path], settings=load_settings(tmp_path))
    assert [(Path(one.path).parent.name, one.diagnostic.code) for one in found] == [("posts", "HK006")]
