"""Org headers are read as Hugo reads them; they are not edited."""

from __future__ import annotations

import json
import random
import time as clock
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hugokit.errors import FrontMatterError, UnsupportedEdit
from hugokit.frontmatter import org
from hugokit.frontmatter.node import Mapping, Scalar, place, walk
from hugokit.frontmatter.operations import Delete
from hugokit.text import encoding
from tests.support import HugoResult


def header(text: str) -> int:
    """Where the header of a text that starts with `#+` stops: before the first line that does not."""
    end = 0
    while text.startswith("#+", end):
        end = text.find("\n", end) + 1 or len(text)
    return end


def read(text: str) -> Mapping:
    return org.read(text, 0, header(text))


CASES: list[tuple[str, dict[str, Any]]] = [
    ("#+TITLE: X\n#+author: a\n#+Author: b", {"title": "X", "author": ["a", "b"]}),
    ("#+TAGS[]: a b  c", {"tags": ["a", "b", "c"]}),
    ("#+tags[]: a\n#+tags[]: b c", {"tags": ["a", "b", "c"]}),
    ("#+tags: a b", {"tags": "a b"}),
    ("#+FILETAGS: :a:b c:", {"filetags": ["a", "b c"]}),
    ("#+filetags: x", {"filetags": ["x"]}),
    ("#+filetags: ::a::b::", {"filetags": ["", "a", "", "b", ""]}),
    ("#+filetags: :a:b:\n#+filetags: :c:", {"filetags": [":a:b:", ":c:"]}),
    ("#+date: <2020-06-26 Fri>", {"date": "2020-06-26"}),
    ("#+lastmod: [2020-06-26 Fri 10:00]", {"lastmod": "2020-06-26"}),
    ("#+date: x <2020-06-26 Fri> y", {"date": "2020-06-26"}),
    ("#+date: <2020-06-26>", {"date": "<2020-06-26>"}),
    ("#+foo: <2020-06-26 Fri>", {"foo": "<2020-06-26 Fri>"}),
    ("#+date: <2020-06-26 Fri>\n#+date: 2021-01-01", {"date": ["<2020-06-26 Fri>", "2021-01-01"]}),
    ("#+title:X", {}),
    ("#+title:", {"title": ""}),
    ("#+title:  \xa0X\t ", {"title": "X"}),
    ("#+title : x", {"title ": "x"}),
    ("#+a b: c: d", {"a b": "c: d"}),
    ("#+a:b: c", {}),
    ("#+no keyword\n#+foo: 1", {"foo": "1"}),
    ("#+title: X\r\n#+foo: y\r", {"title": "X", "foo": "y"}),
    ("#+title: X\rY", {"title": "X\rY"}),
    ("#+title: \udcff", {"title": "\ufffd"}),
    ("#+ÉA: x", {"éa": "x"}),
    ("#+foo:\n#+foo: a", {"foo": ["", "a"]}),
    ("#+name: x\n#+foo: 1", {"foo": "1"}),
    ("#+link: a b\n#+macro: a b\n#+include: x\n#+setupfile: x", {}),
    ("#+results: x\n#+foo: 1", {"foo": "1"}),
    ("#+caption: c\n#+foo: 1", {"caption": "c", "foo": "1"}),
    ("#+caption: c\n#+text\n#+foo: 1", {"foo": "1"}),
    ("#+begin_src x\n#+foo: 1\n#+end_src\n#+bar: 2", {"bar": "2"}),
    ("#+begin_src x\n#+foo: 1", {"foo": "1"}),
    ("#+begin_quote\n#+foo: 1\n#+end_quote", {"foo": "1"}),
    ("#+begin_quote\n#+foo: 1", {"foo": ["1", "1"]}),
    ("#+options: toc:nil", {"options": "toc:nil"}),
]


@pytest.mark.parametrize(("text", "values"), CASES, ids=[encoding.as_hugo(text) for text, _ in CASES])
def test_values(text: str, values: dict[str, Any]) -> None:
    assert read(f"{text}\nbody\n#+not: this").value == values


