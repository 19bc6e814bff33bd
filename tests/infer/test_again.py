"""What is run again, and what is not: templates that read a store too early, those that call them, and all others."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hugokit.gotemplate import machine
from hugokit.gotemplate.machine import interpret

P = "layouts/_partials/"
ENTRY = "layouts/all.html"


def paths(files: Mapping[str, str]) -> set[str]:
    return {".".join(use.path) for use in interpret(files).uses if use.scope == "page"}


def test_a_store_that_is_read_before_it_is_set() -> None:
    files = {ENTRY: "{{ (.Store.Get `p`).x }}{{ .Store.Set `p` .Params.a }}"}
    assert paths(files) == {"a", "a.x"}


def test_what_a_partial_returns_of_such_a_store_reaches_those_that_called_it() -> None:
    files = {
        ENTRY: "{{ $p := partial `outer.html` . }}{{ $p.x }}{{ .Store.Set `p` .Params.a }}",
        P + "outer.html": "{{ return partial `inner.html` . }}",
        P + "inner.html": "{{ return .Store.Get `p` }}",
    }
    assert paths(files) == {"a", "a.x"}


def test_what_one_read_too_early_puts_into_another_store() -> None:
    files = {
        ENTRY: "{{ (.Store.Get `q`).x }}{{ .Store.Set `q` (.Store.Get `p`) }}{{ .Store.Set `p` .Params.a }}",
    }
    assert paths(files) == {"a", "a.x"}


def test_nothing_else_is_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    others = {f"layouts/page/p{number}.html": "{{ partial `long.html` . }}" for number in range(20)}
    files = {
        ENTRY: "{{ partial `early.html` . }}{{ partial `long.html` . }}{{ .Store.Set `p` .Params.a }}",
        P + "early.html": "{{ (.Store.Get `p`).x }}",
        P + "long.html": "{{ .Store.Set `r` 1 }}" + "{{ .Params.b }}" * 100,
        **others,
    }
    monkeypatch.setattr(machine, "MAX_STEPS", 180)
    found = interpret(files)
    assert not found.opened
    assert {use.path for use in found.uses} == {("a",), ("a", "x"), ("b",)}


def test_lists_of_lists_end() -> None:
    files = {
        ENTRY: "{{ partial `down.html` .Params.a }}",
        P + "down.html": "{{ range . }}{{ partial `down.html` . }}{{ end }}",
    }
    found = interpret(files)
    assert {use.path for use in found.uses} == {("a", *["[]"] * depth) for depth in range(4)}
    assert any("any depth" in why for why in found.opened["page"])
