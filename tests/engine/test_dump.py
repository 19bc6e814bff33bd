"""`dump` against what the real Hugo was measured to make of the same files, for both readings of YAML."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from hugokit.engine.context import Context, Contexts
from hugokit.engine.dump import line_of, record
from hugokit.engine.settings import Settings
from hugokit.engine.versions import parse_version
from tests.conformance.reading import bare, measured

FATAL = ("failed to create page", "readAndProcessContent", "failed to render pages", "panic:")
SITE = 'timeZone = "UTC"\n'
KOLKATA = 'timeZone = "Asia/Kolkata"\n'


def contexts(tmp_path: Path, config: str, version: str = "0.168.0") -> Contexts:
    (tmp_path / "content" / "p").mkdir(parents=True)
    (tmp_path / "hugo.toml").write_text(config, encoding="utf-8")
    return Contexts(Settings(hugo=parse_version(version)))


def context(tmp_path: Path, config: str = SITE, version: str = "0.168.0") -> Context:
    return contexts(tmp_path, config, version).of(tmp_path / "content" / "p" / "a.md")


def dump(tmp_path: Path, data: bytes, found: Context) -> dict[str, Any]:
    """Through the line of JSON and back, as a program would read it."""
    line = line_of(record(str(tmp_path / "content" / "p" / "a.md"), data, found))
    assert line.isascii()
    assert "\n" not in line
    read: dict[str, Any] = json.loads(line)
    return read


def verdict(run: dict[str, Any]) -> str:
    messages = "".join(run["messages"])
    if run["exit"] == 0:
        return "ok"
    return "fatal" if any(part in messages for part in FATAL) else "error"


def plain(value: Any) -> Any:
    kind, inner = value
    if kind == "list":
        return [plain(item) for item in inner]
    if kind == "map":
        return {key: plain(item) for key, item in inner.items()}
    return float(inner) if kind == "float" and inner not in ("+Inf", "-Inf", "NaN") else inner


def cases(shared: Path, version: str) -> list[tuple[str, bytes, dict[str, Any]]]:
    found = json.loads((shared / "conformance" / "hugo_measured.json").read_text("utf-8"))["cases"]
    return [
        (c["group"], c["input"].encode() if "input" in c else base64.b64decode(c["input_base64"]), c["hugo"][version])
        for c in found
        if version in c["hugo"]
    ]


@pytest.mark.parametrize("version", ["0.168.0", "0.151.2"])
def test_every_measured_case_agrees(version: str, shared: Path, tmp_path: Path) -> None:
    contexts_ = {zone: context(tmp_path / name, zone, version) for name, zone in (("u", SITE), ("k", KOLKATA))}
    wrong: list[Any] = []
    number = 0
    for group, data, run in cases(shared, version):
        kolkata = group == "date_tz" and "+05:30" in json.dumps(run)
        found = dump(tmp_path / ("k" if kolkata else "u"), data, contexts_[KOLKATA if kolkata else SITE])
        number += 1
        if found["verdict"] != verdict(run):
            wrong.append((data, found["verdict"], run["messages"]))
        elif found["verdict"] != "fatal" and run.get("page"):
            theirs = {key: plain(measured(value)) for key, value in run["page"]["params"].items()}
            if bare(found["params"]) != bare(theirs):
                wrong.append((data, found["params"], theirs))
            wrong += [
                (data, key, value, run["page"][key])
                for key, value in found["page"].items()
                if key != "url" and key in run["page"] and run["page"][key] != value
            ]
    assert number > 130
    assert wrong == []


def test_a_fault_has_its_place(tmp_path: Path) -> None:
    found = dump(tmp_path, b"---\ntitle: a\ntags: [\n---\n", context(tmp_path))
    assert found["verdict"] == "fatal"
    assert found["page"] is None
    assert found["params"] == {}
    assert (found["error"]["code"], found["error"]["line"], found["error"]["column"]) == ("HK101", 3, 7)


def test_a_date_that_cannot_be_read_is_an_error_and_the_page_is_there(tmp_path: Path) -> None:
    found = dump(tmp_path, b"---\ntitle: a\ndate: soon\n---\n", context(tmp_path))
    assert found["verdict"] == "error"
    assert found["page"]["title"] == "a"
    assert found["page"]["date"] is None
    assert (found["error"]["code"], found["error"]["line"]) == ("HK301", 3)


def test_the_sites_settings_count(tmp_path: Path) -> None:
    config = 'timeZone = "Asia/Kolkata"\n[frontmatter]\n  date = [":filename", ":default"]\n[outputFormats.feed]\n'
    found = contexts(tmp_path, config).of(tmp_path / "content" / "p" / "x.md")
    path = tmp_path / "content" / "p" / "2024-05-06-x.md"
    read = record(str(path), b"---\nlastmod: 2024-06-01\noutputs: [html, feed]\n---\n", found)
    assert read["verdict"] == "ok"
    assert read["page"]["date"] == "2024-05-06T00:00:00+05:30"
    assert read["page"]["lastmod"] == "2024-06-01T00:00:00+05:30"
    assert read["page"]["slug"] == "x"


def test_the_older_yaml_is_read_for_an_older_hugo(tmp_path: Path) -> None:
    page = b"---\ndraft: yes\ntags: [a]\ntags: [b]\n---\n"
    old = dump(tmp_path / "old", page, context(tmp_path / "old", version="0.151"))
    assert old["verdict"] == "ok"
    assert old["page"]["draft"] is True
    assert old["params"]["tags"] == ["b"]
    new = dump(tmp_path / "new", page, context(tmp_path / "new", version="0.152"))
    assert new["verdict"] == "fatal"


def test_a_pages_own_cascade_counts_where_its_target_is_the_page(tmp_path: Path) -> None:
    found = contexts(tmp_path, SITE).of(tmp_path / "content" / "p" / "_index.md")
    page = b"""+++
