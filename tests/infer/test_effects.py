"""The table of effects is that of the real Hugo, and agrees with the one that was measured before."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from hugokit.schema.infer.effects import effects, label
from tests.support import CHECKOUT


@pytest.fixture(scope="module")
def measuring() -> ModuleType:
    """tools/effects.py, which is no package."""
    place = CHECKOUT / "tools" / "effects.py"
    spec = importlib.util.spec_from_file_location("measuring_effects", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


def test_the_table_is_that_of_the_binary(measuring: ModuleType, hugo: Path) -> None:
    assert measuring.TABLE.read_text(encoding="utf-8") == measuring.table(str(hugo))


def test_the_table_agrees_with_the_measured_one(
    measuring: ModuleType, hugo: Path, shared: Path, tmp_path: Path
) -> None:
    known = json.loads((shared / "conformance/template_effects.json").read_text(encoding="utf-8"))
    raw = measuring.measure(tmp_path, str(hugo))
    raw["range kv"] = raw["range $i,$e"]
    compared = 0
    for name, said in known.items():
        assert name in raw, f"{name} is not measured"
        for value, text in said.items():
            if not name.startswith("where"):  # printed there: how many pages of all are left
                assert kind(raw[name], value) == kind(said, value), (name, value, text, raw[name][value])
                compared += 1
    assert compared > 1_500


def kind(said: dict[str, str], value: str) -> str:
    """fails, as without the key, or something else."""
    if said[value].startswith("ERR"):
        return "fails"
    return "absent" if said[value] == said["ABSENT"] else "else"


def test_values_of_the_table_are_told_apart(measuring: ModuleType) -> None:
    twins = {"strTrue": "str", "strFalse": "str", "map2": "map", "date": "datestr"}
    for name, text in measuring.VALUES.items():
        value = measuring.VALUES[name] if name == "date" else None if name == "time" else json.loads(text)
        if name != "time":
            assert label(value) == twins.get(name, name)


def test_hugo_casts_its_own_fields_and_no_others() -> None:
    cast = effects().cast
    assert {"title", "description", "keywords", "aliases", "weight"} <= cast
    assert not cast & {"tags", "categories", "images", "author", "audio", "menus"}


@pytest.mark.parametrize(
    ("operation", "value", "effect"),
    [
        ("range", "a", "fails"),
        ("range", ["a"], "ok"),
        ("where != true", "false", "drops"),
        ("where != true", False, "ok"),
        ("where = true", "true", "as absent"),
        ("delimit", "ab", "misread"),
        ("markdownify", 5, "ok"),
        ("markdownify", ["a"], "fails"),
        ("index $map v", 5, "fails"),
        ("format layout", ["a"], "fails"),
        ("merge", ["a"], "fails"),
        ("if", "false", "ok"),
        ("if", [], "as absent"),
    ],
)
def test_effects_of_values(operation: str, value: object, effect: str) -> None:
    assert effects().operations[operation].effect(label(value)) == effect
