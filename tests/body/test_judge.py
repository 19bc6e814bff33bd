"""Judgements on shortcodes: what the real Hugo refuses is judged as refused, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from hugokit.body.judge import Finding, judge
from hugokit.body.known import EMBEDDED, Known
from hugokit.body.signatures import Keys, signature
from tests.support import HugoResult

Build = Callable[..., HugoResult]
HEAD = "---\ntitle: A\n---\n"
CONFIG = 'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap", "404"]\n'
TEMPLATES = {
    "inner": "[{{ .Inner }}]",
    "other": "{{ with .Get `a` }}{{ . }}{{ end }}{{ $.InnerDeindent }}",
    "no": 'N{{ .Get "src" }}{{ .Get 1 }}',
    "a/b": "{{/* .Inner */}}{{ `{{ .Inner }}` }}",
}


def known(templates: Mapping[str, str]) -> Known:
    return Known({name: signature(source) for name, source in templates.items()})


def write(site: Path, templates: Mapping[str, str], body: str) -> None:
    files = {f"layouts/_shortcodes/{name}.html": source for name, source in templates.items()}
    files |= {f"layouts/{kind}.html": "{{ .Content }}" for kind in ("home", "section", "page")}
    for name, text in ({"hugo.toml": CONFIG, "content/a.md": HEAD + body} | files).items():
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")


def compare(site: Path, templates: Mapping[str, str], body: str, build: Build) -> tuple[Finding, ...]:
    """Hugo's verdict is ours, and its line that of the outermost shortcode around the first that it refuses."""
    write(site, templates, body)
    built = build(site)
    found = judge(body, known(templates))
    refused = [one for one in found if one.refused]
    assert (built.exit != 0) == bool(refused), (body, templates, found, built.messages)
    if refused and refused[0].kind in ("unknown", "unclosed", "closing", "missing"):
        line = 4 + body.count("\n", 0, refused[0].outer)
        assert f"a.md:{line}:" in built.messages, (body, found, built.messages)
    return found


READS_INNER = {
    "{{ .Inner }}": True,
    "{{ if false }}{{ else }}{{ print (trim .Inner ` `) }}{{ end }}": True,
    "{{ with .Get 0 }}a{{ else with .Inner }}b{{ end }}": True,
    "{{ range seq 2 }}{{ else }}{{ .InnerDeindent }}{{ end }}": True,
    "{{ $x := 1 }}{{ $x = .Inner }}": True,
    '{{ $x := dict "Inner" 1 }}{{ $x.Inner }}': True,
    '{{ define "judged" }}{{ .Inner }}{{ end }}{{ if true }}{{ template "judged" . }}{{ end }}': True,
    '{{ block "blocked" . }}{{ .Inner }}{{ end }}': True,
    '{{ define "unused" }}{{ .Inner }}{{ end }}x': False,
    "{{- /* .Inner */ -}}": False,
    "<!-- .Inner -->{{ `{{ .Inner }}` }}": False,
    '{{ print ".Inner" }}': False,
    '{{ (dict "Inner" 1).Inner }}': False,
    '{{ $x := dict "InnerX" 1 }}{{ $x.InnerX }}': False,
    "{{ site.Params.inner }}{{ 'a' }}{{ .Name }}": False,
}


@pytest.mark.parametrize("source", READS_INNER)
def test_hugo_finds_inner_where_we_do(source: str, tmp_path: Path, build_site: Build) -> None:
    assert signature(source).inner is READS_INNER[source]
    assert (compare(tmp_path, {"one": source}, "{{< one />}}", build_site) == ()) is READS_INNER[source]


def test_inner_of_a_template_from_elsewhere_is_not_known() -> None:
    assert signature('{{ template "elsewhere" 1 }}').inner is None


KEYS = {
    '{{ with .Get "a" }}{{ . }}{{ end }}{{ .Get 1 }}': Keys(frozenset({"a"}), 2),
    '{{ index .Params 0 }}{{ isset .Params "q" }}{{ .Params.z }}': Keys(frozenset({"q", "z"}), 1),
    '{{ $x := .Get "a" | default ($.Get 0) }}{{ $x.y }}{{ site.Params.u }}{{ .Site.Params.v }}': Keys(
        frozenset({"a"}), 1
    ),
    "{{ with .Page }}{{ with .Params }}{{ .x }}{{ end }}{{ . }}{{ end }}": Keys(),
    '{{ .Page.Scratch.Get "u" }}': Keys(),
    "{{ range .Params }}{{ end }}": Keys(open=True),
    '{{ partial "x" . }}': Keys(open=True),
    '{{ with .Get "a" }}{{ partial "x" $ }}{{ end }}': Keys(frozenset({"a"}), open=True),
    '{{ with .Get "a" }}{{ else }}{{ partial "x" . }}{{ end }}': Keys(frozenset({"a"}), open=True),
    "{{ if .Page }}{{ $c := . }}{{ end }}": Keys(open=True),
    "{{ .Get $.Ordinal }}": Keys(open=True),
    '{{ "a" | .Get }}': Keys(frozenset({"a"})),
    "{{ $name | .Get }}": Keys(open=True),
    "{{ .Get": Keys(open=True),
    '{{ dict "p" .Params }}': Keys(open=True),
}


