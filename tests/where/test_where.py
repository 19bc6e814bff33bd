"""`--where`: the tables of cases.md and errors.md, and the bounds."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from hugokit import SettingsError, loads
from hugokit.engine.context import Context
from hugokit.engine.pages import facts
from hugokit.engine.versions import asked_for
from hugokit.page import PageRules
from hugokit.schema import store
from hugokit.site.config import Config
from hugokit.where import holds, parse
from hugokit.where.fields import FACTS, FIELDS
from hugokit.where.tokens import KEYWORDS
from tests.support import CHECKOUT

HERE = Path(__file__).parent
ZONE = ZoneInfo("Asia/Kolkata")
FENCES = {"yaml": "---", "toml": "+++"}
CONTEXT = Context(store.load("hugo"), asked_for((0, 168)), Config(zone=ZONE), None, PageRules(ZONE))


class Case(NamedTuple):
    expression: str
    page: str
    wanted: bool


def cases() -> list[Case]:
    found: list[Case] = []
    for section in (HERE / "cases.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        blocks = re.findall(r"^```(\w+)\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
        (kind, front), *asked = blocks
        page = f"{FENCES[kind]}\n{front}{FENCES[kind]}\nBody.\n"
        assert [name for name, _ in asked] == ["yes", "no"], section
        found += [Case(line, page, name == "yes") for name, text in asked for line in text.splitlines()]
    return found


def errors() -> list[tuple[str, int, str]]:
    rows = re.findall(
        r"^\| `(.*?)` \| (\d+) \| (.*) \|$", (HERE / "errors.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    return [(expression.replace("\\|", "|"), int(column), said) for expression, column, said in rows]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.expression} -> {case.wanted}")
def test_the_table(case: Case) -> None:
    document = loads(case.page.encode())
    assert document.error is None
    asked = facts(document, "content/blog/2021-03-04-boats.md", CONTEXT)
    assert holds(parse(case.expression), asked) is case.wanted


@pytest.mark.parametrize(("expression", "column", "said"), errors(), ids=str)
def test_errors_name_the_place_and_the_mend(expression: str, column: int, said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        parse(expression)
    message = str(raised.value)
    assert message.startswith(f"where: column {column}: ")
    assert said in message


def test_the_manual_has_every_name() -> None:
    manual = (CHECKOUT / "docs" / "reference" / "where.md").read_text(encoding="utf-8")
    names = {name.lower() for name in re.findall(r"`([\w.]+)`", manual)}
    assert set(FIELDS) | {f".{name}" for name in FACTS} <= names
    assert all(f'"{word}"' in manual for word in KEYWORDS)


def test_the_tables_are_read() -> None:
    assert len(cases()) > 200
    assert len(errors()) == (HERE / "errors.md").read_text(encoding="utf-8").count("\n| `")


@pytest.mark.parametrize(
    "text",
    ["(" * 5000, "not " * 2000 + "x", "(" * 100 + "x" + ")" * 100, "x == '" + "a" * 5000 + "'", "[" * 300, "x" * 4097],
    ids=lambda text: text[:12],
)
def test_what_is_too_deep_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match=r"^where: "):
        parse(text)


def test_as_deep_and_as_long_as_may_be() -> None:
    asked = facts(loads(b"---\nx: 1\n---\n"), "a.md", CONTEXT)
    assert holds(parse("(" * 64 + "x" + ")" * 64), asked)
    assert holds(parse("not " * 64 + "x"), asked)
    assert holds(parse(" or ".join(["y"] * 700) + " or x"), asked)


@pytest.mark.parametrize("expression", ["x matches '^(a+)+$'", "x glob '*a*a*a*a*a*a*a*b'", "x matches '(a|aa)*c'"])
def test_a_pattern_takes_time_in_proportion_to_the_text(expression: str) -> None:
    question = parse(expression)
    asked = facts(loads(f"---\nx: {'a' * 200_000}!\n---\n".encode()), "a.md", CONTEXT)
    start = time.process_time()
    assert not holds(question, asked)
    assert time.process_time() - start < 2


def test_bytes_that_are_no_text_stop_no_pattern() -> None:
    asked = facts(loads(b"---\nx: a\xffb\n---\n"), "a.md", CONTEXT)
    assert holds(parse("x matches '^a.b$' and x glob 'a?b'"), asked)
