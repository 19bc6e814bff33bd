"""TOML is read as Hugo reads it, with the place of every key and value."""

from __future__ import annotations

import contextlib
import json
import math
import time as clock
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from hugokit.errors import FrontMatterError
from hugokit.frontmatter import toml
from hugokit.frontmatter.node import Mapping, find, place
from hugokit.frontmatter.operations import same
from hugokit.text import encoding
from tests.codecs.trees import BLOCK, check_spans
from tests.support import HugoResult

PLUS_0530 = timezone(timedelta(hours=5, minutes=30))


def read(text: str) -> Mapping:
    return toml.read(text, 0, len(text))


VALUES: list[tuple[str, Any]] = [
    ("1_000", 1000),
    ("+1", 1),
    ("0xff", 255),
    ("0o17", 15),
    ("0b1_0", 2),
    ("0x0000000000000000000001", 1),
    ("-9223372036854775808", -(2**63)),
    ("1.5e3", 1500.0),
    ("-0.0", -0.0),
    ("-inf", -math.inf),
    ("+nan", math.nan),
    ("1e-400", 0.0),
    ("true", True),
    ('"a\\tb\\u00e9\\U0001F600"', "a\tbé😀"),
    ('"\\e\\x41"', "\x1bA"),
    ("'a\\d'", "a\\d"),
    ('"""\nx\ny"""', "x\ny"),
    ('"""\r\nx\r\ny"""', "x\r\ny"),
    ('"""a\\  \r\n\n  b"""', "ab"),
    ('"""a""b"""""', 'a""b""'),
    ("'''\n''a'''''", "''a''"),
    ("2020-01-02", date(2020, 1, 2)),
    ("03:04:05.5", time(3, 4, 5, 500_000)),
    ("03:04", time(3, 4)),
    ("12:30:45.1234567891", time(12, 30, 45, 123456)),
    ("2020-01-02T03:04:05", datetime(2020, 1, 2, 3, 4, 5)),  # noqa: DTZ001
    ("1979-05-27 07:32:00Z", datetime(1979, 5, 27, 7, 32, tzinfo=UTC)),
    ("1979-05-27t07:32z", datetime(1979, 5, 27, 7, 32, tzinfo=UTC)),
    ("2020-01-02 03:04:05+05:30", datetime(2020, 1, 2, 3, 4, 5, tzinfo=PLUS_0530)),
    ("[1, 'a', {b = 1},]", [1, "a", {"b": 1}]),
    ("[ # c\n1 # d\n, # e\r\n2\n]", [1, 2]),
    ("{a = 1,\n # c\n b.c = 2, b.d = 3,}", {"a": 1, "b": {"c": 2, "d": 3}}),
]


@pytest.mark.parametrize(("written", "value"), VALUES, ids=[written for written, _ in VALUES])
def test_value(written: str, value: Any) -> None:
    root = read(f"k = {written} # c\n")
    assert same(root.value, {"k": value})
    node = root.pairs[0].node
    assert (node.start, node.end) == (4, 4 + len(written))


# What is refused, where (offset), and under which code. All verified with Hugo 0.168, which refuses the same.
ERRORS = [
    ("title: a", 5, "HK101"),
    ("title = a", 8, "HK101"),
    ("title =", 7, "HK101"),
    ("title = 'a", 8, "HK101"),
    ('title = "a\nb"', 10, "HK101"),
    ('title = "\\d"', 9, "HK101"),
    ('title = "\\ud800"', 9, "HK101"),
    ('title = "x\x7f"', 10, "HK101"),
    ('title = "x\udcff"', 10, "HK101"),
    ("# \udcff\na = 1", 2, "HK101"),
    ("# \x01\na = 1", 2, "HK101"),
    ("a = 1\rb = 2", 5, "HK101"),
    ("a = 1 b = 2", 6, "HK101"),
    ("é = 1", 0, "HK101"),
    ("a = 01", 4, "HK101"),
    ("a = 1_", 5, "HK101"),
    ("a = 9223372036854775808", 4, "HK101"),
    ("a = 1e400", 4, "HK101"),
    ("a = 23:59:60", 4, "HK101"),
    ("a = 2021-02-29", 4, "HK101"),
    ("a = 2020-01-01 1", 15, "HK101"),
    ("a = 2020-01-01T00:00:00+24:00", 23, "HK101"),
    ("a = [1, 2", 4, "HK101"),
    ("a = [1 2]", 7, "HK101"),
    ("a = [,]", 5, "HK101"),
    ("a = {b = 1", 4, "HK101"),
    ("[a", 2, "HK101"),
    ("[[a]", 3, "HK101"),
    ("a = 1\na = 2", 6, "HK102"),
    ("[a]\n[a]", 5, "HK102"),
    ("a.b = 1\n[a]", 9, "HK102"),
    ("a = {b = 1}\na.c = 2", 12, "HK102"),
    ("a = {b = 1, b = 2}", 12, "HK102"),
    ("a = [{b = 1}]\n[[a]]", 16, "HK102"),
    ("[[a.a.c]]\n[a]\na.b = 1", 14, "HK102"),
    ("a = " + "[" * 100_000, 67, "HK103"),
    ("[" + "a." * 100_000, 129, "HK103"),
    ("a = [" + "1," * 100_000 + "]", 200_003, "HK103"),
]