def test_places() -> None:
    text = "#+Title:  X y \n#+tags[]: a  bc\n#+date: <2020-06-26 Fri>\n#+filetags: :p:q r:\n"
    text = f"\ufeff\n{text}"
    root = org.read(text, 2, len(text))
    for path, node in walk(root):
        if isinstance(node, Scalar):
            assert text[node.start : node.end] == node.value, path
    start, end = place(root, ("title",))
    assert text[start:end] == "Title"
    start, end = place(root, ("tags",))
    assert text[start:end] == "tags[]"


def test_hugo_reads_the_same(tmp_path: Path, build_site: Callable[..., HugoResult]) -> None:
    """One build over the cases above and 400 headers put together at random; dates as text, as they are written."""
    pick = random.Random(2)
    lines = ["a: 1", "b: 2", "name: n", "caption: c", "attr_html: x", "text", "begin_src", "end_src", "begin_q"]
    lines += ["end_q", "begin_r", "end_r", "results:", "link: x y", "c[]: x y", "filetags: :x:y:"]
    texts = [text for text, _ in CASES]
    texts += ["\n".join(f"#+{line}" for line in pick.choices(lines, k=pick.randint(1, 8))) for _ in range(400)]
    (tmp_path / "content").mkdir()
    (tmp_path / "layouts").mkdir()
    for index, text in enumerate(texts):
        (tmp_path / f"content/p{index}.md").write_bytes(encoding.encode(f"{text}\nbody\n"))
    page = "{{ with .Title }}{{ end }}{{ .Params | jsonify }}"
    (tmp_path / "layouts/page.html").write_text(page)
    kinds = ["rss", "sitemap", "robotsTXT", "404", "taxonomy", "term", "home", "section"]
    (tmp_path / "hugo.json").write_text(json.dumps({"baseURL": "https://example.org/", "disableKinds": kinds}))
    built = build_site(tmp_path, "--buildFuture", "--buildExpired")
    assert built.exit in (0, 1), built.messages  # a list in a date field is an error that stops nothing
    for index, text in enumerate(texts):
        theirs = json.loads(built.text(f"p{index}/index.html"))
        mine = read(f"{text}\nbody\n").value
        for added in ("draft", "iscjklanguage", "date", "lastmod", "publishdate", "expirydate"):
            theirs.pop(added, None)
            mine.pop(added, None)
        assert mine == theirs, text


def test_real_headers_read_as_hugo_read_them(shared: Path) -> None:
    """Against the oracle's record of every Org header of the corpus (keys that are no field of Hugo)."""
    fields = {"date", "lastmod", "publishdate", "published", "expirydate", "draft", "weight", "aliases", "title"}
    checked = 0
    for line in (shared / "corpus/dev/HUGO_ORACLE.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = encoding.decode((shared / "corpus/dev" / record["path"]).read_bytes())
        if not text.startswith("#+") or "params" not in record:
            continue
        checked += 1
        for key, value in read(text).value.items():
            assert key in fields or record["params"][key] == value, record["path"]
    assert checked > 5


def test_a_line_too_long_for_hugo() -> None:
    assert read("#+foo: " + "x" * 65_000).value == {"foo": "x" * 65_000}
    with pytest.raises(FrontMatterError, match="64 KiB") as caught:
        read("#+a: b\n#+foo: " + "é" * 33_000)
    assert (caught.value.offset, caught.value.code) == (7, "HK103")


def test_edits_are_refused() -> None:
    text = "#+a: 1\n"
    with pytest.raises(UnsupportedEdit, match="convert"):
        org.edits(text, 0, len(text), read(text), Delete(("a",)))
    with pytest.raises(UnsupportedEdit):
        org.spell("a")
    with pytest.raises(UnsupportedEdit):
        org.as_read("a")


@pytest.mark.parametrize("line", ["begin_a", "begin_src", "name: a", "caption: a", "results:", "begin_q\n#+a: 1"])
def test_blocks_without_end_do_not_multiply(line: str) -> None:
    start = clock.perf_counter()
    codes = []
    for lines in (1_000, 20_000):
        try:
            read(f"#+{line}\n" * lines)
        except FrontMatterError as error:
            codes.append(error.code)
    assert set(codes) <= {"HK103"}
    assert clock.perf_counter() - start < 2


def test_a_date_without_end_takes_no_long_time() -> None:
    start = clock.perf_counter()
    assert read("#+date: " + "<2020-01-01 " * 5_000).value == {"date": ("<2020-01-01 " * 5_000).strip()}
    assert clock.perf_counter() - start < 0.2
