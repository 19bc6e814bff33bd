"""Real pages that Hugo refuses or accepts: what it refuses has an error, what it accepts has no error of syntax."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.document import loads
from hugokit.engine.check import Checker
from hugokit.engine.context import Context
from hugokit.engine.settings import Settings
from hugokit.engine.versions import HugoVersion
from hugokit.limits import NEWEST_HUGO
from hugokit.schema.store import load

CHECKER = Checker.of(Settings())
CONTEXT = Context(load("hugo"), HugoVersion(NEWEST_HUGO, "the table"))
VERSIONS = {"0.168.0": (0, 168), "0.151.2": (0, 151)}

# Refused for what is not in the page: its own site defines the output format `present`.
# So it is with these values: output formats and outside programs are the business of the site's configuration.
SETTINGS_DECIDE = {"outputs": {"nope"}, "markup": {"rst", "pandoc"}}
BY_THE_SITE = {"HugoBlox+hugo-blox-builder/templates/markdown-slides/content/slides/_index.md"}


def broken(shared: Path) -> Iterator[tuple[Path, bool]]:
    """Each file with whether Hugo accepts it."""
    folder = shared / "corpus" / "broken"
    for line in (folder / "MANIFEST.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        yield folder / entry["file"], entry["hugo"] == "ok"


def nasty(shared: Path) -> Iterator[tuple[Path, bool]]:
    folder = shared / "corpus" / "nasty"
    for entry in json.loads((folder / "MANIFEST.json").read_text("utf-8")):
        yield folder / "files" / entry["file"], entry["hugo"] == "ok"


def real(shared: Path) -> Iterator[tuple[Path, bool]]:
    folder = shared / "corpus" / "dev"
    for line in (folder / "HUGO_ORACLE.jsonl").read_text("utf-8").splitlines():
        entry: Any = json.loads(line)
        if entry["path"] not in BY_THE_SITE:
            yield folder / entry["path"], "error" not in entry


def found_in(path: Path) -> list[Diagnostic]:
    return CHECKER.check(loads(path.read_bytes()), CONTEXT, path)


def judge(pages: Iterator[tuple[Path, bool]]) -> tuple[int, int]:
    """How many were accepted and refused, each as it should be."""
    accepted = refused = 0
    for path, fine in pages:
        found = found_in(path)
        if fine:
            accepted += 1
            assert [one for one in found if one.code.startswith("HK1") and one.severity == Severity.ERROR] == [], path
        else:
            refused += 1
            assert [one for one in found if one.severity == Severity.ERROR], path
    return accepted, refused


def test_headers_from_the_histories_of_public_sites(shared: Path) -> None:
    accepted, refused = judge(broken(shared))
    assert accepted > 40
    assert refused > 50


def test_files_that_break_tools(shared: Path) -> None:
    accepted, refused = judge(nasty(shared))
    assert accepted > 20
    assert refused > 15


def test_real_pages(shared: Path) -> None:
    accepted, refused = judge(real(shared))
    assert accepted > 600
    assert refused > 3


def test_what_hugo_builds_has_no_error_but_a_leaked_draft(shared: Path) -> None:
    """A page that builds is an error only where a draft is public."""
    for pages in (broken(shared), nasty(shared), real(shared)):
        for path, fine in pages:
            if fine:
                errors = {one.slug for one in found_in(path) if one.severity == Severity.ERROR}
                assert errors <= {"leaked-draft"}, path


@pytest.mark.parametrize("version", VERSIONS)
def test_measured_pages(shared: Path, version: str) -> None:
    """One-page sites built by two versions of Hugo: an error is found where the build fails, and nowhere else."""
    context = CONTEXT._replace(hugo=HugoVersion(VERSIONS[version], "the table"))
    wrong: list[str] = []
    counts = {True: 0, False: 0}
    for case in json.loads((shared / "conformance" / "hugo_measured.json").read_text("utf-8"))["cases"]:
        if "input" not in case or version not in case["hugo"] or _is_setting(case):
            continue
        document = loads(case["input"].encode("utf-8", "surrogateescape"), hugo=VERSIONS[version])
        found = CHECKER.check(document, context, Path(case["file"]))
        errors = [one for one in found if one.severity == Severity.ERROR and one.slug != "leaked-draft"]
        fine = case["hugo"][version]["exit"] == 0
        counts[fine] += 1
        if fine == bool(errors):
            wrong.append(case["input"])
    assert wrong == []
    assert counts[True] > 100
    assert counts[False] > 30


def _is_setting(case: Any) -> bool:
    return any(f"\n{key}: {value}\n" in case["input"] for key in SETTINGS_DECIDE for value in SETTINGS_DECIDE[key])