@pytest.mark.parametrize(("text", "offset", "code"), ERRORS, ids=[text[:24] for text, _, _ in ERRORS])
def test_error_has_its_place(text: str, offset: int, code: str) -> None:
    with pytest.raises(FrontMatterError) as caught:
        toml.read(f"+++\n{text}", 4, 4 + len(text))
    assert (caught.value.offset - 4, caught.value.code) == (offset, code)
    assert caught.value.message


def test_nothing_outside_the_span_is_read() -> None:
    text = '+++\na = "x\n+++\n"'
    with pytest.raises(FrontMatterError) as caught:
        toml.read(text, 4, 11)
    assert caught.value.offset == 10
    with pytest.raises(FrontMatterError, match="ends where"):
        toml.read("a = 1", 0, 2)


def test_a_byte_order_mark_counts_only_at_the_start_of_the_file() -> None:
    assert read("\ufeffa = 1").value == {"a": 1}
    with pytest.raises(FrontMatterError):
        toml.read("+++\n\ufeffa = 1", 4, 10)


def test_places_of_tables() -> None:
    text = "t = 1\n[menu.main]\nname = 'x'\n\n[[r]]\nsrc = 'a'\n[r.params]\nx = 1\n[[r]]\n[menu]\nb.c = 2\nb.d = 3\n"
    root = read(text)
    assert root.value == {
        "t": 1,
        "menu": {"main": {"name": "x"}, "b": {"c": 2, "d": 3}},
        "r": [{"src": "a", "params": {"x": 1}}, {}],
    }
    styles = {path: find(root, path).style for path in [("menu",), ("menu", "main"), ("menu", "b"), ("r",), ("r", 0)]}  # type: ignore[union-attr]
    assert styles == {
        ("menu",): "table",
        ("menu", "main"): "table",
        ("menu", "b"): "dotted",
        ("r",): "tables",
        ("r", 0): "table",
    }

    def shown(*path: str | int) -> str:
        start, end = place(root, path)
        return text[start:end]

    assert shown("menu", "main", "name") == "name"
    assert shown("r", 0, "params", "x") == "x"
    assert place(root, ("menu",)) == (text.index("[menu]") + 1, text.index("[menu]") + 5)
    item = find(root, ("r", 0))
    assert item is not None
    assert text[item.start : item.end] == "[[r]]\nsrc = 'a'\n[r.params]\nx = 1"


def blocks(shared: Path) -> Iterator[tuple[str, str]]:
    """Every TOML document of the reference material: the suite, front matter and settings of real sites."""
    for path in sorted((shared / "suites/toml-test/tests").rglob("*.toml")):
        yield str(path), encoding.decode(path.read_bytes())
    for folder in ("corpus", "sites"):
        for path in sorted((shared / folder).rglob("*")):
            if path.is_file() and path.suffix in (".toml", ".md", ".html", ".org", ""):
                text = encoding.decode(path.read_bytes())
                found = None if path.suffix == ".toml" else BLOCK.match(text.lstrip())
                if path.suffix == ".toml" or found:
                    yield str(path), found.group(1) if found else text


