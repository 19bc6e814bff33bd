"""Every case of every fixture of a rule about sites: findings, twins, the real Hugo, manuals. See README.md."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hugokit import api
from hugokit.diagnostic import Located, Severity
from hugokit.engine.check import all_rules
from hugokit.engine.settings import Settings
from hugokit.engine.site_check import site_rules
from hugokit.rules.site import lonely_translation_key
from hugokit.site_rule import SiteRule
from hugokit.text.encoding import BOM
from tests.cli.program import hugokit
from tests.rules.cases import blocks, site_fixtures
from tests.rules.site_cases import SiteCase, files_of, read, site_cases, write_files
from tests.support import HugoResult

every_case = pytest.mark.parametrize("case", site_cases(), ids=str)
every_rule = pytest.mark.parametrize("rule", site_rules(), ids=lambda rule: rule.slug)


def check(folder: Path) -> list[Located]:
    return api.check(folder, settings=Settings(root=folder, hugo=(0, 168)), site=True)


def lines(found: list[Located], folder: Path) -> list[str]:
    return [
        f"{Path(one.path).relative_to(folder)}:{one.line}:{one.column} "
        f"{one.diagnostic.severity.name.lower()} {one.diagnostic.code} {one.diagnostic.message}"
        for one in found
    ]


# the fixtures themselves ----------------------------------------------------------------------------------------


def test_every_site_rule_has_a_fixture_and_every_fixture_a_rule() -> None:
    assert site_fixtures() == sorted(rule.slug for rule in site_rules())
    assert not {rule.code for rule in site_rules()} & {rule.code for rule in all_rules()}


@every_rule
def test_a_fixture_has_flagged_and_silent_sites(rule: SiteRule) -> None:
    own = [case for case in site_cases() if case.slug == rule.slug]
    flagged = [case for case in own if any(f" {rule.code} " in one.head for one in case.findings)]
    assert flagged
    assert len(own) - len(flagged) >= 2, "near misses that a naive rule would flag"
    assert len({case.name for case in own}) == len(own)
    assert {case.code for case in own} == {rule.code}


def test_a_fixture_that_cannot_be_understood_is_told() -> None:
    case = "# HK999 x\n\n## One\n\n```markdown content/a.md\n---\n---\n```\n"
    assert read("x", case)[0].files == {"content/a.md": "---\n---\n"}
    for block in ("```findings\ncontent/a.md:1 warning x\n```", "```toml\nslug = 1\n```"):
        with pytest.raises(AssertionError):
            read("x", f"{case}\n{block}\n")


# what a case says -----------------------------------------------------------------------------------------------


@every_case
def test_findings(case: SiteCase, tmp_path: Path) -> None:
    case.write(tmp_path)
    shown = lines(check(tmp_path), tmp_path)
    assert len(shown) == len(case.findings), shown
    for line, expected in zip(shown, case.findings, strict=True):
        assert line.startswith(expected.head), shown
        assert expected.words in line, shown


@every_case
def test_spelling_twins(case: SiteCase, tmp_path: Path) -> None:
    """CRLF and a byte order mark change no finding; the mark shifts the first column of pages."""
    places: list[list[tuple[str, int, str]]] = []
    for number, (newline, prefix) in enumerate((("\n", ""), ("\r\n", ""), ("\r\n", BOM))):
        folder = tmp_path / str(number)
        case.write(folder, newline=newline, prefix=prefix)
        found = check(folder)
        places.append([(str(Path(one.path).relative_to(folder)), one.line, one.diagnostic.message) for one in found])
    assert places[1] == places[0]
    assert places[2] == places[0]


@every_case
def test_the_places_are_those_of_the_keys(case: SiteCase, tmp_path: Path) -> None:
    case.write(tmp_path)
    for one in check(tmp_path):
        text = Path(one.path).read_text("utf-8")
        assert 0 <= one.diagnostic.start <= one.diagnostic.end <= len(text)
        key = one.diagnostic.path[-1] if one.diagnostic.path else None
        pointed = text[one.diagnostic.start : one.diagnostic.end]
        if isinstance(key, str) and pointed:
            assert pointed.strip("'\"").lower() in [str(step).lower() for step in one.diagnostic.path]


@every_case
def test_the_real_hugo_does_what_is_said(case: SiteCase, tmp_path: Path, build_site: Callable[..., HugoResult]) -> None:
    """Each line of `built`: a file that is there, `!` one that is not, with words those that it has; `log:` what Hugo
    says; `fails`: the build ends with an error. All other sites build."""
    case.write(tmp_path)
    built = build_site(tmp_path, "--printPathWarnings")
    assert (built.exit != 0) == ("fails" in case.built), built.messages
    for line in case.built:
        path, _, words = line.partition(" ")
        if path == "log:":
            assert words in built.messages
        elif path.startswith("!"):
            assert path[1:] not in built.files
        elif path != "fails":
            assert path in built.files
            assert words in built.text(path)


# the command line -----------------------------------------------------------------------------------------------


def test_the_command_line_says_what_the_library_says(tmp_path: Path) -> None:
    case = next(case for case in site_cases() if case.slug == "url-collision" and case.findings)
    case.write(tmp_path)
    options = ("--show", "info", "--output-format", "json", "-q", "--hugo-version", "0.168")
    done = hugokit("check", "--site", *options, cwd=tmp_path)
    told = [
        f"{one['path']}:{one['line']}:{one['column']} {one['severity']} {one['code']} " for one in json.loads(done.text)
    ]
    assert (done.code, told) == (1, [one.head for one in case.findings])
    assert json.loads(hugokit("check", *options, cwd=tmp_path).text) == []


def test_select_ignore_exclude_and_severity(tmp_path: Path) -> None:
    case = next(case for case in site_cases() if case.slug == "url-collision" and case.findings)
    case.write(tmp_path)
    file = case.findings[0].file
    for words, code in (
        (("--select", "url-collision"), 1),
        (("--select", "HK1"), 0),
        (("--ignore", "HK8"), 0),
        (("--exclude", file), 0),
        (("--fail-on", "never"), 0),
        ((file,), 1),
    ):
        assert hugokit("check", "--site", *words, "--hugo-version", "0.168", cwd=tmp_path).code == code, words
    (tmp_path / "hugokit.toml").write_text(f'[lint.per-file-ignores]\n"{file}" = ["HK801"]\n', "utf-8")
    assert hugokit("check", "--site", "--hugo-version", "0.168", cwd=tmp_path).code == 0


def test_wrong_use_and_sites_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n", "utf-8")
    lone = hugokit("check", "--site", "a.md", cwd=tmp_path)
    assert lone.code == 2
    assert "no Hugo site" in lone.err
    assert hugokit("check", "--site", "-", cwd=tmp_path, given=b"").code == 2
    (tmp_path / "hugo.toml").write_text("title = \n", "utf-8")
    refused = hugokit("check", "--site", "a.md", cwd=tmp_path)
    assert refused.code == 1
    assert "hugo.toml:1:" in refused.err


def test_a_folder_that_holds_sites(tmp_path: Path) -> None:
    for name in ("one", "inner/two"):
        content = tmp_path / name / "content"
        content.mkdir(parents=True)
        (tmp_path / name / "hugo.toml").touch()
        for page in "ab":
            (content / f"{page}.md").write_text("---\ntitle: A\nurl: /same/\n---\n", "utf-8")
    done = hugokit("check", "--site", ".", cwd=tmp_path)
    assert [(Path(place.split(":")[0]).as_posix(), code) for place, code in done.places()] == [
        ("inner/two/content/b.md", "HK801"), ("one/content/b.md", "HK801"),
    ]  # fmt: skip


# the manual of a rule -------------------------------------------------------------------------------------------


@every_rule
def test_the_manual_has_its_parts(rule: SiteRule) -> None:
    heads = re.findall(r"^## (.+)$", rule.doc, re.MULTILINE)
    assert heads == ["Why is this bad?", "Example", "Use instead", "Fix safety"]


@every_rule
def test_the_example_is_flagged_and_what_to_use_instead_is_not(rule: SiteRule, tmp_path: Path) -> None:
    for head, flagged in (("Example", True), ("Use instead", False)):
        part = rule.doc.partition(f"## {head}\n")[2].partition("\n## ")[0]
        files = files_of(blocks(part))
        assert files
        write_files(tmp_path / head, {"hugo.toml": 'baseURL = "https://example.org/"\n'} | files)
        found = [one.diagnostic for one in check(tmp_path / head)]
        assert (rule.code in {one.code for one in found}) == flagged
        assert flagged or all(one.severity == Severity.INFO for one in found)


def test_lonely_keys_cost_as_much_as_there_are_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words: list[str] = []
    monkeypatch.setattr(lonely_translation_key, "alike", lambda text: words.append(text) or text)
    files = {"hugo.toml": "[languages.en]\n[languages.fr]\n"}
    files |= {f"content/p{n}.md": f"---\ntranslationKey: key {n}\n---\n" for n in range(60)}
    write_files(tmp_path, files)
    assert check(tmp_path) == []
    assert 60 <= len(words) <= 120
