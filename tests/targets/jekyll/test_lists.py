"""What lists, feeds and sitemaps say of pages, proven by `hugokit verify`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.targets.building import Moved, site_of

pytestmark = pytest.mark.generators

_CONFIG = """
baseURL = "https://e.example/"
defaultContentLanguage = "en"
[languages.en]
locale = "en-us"
weight = 1
[languages.zh]
locale = "zh-CN"
weight = 2
"""
_PAGES = {
    "posts/untitled.md": "text",
    "posts/dated.md": '---\ntitle: Dated\ndate: 2001-02-03\npublishDate: 2020-01-01\ntags: ["a"]\n---\ntext',
    "posts/published.md": '---\ntitle: Published\npublishDate: 2020-01-02\ntags: ["b"]\n---\ntext',
    "posts/dated.zh.md": "---\ntitle: 指南\n---\n文",
    "posts/two.zh.md": "---\ntitle: 文档\n---\n文",
    "posts/three.zh.md": "---\ntitle: 提示\n---\n文",
    "posts/four.zh.md": "---\ntitle: 术语\n---\n文",
    "posts/five.zh.md": "---\ntitle: Zebra\n---\n文",
}


def test_lists_are_the_same(move: Callable[..., Moved], tmp_path: Path) -> None:
    """Pages without a title, languages by their locale, feeds by publishDate, Chinese titles as they sound."""
    site = site_of(tmp_path, {"hugo.toml": _CONFIG, **{f"content/{name}": text for name, text in _PAGES.items()}})
    proof = move("jekyll", site, "plain").proof
    assert [(one.url, one.state, one.differences) for one in (*proof.differing, *proof.argued)] == []
    assert {state for states in proof.counts.values() for state in states} == {"same"}
    assert proof.counts["page"]["same"] >= 2 * len(_PAGES)