@pytest.mark.parametrize("source", KEYS)
def test_parameters(source: str) -> None:
    assert signature(source).keys == KEYS[source]


def test_what_the_shortcode_within_reads_of_its_parent() -> None:
    assert signature('{{ $.Parent.Get "k" }}').above == Keys(frozenset({"k"}))
    assert signature('{{ with .Parent }}{{ .Get "k" }}{{ end }}').above.open
    sites = {"outer": "{{ .Inner }}", "within": '{{ .Parent.Get "k" }}'}
    body = "{{< outer k=1 l=2 >}}{{< within >}}{{< /outer >}}"
    assert [(one.kind, body[one.start : one.end]) for one in judge(body, known(sites))] == [("parameter", "l=2")]


JUDGED = {
    "l\n{{< inner >}}\nb\n{{< other >}}\nc": ("unclosed", "{{< other >}}"),
    "{{< inner >}}\n{{< other >}}{{< /inner >}}": ("unclosed", "{{< other >}}"),
    "{{< inner >}}a\n{{< nope >}}{{< /inner >}}": ("unknown", "{{< nope >}}"),
    "x\n{{< inner >}}\n{{< no />}}": ("closing", "{{< no />}}"),
    "x\n{{< no >}}\n{{< /no >}}": ("closing", "{{< /no >}}"),
    "{{< inner >}}{{< /inner >}}{{< inner />}}\n{{< /inner >}}": ("closing", "{{< /inner >}}"),
    "{{< a/b />}}": ("closing", "{{< a/b />}}"),
    "{{< b >}}": ("unknown", "{{< b >}}"),
    '{{< no a b="1" >}}': ("spelling", "b"),
    "{{< no 'x' >}}": ("spelling", "'"),
    "{{< no": ("spelling", "{"),
    "{{< inner >}}\n{{< nope 'x' >}}": ("spelling", "'"),
    "x\n{{< vimeo >}}": ("missing", "{{< vimeo >}}"),
    'x\n{{< youtube "" >}}': ("missing", '{{< youtube "" >}}'),
    "x\n{{< ref >}}": ("missing", "{{< ref >}}"),
    'x\n{{< x id="1" >}}': ("missing", '{{< x id="1" >}}'),
    'x\n{{< instagram id="1" >}}': ("missing", '{{< instagram id="1" >}}'),
    "x\n{{< param >}}": ("missing", "{{< param >}}"),
    "x\n{{< tweet 1 >}}": ("removed", "{{< tweet 1 >}}"),
    "{{< gist a b >}}": ("removed", "{{< gist a b >}}"),
    "{{< comment >}}a{{< /comment >}}": ("deprecated", "{{< comment >}}"),
    '{{< no Src="1" >}}': ("parameter", 'Src="1"'),
    "{{< no 1 2 3 >}}": ("parameter", "3"),
    '{{< details open=true foo="a" >}}x{{< /details >}}': ("parameter", 'foo="a"'),
    "{{< inner >}}\n{{< /Inner >}}": ("spelling", "I"),
    "{{< no >}}\n{{</>}}": ("closing", "{{</>}}"),
    "{{< inner >}}{{% other %}}{{%/%}}{{< / >}}{{< inner >}}\n{{< >}}": ("spelling", "{"),
    "{{< inner >}}{{% other %}}x{{%/%}}{{< / >}}": None,
    "{{< NO >}}{{% Inner %}}{{< /Inner >}}": None,
    "{{< INNER >}}{{< inner >}}{{< /inner >}}{{< /inner >}}": None,
    "{{</* nope */>}} {{< a.inline >}}x": None,
    "{{< a.inline />}} {{< A/B >}}": None,
    '{{< inner >}}{{< other a="b" />}}{{< /inner >}}': None,
    "{{< inner >}}{{< other >}}{{< /inner >}}{{< /other >}}": None,
}


@pytest.mark.parametrize("body", JUDGED)
def test_judgements_and_the_real_hugo(body: str, tmp_path: Path, build_site: Build) -> None:
    found = compare(tmp_path, TEMPLATES, body, build_site)
    expected = JUDGED[body]
    assert [(one.kind, body[one.start : one.end]) for one in found[:1]] == ([expected] if expected else [])


