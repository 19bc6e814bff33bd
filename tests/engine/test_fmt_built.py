"""fmt and the real Hugo: the site that is built stays the same, whichever choice of the presets or beside them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hugokit
from hugokit.engine.settings import Format, Settings
from tests.support import CHECKOUT, HugoResult

# Every choice beside those of terms.
FORMATS = {
    "minimal": Format("minimal"),
    "canonical": Format("canonical"),
    "blank-lines": Format(blank_lines="trim"),
    "field-names": Format(field_names="schema"),
    "placeholders": Format(placeholders="remove"),
    "dates-iso": Format(dates="iso"),
    "dates-rfc3339": Format(dates="rfc3339"),
    "lists-block": Format(lists="block"),
    "lists-flow": Format(lists="flow"),
    "quotes-double": Format(quotes="double"),
    "quotes-single": Format(quotes="single"),
    "quotes-minimal": Format(quotes="minimal"),
    "key-order": Format(key_order=("tags", "date", "title")),
    "loud": Format("canonical", dates="rfc3339", lists="flow", quotes="double"),
}
# A page on which every choice has something to do.
ODD = """
---

pubdate: 2025-02-08 09:45:27 +0530
modified: 2025-02-09
Lead: ''
Title: 'Odd form'
tags: [one, "two"]
categories:
  - three\t

---
"""
# With +01:00 in the place of the site's zone a date prints as `+0100 +0100`, no longer as `+0100 CET`: the same time.
ZONE = re.compile(rb"((?:-|\+|&#43;)[0-9]{4}) (?:[A-Z]{3,4}|(?:-|\+|&#43;)[0-9]{4})")
SITES = [
    "bkhl+elektrubadur.se",
    "Lednerb+bilberry-hugo-theme/exampleSite",
    "brihadeesh+brihadeesh.github.io",
    "jmooring+hugo-testing/hugo-forum-topic-42915",
    "jmooring+hugo-testing/hugo-github-issue-10926",
]


def site(place: Path, source: Path) -> Path:
    """A copy that Hugo can build, with layouts that print what a page says and not every parameter it has."""
    shutil.copytree(source, place)
    for path in (place, *place.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (place / "content" / "post" / "said-twice.md").unlink(missing_ok=True)
    (place / "content" / "odd-form.md").write_text(ODD)
    if not (place / "layouts").is_dir():
        shutil.copytree(CHECKOUT / "tests" / "engine" / "layouts", place / "layouts")
    return place


@pytest.mark.parametrize("name", FORMATS)
def test_hugo_builds_the_same_sites(
    name: str, shared: Path, tmp_path: Path, build_site: Callable[..., HugoResult]
) -> None:
    for source in (shared / "sites" / "torture", CHECKOUT / "seeds"):
        place = site(tmp_path / source.name, source)
        before = build_site(place)
        outcomes = hugokit.fmt(place, settings=Settings(fmt=FORMATS[name]))
        assert [one.path for one in outcomes if one.path.endswith("odd-form.md") and one.changed]
        after = build_site(place)
        assert len(before.files) > 20
        assert after.files == before.files
        names = FORMATS[name].dates != "rfc3339"
        assert [file for file in before.files if built(before, file, names) != built(after, file, names)] == []


def built(result: HugoResult, file: str, zone_names: bool) -> bytes:
    """A file of the built site, the names of zones aside where they do not count."""
    data = (result.public / file).read_bytes()
    return data if zone_names else ZONE.sub(rb"\1", data)


def answer(found: dict[str, Any]) -> dict[str, Any]:
    """What Hugo says, in the same order each time."""
    return {"rejected": sorted(found["rejected"]), "sites": found["sites"]}


@pytest.mark.parametrize("name", SITES)
def test_hugo_reads_real_sites_as_before(
    name: str, shared: Path, tmp_path: Path, ask_hugo: Callable[[Path], dict[str, Any]]
) -> None:
    source = shared / "corpus" / "dev" / name
    before = answer(ask_hugo(source))
    for preset in ("minimal", "canonical", "loud"):
        place = tmp_path / preset
        shutil.copytree(source, place)
        outcomes = hugokit.fmt(place, settings=Settings(fmt=FORMATS[preset]))
        assert [one.error for one in outcomes if one.error] == []
        if any(outcome.changed for outcome in outcomes):
            assert answer(ask_hugo(place)) == before, preset
    assert any(outcome.changed for outcome in outcomes)
