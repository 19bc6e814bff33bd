"""How fixes are carried out: in rounds, several list items at once, with a limit, and only what is shown."""

from __future__ import annotations

from hugokit.diagnostic import Severity
from hugokit.engine.files import Run
from hugokit.engine.fix import MAX_CHANGES, fix_document
from hugokit.engine.settings import Settings
from tests.rules.judging import PATH, judge_of

HUGO = judge_of("hugo", (0, 168))
MAINROAD = judge_of("mainroad", (0, 168))


def test_many_items_of_one_list_go_at_once() -> None:
    fixed = HUGO.fix(b"---\nmenu:\n- main\n" + b"-\n" * 50 + b"---\n")
    assert fixed.document.dumps() == b"---\nmenu:\n- main\n---\n"
    assert (len(fixed.done), fixed.left, fixed.refused) == (50, (), ())


def test_a_hostile_file_is_given_up_on_and_the_next_run_goes_on() -> None:
    page = b"---\nmenu:\n- main\n" + b"-\n" * (MAX_CHANGES + 5) + b"---\n"
    fixed = HUGO.fix(page)
    assert len(fixed.done) == MAX_CHANGES
    assert len(fixed.left) == 5
    assert fixed.refused == (f"stopped after {MAX_CHANGES} changes in one file; run it again",)
    again = HUGO.fix(fixed.document.dumps())
    assert again.document.dumps() == b"---\nmenu:\n- main\n---\n"
    assert again.refused == ()


def test_several_keys_in_one_round() -> None:
    fixed = MAINROAD.fix(b'---\ntags: news\nmenu: ""\ncategories: letters\n---\n')
    assert fixed.document.dumps() == b"---\ntags: [news]\ncategories: [letters]\n---\n"


def test_one_fix_makes_room_for_the_next() -> None:
    fixed = MAINROAD.fix(b"---\ntag: news\n---\n", unsafe=True)
    assert fixed.document.dumps() == b"---\ntags: [news]\n---\n"
    assert [one.code for one in fixed.done] == ["HK201", "HK204"]


def test_an_edit_that_would_reach_further_is_refused_and_told() -> None:
    page = b"---\ntags: &words [news, news]\ncategories: *words\n---\n"
    fixed = MAINROAD.fix(page, unsafe=True)
    assert fixed.document.dumps() == page
    assert len(fixed.refused) == len(fixed.left) == 2
    assert all(note.startswith("HK404 at ") for note in fixed.refused)


def test_what_is_below_the_least_severity_stays() -> None:
    page = b'---\ndraft: no\nmenu: ""\n---\n'
    fixed = fix_document(HUGO.load(page), HUGO.checker, HUGO.context, PATH, least=Severity.WARNING)
    assert fixed.document.dumps() == b"---\ndraft: no\n---\n"
    assert [one.code for one in fixed.left] == ["HK302"]


def test_a_run_mends_what_it_shows() -> None:
    page = b"---\ndraft: no\n---\n"
    for show, after in ((Severity.WARNING, page), (Severity.INFO, b"---\ndraft: false\n---\n")):
        assert Run.of(Settings(show=show)).fix("page.md", page).after == after