def test_all_of_a_page_is_told(tmp_path: Path, build_site: Build) -> None:
    """Hugo names the first alone; who mends them sees all, the first of Hugo first."""
    body = "{{< vimeo >}}\n{{< nope >}}x{{< /nope >}}{{< no />}}\n{{< nope >}}\n{{< inner >}}{{< no Src=1 >}}"
    found = compare(tmp_path, TEMPLATES, body, build_site)
    kinds = [one.kind for one in found]
    assert kinds == ["unknown", "closing", "unknown", "missing", "parameter"], "what nope takes is not known"
    assert [one.kind for one in judge("{{< nope >}}{{< no />}}{{< no 'x' >}}", known(TEMPLATES))] == [
        "unknown",
        "closing",
        "spelling",
    ]


def test_a_closing_tag_that_took_what_another_should_close(tmp_path: Path, build_site: Build) -> None:
    body = "{{< inner >}}\n{{< no >}}x{{< /no >}}\n{{< /inner >}}"
    (one,) = compare(tmp_path, TEMPLATES, body, build_site)
    assert body[one.start : one.end] == "{{< /no >}}"
    assert "closes inner" in one.message


def test_versions_and_what_is_not_known() -> None:
    def kinds(body: str, given: Known) -> list[str]:
        return [one.kind for one in judge(body, given)]

    assert kinds("{{< tweet 1 >}}", Known(hugo=(0, 155))) == ["deprecated"]
    assert kinds("{{< tweet 1 >}}", Known(hugo=(0, 141))) == []
    assert kinds("{{< details >}}", Known(hugo=(0, 139))) == ["unknown"]
    assert kinds("{{< tweet >}}", Known({"tweet": signature("own")})) == []
    assert kinds("{{< vimeo >}}", Known(off=frozenset({"vimeo"}))) == []
    assert kinds("{{< nope >}}a{{< /nope >}}", Known(complete=False)) == []
    assert kinds("{{< figure >}}{{< nope >}}", Known(complete=False)) == []
    assert "write figure" in judge("{{< figur >}}", Known())[0].message


# random bodies ----------------------------------------------------------------------------------------------------
NAMES = ("one", "two", "three", "four", "figure", "comment")
SOURCES = (
    "{{ .Inner }}",
    "x",
    '{{ .Get "a" }}{{ .Get 1 }}',
    "{{ with .Get 0 }}{{ . }}{{ else with .Inner }}{{ . }}{{ end }}",
    '{{ define "d" }}{{ .Inner }}{{ end }}y',
    "{{- /* .Inner */ -}}{{ range .Params }}{{ . }}{{ end }}",
)
PARTS = ("text ", "\n", "`", "\n\n", "    ")


# In `details`, which renders its content, Hugo reads even an escaped shortcode once more: it has no part here.
def random_body(rng: random.Random) -> str:
    parts = []
    for _ in range(rng.randrange(1, 7)):
        name = rng.choice(NAMES)
        left, right = rng.choice((("{{<", ">}}"), ("{{%", "%}}")))
        params = rng.choice(("", "", " a=1", ' "b" c', " a=`x`", " 1 a=2"[: rng.choice((2, 6))]))
        form = rng.choice(("open", "open", "close", "bare", "self", "pair", "pair", "literal"))
        opened, closed = f"{left} {name}{params} {right}", f"{left} /{name} {right}"
        parts.append(
            {
                "open": opened,
                "close": closed,
                "bare": f"{left}/{right}",
                "self": f"{left} {name}{params} /{right}",
                "pair": f"{opened}{rng.choice(PARTS)}{closed}",
                "literal": f"{left}/* {name} */{right}",
            }[form]
        )
        parts.append(rng.choice(PARTS))
    return "".join(parts)


def agree(seeds: range, tmp_path: Path, build: Build) -> int:
    refused = 0
    for seed in seeds:
        rng = random.Random(seed)
        templates = {name: rng.choice(SOURCES) for name in NAMES[:3]}
        refused += any(one.refused for one in compare(tmp_path / str(seed), templates, random_body(rng), build))
    return refused


def test_random_bodies(tmp_path: Path, build_site: Build) -> None:
    refused = agree(range(60), tmp_path, build_site)
    assert 10 < refused < 55, "a dose of both"


@pytest.mark.long
def test_many_random_bodies(tmp_path: Path, build_site: Build) -> None:
    assert agree(range(1000, 1500), tmp_path, build_site)


def test_the_embedded_ones_are_those_of_hugo(tmp_path: Path, build_site: Build) -> None:
    """Each name of the table is a template of the newest Hugo that reads content, or not, as the table says."""
    for name, own in EMBEDDED.items():
        write(tmp_path / name, {}, f"{{{{< {name} />}}}}")
        messages = build_site(tmp_path / name).messages
        assert "not found" not in messages, name
        if not own.removed:
            assert ("does not evaluate" in messages) == (own.signature.inner is False), (name, messages)
