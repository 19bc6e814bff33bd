"""The short way for clean pages: what passes has no finding above info when every rule is asked."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hugokit.diagnostic import Severity
from hugokit.document import Document, loads
from hugokit.engine.check import Checker
from hugokit.engine.context import Context, Contexts
from hugokit.engine.settings import Settings
from hugokit.schema import store
from hugokit.schema.gate import Gate
from tests.codecs.yaml_blocks import blocks

CHECKER = Checker.of(Settings())
BODY = {one.code for one in CHECKER.rules if one.signs}


@cache
def context(schema: str) -> Context:
    return Contexts(Settings(schema=schema, root=Path("/"))).of(Path("/nowhere/page.md"))


@cache
def gate(schema: str) -> Gate:
    of = context(schema)
    return Gate(of.schema, of.hugo.version)


def passed(document: Document[Any], schema: str) -> bool:
    """Whether a page passes; if so all the rules must be silent about it."""
    if document.error is not None or not gate(schema).passes(document.plain):
        return False
    found = CHECKER.check(document, context(schema), Path("page.md"))
    loud = [one for one in found if one.severity > Severity.INFO and one.code not in BODY]
    assert not loud, f"{document.text[:800]!r}: {loud}"
    return True


@pytest.mark.parametrize("schema", store.names())
def test_front_matter_of_real_sites(shared: Path, schema: str) -> None:
    pages = [loads(p.read_bytes()) for p in sorted((shared / "corpus").rglob("*")) if p.is_file()]
    assert sum(passed(page, schema) for page in pages) > 150


@pytest.mark.parametrize("schema", store.names())
def test_every_measured_block(shared: Path, schema: str) -> None:
    pages = [loads(f"---\n{block}\n---\n") for block in blocks(shared)]
    assert sum(passed(page, schema) for page in pages) > 100


WORDS = (
    "x", "a title", "Über", "true", "false", '"true"', '"no"', "yes", "~", '""', "1", "-3", "1.5", "012", "1e3",
    "2024-01-31", "2024-02-29", "2024-02-30", "2024-1-1", "2024-01-01T10:00:00Z", "2024-01-01T10:00:00+02:00",
    "2024-01-01T25:00:00Z", "2024-01-01 10:00", "9:45AM", "20240101", "http://example.org/x", "/x/", "/:year/", "C#",
    "left", "Left", "right", "top", "[]", "[a]", "[a, a]", "[A, a]", "[a b, a-b]", "[C#]", '[""]', "[~]", "[1, 2]",
    "[http://x.org/]", "[/a/, /b/]", "{a: b}", "{A: b, a: c}", "[{a: b}]", "[{src: x}]", "{src: x}",
    "{src: x, visibility: [list]}",
    "{main: {weight: 1}}", "[search]", "[recent, nowhere]", "[date]", "[mailto]", "md", "org",
)  # fmt: skip
KEYS = sorted(
    {*store.load("mainroad").keys(), *store.load("hugo").keys()}
    | set("Title TITLE catgories tag catagories menus author authors eventDate eventdate".split())
    | set("x draft Draft _build sites".split())
)


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(WORDS), max_size=7), st.sampled_from(store.names()))
def test_pages_put_together(values: dict[str, str], schema: str) -> None:
    passed(loads("---\n" + "".join(f"{key}: {value}\n" for key, value in values.items()) + "---\n"), schema)


@pytest.mark.parametrize("schema", store.names())
def test_each_key_with_each_value(schema: str) -> None:
    clean = sum(passed(loads(f"---\n{key}: {value}\n---\n"), schema) for key in KEYS for value in WORDS)
    assert clean > len(KEYS)


@pytest.mark.parametrize(
    "page",
    [
        "---\ntitle: x\ndate: 2024-01-31\ntags: [a, B c]\ndraft: false\nsidebar: left\nauthors: [me]\n---\n",
        '---\nthumbnail:\n  src: x.jpg\n  visibility: [list]\nweight: 3\nresources:\n  - src: "*.jpg"\n---\n',
        '+++\ntitle = "x"\ndate = 2024-01-31T10:00:00Z\nlastmod = 2024-01-31\n+++\n',
        '{"title": "x", "weight": 3}\n',
    ],
)
def test_usual_pages_pass(page: str) -> None:
    assert passed(loads(page), "mainroad")


@pytest.mark.parametrize(
    "line",
    ["Title: x", "date: 2024-02-30", "date: 2024-01-01T24:00:00Z", "tags: [a, A]", "tags: ['C#']", "draft: 'no'",
     "catgories: [x]", "menu: main", "url: https://x.org/", "aliases: ['https://x.org/']", "thumbnail: {Src: x}",
     "markup: x"],
)  # fmt: skip
def test_doubtful_pages_do_not(line: str) -> None:
    assert not gate("mainroad").passes(loads(f"---\n{line}\n---\n").plain)
