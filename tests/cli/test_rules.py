"""`hugokit rules` and `hugokit rule` list the same."""

from __future__ import annotations

import json
from pathlib import Path

from hugokit.rule import Manual, load_rules
from tests.cli.program import hugokit


def test_all_rules_as_a_table_and_as_json(tmp_path: Path) -> None:
    table = hugokit("rules", cwd=tmp_path).text
    assert table == hugokit("rule", cwd=tmp_path).text
    rules = load_rules(Manual)
    assert [line.split()[:3] for line in table.splitlines()] == [
        [one.code, one.severity.name.lower(), one.slug] for one in rules
    ]
    told = json.loads(hugokit("rules", "--output-format", "json", cwd=tmp_path).text)
    assert [(one["code"], one["needs_site"], one["manual"]) for one in told] == [
        (one.code, one.needs_site, one.doc) for one in rules
    ]
    assert {one["needs_site"] for one in told} == {True, False}
