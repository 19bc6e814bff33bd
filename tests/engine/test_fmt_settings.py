"""The choices of fmt are the same in the settings file, its schema, the dataclass and the docs."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hugokit.api import load_settings
from hugokit.engine.settings import PRESETS, Format, Terms, synonyms_of
from tests.support import CHECKOUT

GO = synonyms_of({"tags": {"golang": "Go", "k8s": "Kubernetes"}})


def words(hint: Any) -> set[str]:
    """The words that a type allows."""
    if get_origin(hint) is Literal:
        return set(get_args(hint))
    return {word for one in get_args(hint) for word in words(one)}


def documented() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CHECKOUT / "schemas/config.json").read_text("utf-8"))["properties"]["fmt"]
    return found


def test_settings_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "hugokit.toml").write_text(
        '[fmt]\npreset = "canonical"\nblank-lines = "keep"\nfield-names = "keep"\nplaceholders = "keep"\n'
        'blanks = "keep"\ndates = "rfc3339"\nlists = "flow"\nquotes = "single"\nkey-order = ["title"]\n'
        '[fmt.terms]\ntaxonomies = ["Tags"]\ncase = "lower"\nrepeated = "keep"\norder = "sorted"\n'
        'synonyms = { tags = { golang = "Go", k8s = "Kubernetes" } }\n'
    )
    terms = Terms(("tags",), "lower", GO, "keep", "sorted")
    assert load_settings(tmp_path).fmt == Format(
        "canonical", "keep", "keep", "keep", "keep", "rfc3339", "flow", "single", ("title",), terms
    )


def test_the_schema_has_every_choice_and_no_other() -> None:
    about = documented()["properties"]
    assert {name.replace("-", "_") for name in about} == {one.name for one in fields(Format)}
    assert set(about["terms"]["properties"]) == {one.name for one in fields(Terms)}
    for hints, properties in ((get_type_hints(Format), about), (get_type_hints(Terms), about["terms"]["properties"])):
        for name, own in properties.items():
            allowed = set(own.get("enum") or own.get("anyOf", [{}])[0].get("enum", ()))
            assert allowed == words(hints[name.replace("-", "_")]), name


def test_presets_make_every_choice() -> None:
    assert set(PRESETS) == set(documented()["properties"]["preset"]["enum"])
    for name, preset in PRESETS.items():
        assert preset.preset == name
        assert None not in [getattr(preset, one.name) for one in fields(Format)]
        assert Format(name).whole == preset  # type: ignore[arg-type]


def test_the_docs_show_the_presets() -> None:
    page = (CHECKOUT / "docs/how-to/format.md").read_text("utf-8")
    rows = {
        name.replace("-", "_"): (values.split(", "), minimal, canonical)
        for name, values, minimal, canonical in re.findall(
            r"^\| `(.*)` \| (.*) \| (.*) \| (.*) \|$", page, re.MULTILINE
        )
    }
    hints = get_type_hints(Format)
    assert set(rows) == {one.name for one in fields(Format)} - {"preset", "terms"}
    for name, (values, minimal, canonical) in rows.items():
        assert (minimal, canonical) == tuple(getattr(PRESETS[one], name) for one in ("minimal", "canonical"))
        assert set(values) - {"a list of keys"} == words(hints[name]), name


def test_the_settings_in_the_docs_are_settings(tmp_path: Path) -> None:
    page = (CHECKOUT / "docs/how-to/format.md").read_text("utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "hugokit.toml").write_text("".join(blocks))
    found = load_settings(tmp_path).fmt
    assert (found.lists, found.key_order) == ("block", ("title", "date", "draft"))
    assert found.terms == Terms(("tags",), "lower", GO, "remove", "sorted")
