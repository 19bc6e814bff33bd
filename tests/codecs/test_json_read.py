"""JSON is read as Hugo (Go's encoding/json) reads it, with the place of every key and value."""

from __future__ import annotations

import contextlib
import json
import random
import time as clock
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hugokit.errors import FrontMatterError
from hugokit.frontmatter import json as codec
from hugokit.frontmatter.node import Mapping, place
from hugokit.frontmatter.operations import same
from hugokit.text import encoding
from tests.codecs.trees import check_spans
from tests.support import HugoResult


def read(text: str) -> Mapping:
    return codec.read(text, 0, len(text))


VALUES: list[tuple[str, Any]] = [
    ("5", 5.0),
    ("-0", -0.0),
    ("1.5E+3", 1500.0),
    ("1e-400", 0.0),
    ("12345678901234567890", 1.2345678901234567e19),
    ("true", True),
    ("null", None),
    ('"\\/\\b\\f\\n\\r\\t\\"\\\\\\u00e9"', '/\b\f\n\r\t"\\é'),
    ('"\\ud83d\\ude00"', "😀"),
    ('"\\ud800x\\udc00"', "\ufffdx\ufffd"),
    ('"\\ud800\\u0041"', "\ufffdA"),
    ('"\\ud83d\\ud83d\\ude00"', "\ufffd😀"),
    ('"\udcff\udc80"', "\ufffd\ufffd"),
    ('"\x7f"', "\x7f"),
    ('[1, "a", [], {}]', [1.0, "a", [], {}]),
    ('{"a": 1, "A": 2}', {"a": 1.0, "A": 2.0}),
    ('{"a": {"b": 1}, "a": {"c": 2}}', {"a": {"c": 2.0}}),
    ('{"\\u0061": 1, "a": 2, "": 3}', {"a": 2.0, "": 3.0}),
]


@pytest.mark.parametrize(("written", "value"), VALUES, ids=[encoding.as_hugo(written) for written, _ in VALUES])
def test_value(written: str, value: Any) -> None:
    root = read(f'{{"k" :\r\n\t{written} }}')
    assert same(root.value, {"k": value})
    assert (root.pairs[0].node.start, root.pairs[0].node.end) == (9, 9 + len(written))


# What is refused, and where. Hugo 0.168 refuses the same (and says 1:1).
ERRORS = [
    ('{"a": 1,}', 8, "HK101"),
    ('{"a": 1 // c\n}', 8, "HK101"),
    ("{'a': 1}", 1, "HK101"),
    ("{a: 1}", 1, "HK101"),
    ('{"a" 1}', 5, "HK101"),
    ('{"a": }', 6, "HK101"),
    ('{"a": [1,]}', 9, "HK101"),
    ('{"a": [1 2]}', 9, "HK101"),
    ('{"a": 01}', 7, "HK101"),
    ('{"a": 1.}', 7, "HK101"),
    ('{"a": .5}', 6, "HK101"),
    ('{"a": -}', 6, "HK101"),
    ('{"a": 1e400}', 6, "HK101"),
    ('{"a": NaN}', 6, "HK101"),
    ('{"a": tru}', 6, "HK101"),
    ('{"a": "x\ny"}', 8, "HK101"),
    ('{"a": "\t"}', 7, "HK101"),
    ('{"a": "\\x"}', 7, "HK101"),
    ('{"a": "\\u12"}', 7, "HK101"),
    ('{"a": "x}', 6, "HK101"),
    ('{"a": 1', 7, "HK101"),
    ('{"a": \xa01}', 6, "HK101"),
    ('{"a": 1} x', 9, "HK101"),
    ("[1]", 0, "HK101"),
    ("", 0, "HK101"),
    ('{"a": ' + "[" * 100_000, 69, "HK103"),
    ('{"a":' * 100_000, 320, "HK103"),
    ('{"a": [1' + ",1" * 100_000 + "]}", 200_005, "HK103"),
]


