"""Go templates: what Go parses is parsed, with places; what it refuses is refused with one."""

from __future__ import annotations

import pytest

from hugokit.gotemplate.lexer import TemplateError
from hugokit.gotemplate.nodes import Assign, Branch, Call, Fields, Invoke, Literal, Output, Range
from hugokit.gotemplate.parser import parse

FINE = {
    "text": "no action {} { } }}",
    "comment": "{{/* {{ .x }} */}}{{- /* a\n}} */ -}}",
    "raw text": '{{ print `a }} "b"` }}',
    "quoted end": '{{ print "}}" }}',
    "escapes": r'{{ print "\"\\\u00e9\x41\101\n" }}',
    "characters": "{{ print 'a' '\\n' '\\'' }}",
    "numbers": "{{ print 1 -2 +3 0x1F 0b1 0o7 017 1_000 1.5 .5 1e3 1e-3 }}",
    "chains": '{{ ((index .a 0).b.c).d | printf "%s" (.e) }}',
    "ladder": "{{ if .a }}1{{ else if .b }}2{{ else with .c }}3{{ else }}4{{ end }}",
    "loops": "{{ range $i, $e := .a }}{{ break }}{{ continue }}{{ else }}{{ end }}{{ range $x = .b }}{{ end }}",
    "newlines": '{{ dict\n  "a" 1\n  -}}\n',
    "pipe with nothing behind": '{{ $x := .Get "src" | }}',
    "declared in a branch": "{{ with $x := .a }}{{ $x }}{{ end }}",
    "define and block": '{{ define "a" }}{{ .x }}{{ end }}{{ block "b" . }}{{ end }}{{ template "a" }}',
    "words with letters of any language": "{{ .größe }}{{ $ä := 1 }}",
    "many arms": "{{ if .a }}{{ end }}"
    "{{ if eq .x 0 }}" + "".join(f"{{{{ else if eq .x {n} }}}}" for n in range(600)) + "{{ end }}",
    "try": '{{ with try (resources.GetRemote "x") }}{{ with .Err }}{{ end }}{{ end }}',
}
REFUSED = {
    "an open action": ("a\n {{ .x", 2),
    "an open block": ("\n{{ if .x }}", 2),
    "an end too many": ("a{{ end }}", 1),
    "an else too many": ("{{ range .a }}{{ else }}{{ else }}{{ end }}", 1),
    "a bracket": ("{{ (.a }}", 1),
    "nothing in a pipe": ("{{ | print }}", 1),
    "no value": ("{{ if }}{{ end }}", 1),
    "a name without quotes": ("{{ template x }}", 1),
    "an odd character": ("{{ .a ; }}", 1),
    "an open text": ('{{ "abc }}', 1),
    "a constant that is called": ("{{ 1 2 }}", 1),
    "101 blocks": ("{{ if 1 }}" * 102, 1),
    "102 brackets": ("{{ " + "(" * 102 + ".", 1),
}


@pytest.mark.parametrize("name", FINE)
def test_what_go_parses(name: str) -> None:
    parse(FINE[name])


@pytest.mark.parametrize("name", REFUSED)
def test_what_go_refuses(name: str) -> None:
    source, line = REFUSED[name]
    with pytest.raises(TemplateError) as found:
        parse(source)
    assert source.count("\n", 0, found.value.at) + 1 == line


def test_nodes_and_places() -> None:
    template = parse('a\n  {{- $x := .A.B | default (slice "c" true nil) }}\n{{ if not $x }}{{ . }}{{ end }}')
    assign, branch = template.body
    assert isinstance(assign, Assign)
    assert (assign.name, assign.declares) == ("x", True)
    call = assign.value
    assert isinstance(call, Call)
    assert call.name == "default"
    brackets, piped = call.args
    assert isinstance(brackets, Call)
    inner = brackets.args[0] if brackets.name == "(" else brackets
    assert isinstance(inner, Call)
    assert [arg.value for arg in inner.args if isinstance(arg, Literal)] == ["c", True, None]
    assert isinstance(piped, Fields)
    assert (piped.names, template.place(piped.at)) == (("A", "B"), (2, 13))
    assert isinstance(branch, Branch)
    assert (branch.arms[0].word, template.place(branch.at)) == ("if", (3, 4))


def test_names_of_functions_and_fields_of_what_they_give() -> None:
    body = parse("{{ strings.ToLower .a }}{{ site.Params.b }}{{ (f).c }}{{ f .d }}{{ $x.E 1 }}").body
    values = [one.value for one in body if isinstance(one, Output)]
    assert [type(one).__name__ for one in values] == ["Call", "Fields", "Fields", "Call", "Fields"]
    assert isinstance(values[0], Call)
    assert values[0].name == "strings.ToLower"
    assert isinstance(values[1], Fields)
    assert values[1].names == ("Params", "b")
    assert isinstance(values[4], Fields)
    assert len(values[4].args) == 1


def test_where_an_output_stands() -> None:
    body = parse('{{ .a }}<a href="{{ .b }}"><img src={{ .c }}><script>{{ .d }}</script><a title="{{ .e }}">').body
    inside = [one.inside for one in body if isinstance(one, Output)]
    assert inside == ["output", "attr href", "attr src", "js", "output"]


def test_defines_and_blocks_are_found_wherever_they_stand() -> None:
    template = parse('{{ if .a }}{{ define "x" }}{{ block "y" .c }}{{ range .d }}{{ end }}{{ end }}{{ end }}{{ end }}')
    assert set(template.defines) == {"x", "y"}
    assert isinstance(template.defines["x"][0], Invoke)
    assert isinstance(template.defines["y"][0], Range)
