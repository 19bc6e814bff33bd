"""The packaged schema of Mainroad, written by hand, against the one that is derived from the theme's own templates.

The theme is not ours to keep: HUGOKIT_MAINROAD names its folder (github.com/Vimux/Mainroad at 13e04b3), or it is
themes/Mainroad in the reference material.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from hugokit.engine.infer import infer
from hugokit.schema.store import load
from tests.support import find_shared

_OFF = "the theme asks whether it is there; without it the thing is off, which no template has to write"
ARGUED: Mapping[tuple[str, str], str] = {
    ("authorbox", "default"): _OFF,
    ("mathjax", "default"): _OFF,
    ("pager", "default"): _OFF,
    ("toc", "default"): _OFF,
    ("comments", "default"): "the theme writes the text `true`; it counts as the boolean does, which pages are to have",
    (
        "keywords",
        "type",
    ): "of what is no list the theme's part says what Hugo's cast makes; lists are in Hugo's part",
    ("thumbnail", "type"): "the map is the other branch of a choice, in $defs/thumbnail",
}
"""What differs, and why both are right."""


def place() -> Path | None:
    if named := os.environ.get("HUGOKIT_MAINROAD"):
        return Path(named)
    shared = find_shared()
    return shared / "themes" / "Mainroad" if shared and (shared / "themes" / "Mainroad").is_dir() else None


@pytest.fixture(scope="module")
def derived() -> Mapping[str, Any]:
    theme = place()
    if theme is None:
        pytest.skip("needs the theme Mainroad: HUGOKIT_MAINROAD=<folder>")
    return infer(theme).document


def test_the_packaged_schema_says_what_the_templates_do(derived: Mapping[str, Any]) -> None:
    found = {(key, what): more for key, what, more in differences(derived)}
    new = {key: found[key] for key in found.keys() - ARGUED.keys()}
    assert not new, "argue it, or mend one of the two"
    assert not ARGUED.keys() - found.keys(), "this is no difference any more"


def differences(derived: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(key, what differs, how). Keys of the theme alone: those of Hugo are in its own schema."""
    packaged, hugo = load("mainroad"), load("hugo")
    known = {key.lower(): path for key, path, _ in _keys(derived)}
    for key, path, about in _keys(derived):
        own = packaged.property(path)
        if own is None:
            yield key, "not packaged", ""
            continue
        likely, types = set(about["x-hugokit"].get("likely", ())), _types(own)
        if about["x-hugokit"]["confidence"] == "strong" and types and not _as_json(likely) <= types:
            yield key, "type", f"{sorted(likely)} is meant, {sorted(types)} is packaged"
        if own.get("default") != about.get("default"):
            yield key, "default", f"{about.get('default')!r} counts, {own.get('default')!r} is packaged"
        if "enum" in about and not set(about["enum"]) - {None} <= _values(own):
            yield key, "values", f"{about['enum']}"
    for key in packaged.properties:
        if hugo.known(key) is None and key.lower() not in known:
            yield key, "not derived", ""


def _keys(
    document: Mapping[str, Any], above: tuple[str | int, ...] = ()
) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
    for name, about in document.get("properties", {}).items():
        path = (*above, name)
        yield ".".join(map(str, path)), path, about
        yield from _keys(about, path)
        if "items" in about:
            yield ".".join(map(str, (*path, 0))), (*path, 0), about["items"]
            yield from _keys(about["items"], (*path, 0))


def _types(own: Mapping[str, Any]) -> set[str]:
    found = own.get("type", [])
    return {found} if isinstance(found, str) else set(found)


def _as_json(likely: set[str]) -> set[str]:
    return {"string" if kind == "date" else kind for kind in likely}


def _values(own: Mapping[str, Any]) -> set[str]:
    return {value for one in (own, own.get("else", {})) for value in one.get("enum", ()) if isinstance(value, str)}
