"""fmt: what each preset does, that a second run does nothing, and that the real Hugo builds the same site."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import hugokit
from hugokit.engine.files import Run
from hugokit.engine.settings import Format, Settings
from tests.support import CHECKOUT, HugoResult

MINIMAL = Settings(fmt=Format("minimal"))
CANONICAL = Settings(schema="mainroad", fmt=Format("canonical"))


def fmt(text: str, settings: Settings = CANONICAL) -> str:
    run = Run.of(settings)
    outcome = run.fmt("page.md", text.encode())
    assert outcome.error is None
    assert run.fmt("page.md", outcome.after).changed is False, "a second run must change nothing"
    return outcome.after.decode()


def test_minimal_only_cuts_stray_blanks() -> None:
    page = "\n ---\n\ntitle: A  \n# note \n\ntags: [ b,a ]\t\ntext: |  \n  keeps  \n  its blanks \n\n---  \n\nbody  \n"
    assert fmt(page, MINIMAL) == (
        "---\ntitle: A\n# note\n\ntags: [ b,a ]\ntext: |  \n  keeps  \n  its blanks \n\n---  \n\nbody  \n"
    )


@pytest.mark.parametrize(
    "text", ["no front matter  \n", "#+TITLE: A  \n\nbody\n", "{}\nbody\n", "---\n---\nbody  \n", ""]
)
def test_there_may_be_nothing_to_do(text: str) -> None:
    assert fmt(text, MINIMAL) == text
    assert fmt(text) == text


def test_comments_travel_with_their_key() -> None:
    page = """---
# the head of the file

# how it looks
sidebar: left   # not right
# what it is
# called
title: A
---
"""
    assert (
        fmt(page)
        == """---
# the head of the file

# what it is
# called
title: A
# how it looks
sidebar: left   # not right
---
"""
    )


def test_field_names_and_dates_have_one_form() -> None:
    page = "---\nTitle: A\npubdate: 2025-02-08 09:45:27 +0530\nexpirydate: 2030-01-01\nMyOwn: 1\n---\n"
    assert fmt(page) == (
        "---\ntitle: A\npublishDate: 2025-02-08T09:45:27+05:30\nexpiryDate: 2030-01-01\nMyOwn: 1\n---\n"
    )


def test_another_name_stays_where_both_are_given() -> None:
    page = "---\ntitle: A\nlastmod: 2025-01-01\nmodified: 2025-01-02\n---\n"
    assert fmt(page) == page


def test_lists_are_written_in_block_style_with_their_quotes() -> None:
    assert fmt("---\ntags: [a, \"b c\", 'd']\n---\n") == "---\ntags:\n  - a\n  - \"b c\"\n  - 'd'\n---\n"
    commented = "---\ntags: [a, b] # why\n---\n"
    assert fmt(commented) == commented
    flow = Settings(schema="mainroad", fmt=Format("canonical", lists="flow"))
    assert fmt("---\ntags:\n- a, b\n- c\n---\n", flow) == '---\ntags: ["a, b", c]\n---\n'


def test_empty_placeholders_go_where_they_mean_nothing() -> None:
    page = '---\ntitle: A\nlead: ""\nthumbnail: ""\ntoc: ""\ncomments: ""\nmyown: ""\n---\n'
    after = fmt(page)
    assert "lead" not in after
    assert "thumbnail" not in after
    assert 'toc: ""' in after, "an empty toc switches it off, even where the site switches it on"
    assert 'myown: ""' in after


def test_quotes_on_request() -> None:
    double = Settings(schema="hugo", fmt=Format("minimal", quotes="double"))
    assert (
        fmt("---\ntitle: it's\nn: 1\nt: true\nl: [a]\n---\n", double)
        == '---\ntitle: "it\'s"\nn: 1\nt: true\nl: ["a"]\n---\n'
    )
    minimal = Settings(schema="hugo", fmt=Format("minimal", quotes="minimal"))
    assert fmt('---\ntitle: "a"\nb: "no"\nc: \'x: y\'\n---\n', minimal) == "---\ntitle: a\nb: \"no\"\nc: 'x: y'\n---\n"


def test_crlf_bom_toml_and_json() -> None:
    page = "\ufeff---\r\nsidebar: left\r\ntitle: A\r\ntags: [b]\r\n---\r\nbody\r\n"
    assert fmt(page) == "\ufeff---\r\ntitle: A\r\ntags:\r\n  - b\r\nsidebar: left\r\n---\r\nbody\r\n"
    assert fmt('+++\nsidebar = "left"\ntitle = "A"\n+++\n') == '+++\ntitle = "A"\nsidebar = "left"\n+++\n'
    assert fmt('{\n  "sidebar": "left",\n  "title": "A"\n}\n') == '{\n  "title": "A",\n  "sidebar": "left"\n}\n'


def test_a_page_that_cannot_be_read_stays_as_it_is() -> None:
    outcome = Run.of(CANONICAL).fmt("page.md", b"---\na: 1\na: 2\n---\n")
    assert outcome.error is not None
    assert str(outcome.error).startswith("page.md:3:1: ")
    assert not outcome.changed


def site(tmp_path: Path, source: Path) -> Path:
    """A copy that Hugo can build, with layouts that print what a page says and not every parameter it has."""
    place = tmp_path / "site"
    shutil.copytree(source, place)
    for path in (place, *place.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (place / "content" / "post" / "said-twice.md").unlink(missing_ok=True)
    if not (place / "layouts").is_dir():
        shutil.copytree(CHECKOUT / "tests" / "engine" / "layouts", place / "layouts")
    return place


@pytest.mark.parametrize("preset", ["minimal", "canonical"])
@pytest.mark.parametrize("name", ["torture", "seeds"])
def test_hugo_builds_the_same_site(
    name: str, preset: str, shared: Path, tmp_path: Path, build_site: Callable[..., HugoResult]
) -> None:
    place = site(tmp_path, shared / "sites" / name if name == "torture" else CHECKOUT / "seeds")
    before = build_site(place)
    outcomes = hugokit.fmt(place, settings=Settings(fmt=Format(preset)))  # type: ignore[arg-type]
    assert preset == "minimal" or sum(outcome.changed for outcome in outcomes) > 5
    after = build_site(place)
    assert len(before.files) > 20
    assert after.files == before.files
    changed = [f for f in before.files if (before.public / f).read_bytes() != (after.public / f).read_bytes()]
    assert changed == []
