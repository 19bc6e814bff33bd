"""Hugo's measured cases: what the schema says fails, fails; what fails for a reason in one value, it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hugokit.errors import FrontMatterError
from hugokit.frontmatter import yaml
from hugokit.schema.deprecated import deprecations
from hugokit.schema.store import load
from hugokit.schema.validate import findings

# Refused for a reason that is not in the type of a value: rules of dates and URLs judge these, or the site's settings.
ELSEWHERE = {"url": {"/:nope/", "mailto:x"}, "outputs": {"nope"}, "markup": {"html", "org", "rst", "pandoc"}}
DATES = {"date", "lastmod", "publishDate", "expiryDate"}


def measured(shared: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The values of each page with YAML front matter, and what Hugo 0.168 made of it."""
    for case in json.loads((shared / "conformance" / "hugo_measured.json").read_text("utf-8"))["cases"]:
        text = case.get("input")
        if not isinstance(text, str) or not text.startswith("---\n") or "\n---" not in text[3:]:
            continue
        try:
            values = yaml.read(text, 4, text.index("\n---", 3) + 1).value
        except FrontMatterError:
            continue
        yield values, case["hugo"]["0.168.0"]


def judged_elsewhere(values: dict[str, Any]) -> bool:
    named = any(values.get(key) in texts for key, texts in ELSEWHERE.items() if isinstance(values.get(key), str))
    return named or any(isinstance(values.get(key), str) for key in DATES) or bool(deprecations(load("hugo"), values))


def test_the_schema_is_right_about_what_fails(shared: Path) -> None:
    tried = failing = 0
    for values, hugo in measured(shared):
        fails = [one for one in findings(load("hugo"), values) if one.consequence == "fails"]
        if hugo["exit"] == 0:
            assert fails == [], values
        elif not judged_elsewhere(values):
            failing += 1
            assert fails, values
        tried += 1
    assert tried > 300
    assert failing > 10


def test_what_hugo_keeps_is_not_called_misread(shared: Path) -> None:
    """A text that comes out as it went in, a number that stays a number, a draft that is one: nothing to say."""
    for values, hugo in measured(shared):
        page = hugo.get("page") or {}
        wrong = {one.path[0] for one in findings(load("hugo"), values) if one.consequence == "misread"}
        for key in ("title", "description", "slug", "layout", "weight", "draft"):
            if key in wrong:
                kept = page.get(key)
                assert (type(kept), kept) != (type(values[key]), values[key]), (key, values)
