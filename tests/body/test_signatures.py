"""What shortcode templates take, told from their text."""

from __future__ import annotations

import pytest

from hugokit.body.signatures import Signature, infer


@pytest.mark.parametrize(
    ("template", "signature"),
    [
        ("plain", Signature()),
        ('{{ .Get "src" }}{{ .Get `ALT` }}', Signature(frozenset({"src", "alt"}))),
        ("{{ with .Get 0 }}{{ . }}{{ end }}{{ $.Get 2 }}", Signature(positions=3)),
        ('{{ .Params.size }}{{ index .Params "x" }}{{ isset .Params 1 }}', Signature(frozenset({"size", "x"}), 2)),
        ("{{ if .IsNamedParams }}{{ .Inner | markdownify }}{{ end }}", Signature(inner=True)),
        ("{{/* .Inner .Params */}}{{- /* .Get 1 */ -}}", Signature()),
        ("{{ range .Params }}{{ . }}{{ end }}", Signature(open=True)),
        ("{{ $name := .Get $key }}", Signature(open=True)),
        ('{{ partial "box.html" . }}', Signature(open=True)),
        ('{{ partial "box.html" (dict "call" $) }}', Signature(open=True)),
        ('{{ partial "box.html" (dict "src" (.Get "src")) }}', Signature(frozenset({"src"}))),
        ("{{ $call := . }}{{ .InnerDeindent }}", Signature(open=True, inner=True)),
    ],
)
def test_infer(template: str, signature: Signature) -> None:
    assert infer(template) == signature
