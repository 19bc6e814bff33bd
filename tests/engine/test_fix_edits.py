"""What reports say that a fix replaces is what the fix does."""

from __future__ import annotations

import pytest

from hugokit.diagnostic import Fix
from hugokit.document import Document, loads
from hugokit.engine.fix_edits import edits_of
from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter.operations import Rename, Set
from hugokit.text.edits import splice
from tests.rules.cases import Case, cases
from tests.rules.judging import judge

WITH_FIXES = [case for case in cases() if case.fixed != case.text or case.unsafe != case.text]


def mended(document: Document[bytes], fix: Fix) -> str:
    """The text after a fix, made without the code under test."""
    if fix.edits:
        return splice(document.text, fix.edits)
    copy = loads(document.dumps(), hugo=document.hugo)
    try:
        copy.apply(*fix.operations)
    except UnsupportedEdit:
        return document.text
    return copy.text


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("case", WITH_FIXES, ids=str)
def test_edits_are_the_fix(case: Case, ends: str) -> None:
    document = judge(case).load(case.encode(case.text.replace("\n", ends)))
    before = document.text
    found = judge(case).diagnostics(document)
    fixes = [one.fix for one in found if one.fix]
    assert fixes
    for fix in fixes:
        edits = edits_of(document, fix)
        assert splice(before, edits) == mended(document, fix)
        for edit in edits:
            assert before[edit.start - 1 : edit.start + 1] != "\r\n"
            assert before[edit.end - 1 : edit.end + 1] != "\r\n"
    assert document.text == before, "asking changes nothing"


def test_an_edit_is_of_whole_words_and_has_its_place() -> None:
    document = loads("---\n\U0001f600: 1\nvizibility: x\n---\n")
    fix = Fix("rename", (Rename(("vizibility",), "visibility"),))
    [edit] = edits_of(document, fix)
    assert (document.text[edit.start : edit.end], edit.new) == ("vizibility", "visibility")
    flow = loads("---\na: {\U0001f600: 1, vizibility: x}\n---\n")
    fix = Fix("rename", (Rename(("a", "vizibility"), "visibility"),))
    [made] = edits_of(flow, fix)
    assert flow.text[made.start : made.end] == "vizibility"


def test_a_fix_that_is_refused_has_no_edits() -> None:
    document = loads("---\na: &x [1]\nb: *x\n---\n")
    assert edits_of(document, Fix("never", (Set(("a", 0), 2),))) == ()


def test_a_text_that_is_no_utf8_is_not_told() -> None:
    document = loads(b"---\na: b\n---\n")
    assert edits_of(document, Fix("never", (Set(("a",), "\udcff"),))) == ()