@pytest.mark.parametrize(("text", "offset", "code"), ERRORS, ids=[text[:20] for text, _, _ in ERRORS])
def test_error_has_its_place(text: str, offset: int, code: str) -> None:
    with pytest.raises(FrontMatterError) as caught:
        codec.read(f"\ufeff {text}\nbody", 2, 2 + len(text))
    assert (caught.value.offset - 2, caught.value.code) == (offset, code)
    assert caught.value.message


def test_a_key_written_twice_is_there_twice_and_the_last_counts() -> None:
    root = read('{"a": 1, "a": 2}')
    assert [pair.key for pair in root.pairs] == ["a", "a"]
    assert place(root, ("a",)) == (9, 12)
    assert root.value == {"a": 2.0}


HOME = """[{{- range $i, $n := site.Data.list.names }}{{ if $i }},{{ end -}}
{{- with try (transform.Unmarshal (dict "format" "json") (readFile $n)) -}}
{{ with .Err }}null{{ else }}{{ .Value | jsonify }}{{ end }}{{ end }}{{ end -}}]"""


def test_hugo_reads_the_same(tmp_path: Path, build_site: Callable[..., HugoResult]) -> None:
    """One build over the tables above and 500 documents broken at random."""
    pick = random.Random(1)
    texts = [f'{{"k": {written}}}' for written, _ in VALUES]
    texts += [text for text, _, code in ERRORS if code != "HK103" and text.startswith("{")]
    texts += [_broken(pick, pick.choice(texts)) for _ in range(500)]
    texts = [text for text in texts if text.strip().startswith("{")]
    (tmp_path / "docs").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "layouts").mkdir()
    names = [f"docs/{index}.json" for index in range(len(texts))]
    for name, text in zip(names, texts, strict=True):
        (tmp_path / name).write_bytes(encoding.encode(text))
    (tmp_path / "data/list.json").write_text(json.dumps({"names": names}))
    (tmp_path / "layouts/home.json").write_text(HOME)
    kinds = ["rss", "sitemap", "robotsTXT", "404", "taxonomy", "term"]
    settings = {"baseURL": "https://example.org/", "disableKinds": kinds, "outputs": {"home": ["json"]}}
    (tmp_path / "hugo.json").write_text(json.dumps(settings))
    built = build_site(tmp_path)
    assert built.exit == 0, built.messages
    for text, theirs in zip(texts, json.loads(built.text("index.json"), parse_int=float), strict=True):
        try:
            mine = read(text).value
        except FrontMatterError:
            mine = None
        assert mine == theirs, text


def _broken(pick: random.Random, text: str) -> str:
    at = pick.randint(0, len(text))
    piece = pick.choice(["", " ", '"', "\\", ",", ":", "{", "}", "[", "]", "0", "-", ".", "e", "\n", "\x01", "\udcff"])
    return text[:at] + piece + text[at + pick.randint(0, 2) :]


plain = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(st.dictionaries(st.text(), plain), st.sampled_from([None, 1, "\t"]), st.booleans())
def test_what_json_writes_is_read_back_with_places(value: Any, indent: Any, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    root = read(text)
    assert same(root.value, value)
    check_spans(text, root, lambda spelled: read(f'{{"k":{spelled}}}').value["k"], json.loads)


@pytest.mark.parametrize(
    "make",
    [
        lambda n: '{"a":["' + '\\"' * (n // 2),
        lambda n: "{" + ",".join(f'"k{i}":1' for i in range(n // 10)) + "}",
        lambda n: '{"a":' + "1" * n + "}",
        lambda n: "{" + " " * n,
        lambda n: '{"a":"' + "\\ud800" * (n // 6) + '"}',
        lambda n: '{"a":[' + "1," * (n // 2),
        lambda n: "{" + '"a":1,' * (n // 6) + '"a":1}',
    ],
    ids=range(7),
)
def test_time_grows_with_the_length_at_most(make: Callable[[int], str]) -> None:
    small, large = (min(_seconds(make(size)) for _ in range(3)) for size in (32_768, 131_072))
    assert large < 4 * 3 * small + 0.05  # four times the text; a quadratic scanner needs sixteen times


def _seconds(text: str) -> float:
    start = clock.perf_counter()
    with contextlib.suppress(FrontMatterError):
        read(text)
    return clock.perf_counter() - start
