"""Many findings by cause: on at most 30 lines, whatever is found, and nothing a terminal would obey."""

from __future__ import annotations

from hugokit.diagnostic import Diagnostic, Fix, Located, Severity
from hugokit.report.grouped import MAX_LINES, Read, causes, grouped

READ = Read(20, ("Hugo 0.150 (netlify.toml:3)",), ("the schema of the theme mainroad (hugo.toml:2)",), 1.25)


def finding(
    path: str = "a.md", code: str = "HK203", message: str = "m", grade: Severity = Severity.WARNING,
    key: tuple[str | int, ...] = ("weight",), fix: Fix | None = None,
) -> Located:  # fmt: skip
    return Located(path, 3, 1, 3, 5, Diagnostic(code, "slug", grade, message, 4, 9, key, fix))


def test_the_first_lines_say_what_was_read_and_how_that_is_known() -> None:
    assert grouped([finding()], READ).splitlines()[:3] == [
        "20 pages in 1.2 s",
        "Read as Hugo 0.150 (netlify.toml:3)",
        "By the schema of the theme mainroad (hugo.toml:2)",
    ]


def test_a_cause_is_a_rule_with_a_key_or_the_shape_of_a_message() -> None:
    items = [finding(key=("tags", 1)), finding(key=("tags", 2)), finding(key=("title",))]
    assert [(cause.about, len(cause.found)) for cause in causes(items)] == [("tags[]", 2), ("title", 1)]
    bodies = [finding(key=(), message=f"'{n}.md' leads to /{n}/, where nothing is") for n in "abc"]
    assert [cause.about for cause in causes(bodies)] == ["… leads to …, where nothing is"]


def test_the_gravest_come_first_then_the_most() -> None:
    items = [finding(code="HK401"), *[finding(code="HK203")] * 2, finding(code="HK301", grade=Severity.ERROR)]
    assert [cause.code for cause in causes(items)] == ["HK301", "HK203", "HK401"]


def test_counts_fixes_and_an_example() -> None:
    safe, unsafe = Fix("mend"), Fix("mend", safe=False)
    items = [finding("b.md", fix=safe), finding("a.md", fix=unsafe), finding("a.md", fix=safe)]
    said = grouped(items, READ)
    assert (
        "HK203 warning, 3 findings in 2 files (2 with --fix, 1 with --unsafe-fixes): weight\n    a.md:3:1: m\n" in said
    )
    assert "hugokit check --select HK203" in said
    assert "--no-group" in said


def test_what_nearly_every_page_has_comes_from_one_generator() -> None:
    for number, said in ((17, None), (18, "[one generator? 90 % of the pages]"), (20, "[one generator? every page]")):
        text = grouped([finding(f"{n}.md") for n in range(number)], READ)
        assert (said in text) if said else ("generator" not in text)
    few = Read(3, (), (), 0)
    assert "generator" not in grouped([finding(f"{n}.md") for n in range(3)], few)


def test_it_is_never_more_than_thirty_lines_with_the_summary() -> None:
    for rules in (1, 11, 12, 40):
        items = [finding(code=f"HK{r:03}", key=(f"key{k}",)) for r in range(rules) for k in range(9)]
        said = grouped(items, READ, width=80)
        assert len(said.splitlines()) + 1 <= MAX_LINES
        assert max(map(len, said.splitlines())) <= 80
        assert " and 8 more" in said or rules == 1
    assert "and 261 findings of HK011, HK012" in said


def test_nothing_of_a_file_is_obeyed() -> None:
    evil = "\x1b[2J\u202e\nx"
    said = grouped([finding(evil, message=evil, key=()), finding(evil, key=(evil,))], READ, colour=True, width=500)
    assert "\x1b[2J" not in said
    assert "\u202e" not in said
    assert "\x1b[33mHK203\x1b[0m warning" in said
    assert len(said.splitlines()) == 10
