"""What templates do with parameters, construct by construct: each case is a theme of a few lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from hugokit.gotemplate import calls, functions, machine
from hugokit.gotemplate.evidence import Constant, Ref
from hugokit.gotemplate.machine import interpret
from hugokit.schema.infer.emit import schema_of
from hugokit.schema.infer.keys import Key, keys_of

P = "layouts/_partials/"
PAGE = "layouts/page.html"


def keys(files: Mapping[str, str] | str, scope: str = "page") -> dict[str, Key]:
    """The keys of a scope by their path."""
    found = interpret({PAGE: files} if isinstance(files, str) else files)
    return {".".join(key.path): key for key in keys_of(found.uses) if key.scope == scope}


READS = {
    "page, site and .Param": ('{{ .Params.A }}{{ .Param "B.c" }}{{ site.Params.d }}{{ $.Site.Params.e }}', "a b b.c"),
    "Hugo's own fields": ("{{ .Title }}{{ .Date.Format `2006` }}", "date title"),
    "brackets": (
        '{{ if (.Param "a") }}{{ end }}{{ if not (.Param "b.c") }}{{ end }}{{ (.Params.d).e }}',
        "a b b.c d d.e",
    ),
    "written as JSON": ('{{ dict "a" .Params.b "c" (slice .Params.d) | jsonify }}', "b d"),
    "groups": ("{{ range .Pages.GroupBy `Weight` }}{{ range .ByTitle }}{{ .Params.a }}{{ end }}{{ end }}", "a"),
    "variables": ("{{ $p := .Params }}{{ $q := $p.a }}{{ with $q.b }}{{ .c }}{{ end }}", "a a.b a.b.c"),
    "assignment in a branch": ("{{ $x := 1 }}{{ if .IsHome }}{{ $x = .Params.a }}{{ end }}{{ $x.b }}", "a a.b"),
    "assignment in a loop": (
        "{{ $x := .Params.a }}{{ range .Pages }}{{ $x = $x.b }}{{ end }}{{ $x.c }}",
        "a a.b a.b.b a.c a.b.c a.b.b.c",
    ),
    "with and else with": ("{{ with .Params.a }}{{ .b }}{{ else with .Params.c }}{{ .d }}{{ end }}", "a a.b c c.d"),
    "range over items": ("{{ range $i, $e := .Params.a }}{{ $e.b }}{{ .c }}{{ end }}", "a a.[] a.[].b a.[].c"),
    "index": ('{{ index .Params "a" }}{{ index .Params.b "c" }}{{ (index .Params.d 0).e }}', "a b b.c d d.[] d.[].e"),
    "isset": ('{{ if isset .Params "a" }}x{{ end }}', "a"),
    "where": ('{{ range where .Site.RegularPages "Params.a.b" "!=" true }}{{ .Params.c }}{{ end }}', "a a.b c"),
    "where on a list of maps": ('{{ range where .Params.a "b" "x" }}{{ .c }}{{ end }}', "a a.[] a.[].b a.[].c"),
    "sort and group": (
        (
            '{{ range sort .Pages "Params.a" }}{{ end }}{{ range .Pages.GroupByParam "b" }}'
            '{{ range .Pages }}{{ .Params.c }}{{ end }}{{ end }}{{ range .Pages.ByParam "d" }}{{ end }}'
        ),
        "a b c d",
    ),
    "terms": ('{{ range .GetTerms "a" }}{{ .Params.b }}{{ end }}', "a b"),
    "pages of pages": (
        "{{ range (.Paginate (first 3 .Site.RegularPages)).Pages }}{{ .CurrentSection.Params.a }}{{ end }}",
        "a",
    ),
    "taxonomies": (
        (
            "{{ range $n, $t := .Site.Taxonomies.tags }}{{ $t.Page.Params.a }}{{ range $t.Pages }}"
            "{{ .Params.b }}{{ end }}{{ end }}"
        ),
        "a b",
    ),
    "merge": ('{{ $p := merge (dict "a" 1) .Site.Params .Params }}{{ $p.a }}{{ $p.b.c }}', "a b b.c"),
    "scratch": ('{{ .Scratch.Set "x" .Params.a }}{{ (.Scratch.Get "x").b }}', "a a.b"),
    "store, read first": ('{{ (.Store.Get "x").b }}{{ .Store.Set "x" .Params.a }}', "a a.b"),
    "store in a map": ('{{ $s := newScratch }}{{ $s.SetInMap "m" "k" .Params.a }}{{ ($s.Get "m").k.b }}', "a a.b"),
    "dict and slice": (
        '{{ $d := dict "p" . "l" (slice .Params.a) }}{{ $d.p.Params.b }}{{ range $d.l }}{{ .c }}{{ end }}',
        "a a.c b",
    ),
    "append to another list": ("{{ range append . .Resources }}{{ .Params.a }}{{ end }}", "a"),
    "pages in a bundle": ("{{ range .Resources.ByType `page` }}{{ .Params.a }}{{ end }}", "a"),
    "told to a translation": ("{{ i18n `x` .Params.a }}{{ T `y` (dict `k` .Params.b) }}", "a b"),
    "append": ("{{ $l := slice }}{{ $l = $l | append .Params.a }}{{ range $l }}{{ .b }}{{ end }}", "a a.b"),
    "cond, or, and": (
        "{{ (cond .IsHome .Params.a .Params.b).c }}{{ (or .Params.d .Params.e).f }}",
        "a a.c b b.c d d.f e e.f",
    ),
    "try": ("{{ with try (index .Params.a 0) }}{{ .Value.b }}{{ end }}", "a a.[] a.[].b"),
    "a slip of the theme": ("{{ .Params.a.Site.Params.b }}", ""),
    "a slip of the theme, in a text": ("{{ with .Params.a }}{{ . | absURL }}{{ .Title }}{{ end }}", "a"),
    "no slip": ("{{ with .Params.a }}{{ .Title }}{{ .url | absURL }}{{ end }}", "a a.title a.url"),
    "printed in a list": ("<script>{{ $l := slice (dict `k` .Params.a) }}const l = {{ $l }};</script>", "a"),
    "menu entries and resources are others": (
        (
            "{{ range .Site.Menus.main }}{{ .Params.a }}{{ .Page.Params.b }}{{ end }}"
            "{{ range .Resources.Match `*` }}{{ .Params.c }}{{ end }}"
        ),
        "b",
    ),
}


@pytest.mark.parametrize("name", READS)
def test_keys_of_pages(name: str) -> None:
    source, wanted = READS[name]
    assert set(keys(source)) == set(wanted.split())


def test_other_scopes() -> None:
    source = (
        "{{ range .Site.Menus.main }}{{ .Params.a }}{{ range .Children }}{{ .Params.b }}"
        "{{ end }}{{ end }}"
        "{{ with .Resources.GetMatch `x` }}{{ .Params.c }}{{ end }}"
        "{{ .Site.Language.Params.d }}{{ site.Params.e.f }}"
    )
    assert set(keys(source, "menu")) == {"a", "b"}
    assert set(keys(source, "resource")) == {"c"}
    assert set(keys(source, "language")) == {"d"}
    assert set(keys(source, "site")) == {"e", "e.f"}


PARTIALS = {
    "its own dot": ({PAGE: '{{ partial "a.html" . }}', P + "a.html": "{{ .Params.x }}"}, "x"),
    "a dict": (
        {PAGE: '{{ partial "a" (dict "page" .) }}', P + "a.html": "{{ with .page }}{{ .Params.x }}{{ end }}"},
        "x",
    ),
    "a parameter": ({PAGE: '{{ partial "a" .Params.x }}', P + "a.html": "{{ .y }}"}, "x x.y"),
    "the old folder": ({PAGE: '{{ partialCached "b/a.html" . }}', "layouts/partials/b/a.html": "{{ .Params.x }}"}, "x"),
    "what it returns": ({PAGE: '{{ (partial "a" .).y }}', P + "a.html": "{{ return .Params.x }}"}, "x x.y"),
    "what it returns, without brackets": (
        {
            PAGE: '{{ $d := partial "a" . }}{{ $d.k.y }}{{ $d.l }}',
            P + "a.html": "{{ return dict `k` .Params.x `l` .Params.z }}",
        },
        "x x.y z",
    ),
    "inline": ({PAGE: '{{ define "_partials/i.html" }}{{ .Params.x }}{{ end }}{{ partial "i.html" . }}'}, "x"),
    "itself": ({PAGE: '{{ partial "a" . }}', P + "a.html": '{{ .Params.x }}{{ partial "a" . }}'}, "x"),
    "blocks": (
        {
            "layouts/baseof.html": '{{ block "main" . }}{{ .Params.x }}{{ end }}',
            PAGE: '{{ define "main" }}{{ .Params.y }}{{ end }}',
        },
        "x y",
    ),
    "a define that nobody calls": ({PAGE: '{{ define "main" }}{{ .Params.y }}{{ end }}'}, "y"),
    "template of another file": (
        {PAGE: '{{ template "t" .Params.x }}', "layouts/list.html": '{{ define "t" }}{{ .y }}{{ end }}'},
        "x x.y",
    ),
    "a partial that nobody calls": ({PAGE: "{{ .Params.x }}", P + "a.html": "{{ .Params.y }}"}, "x"),
    "a shortcode's page": (
        {PAGE: "", "layouts/_shortcodes/s.html": "{{ .Page.Params.x }}{{ .Get 0 }}{{ .Params.y }}"},
        "x",
    ),
    "a hook's page": (
        {PAGE: "", "layouts/_markup/render-link.html": "{{ .Page.Params.x }}{{ .PageInner.Params.y }}"},
        "x y",
    ),
    "another format": ({"layouts/index.json": "{{ .Params.x | jsonify }}"}, "x"),
    "an asset sees only other pages": (
        {
            PAGE: '{{ resources.Get "a.js" | resources.ExecuteAsTemplate "b.js" . }}',
            "assets/a.js": "{{ .Params.x }}{{ range .Site.Pages }}{{ .Params.y }}{{ end }}",
        },
        "y",
    ),
    "a name from a list": (
        {
            PAGE: '{{ range slice "a" "b" }}{{ partial (print . ".html") $ }}{{ end }}',
            P + "a.html": "{{ .Params.x }}",
            P + "b.html": "{{ .Params.y }}",
        },
        "x y",
    ),
    "an embedded template": (
        {PAGE: '{{ template "_internal/disqus.html" . }}'},
        "disqus_identifier disqus_title disqus_url",
    ),
}


@pytest.mark.parametrize("name", PARTIALS)
def test_partials_and_templates(name: str) -> None:
    files, wanted = PARTIALS[name]
    assert set(keys(files)) == set(wanted.split())


def test_files_named_by_a_parameter_are_its_values() -> None:
    files = {
        PAGE: '{{ range .Params.widgets }}{{ partial (printf "widgets/%s.html" .) $ }}{{ end }}',
        P + "widgets/one.html": "{{ .Params.x }}",
        P + "widgets/two.html": "",
        P + "other.html": "",
    }
    found = keys(files)
    assert set(found) == {"widgets", "widgets.[]", "x"}
    assert found["widgets.[]"].enum == ("one", "two")


TYPES = {
    "{{ range .Params.x }}{{ end }}": "array strong",
    '{{ delimit .Params.x ", " }}': "array strong",
    "{{ .Params.x.y }}": "object strong",
    "{{ if eq .Params.x true }}{{ end }}": "boolean strong",
    '{{ if eq .Params.x "left" }}{{ end }}': "string strong",
    '{{ $x := .Params.x }}{{ if $x }}{{ if eq $x "left" }}{{ end }}{{ end }}': "boolean string strong",
    '{{ if ne .Params.x "true" }}{{ end }}': "boolean string strong",
    "{{ if gt .Params.x 3 }}{{ end }}": "number strong",
    "{{ add .Params.x 3 }}": "number strong",
    "{{ .Params.x | markdownify }}": "string strong",
    '<a href="{{ .Params.x }}">': "string strong",
    '{{ time.Format "2006" .Params.x }}': "date strong",
    "{{ .Params.x | default 3 }}": "number strong",
    "{{ $l := .Params.x | default slice }}{{ if in $l .Title }}{{ end }}": "array strong",
    "{{ .Params.x | default dict | jsonify }}": "object strong",
    "{{ if .Params.x }}{{ end }}": "boolean weak",
    "{{ .Params.x }}": "string weak",
    "{{ with .Params.x }}{{ . }}{{ end }}": "string weak",
    "{{ .Params.x | jsonify }}": " open",
    "{{ range $k, $v := .Params.x }}{{ $v }}{{ end }}{{ .Params.x.y }}": "object strong",
    "{{ .Params.x }}{{ dict `a` .Params.x | jsonify }}": "string weak",
    "{{ with .Params.x }}{{ if reflect.IsMap . }}{{ .y }}{{ else }}{{ . }}{{ end }}{{ end }}": "object string strong",
    "{{ $x := .Params.x }}{{ if reflect.IsMap $x }}{{ $x.y }}{{ else }}{{ index hugo.Data $x }}{{ end }}": (
        "object string strong"
    ),
    "{{ index site.Data.a.b .Params.x }}": "string strong",
    "{{ with index site.Data .Params.x `b` }}{{ .c }}{{ end }}": "string strong",
    "{{ if gt .Params.x 0 }}{{ range .Params.x }}{{ end }}{{ end }}": "array strong",
    "{{ $x := .Params.x }}{{ if reflect.IsMap $x }}{{ $x.y }}{{ else }}{{ upper $x }}{{ end }}": "object string strong",
}


@pytest.mark.parametrize("source", TYPES)
def test_types(source: str) -> None:
    key = keys(source)["x"]
    assert f"{' '.join(key.types)} {key.sure}" == TYPES[source]


FALLBACKS: dict[str, tuple[str | None, list[str]]] = {
    "{{ .Params.x | default 3 }}": ("3", []),
    '{{ .Param "x" }}': (None, ["site.x"]),
    '{{ .Param "x" | default "d" }}': ('"d"', ["site.x"]),
    "{{ .Params.x | default (.Site.Params.a.b | default true) }}": ("true", ["site.a.b"]),
    '{{ default (slice "a" "b") .Params.x }}': ('["a", "b"]', []),
    "{{ or .Params.x .Params.y .Site.Params.z `d` }}": ('"d"', ["page.y", "site.z"]),
    "{{ cond (isset .Params `x`) .Params.x 5 }}": ("5", []),
    "{{ $v := .Site.Params.z }}{{ with .Params.x }}{{ $v = . }}{{ end }}{{ $v }}": (None, ["site.z"]),
    "{{ $v := 0 }}{{ if .Params.x }}{{ $v = .Params.x }}{{ else }}{{ $v = 7 }}{{ end }}{{ $v }}": ("7", []),
    "{{ $p := merge (dict `x` 1) .Site.Params .Params }}{{ $p.x }}": ("1", ["site.x"]),
    "{{ $v := false }}{{ if isset .Params `x` }}{{ $v = .Params.x }}{{ else if .Site.Params.z }}"
    "{{ $v = .Site.Params.z }}{{ end }}{{ $v }}": ("false", ["site.z"]),
    "{{ $v := `` }}{{ if .Params.x }}{{ $v = trim .Params.x ` ` }}{{ else }}{{ $v = .Site.Params.z }}{{ end }}": (
        None,
        ["site.z"],
    ),
    "{{ if .Params.x }}{{ .Params.x | safeHTML }}{{ else }}{{ .Site.Params.z.a | safeHTML }}{{ end }}": (
        None,
        ["site.z.a"],
    ),
    "{{ with .Params.x }}{{ . }}{{ else }}{{ .Site.Params.y }}{{ .Site.Params.z }}{{ end }}": (None, []),
    "{{ if .Params.x }}{{ .Scratch.Set `k` .Params.x }}{{ else }}{{ .Scratch.Set `k` `d` }}{{ end }}": ('"d"', []),
    "{{ if or .Site.Params.x .Params.x }}{{ end }}": (None, ["site.x"]),
    "{{ $v := .Site.Params.x }}{{ if eq .Params.x true }}{{ $v = true }}{{ else if eq .Params.x false }}"
    "{{ $v = false }}{{ end }}{{ if $v }}{{ end }}": (None, ["site.x"]),
    "{{ $v := true }}{{ if eq .Site.Params.z false }}{{ $v = false }}{{ else if eq .Params.x false }}"
    "{{ $v = false }}{{ end }}{{ if $v }}{{ end }}": ("true", []),
    "{{ if .Params.x }}{{ .Params.x | absURL }}{{ else }}{{ .Site.Params.z | absURL }}{{ end }}": (None, ["site.z"]),
    "{{ if or .Site.Params.y .Params.x }}{{ end }}": (None, []),
    "{{ .Store.Set `s` true }}{{ if or .Params.x (.Store.Get `s`) }}{{ end }}": (None, []),
    "{{ (merge (dict `a` 1) .Site.Params.z .Params.x).a }}": (None, ["site.z"]),
    "{{ if or (and .Site.Params.x (not .Params.x)) .Params.x }}{{ end }}": (None, ["site.x"]),
    "{{ define `_partials/p.html` }}{{ .v | default .d }}{{ end }}"
    "{{ partial `p.html` (dict `v` .Params.x `d` `/`) }}"
    "{{ partial `p.html` (dict `v` .Params.x `d` .RelPermalink) }}": (None, []),
}


@pytest.mark.parametrize("source", FALLBACKS)
def test_what_counts_without_the_key(source: str) -> None:
    key = keys(source)["x"]
    found = [".".join((one.scope, *one.path)) for one in key.fallback]
    assert (key.default, found) == FALLBACKS[source]


def test_images_of_the_site_stand_in_for_those_of_a_page() -> None:
    key = keys('{{ template "_internal/twitter_cards.html" . }}')["images"]
    assert key.fallback == (Ref("site", ("images",)),)


def test_values_that_are_known_and_those_that_are_all() -> None:
    found = keys(
        '{{ if in (slice "a" "b") .Params.x }}{{ end }}{{ if in .Params.y "c" }}{{ end }}'
        '{{ index (dict "n" 1 "w" 2) .Params.z }}'
    )
    assert (found["x"].values, found["x"].enum) == (("a", "b"), ())
    assert (found["y"].values, found["y"].types) == (("c",), ("array", "string"))
    assert (found["z"].values, found["z"].enum) == ((), ("n", "w"))


def test_what_stands_around_a_read() -> None:
    found = interpret(
        {
            PAGE: "{{ if and .Params.a (not .Site.Params.b) }}\n  {{ .Params.c }}{{ else }}"
            "{{ .Params.d }}{{ end }}"
            '{{ if .Params.old }}{{ warnf "%q is deprecated, use new" "old" }}{{ end }}'
        }
    )
    by_key = {use.path[0]: use for use in found.uses}
    assert [(need.scope, need.path, need.set) for need in by_key["c"].needs] == [
        ("page", ("a",), True),
        ("site", ("b",), False),
    ]
    assert by_key["d"].needs == ()
    assert (by_key["c"].file, by_key["c"].line, by_key["c"].column, by_key["c"].op) == (PAGE, 2, 6, "output")
    assert by_key["old"].theme_words == "%q is deprecated, use new"


def test_a_test_of_the_type_guards() -> None:
    source = '{{ $t := .Params.x }}{{ if in (printf "%T" $t) "map" }}{{ $t = $t.src }}{{ end }}{{ $t | relURL }}'
    uses = interpret({PAGE: source}).uses
    guarded = {(use.path, use.op): use.types for use in uses if use.guarded}
    assert guarded[("x",), "field"] == ("object",)
    assert "object" not in guarded[("x",), "relURL"]
    assert ("x", "src") in {use.path for use in uses if use.op == "relURL"}


@pytest.mark.parametrize(
    "source",
    [
        "{{ range $k, $v := .Params }}{{ end }}",
        "{{ .Params | jsonify }}",
        "{{ .Param .Title }}",
        "{{ index .Params .Title }}",
    ],
)
def test_reads_of_any_key_open_the_schema(source: str) -> None:
    found = interpret({PAGE: source})
    assert "page" in found.opened
    assert schema_of(keys_of(found.uses), found.opened, "t")["x-hugokit"] == {"open": list(found.opened["page"])}


def test_no_template_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "MAX_STEPS", 500)
    files = {
        PAGE: "{{ .Params.x }}",
        "layouts/broken.html": "a\n {{ if }}",
        "layouts/many.html": "{{ .Params.y }}" * 600,
        "layouts/none.html": '{{ partial "nowhere.html" . }}',
    }
    found = interpret(files)
    assert [(one.file, one.line, one.column) for one in found.unread] == [("layouts/broken.html", 2, 5)]
    assert any("500 steps" in why for why in found.opened["page"])
    assert {use.path for use in found.uses} >= {("x",), ("y",)}


@pytest.mark.parametrize(
    "source",
    [
        "{{ $l := slice }}{{ range .Pages }}"
        + "{{ if .a }}{{ $l = $l | append (slice .Params.x) }}{{ end }}" * 40
        + "{{ end }}{{ range $l }}{{ . }}{{ end }}",
        "{{ $d := dict }}" + '{{ $d = dict "a" $d "b" $d "x" .Params.x }}' * 60 + "{{ $d.x }}",
        "{{ $t := `a` }}" + '{{ if .a }}{{ $t = printf "%s%s" $t .Params.x }}{{ end }}' * 60,
        "{{ range .Params.x }}" * 60 + "{{ . }}" + "{{ end }}" * 60,
        "{{ $m := .Params }}" + "{{ $m = merge $m .Site.Params .Params.x }}" * 30 + "{{ $m.x }}",
    ],
    ids=["lists", "maps", "texts", "loops", "merges"],
)
def test_values_stay_bounded(source: str) -> None:
    assert "x" in keys(source)


def test_the_schema() -> None:
    found = interpret(
        {
            PAGE: '{{ range .Params.Gallery }}<img src="{{ .Src }}">{{ end }}'
            "{{ if eq .Params.ShowToc true }}{{ end }}"
            '{{ .Param "Wide" | default "no" }}{{ (index .Site.Params.boxes .Title).size }}'
            "{{ .Site.Params.boxes.own }}"
        }
    )
    document: Any = schema_of(keys_of(found.uses), found.opened, "t")
    assert json.loads(json.dumps(document)) == document
    properties = document["properties"]
    assert list(properties) == ["Gallery", "ShowToc", "Wide"]
    assert properties["Gallery"]["type"][0] == "array"
    assert properties["Gallery"]["items"]["properties"]["Src"]["type"][0] == "string"
    assert properties["Wide"]["default"] == "no"
    assert properties["Wide"]["x-hugokit"]["fallback"] == ["site.Params.Wide"]
    rules = properties["Gallery"]["x-hugokit"]["consequence"]
    says = {rule["when"]["type"]: rule["grade"] for rule in rules if "type" in rule["when"]}
    assert says["string"] == "fails"
    assert properties["ShowToc"]["x-hugokit"]["source"] == [{"file": PAGE, "line": 1, "use": "eq true"}]
    site = document["$defs"]["site"]["properties"]
    assert "size" in site["boxes"]["additionalProperties"]["properties"]
    assert document["x-hugokit"] == {"closed": True}


def test_fallbacks_are_refs_and_constants() -> None:
    (use,) = [one for one in interpret({PAGE: '{{ .Params.x | default (.Param "y") }}'}).uses if one.op == "default"]
    assert use.fallback == (Ref("page", ("y",)), Ref("site", ("y",)))
    (use,) = [one for one in interpret({PAGE: "{{ .Params.x | default `z` }}"}).uses if one.op == "default"]
    assert (use.fallback, use.constants) == ((Constant('"z"'),), ("z",))


def test_every_function_is_described_once() -> None:
    assert not {*calls.SPECIAL, *functions.ALIASES} & functions.FUNCTIONS.keys()
    assert {*functions.ALIASES.values()} <= {*calls.SPECIAL, *functions.FUNCTIONS}