def test_spans_and_values_of_all_the_reference_material(shared: Path) -> None:
    """Where tomllib (TOML 1.0) reads a document the values are the same, but for what the next test names."""
    read_all = differ = 0
    offsets: list[tuple[int, int]] = []
    for name, text in blocks(shared):
        try:
            root = read(text)
        except FrontMatterError as error:
            offsets.append((error.offset, len(text)))
            continue
        read_all += 1
        check_spans(text, root, lambda spelled: read(f"k = {spelled}").value["k"], _only_key)
        try:
            theirs = tomllib.loads(text)
        except ValueError:
            differ += 1
            continue
        assert same(_utc(root.value), _utc(_lines(theirs, text))), name
    assert all(0 <= offset <= length for offset, length in offsets)
    assert read_all > 500
    assert differ < read_all / 4


def _only_key(spelled: str) -> str:
    return next(iter(read(f"{spelled} = 1").value))


def _lines(value: Any, text: str) -> Any:
    """Tomllib turns CRLF inside strings into LF; Hugo keeps it."""
    if "\r\n" not in text:
        return value
    crlf = toml.read(text.replace("\r\n", "\n"), 0, len(text.replace("\r\n", "\n"))).value
    return read(text).value if same(_utc(crlf), _utc(value)) else value


def _utc(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _utc(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_utc(item) for item in value]
    return (value, value.utcoffset()) if isinstance(value, datetime) else value


def test_the_suite_is_accepted_as_toml_1_1(shared: Path) -> None:
    """Every valid document of TOML 1.1 is read with its value; every invalid one is refused."""
    tests = shared / "suites/toml-test/tests"
    names = (tests / "files-toml-1.1.0").read_text(encoding="utf-8").split()
    checked = 0
    for name in names:
        if not name.endswith(".toml"):
            continue
        text = encoding.decode((tests / name).read_bytes())
        checked += 1
        if name.startswith("invalid/"):
            with pytest.raises(FrontMatterError):
                read(text)
        else:
            wanted = json.loads((tests / name).with_suffix(".json").read_text(encoding="utf-8"))
            assert _tagged(read(text).value) == _normal(wanted), name
    assert checked > 600


def _tagged(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tagged(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_tagged(item) for item in value]
    if isinstance(value, float):
        return ("float", repr(value).removesuffix(".0"))
    if isinstance(value, datetime):
        return ("datetime" if value.tzinfo else "datetime-local", value.isoformat())
    kind = {str: "string", bool: "bool", int: "integer", date: "date-local", time: "time-local"}[type(value)]
    return (kind, str(value).lower() if kind == "bool" else str(value))


def _normal(value: Any) -> Any:
    """The suite's tagged JSON with numbers and times as Python writes them."""
    if isinstance(value, list):
        return [_normal(item) for item in value]
    if set(value) != {"type", "value"} or not isinstance(value["value"], str):
        return {key: _normal(item) for key, item in value.items()}
    kind, text = value["type"], value["value"]
    if kind == "float":
        return (kind, repr(float(text)).removesuffix(".0"))
    if kind.startswith("datetime"):
        return (kind, datetime.fromisoformat(text).isoformat())
    if kind == "time-local":
        return (kind, time.fromisoformat(text).isoformat())
    return (kind, text)


LIST_HOME = """[{{- range $i, $n := site.Data.list.names }}{{ if $i }},{{ end -}}
{{- with try (transform.Unmarshal (dict "format" "toml") (readFile $n)) -}}
{{ with .Err }}null{{ else }}{{ partial "typed.json" .Value }}{{ end }}{{ end }}{{ end -}}]"""
TYPED = """{{- $t := printf "%T" . -}}
{{- if reflect.IsMap . -}}{ {{- $c := "" -}}{{- range $k, $x := . -}}{{ $c }}{{ $k | jsonify }}:
{{- partial "typed.json" $x }}{{- $c = "," -}}{{- end -}} }
{{- else if reflect.IsSlice . -}}[
{{- range $i, $x := . -}}{{ if $i }},{{ end }}{{ partial "typed.json" $x }}{{- end -}}]
{{- else if eq $t "time.Time" -}}{{ printf "time.Time %s" (.Format "2006-01-02T15:04:05.999999999Z07:00") | jsonify }}
{{- else -}}{{ printf "%s %v" $t . | jsonify }}{{- end -}}"""


def test_hugo_reads_the_same(shared: Path, tmp_path: Path, build_site: Callable[..., HugoResult]) -> None:
    """One build over every document above: the same are refused, and the values have the same types and text."""
    texts = [text for _, text in blocks(shared)] + [f"k = {written}" for written, _ in VALUES]
    texts += [text for text, _, code in ERRORS if code != "HK103"]
    texts = [text for text in texts if text.strip()]  # transform.Unmarshal takes no empty text
    names = [f"docs/{index}.toml" for index in range(len(texts))]
    for folder in ("docs", "data", "layouts/_partials"):
        (tmp_path / folder).mkdir(parents=True)
    for name, text in zip(names, texts, strict=True):
        (tmp_path / name).write_bytes(encoding.encode(text))
    (tmp_path / "data/list.json").write_text(json.dumps({"names": names}))
    (tmp_path / "layouts/home.json").write_text(LIST_HOME)
    (tmp_path / "layouts/_partials/typed.json").write_text(TYPED)
    kinds = ["rss", "sitemap", "robotsTXT", "404", "taxonomy", "term"]
    settings = {"baseURL": "https://example.org/", "disableKinds": kinds, "outputs": {"home": ["json"]}}
    (tmp_path / "hugo.json").write_text(json.dumps(settings))
    built = build_site(tmp_path)
    assert built.exit == 0, built.messages
    theirs = json.loads(built.text("index.json"))
    for text, hugo_value in zip(texts, theirs, strict=True):
        try:
            mine = _as_go(read(text).value)
        except FrontMatterError:
            mine = None
        assert mine == _short(hugo_value), text


def _short(value: Any) -> Any:
    """Hugo's value with times cut to the microseconds that Python has."""
    if isinstance(value, dict):
        return {key: _short(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_short(item) for item in value]
    kind, _, text = (value or "").partition(" ")
    if kind == "float64":
        return f"float64 {float(text.replace('Inf', 'inf'))}"
    if kind in ("toml.LocalTime", "toml.LocalDateTime", "time.Time") and "." in text:
        head, _, tail = text.partition(".")
        digits = tail.rstrip("Z").split("+")[0].split("-")[0]
        zone = tail[len(digits) :]
        fraction = digits[:6].rstrip("0")
        text = head + (f".{fraction}" if fraction else "") + zone
        return f"{kind} {text}"
    return value


def _as_go(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_go(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_go(item) for item in value]
    if isinstance(value, datetime):
        zone = "" if value.tzinfo is None else value.isoformat()[-6:].replace("+00:00", "Z")
        return f"{'time.Time' if zone else 'toml.LocalDateTime'} {_clock(value)}{zone}"
    if isinstance(value, date):
        return f"toml.LocalDate {value}"
    if isinstance(value, time):
        return f"toml.LocalTime {_clock(value)}"
    names = {str: "string", bool: "bool", int: "int64", float: "float64"}
    return f"{names[type(value)]} {str(value).lower() if isinstance(value, bool) else value}"


def _clock(value: datetime | time) -> str:
    text = value.replace(tzinfo=None, microsecond=0).isoformat()
    fraction = f"{value.microsecond:06}".rstrip("0")
    return f"{text}.{fraction}" if fraction else text


HOSTILE: list[Callable[[int], str]] = [
    lambda n: "a=" + "[" * n,
    lambda n: "a=" + "{a=" * (n // 3),
    lambda n: "[" + "a." * (n // 2),
    lambda n: "a='''" + "''x" * (n // 3),
    lambda n: 'a="""' + "\\\n" * (n // 2) + '"""',
    lambda n: "[[a]]\n[a.b]\n" * (n // 12),
    lambda n: "a=" + "1" * n,
    lambda n: "a=1." + "1" * n,
    lambda n: "#\n" * (n // 2),
    lambda n: "a=[" + "\n" * n + "]",
    lambda n: "a=2020-01-01" + " 1" * (n // 2),
    lambda n: "".join(f"a.k{i}=1\n" for i in range(n // 10)),
]


@pytest.mark.parametrize("make", HOSTILE, ids=range(len(HOSTILE)))
def test_time_grows_with_the_length_at_most(make: Callable[[int], str]) -> None:
    small, large = (min(_seconds(make(size)) for _ in range(3)) for size in (32_768, 131_072))
    assert large < 4 * 3 * small + 0.05  # four times the text; a quadratic scanner needs sixteen times


def _seconds(text: str) -> float:
    start = clock.perf_counter()
    with contextlib.suppress(FrontMatterError):
        read(text)
    return clock.perf_counter() - start