weight = 1
[[cascade]]
  a = 1
  [cascade.target]
    kind = "page"
[[cascade]]
  b = 2
  weight = 5
  [cascade._target]
    kind = "{page,section}"
[[cascade]]
  c = 3
  [cascade.target]
    path = "/p"
[[cascade]]
  d = 4
  [cascade.target]
    path = "/p/**"
+++
"""
    read = record(str(tmp_path / "content" / "p" / "_index.md"), page, found)
    assert {key for key in "abcd" if key in read["params"]} == {"b", "c"}
    assert read["page"]["weight"] == 1


# Found by tests/conformance/test_hugo_versions.py: what each of these is in the versions that differ, or in all.
FOUND = [
    ('weight = "010"', "weight", 8, "0.148"),
    ('weight = "1.5"', "weight", 1, "0.168"),
    ('weight = "1_000"', "weight", 1000, "0.168"),
    ('weight = "0x1F.5"', "weight", 0, "0.168"),
    ('weight = "08"', "weight", 0, "0.168"),
    ("description = 2024-01-02T03:04:05.120+02:00", "description", "2024-01-02 03:04:05.12 +0200 +0200", "0.168"),
    ("description = 2024-01-02T03:04:05Z", "description", "2024-01-02 03:04:05 +0000 UTC", "0.148"),
    ("description = 2024-01-02T03:04:05", "description", "2024-01-02T03:04:05", "0.168"),
    ("keywords = []", "keywords", [], "0.168"),
    ('keywords = " "', "keywords", [], "0.168"),
    ("keywords = {a = 1}", "keywords", None, "0.168"),
    ("title = 'x'", "keywords", None, "0.168"),
    ("keywords = [2024-01-02, 03:04:05]", "keywords", ["2024-01-02", "03:04:05"], "0.168"),
    ("published = 0", "draft", False, "0.168"),  # the first second of 1970
    ("published = 0.0", "draft", True, "0.168"),
    ('aliases = ["old"]', "aliases", ["old"], "0.154"),
    ('aliases = ["old", ["older"]]', "aliases", [], "0.168"),
    ('keywords = ["a", {b = 1}]', "keywords", None, "0.168"),
    ("weight = inf", "weight", -(2**63), "0.168"),
    ("weight = 1e30", "weight", -(2**63), "0.148"),
    ('date = "0000-01-01"', "date", "0000-01-01T00:00:00Z", "0.168"),
    ('date = "0001-01-01"', "date", None, "0.168"),
    # A time that is read again loses the fraction of its second, unless its zone has a name.
    ('lastmod = "2024-01-02T03:04:05.5+02:00"', "lastmod", "2024-01-02T03:04:05.5+02:00", "0.168"),
    ('lastmod = "2024-01-02T03:04:05.5+02:00"', "publishDate", "2024-01-02T03:04:05+02:00", "0.168"),
    ('lastmod = "2024-01-02T03:04:05.5+02:00"', "lastmod", "2024-01-02T03:04:05+02:00", "0.152"),
    ('published = "2024-01-02T03:04:05.5+00:00"', "publishDate", "2024-01-02T03:04:05Z", "0.151"),  # of no name, too
    ('published = "2024-01-02T03:04:05.5+00:00"', "publishDate", "2024-01-02T03:04:05.5Z", "0.168"),
    ("date = 2024-01-02T03:04:05.5+02:00", "date", "2024-01-02T03:04:05+02:00", "0.168"),
    ("date = 2024-01-02T03:04:05.5Z", "date", "2024-01-02T03:04:05.5Z", "0.168"),
    ('aliases = ["old"]', "aliases", ["/p/old"], "0.155"),
]


@pytest.mark.parametrize(("line", "field", "value", "version"), FOUND)
def test_what_random_pages_found(line: str, field: str, value: Any, version: str, tmp_path: Path) -> None:
    found = dump(tmp_path, f"+++\n{line}\n+++\n".encode(), context(tmp_path, version=version))
    assert found["page"][field] == value


@pytest.mark.parametrize(
    ("page", "verdict"),
    [
        (b"---\nurl: /100%/\n---\n", "fatal"),
        (b"---\nurl: /100%25/\n---\n", "ok"),
        (b"---\nurl: /a#%zz\n---\n", "fatal"),
        (b"---\nurl: /a?%zz\n---\n", "ok"),
        (b'---\nurl: "/a\\tb"\n---\n', "fatal"),
        (b"---\nslug: 100%zz\n---\n", "ok"),
        (b"\x0c---\na: 1\n---\n", "ok"),
        (b'\x0c{"a": 1}\n', "fatal"),
    ],
)
def test_what_hugo_cannot_put_into_a_url_or_read_as_json(page: bytes, verdict: str, tmp_path: Path) -> None:
    assert dump(tmp_path, page, context(tmp_path))["verdict"] == verdict


@pytest.mark.parametrize(("version", "markup"), [("0.148", ""), ("0.152", ""), ("0.153", None)])
def test_markup_was_made_a_text(version: str, markup: str | None, tmp_path: Path) -> None:
    assert dump(tmp_path, b"---\nmarkup:\n---\n", context(tmp_path, version=version))["params"]["markup"] == markup


@pytest.mark.parametrize(
    ("kind", "version", "verdict"),
    [("recipe", "0.122", "ok"), ("recipe", "0.148", "fatal"), ("Page", "0.148", "ok"), ("recipe", "0.153", "ok")],
)
def test_an_unknown_kind_was_refused(kind: str, version: str, verdict: str, tmp_path: Path) -> None:
    found = dump(tmp_path, f"---\nkind: {kind}\n---\n".encode(), context(tmp_path, version=version))
    assert found["verdict"] == verdict


def test_a_list_that_is_null_is_none(tmp_path: Path) -> None:
    read = dump(tmp_path, b"---\nkeywords: null\naliases:\n---\n", context(tmp_path))
    assert (read["params"]["keywords"], read["params"]["aliases"]) == (None, None)
    assert (read["page"]["keywords"], read["page"]["aliases"]) == (None, [])


@pytest.mark.parametrize(
    ("given", "version", "verdict", "params"),
    [
        ("", "0.161", "fatal", None),
        ("", "0.162", "ok", {"a": 1}),
        ('\'{"A": {"B": 2}}\'', "0.148", "ok", {"a": {"b": 2}}),
        ("'null'", "0.168", "ok", {"a": 1}),
        ("'[1]'", "0.168", "fatal", None),
        ("x", "0.168", "fatal", None),
    ],
)
def test_params_may_be_json_in_a_text(given: str, version: str, verdict: str, params: Any, tmp_path: Path) -> None:
    found = dump(tmp_path, f"---\na: 1\nparams: {given}\n---\n".encode(), context(tmp_path, version=version))
    assert found["verdict"] == verdict
    assert params is None or found["params"]["a"] == params["a"]


def test_a_number_past_64_bits_wraps_around(tmp_path: Path) -> None:
    found = dump(tmp_path, b"---\nweight: 18446744073709551615\n---\n", context(tmp_path))
    assert found["page"]["weight"] == -1
