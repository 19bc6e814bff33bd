"""Every YAML block of the reference material and some thousand mutations of them: the real Hugo, asked in one build.

`transform.Unmarshal` reads with the decoder that front matter is read with. Verdict and typed values must be ours.
The newest Hugo has the most, five older ones some; HYPOTHESIS_PROFILE=nightly asks each fifty times as much.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from hugokit.engine.versions import Version, parse_version
from hugokit.errors import FrontMatterError
from hugokit.frontmatter import yaml_old
from hugokit.frontmatter.codecs import NEW_YAML, codec, yaml_of
from hugokit.frontmatter.node import Value
from hugokit.limits import NEWEST_HUGO
from hugokit.text.encoding import has_stray
from tests.codecs.yaml_blocks import blocks, mutations
from tests.conformance.reading import Typed, ours
from tests.support import OLD_AND_NEW, HugoResult, hugo_of, run_hugo

_CONFIG = 'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "section", "rss", "sitemap", "404"]\n'
_TYPED = """\
{{- $v := .v -}}
{{- if eq $v nil -}}["nil", null]
{{- else if reflect.IsMap $v -}}["map", [{{- $later := false -}}
  {{- range $key, $inner := $v -}}
    {{- if $later }},{{ end -}}{{- $later = true -}}
    [{{ $key | jsonify }}, {{ partial "typed.html" (dict "v" $inner) }}]
  {{- end -}}]]
{{- else if reflect.IsSlice $v -}}["list", [
  {{- range $index, $inner := $v -}}
    {{- if $index }},{{ end -}}{{ partial "typed.html" (dict "v" $inner) }}
  {{- end -}}]]
{{- else -}}[{{ printf "%T" $v | jsonify }}, {{ printf "%v" $v | jsonify }}]
{{- end -}}
"""
_HOME = """\
[{{ range $index, $block := site.Data.blocks }}{{ if $index }},{{ end }}
{{- $read := try (transform.Unmarshal (resources.FromString (printf "%d.yaml" $index) $block)) -}}
{{ with $read.Err }}["error", {{ printf "%s" . | jsonify }}]
{{- else }}{{ partial "typed.html" (dict "v" $read.Value) }}{{ end }}
{{ end }}]
"""

# Shapes that we are known to read otherwise, about one in four thousand mutated blocks, and what Hugo does there.
KNOWN = (
    re.compile(r"(?m)^\s*%|[:-] +%"),  # a directive elsewhere than before `---`: forgets the rest of its line
    re.compile(r"![^\s!]*\s+!"),  # two tags in a row, the first unknown: takes the second for text, or not
    re.compile(r"![^\s]*\s+&|&[^\s]*\s+!"),  # an anchor after a tag on a collection: drops the collection
    re.compile(r"[|>][1-9]?\+"),  # `|+` and lines of blanks only: counts the blanks of some
    re.compile(r"(?m)^\s*[|>][+-]?\s*$"),  # a block text as a key: takes it
    re.compile(r"(?m)^\s*:(?:\s|$)"),  # a colon that begins a line, below a block text: takes that for a key
    re.compile(r"(?m)(?:^|[-{,])\s*\?\s"),  # `? ` and a tag, a comment or a block text behind it: drops or refuses them
    re.compile(r"\{[^}]*\s#"),  # a comment in a map in braces: sometimes takes the next line for its value
    re.compile(r"! <<"),  # a tag before `<<`: merges all the same
    re.compile(r"[|>]-?\n +\t"),  # a block text indented with blanks and tabs: sometimes refuses it
    re.compile(r"!!binary"),  # letters that are not base64: keeps the bytes before them
    re.compile(r"[|>][1-9]?\r\r\n"),  # two carriage returns after the header of a block text: counts lines differently
    re.compile(r"&[-\s]"),  # an anchor without a name, or called `-`: refuses it
)
# The same before Hugo 0.152, some one in eight thousand.
KNOWN_OLD = (
    re.compile(r"\?\s+[\]},]"),  # `?` and no key after it in a list in brackets: refuses it
    re.compile(r"\[\]\s*:|\{\}"),  # a list or a map as a key: takes an empty one, or what stands before it
    re.compile(r"![^\s!]*[\[,]"),  # a tag that begins with a bracket or a comma: takes it
    re.compile(r"!!binary"),  # base64 with letters left out or added: keeps or drops other bytes
)
PER_RUN = settings().max_examples * 10


def ask(blocks_: Sequence[str], folder: Path, build: Callable[[Path], HugoResult]) -> list[Typed]:
    """What Hugo makes of each block."""
    for name in ("layouts/_partials", "data", "content"):
        (folder / name).mkdir(parents=True)
    (folder / "hugo.toml").write_text(_CONFIG + '[outputs]\nhome = ["json"]\n', encoding="utf-8")
    (folder / "layouts/_partials/typed.html").write_text(_TYPED, encoding="utf-8")
    (folder / "layouts/home.json").write_text(_HOME, encoding="utf-8")
    (folder / "data/blocks.json").write_text(json.dumps(blocks_), encoding="utf-8")
    built = build(folder)
    assert built.exit == 0, built.messages
    return [_measured(found) for found in json.loads(built.text("index.json"))]


def _measured(found: list[Any]) -> Typed:
    kind, value = found
    if kind == "map":
        return ("map", {key: _measured(inner) for key, inner in value})
    if kind == "list":
        return ("list", [_measured(inner) for inner in value])
    if kind.startswith(("int", "uint")):
        return ("int", int(value))
    if kind == "float64":
        return ("float", value if value[-1] in "fN" else float(value))
    if kind == "bool":
        return ("bool", value == "true")
    return ("time", value.replace(" +0000", "Z").split(" ")[0]) if kind == "time.Time" else (kind, value)


def read(block: str, hugo: Version = NEWEST_HUGO) -> Typed:
    """What we make of it; front matter that is no map is refused, as Hugo refuses it in a page."""
    try:
        root = codec(yaml_of(hugo)).read(block, 0, len(block))
    except FrontMatterError as error:
        return ("error", error.message)
    written = {pair.key for pair in root.pairs if pair.key == block[pair.key_start : pair.key_end]}
    return ours({_data_key(key) if key in written and hugo < NEW_YAML else key: v for key, v in root.value.items()})


def _data_key(key: str) -> str:
    """A top-level key as the older Hugo has it in data: front matter keeps `1.0` and `yes` as they are written."""
    value: Value = yaml_old.resolve(key)
    return key if value is None else yaml_old.hugo_text(value)


def differs(block: str, hugo: Typed, version: Version = NEWEST_HUGO) -> bool:
    mine = read(block, version)
    if hugo[0] in ("error", "list", "string", "int", "float", "bool"):
        return mine[0] != "error"
    return mine != hugo if hugo[0] == "map" else mine[0] == "map" and bool(mine[1])


def can_be_asked(block: str) -> bool:
    """Front matter ends at `---`; JSON, in which Hugo is given the blocks, has no stray bytes."""
    return "\n---" not in f"\n{block}" and "\0" not in block and not has_stray(block)


def asked_of(shared: Path, count: int, seed: int) -> list[str]:
    """The real blocks and so many mutations of them."""
    real = [block for block in blocks(shared) if len(block) < 20_000]
    seeds = tuple(block for block in real if len(block) < 800)
    asked = [*real, *mutations(seeds, count, seed)]
    return [block if block.endswith(("\n", "\r")) else f"{block}\n" for block in asked if can_be_asked(block)]


def judge(asked: Sequence[str], answers: Sequence[Typed], version: Version = NEWEST_HUGO) -> None:
    shapes = KNOWN if version >= NEW_YAML else KNOWN_OLD
    wrong = [(block, hugo) for block, hugo in zip(asked, answers, strict=True) if differs(block, hugo, version)]
    known = [block for block, _ in wrong if any(shape.search(block) for shape in shapes)]
    unknown = [(block, hugo, read(block, version)) for block, hugo in wrong if block not in known]
    assert not unknown, "\n".join(f"{block!r}\n  Hugo {hugo}\n  we   {mine}" for block, hugo, mine in unknown[:10])
    assert len(known) <= len(asked) / 1_000


def test_blocks(shared: Path, tmp_path: Path, build_site: Callable[..., HugoResult]) -> None:
    asked = asked_of(shared, 6_000, 168)
    judge(asked, ask(asked, tmp_path / "site", build_site))


@pytest.mark.generators
@pytest.mark.parametrize("version", OLD_AND_NEW)
def test_blocks_on_older_versions(version: str, shared: Path, tmp_path: Path) -> None:
    binary, hugo = hugo_of(version), parse_version(version)
    assert hugo is not None
    asked = asked_of(shared, PER_RUN, PER_RUN)
    judge(asked, ask(asked, tmp_path / "site", lambda site: run_hugo(binary, site, tmp_path / "public")), hugo)
