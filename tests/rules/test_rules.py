"""Every case of every fixture, and the pages derived from it. See README.md."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from hugokit import __version__, api
from hugokit.diagnostic import Diagnostic, Located, Severity
from hugokit.document import Document, loads
from hugokit.engine.check import all_rules
from hugokit.engine.settings import load_settings
from hugokit.engine.site_check import site_rules
from hugokit.frontmatter.node import find
from hugokit.report.formats import About
from hugokit.report.json import record
from hugokit.rule import Rule
from tests.rules.cases import Case, Expected, blocks, cases, fixtures, read
from tests.rules.judging import PATH, judge, judge_of, lines
from tests.rules.twins import SPELLINGS, Twin, holds_number, in_other_formats
from tests.support import CHECKOUT

SPELLED = {"HK107", "HK108", "HK109", "HK209"}
"""They are about how something is written, so that the same values in another format are right."""

every_case = pytest.mark.parametrize("case", cases(), ids=str)
every_rule = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.slug)


# the fixtures themselves ----------------------------------------------------------------------------------------


def test_every_rule_has_a_fixture_and_every_fixture_a_rule() -> None:
    assert fixtures() == sorted(rule.slug for rule in all_rules())
    folder = Path(sys.modules["hugokit"].__path__[0]) / "rules"
    modules = {file.stem.replace("_", "-") for file in folder.rglob("*.py")} - {"--init--"}
    assert modules == {rule.slug for rule in (*all_rules(), *site_rules())}


@every_rule
def test_a_fixture_has_flagged_and_at_least_as_many_silent_pages(rule: Rule) -> None:
    own = [case for case in cases() if case.slug == rule.slug]
    flagged = [case for case in own if any(one.code == rule.code for one in case.findings)]
    silent = [case for case in own if all(one.code != rule.code for one in case.findings)]
    assert flagged
    assert len(silent) >= len(flagged), "near misses that a naive rule would flag"
    assert len({case.name for case in own}) == len(own)


def test_a_fixture_that_cannot_be_understood_is_told() -> None:
    case = "# HK999 x\n\n## One\n\n```markdown\n---\n---\n```\n"
    assert read("x", case)[0].text == "---\n---\n"
    page = case.partition("## One\n")[2]
    for broken in ("# no code\n", "# HK999 x\n\n## One\n", case + page, case.removesuffix("```\n")):
        with pytest.raises(AssertionError):
            read("x", broken)
    for block in ("```findings\nsomewhere\n```", "```toml\nslug = 1\n```", "```fixed\n```", "```fixed\n---\n---\n```"):
        with pytest.raises(AssertionError):
            read("x", f"{case}\n{block}\n")


# what a case says -----------------------------------------------------------------------------------------------


@every_case
def test_findings(case: Case) -> None:
    found = judge(case).check(case.encode(case.text))
    shown = lines(found)
    assert len(shown) == len(case.findings), shown
    for line, expected in zip(shown, case.findings, strict=True):
        assert line.startswith(_head(expected)), shown
        assert expected.words in line, shown


@every_case
def test_fixes(case: Case) -> None:
    for wanted, unsafe in ((case.fixed, False), (case.unsafe, True)):
        fixed = judge(case).fix(case.encode(case.text), unsafe=unsafe)
        assert fixed.document.dumps() == case.encode(wanted)
        assert fixed.refused == ()
        assert list(fixed.left) == judge(case).diagnostics(judge(case).load(case.encode(wanted)))
        again = judge(case).fix(fixed.document.dumps(), unsafe=unsafe)
        assert (again.document.dumps(), again.done) == (case.encode(wanted), ())


@every_case
def test_places(case: Case) -> None:
    for data in (case.encode(case.text), *(case.encode(twin.write(case.text)) for twin in _twins(case))):
        document = judge(case).load(data)
        _points_where_it_says(document, judge(case).diagnostics(document))


def _head(expected: Expected) -> str:
    return f"{expected.line}:{expected.column} {expected.severity} {expected.code} "


def _points_where_it_says(document: Document[bytes], found: list[Diagnostic]) -> None:
    for one in found:
        assert 0 <= one.start <= one.end <= len(document.text)
        if not one.path:
            continue
        pointed = document.text[one.start : one.end]
        if isinstance(one.path[-1], str) and find(document.root, one.path) is not None:
            assert pointed.strip("'\"") in (one.path[-1], "<<"), one
        elif isinstance(one.path[-1], int):
            item = find(document.root, one.path)
            assert item is not None
            assert pointed == document.text[item.start : item.end], one


# the same page in other ways ------------------------------------------------------------------------------------


def _twins(case: Case) -> list[Twin]:
    """A byte order mark is nothing that Latin-1 has; TOML takes no lone CR."""
    fitting = [twin for twin in SPELLINGS if case.options["encoding"] == "utf-8" or not twin.columns]
    return [twin for twin in fitting if twin.name != "CR" or "+++" not in case.text]


@every_case
def test_spelling_twins(case: Case) -> None:
    wanted = lines(judge(case).check(case.encode(case.text)))
    for twin in _twins(case):
        data = case.encode(twin.write(case.text))
        assert lines(judge(case).check(data), first_line=twin.columns) == wanted, twin
        for page, unsafe in ((case.fixed, False), (case.unsafe, True)):
            fixed = judge(case).fix(data, unsafe=unsafe)
            assert fixed.document.dumps() == case.encode(twin.write(page)), twin


@every_case
def test_format_twins(case: Case) -> None:
    document = judge(case).load(case.encode(case.text))
    twins = in_other_formats(document) if case.options["encoding"] == "utf-8" else ()
    for format_, text in twins:
        twin = judge(case).load(case.encode(text))
        assert (twin.error, twin.format) == (None, format_)
        numbers = format_ == "json"
        both = [
            sorted(
                f"{one.code} {one.severity.name} {one.path}"
                for one in judge(case).diagnostics(page)
                if one.code not in SPELLED and not (numbers and holds_number(document.root.value, one.path))
            )
            for page in (document, twin)
        ]
        assert both[1] == both[0], format_
        for unsafe in (False, True):
            fixed = judge(case).fix(case.encode(text), unsafe=unsafe)
            assert list(fixed.left) == judge(case).diagnostics(judge(case).load(fixed.document.dumps()))
            assert judge(case).fix(fixed.document.dumps(), unsafe=unsafe).done == ()


# the command line -----------------------------------------------------------------------------------------------


def test_the_command_line_says_what_the_library_says(tmp_path: Path) -> None:
    for version in sorted({case.options["hugo"] for case in cases()}):
        site = tmp_path / version
        pages = _write(site, version)
        found = api.check([site], settings=load_settings(site))
        command = [
            sys.executable,
            "-m",
            "hugokit",
            "check",
            str(site),
            "--output-format",
            "json",
            "--show",
            "info",
            "-q",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=CHECKOUT)
        assert done.stderr == ""
        assert done.returncode == any(one.diagnostic.severity >= Severity.WARNING for one in found)
        told = json.loads(done.stdout)
        for one in told:
            if one["fix"]:
                one["fix"]["edits"] = []  # those only the reports ask for
        about = About(__version__)
        assert told == json.loads(json.dumps([record(one, about) for one in sorted(found, key=_order)]))
        by_path = {str(path): [one for one in told if one["path"] == str(path)] for path in pages}
        for path, case in pages.items():
            said = [f"{one['line']}:{one['column']} {one['severity']} {one['code']} " for one in by_path[str(path)]]
            assert sorted(said) == sorted(map(_head, case.findings)), case


def _write(site: Path, version: str) -> dict[Path, Case]:
    """Every page of a version of Hugo in a folder of its schema."""
    pages: dict[Path, Case] = {}
    for number, case in enumerate(case for case in cases() if case.options["hugo"] == version):
        own = case.options["file"]
        path = site / case.schema / (f"{number:03}-{case.slug}.md" if own == PATH.name else f"{number:03}/{own}")
        if own.startswith("content/"):
            path.parent.mkdir(parents=True)
            (path.parents[own.count("/")] / "hugo.toml").touch()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case.encode(case.text))
        pages[path] = case
    schemas = "".join(f'[[schema]]\nfiles = ["{name}/**"]\nuses = "{name}"\n' for name in {c.schema for c in cases()})
    wanted = {path.relative_to(site).as_posix(): case.required for path, case in pages.items() if case.required}
    required = "".join(f"{json.dumps(path)} = {json.dumps(keys)}\n" for path, keys in wanted.items())
    text = f'{schemas}[hugo]\nversion = "{version}"\n[extend.required]\n{required}'
    (site / "hugokit.toml").write_text(text, "utf-8")
    return pages


def _order(one: Located) -> tuple[str, int, int, str, str]:
    return one.path, one.line, one.column, one.diagnostic.code, one.diagnostic.message


# the manual of a rule -------------------------------------------------------------------------------------------


@every_rule
def test_the_manual_has_its_parts(rule: Rule) -> None:
    heads = re.findall(r"^## (.+)$", rule.doc, re.MULTILINE)
    assert heads == ["Why is this bad?", "Example", "Use instead", "Fix safety"]


@every_rule
def test_the_example_is_flagged_and_what_to_use_instead_is_not(rule: Rule) -> None:
    required = _required_by(rule.doc)
    for page in _pages_of(rule.doc, "Example"):
        assert rule.code in _codes(page, required=required), page
    for page in _pages_of(rule.doc, "Use instead"):
        assert _codes(page, Severity.WARNING, required) == [], page


def _required_by(doc: str) -> tuple[str, ...]:
    """The keys that the settings in a manual ask for."""
    texts = [tomllib.loads(block.text) for block in blocks(doc) if block.name == "hugokit.toml"]
    return tuple(key for text in texts for keys in text["extend"]["required"].values() for key in keys)


def _pages_of(doc: str, head: str) -> Iterator[bytes]:
    part = doc.partition(f"## {head}\n")[2].partition("\n## ")[0]
    for block in blocks(part):
        if not block.name:
            yield (f"---\n{block.text}---\n" if block.kind == "yaml" else block.text).encode()


def _codes(page: bytes, least: Severity = Severity.INFO, required: tuple[str, ...] = ()) -> list[str]:
    found = judge_of("mainroad", (0, 168), required).diagnostics(loads(page))
    return [one.code for one in found if one.severity >= least]
