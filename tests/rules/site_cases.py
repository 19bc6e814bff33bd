"""The loader of the fixtures of rules about sites. README.md says how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.rules.cases import HERE, Block, blocks, sections, site_fixtures

_FINDING = re.compile(r"(\S+):([0-9]+):([0-9]+) (error|warning|info) (?:(HK[0-9]{3}) )?(.+)")
_LAYOUT = {"layouts/all.html": "{{ .Title }} {{ .Content }}\n"}


@dataclass(frozen=True, slots=True)
class SiteExpected:
    """One finding that must be there: how its line begins, and words that its message contains."""

    file: str
    head: str
    words: str


@dataclass(frozen=True, slots=True)
class SiteCase:
    """A small site and what is expected of it. `files`: texts by path. `built`: what Hugo makes of it, as checks."""

    slug: str
    code: str
    name: str
    files: dict[str, str]
    findings: tuple[SiteExpected, ...]
    built: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.slug}: {self.name}"

    def write(self, folder: Path, *, newline: str = "\n", prefix: str = "") -> None:
        """Put the files into a folder."""
        write_files(folder, {name: prefix + text.replace("\n", newline) for name, text in self.files.items()})


def write_files(folder: Path, files: dict[str, str]) -> None:
    """Put texts into files below a folder, with the layout that every site here has, and a page if there is none."""
    home = {} if any(name.startswith("content/") for name in files) else {"content/_index.md": ""}
    for name, text in (_LAYOUT | home | files).items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())


@cache
def site_cases() -> tuple[SiteCase, ...]:
    """Every case of every fixture of a rule about sites. What cannot be understood is an AssertionError."""
    return tuple(case for slug in site_fixtures() for case in read(slug, (HERE / f"{slug}.md").read_text("utf-8")))


def read(slug: str, text: str) -> list[SiteCase]:
    """The cases of one fixture; files before the first case are in the site of each."""
    title, *parts = sections(blocks(text))
    code = title[0].text.split()[0]
    common = files_of(title[1:])
    return [_case(slug, code, common, part) for part in parts]


def files_of(found: Iterable[Block]) -> dict[str, str]:
    """The files among blocks, by name; `{a,b}.md` is two of the same text."""
    return {name: block.text for block in found if block.name for name in _names(block.name)}


def _names(given: str) -> list[str]:
    head, opened, rest = given.partition("{")
    inside, _, tail = rest.partition("}")
    return [f"{head}{one}{tail}" for one in inside.split(",")] if opened else [given]


def _case(slug: str, code: str, common: dict[str, str], part: list[Block]) -> SiteCase:
    where = f"{slug}.md, line {part[0].line}"
    said = {block.kind: block.text.splitlines() for block in part[1:] if not block.name}
    assert said.keys() <= {"findings", "built"}, f"{where}: a block that is no file, no findings, nothing built"
    findings = tuple(_expected(where, code, line) for line in said.get("findings", ()))
    return SiteCase(slug, code, part[0].text, common | files_of(part), findings, tuple(said.get("built", ())))


def _expected(where: str, code: str, line: str) -> SiteExpected:
    found = _FINDING.fullmatch(line)
    assert found, f"{where}: {line!r} is not `file:line:column severity words`"
    file, row, column, severity, other, words = found.groups()
    return SiteExpected(file, f"{file}:{row}:{column} {severity} {other or code} ", words)
