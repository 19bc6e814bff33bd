from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hugokit.text.paths import collisions, why_unportable, why_unsafe

STEPS = st.sampled_from(["..", ".", "", "a", "\\", "C:", "\0", "...", "a b", "é", "~", "-rf", "x" * 256, "/", "\ud800"])


@given(st.one_of(st.text(max_size=20), st.lists(STEPS, max_size=6).map("/".join)))
def test_a_safe_path_stays_inside(path: str) -> None:
    if why_unsafe(path) is None:
        inside = os.path.normpath(f"/root/{path}")
        assert inside == f"/root/{path}", "nothing is left to be normalised"
        assert Path(inside).is_relative_to("/root")
        assert all(len(os.fsencode(name)) <= 255 for name in path.split("/"))


@pytest.mark.parametrize("path", ["index.html", "post/a b/index.html", "c#/x", "-rf", "...", "é/ü.md", ".well-known/x"])
def test_ordinary_paths_are_safe(path: str) -> None:
    assert why_unsafe(path) is None


@pytest.mark.parametrize(
    "path", ["CON", "post/nul.md", "com1.tar.gz", "ab:c", 'a"b', "x./y", "blank ", "what?", "LPT\u00b9"]
)
def test_what_windows_cannot_hold(path: str) -> None:
    assert why_unsafe(path) is None
    assert why_unportable(path)


@pytest.mark.parametrize("path", ["console/index.html", "com0", "nullable.md", ".htaccess", "a.b/c"])
def test_what_windows_can_hold(path: str) -> None:
    assert why_unportable(path) is None


def test_collisions_name_both() -> None:
    assert collisions(["tags/Go/x", "post/a", "tags/go/x"]) == [("tags/Go/x", "tags/go/x")]
    assert collisions(["Straße", "STRASSE"]) == [("Straße", "STRASSE")]
    assert collisions(["a/b", "a"]) == [("a/b", "a")]
    assert collisions(["a", "a/b"]) == [("a", "a/b")]
    assert collisions(["a/b", "a/c", "A/d"]) == []
