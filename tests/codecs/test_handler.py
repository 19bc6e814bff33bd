"""python-frontmatter with hugokit's handler, on real files."""

from __future__ import annotations

from pathlib import Path

import frontmatter
import pytest

import hugokit

PAGE = """---
# who wrote this
title: 'Tea'   # a drink
draft: yes
weight: 010
tags:
  - "green"
  # - "black"
date: 2025-01-02 03:04:05
---

The body.
"""


def post_of(tmp_path: Path, text: str = PAGE) -> frontmatter.Post:
    file = tmp_path / "page.md"
    file.write_text(text, encoding="utf-8")
    return frontmatter.load(file, handler=hugokit.FrontMatterHandler())


def test_values_are_those_that_hugo_reads(tmp_path: Path) -> None:
    post = post_of(tmp_path)
    assert post["draft"] == "yes"
    assert post["weight"] == 8
    assert post["date"] == "2025-01-02 03:04:05"
    assert post.content == "The body."


def test_an_unchanged_post_is_written_as_it_was(tmp_path: Path) -> None:
    assert frontmatter.dumps(post_of(tmp_path)) == PAGE.strip()


def test_a_change_touches_its_own_line(tmp_path: Path) -> None:
    post = post_of(tmp_path)
    post["draft"] = True
    post["tags"] = ["green", "white"]
    del post.metadata["weight"]
    expected = PAGE.replace("draft: yes", "draft: true").replace("weight: 010\n", "")
    expected = expected.replace('  - "green"\n', '  - "green"\n  - "white"\n')
    assert frontmatter.dumps(post) == expected.strip()


def test_new_content_stands_under_the_same_front_matter(tmp_path: Path) -> None:
    post = post_of(tmp_path)
    post.content = "Another body."
    assert frontmatter.dumps(post) == PAGE.replace("The body.", "Another body.").strip()


@pytest.mark.parametrize(
    "text",
    [
        '+++\ntitle = "A" # c\nn = 1\n+++\nbody',
        '{\n  "title": "A",\n  "n": 1\n}\nbody',
        "\ufeff---\ntitle: A\nn: 1\n---\nbody",
    ],
)
def test_other_formats_and_a_byte_order_mark(tmp_path: Path, text: str) -> None:
    post = post_of(tmp_path, text)
    assert post["title"] == "A"
    assert frontmatter.dumps(post) == text
    post["n"] = 2
    assert frontmatter.dumps(post) == text.replace("1", "2")


def test_a_post_made_from_nothing(tmp_path: Path) -> None:
    post = frontmatter.Post("Hello.", handler=hugokit.FrontMatterHandler(), title="no", tags=["a b"])
    assert frontmatter.dumps(post) == '---\ntitle: "no"\ntags: [a b]\n---\n\nHello.'


def test_a_text_without_front_matter(tmp_path: Path) -> None:
    post = post_of(tmp_path, "Just text.\n")
    assert post.metadata == {}
    assert post.content == "Just text."


def test_front_matter_that_hugo_refuses(tmp_path: Path) -> None:
    with pytest.raises(hugokit.FrontMatterError, match="3:1"):
        post_of(tmp_path, "---\na: 1\na: 2\n---\nbody\n")
