"""An overlay over an inferred schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from hugokit.cli.main import main
from hugokit.errors import SettingsError
from hugokit.schema import store
from hugokit.schema.infer.overlay import overlaid

TEMPLATE = (
    '{{ if .Params.ShowToc }}x{{ end }}{{ .Params.lead | markdownify }}{{ if eq .Params.side "left" }}l{{ end }}'
    "{{ with .Params.cover }}{{ .image | relURL }}{{ end }}{{ range .Params.cards }}{{ .title | upper }}{{ end }}"
    "{{ site.Params.logo | relURL }}"
)


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme of one template."""
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "page.html").write_text(TEMPLATE)
    return tmp_path


def schema(theme: Path, overlay: str, name: str = "overlay.json") -> dict[str, Any]:
    (theme / name).write_text(overlay)
    result = CliRunner().invoke(main, ["schema", "infer", str(theme), "--overlay", str(theme / name)])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.output)
    return found


def test_entries_replace_add_and_remove(theme: Path) -> None:
    entries = {
        "properties": {
            "showtoc": {"type": "boolean", "description": "Shows a table of contents."},
            "side": {"enum": ["left", "right", None]},
            "lead": {"remove": True},
            "cover.image": {"description": "A path."},
            "cards[].title": {"type": ["string", "null"]},
            "extra": {"type": "integer", "values": [1, 2]},
        },
        "site": {"logo": {"description": "An image."}},
    }
    found = schema(theme, json.dumps(entries))
    own = found["properties"]
    assert own["ShowToc"]["type"] == "boolean"
    assert own["ShowToc"]["description"] == "Shows a table of contents."
    assert own["ShowToc"]["x-hugokit"]["likely"] == ["boolean"]
    assert own["ShowToc"]["x-hugokit"]["source"]
    assert own["side"]["enum"] == ["left", "right", None]
    assert "type" not in own["side"]
    assert "lead" not in own
    assert own["cover"]["properties"]["image"]["description"] == "A path."
    assert own["cards"]["items"]["properties"]["title"]["type"] == ["string", "null"]
    assert own["extra"] == {
        "type": "integer",
        "x-hugokit": {"values": [1, 2], "confidence": "strong", "likely": ["integer"]},
    }
    assert found["$defs"]["site"]["properties"]["logo"]["description"] == "An image."


def test_the_result_is_a_schema_that_hugokit_takes(theme: Path) -> None:
    found = schema(theme, '{"properties": {"side": {"enum": ["left"]}}}')
    assert store.from_document(found, "overlaid").known("side")


def test_toml(theme: Path) -> None:
    found = schema(theme, '[properties.lead]\ndescription = "First words."\n', "overlay.toml")
    assert found["properties"]["lead"]["description"] == "First words."


def test_nothing_is_changed_in_the_derived_schema() -> None:
    derived: dict[str, Any] = {"properties": {"a": {"x-hugokit": {"confidence": "weak"}}}}
    overlaid(derived, {"properties": {"a": {"type": "string"}}})
    assert derived == {"properties": {"a": {"x-hugokit": {"confidence": "weak"}}}}


@pytest.mark.parametrize(
    ("overlay", "words"),
    [
        ({"props": {}}, "props: no part"),
        ({"properties": []}, "a map of keys"),
        ({"properties": {"a": {}}}, "what to replace"),
        ({"properties": {"a": {"typ": "string"}}}, "typ is no word"),
        ({"properties": {"a": {"type": "text"}}}, "text is no type"),
        ({"properties": {"a": {"enum": "x"}}}, "enum is a list"),
        ({"properties": {"a": {"remove": True}}}, "no such key"),
        ({"properties": {"a": {"remove": True, "type": "string"}}}, "stands alone"),
        ({"properties": {"a.b": {"remove": True}}}, "no such key"),
    ],
)
def test_what_an_overlay_cannot_say(overlay: dict[str, Any], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        overlaid({"properties": {}}, overlay)


def test_a_file_that_is_no_json_is_named(theme: Path) -> None:
    (theme / "o.json").write_text("{")
    result = CliRunner().invoke(main, ["schema", "infer", str(theme), "--overlay", str(theme / "o.json")])
    assert result.exit_code != 0
    assert "o.json" in str(result.output) + str(result.exception)
