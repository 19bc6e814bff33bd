"""`--where`: the tables of cases.md and errors.md, and the bounds."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hugokit import SettingsError, loads
from hugokit.engine.context import Context
from hugokit.engine.pages import facts
from hugokit.engine.versions import asked_for
from hugokit.page import PageRules
from hugokit.schema import store
from hugokit.site.config import Config
from hugokit.where import Question, holds, parse
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


OPERANDS = """'a' "b'" '(' 'x*' '2024-05' 1 -2.5 1e300 true null [] ['a',1,2024] 2024 2024-05 2024-05-01 9999 9999-12-31
0001-01-01 0001-01-01T00:00:00+14:00 9999-12-31T23:59:59-12:00 date lastmod draft title weight tags menu menu.a.b params
.path .kind .params.x .params.toc ."in" a.b a[0].b a[-1] toc nothing""".split()
SIGNS = ["==", "!=", "<", "<=", ">", ">=", "in", "contains", "intersect", "matches", "glob", "not in", "not matches"]
WORDS = [*OPERANDS, *SIGNS, *"and or not exists ( ) [ ] , .".split()]
TESTS = st.tuples(st.sampled_from(OPERANDS), st.sampled_from(SIGNS), st.sampled_from(OPERANDS)).map(" ".join)
PAGE = loads(
    b"---\ntitle: 5\ndate: 2024-05-01\nlastmod: [x]\nweight: a\ntags: [a, 1, null, 2024-01-01]\nmenu: {a: {b: .nan}}\n"
    b"a: [{b: 1}]\nparams: {x: 9999-12-31}\ncascade: {y: 1}\n---\n"
)
NATIVE = loads(
    "+++\ntitle = 2024-05-01\ntags = [10:00:00, 1979-05-27]\nmenu = 9999-12-31T23:59:59-12:00\ntoc = 0001-01-01\n+++\n"
)


def question_or_error(text: str) -> Question | None:
    """The question; None where an error names the column."""
    try:
        return parse(text)
    except SettingsError as error:
        said = str(error)
    assert re.match(r"where: column \d+: .+", said, re.DOTALL), said
    return None


@given(st.one_of(TESTS, st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)))
@settings(max_examples=3000)
def test_any_words_are_a_question_with_an_answer_or_an_error_with_its_column(text: str) -> None:
    question = question_or_error(text)
    for document in (PAGE, NATIVE) if question else ():
        assert holds(question, facts(document, "content/a.md", CONTEXT)) in (True, False)


def test_most_of_these_tests_are_questions() -> None:
    asked = [f"{left} {sign} {right}" for left in OPERANDS for sign in SIGNS for right in OPERANDS]
    questions = [question for text in asked if (question := question_or_error(text))]
    assert len(questions) > len(asked) / 4
    answers = [holds(question, facts(NATIVE, "content/a.md", CONTEXT)) for question in questions]
    assert 0.05 < sum(answers) / len(answers) < 0.6


@given(st.text(alphabet="aé'\"\\.[]()=<>!-+0129:T ,\t\n\x00\u202e", max_size=30))
def test_any_text_is_a_question_or_an_error_with_its_column(text: str) -> None:
    question_or_error(text)
