"""The predictor against the real Hugo: a theme of our own that uses every construct, a page for each kind of value.

The templates run in a `try` each, so that one build says of all of them what fails and what prints something else.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hugokit.gotemplate.machine import interpret
from hugokit.schema.infer.consequences import SAMPLES, Grade, Judge
from tests.support import run_hugo

SEVERAL: dict[str, Any] = {
    **SAMPLES,
    "day": "2020-01-02",
    "file": "abc",
    "files": ["abc", "abc"],
    "yes": "true",
    "false": False,
    "zero": 0,
    "empty": "",
    "no items": [],
    "maps": [{"name": "n", "link": "l"}],
    "numbers": [1, 2],
    "lists": [["x"]],
    "map": {"src": "a.png", "name": "n", "deep": {"x": "y"}},
    "map of lists": {"src": ["a.png"], "name": ["n"], "deep": ["x"]},
}
KEYS = {
    "printed": "{{ .Params.printed }}",
    "shown": "{{ with .Params.shown }}<p>{{ . }}</p>{{ end }}",
    "switch": "{{ if .Params.switch }}on{{ end }}",
    "unless": "{{ if not .Params.unless }}on{{ end }}",
    "exactly": "{{ if eq .Params.exactly true }}on{{ end }}",
    "notfalse": "{{ if ne .Params.notfalse false }}on{{ end }}",
    "side": '{{ if .Params.side }}aside{{ if eq .Params.side "abc" }} left{{ end }}{{ end }}',
    "number": "{{ if gt .Params.number 3 }}many{{ end }}",
    "listed": "{{ range .Params.listed }}<{{ . }}>{{ end }}",
    "guardedlist": "{{ with .Params.guardedlist }}{{ range . }}<{{ . | urlize }}>{{ end }}{{ end }}",
    "pairs": "{{ range $k, $v := .Params.pairs }}{{ $k }}={{ $v }}{{ end }}",
    "cards": "{{ range .Params.cards }}{{ .name }}: {{ .link | relURL }}{{ end }}",
    "indexed": "{{ range $i, $card := .Params.indexed }}{{ $i }}{{ $card.name }}{{ end }}",
    "cover": '{{ with .Params.cover }}<img src="{{ .src | relURL }}">{{ end }}',
    "deep": "{{ with .Params.deep.deep }}{{ .x }}{{ end }}",
    "dotted": '{{ with .Param "dotted.src" }}<{{ . }}>{{ end }}',
    "either": (
        "{{ with .Params.either }}{{ if reflect.IsMap . }}<{{ .src | relURL }}>"
        "{{ else }}<{{ . | relURL }}>{{ end }}{{ end }}"
    ),
    "typed": '{{ $v := .Params.typed }}{{ if eq (printf "%T" $v) "string" }}<{{ $v | upper }}>{{ end }}',
    "sliced": "{{ if reflect.IsSlice .Params.sliced }}{{ range .Params.sliced }}<{{ . }}>{{ end }}{{ end }}",
    "joined": '{{ with .Params.joined }}{{ delimit . ", " }}{{ end }}',
    "firstof": "{{ with .Params.firstof }}{{ range first 2 . }}<{{ . }}>{{ end }}{{ end }}",
    "atindex": '{{ with .Params.atindex }}{{ index . "src" }}{{ end }}',
    "counted": "{{ with .Params.counted }}{{ len . }}{{ end }}",
    "marked": "{{ .Params.marked | markdownify }}",
    "lowered": "{{ with .Params.lowered }}{{ lower . }}{{ end }}",
    "trimmed": '{{ $t := .Params.trimmed | default "d" }}{{ trim $t " " }}',
    "spoken": '{{ with .Params.spoken }}{{ printf "%s!" . }}{{ end }}',
    "linked": '{{ with .Params.linked }}<a href="{{ . }}">x</a>{{ end }}',
    "absolute": "{{ with .Params.absolute }}{{ absURL . }}{{ end }}",
    "picture": "{{ with .Params.picture }}{{ with $.Resources.GetMatch . }}{{ .Name }}{{ end }}{{ end }}",
    "fallen": '{{ .Params.fallen | default "base" | title }}',
    "chosen": '{{ $o := .Params.chosen | default (site.Param "chosen") | default "x" }}{{ $o | upper }}',
    "assigned": '{{ $w := "wide" }}{{ with .Params.assigned }}{{ $w = . }}{{ end }}{{ $w | urlize }}',
    "oneof": '{{ if in (slice "some words" "b") .Params.oneof }}yes{{ end }}',
    "contains": '{{ if in .Params.contains "some words" }}yes{{ end }}',
    "looked": '{{ with .Params.looked }}{{ index (dict "abc" "A" "some words" "B") . }}{{ end }}',
    "widgets": '{{ range .Params.widgets }}{{ partial (printf "widgets/%s.html" .) $ }}{{ end }}',
    "widget": '{{ with .Params.widget }}{{ partial (printf "widgets/%s.html" .) $ }}{{ end }}',
    "added": "{{ with .Params.added }}{{ add . 1 }}{{ end }}",
    "put": '{{ with .Params.put }}{{ add "a/" . }}{{ end }}',
    "divided": "{{ with .Params.divided }}{{ div . 2 }}{{ end }}",
    "when": '{{ with .Params.when }}{{ . | time.Format "2006" }}{{ end }}',
    "timed": "{{ with .Params.timed }}{{ (time .).Year }}{{ end }}",
    "layout_of_date": "{{ with .Params.layout_of_date }}{{ $.Date.Format . }}{{ end }}",
    "merged": '{{ with .Params.merged }}{{ range $k, $v := merge (dict "a" "b") . }}{{ $k }}{{ end }}{{ end }}',
    "united": '{{ with .Params.united }}{{ range union (slice "z") . }}<{{ . }}>{{ end }}{{ end }}',
    "sorted": "{{ with .Params.sorted }}{{ range sort . }}<{{ . }}>{{ end }}{{ end }}",
    "applied": '{{ with .Params.applied }}{{ apply . "upper" "." }}{{ end }}',
    "hiddenpage": '{{ if where (slice .) "Params.hiddenpage" "!=" true }}listed{{ end }}',
    "quoted": '{{ if where (slice .) "Params.quoted" "ne" "true" }}listed{{ end }}',
    "featured": '{{ if where (slice .) "Params.featured" true }}listed{{ end }}',
    "kindof": '{{ if where (slice .) "Params.kindof" "in" (slice "some words" "b") }}listed{{ end }}',
    "scratched": '{{ .Scratch.Set "s" .Params.scratched }}{{ range .Scratch.Get "s" }}<{{ . }}>{{ end }}',
    "handed": '{{ $o := dict "v" .Params.handed }}{{ partial "in/handed.html" $o }}',
    "returned": '{{ with partial "in/returned.html" . }}{{ . | upper }}{{ end }}',
    "scripted": "<script>var x = {{ .Params.scripted | jsonify }};</script>",
    "options": "<script>var x = {{ .Params.options }};</script>",
}
INNER = {
    "in/handed": "{{ range .v }}<{{ .name }}>{{ end }}",
    "in/returned": "{{ return .Params.returned }}",
    "widgets/abc": "ABC",
}


SETTINGS = 'baseURL = "https://e.org/"\ndisableKinds = ["home","section","taxonomy","term","rss","sitemap"]\n'


class Said(NamedTuple):
    """What the real Hugo makes of every key: the text that is printed, or ERR."""

    pages: dict[str, dict[str, str]]


def theme(harness: bool) -> dict[str, str]:
    """The templates; with the harness around them, or as a theme would call them."""
    calls = "".join(f'{{{{ partial "keys/{key}.html" . }}}}' for key in KEYS)
    tries = "".join(
        f'{{{{ with try (partial "keys/{key}.html" .) }}}}{{{{ with .Err }}}}'
        f'{{{{ $said = merge $said (dict "{key}" "ERR") }}}}'
        f'{{{{ else }}}}{{{{ $said = merge $said (dict "{key}" (string .Value)) }}}}{{{{ end }}}}{{{{ end }}}}'
        for key in KEYS
    )
    files = {f"layouts/_partials/keys/{key}.html": text for key, text in KEYS.items()}
    files |= {f"layouts/_partials/{name}.html": text for name, text in INNER.items()}
    page = "{{ $said := dict }}" + tries + "{{ $said | jsonify | safeHTML }}" if harness else calls
    return {**files, "layouts/page.html": page}


def front_matter(front: dict[str, Any]) -> str:
    """A page in YAML, whose values are JSON; of JSON itself Hugo reads all numbers as floats."""
    return "---\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in front.items()) + "---\n"


@cache
def judge() -> Judge:
    """The predictor on the theme."""
    found = interpret(theme(harness=False))
    assert not found.unread
    assert not found.missing
    return Judge(found.uses)


@pytest.fixture(scope="module")
def said(hugo: Path, tmp_path_factory: pytest.TempPathFactory) -> Said:
    """One build: the page `plain` sets no key, every other sets all keys to one value."""
    site = tmp_path_factory.mktemp("constructs")
    named = {f"v{i}": dict.fromkeys(KEYS, value) for i, value in enumerate(SEVERAL.values())}
    pages: dict[str, dict[str, Any]] = {"plain": {}, **named}
    files = theme(harness=True) | {
        "hugo.toml": SETTINGS,
        **{f"content/{name}.md": front_matter({"date": "2020-01-02", **front}) for name, front in pages.items()},
    }
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    built = run_hugo(hugo, site, site / "public")
    assert built.exit == 0, built.messages
    names = dict(zip(["plain", *SEVERAL], pages, strict=True))
    return Said({kind: json.loads(built.text(f"{name}/index.html")) for kind, name in names.items()})


@pytest.mark.parametrize("key", list(KEYS))
def test_the_build_fails_where_it_is_told_and_nowhere_else(key: str, said: Said) -> None:
    told = {kind for kind, value in SEVERAL.items() if judge().value((key,), value).grade is Grade.FAILS}
    failed = {kind for kind in SEVERAL if said.pages[kind][key] == "ERR"}
    assert (sorted(told - failed), sorted(failed - told)) == ([], [])


@pytest.mark.parametrize("key", list(KEYS))
def test_what_is_told_to_be_ignored_prints_as_without_the_key(key: str, said: Said) -> None:
    for kind, value in SEVERAL.items():
        found = judge().value((key,), value)
        if found.grade is Grade.IGNORED and "any other number" not in found.says:
            assert said.pages[kind][key] == said.pages["plain"][key], (kind, found)


@pytest.mark.parametrize("key", list(KEYS))
def test_every_key_takes_some_value_that_changes_the_page(key: str, said: Said) -> None:
    fine = [kind for kind, value in SEVERAL.items() if judge().value((key,), value).grade is Grade.NONE]
    found = [kind for kind in fine if said.pages[kind][key] != said.pages["plain"][key]]
    assert found or key == "picture"  # there is no such file


def test_filters_drop_the_page_where_it_is_told(said: Said) -> None:
    for key in ("hiddenpage", "quoted"):
        told = {kind for kind, value in SEVERAL.items() if judge().value((key,), value).grade is Grade.DROPPED}
        gone = {kind for kind in SEVERAL if not said.pages[kind][key]}
        meant = {"boolean"} if key == "hiddenpage" else {"yes"}
        assert told == gone - meant, key


@pytest.mark.parametrize(
    ("key", "value", "grade"),
    [
        ("switch", "false", Grade.MISREAD),
        ("switch", 1, Grade.IGNORED),
        ("side", True, Grade.MISREAD),
        ("side", "abc", Grade.NONE),
        ("side", "middle", Grade.MISREAD),
        ("listed", ["a", ""], Grade.MISREAD),
        ("shown", ["a", "b"], Grade.MISREAD),
        ("shown", True, Grade.MISREAD),
        ("exactly", "true", Grade.IGNORED),
        ("listed", 5, Grade.MISREAD),
        ("widgets", ["abc"], Grade.NONE),
        ("widgets", ["nope"], Grade.FAILS),
        ("widgets", {"first": "abc"}, Grade.NONE),
        ("cover", {"src": ["a.png"]}, Grade.FAILS),
        ("scripted", {"a": 1}, Grade.NONE),
        ("unknown", True, Grade.NONE),
    ],
)
def test_grades(key: str, value: object, grade: Grade) -> None:
    assert judge().value((key,), value).grade is grade


def test_the_place_and_the_part_of_the_value_are_named() -> None:
    found = judge().value(("cover",), {"src": ["a.png"]})
    assert found.path == ("cover", "src")
    assert found.use is not None
    assert (found.use.file, found.use.line) == ("layouts/_partials/keys/cover.html", 1)


def test_fields_that_hugo_casts_cannot_go_wrong() -> None:
    uses = interpret(
        {"layouts/page.html": "{{ range .Params.keywords }}{{ . }}{{ end }}{{ .Params.title | upper }}"}
    ).uses
    assert judge().types(("listed",))["string"].grade is Grade.FAILS
    assert all(one.grade is Grade.NONE for key in ("keywords", "title") for one in Judge(uses).types((key,)).values())
