"""The loader of the fixtures: tests/rules/<slug>.md to cases. README.md says how they are written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_FENCE = re.compile(r"(`{3,})([a-z]+)(?: (\S+))?")
_FINDING = re.compile(r"([0-9]+):([0-9]+) (error|warning|info) (?:(HK[0-9]{3}) )?(.+)")
_BLOCKS = frozenset(("toml", "markdown", "findings", "fixed", "unsafe"))
_OPTIONS = {"schema": "hugo", "hugo": "0.168", "encoding": "utf-8", "required": "", "file": "page.md"}


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding that must be there: its place, severity, code, and words that its message contains."""

    line: int
    column: int
    severity: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Case:
    """A page and what is expected of it. `text` is the page as `encoding` reads it, with `\\n` at the end of lines."""

    slug: str
    name: str
    text: str
    findings: tuple[Expected, ...] = ()
    fixed: str = ""
    unsafe: str = ""
    options: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.slug}: {self.name}"

    @property
    def schema(self) -> str:
        return self.options["schema"]

    @property
    def hugo(self) -> tuple[int, int]:
        major, _, minor = self.options["hugo"].partition(".")
        return int(major), int(minor)

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(self.options["required"].split())

    def encode(self, text: str) -> bytes:
        """The bytes of a page of this case as they stand on disk."""
        return text.encode(self.options["encoding"])


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a fixture, or a heading (`kind` is "heading") with its words as text. `name`: of a file."""

    kind: str
    text: str
    line: int
    name: str = ""


def fixtures() -> list[str]:
    """The slugs of the rules about single files that have a fixture."""
    return sorted({file.stem for file in HERE.glob("*.md")} - {"README", *site_fixtures()})


@cache
def site_fixtures() -> list[str]:
    """The slugs of the rules about sites that have a fixture: blocks of it are files with a name."""
    each = ((file.stem, file.read_text("utf-8")) for file in HERE.glob("*.md") if file.stem != "README")
    return sorted(slug for slug, text in each if any(block.name for block in blocks(text)))


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every fixture. A fixture that cannot be understood is an AssertionError with its line."""
    return tuple(case for slug in fixtures() for case in read(slug, (HERE / f"{slug}.md").read_text("utf-8")))


def read(slug: str, text: str) -> list[Case]:
    """The cases of one fixture."""
    title, *parts = sections(blocks(text))
    code = title[0].text.split()[0]
    assert re.fullmatch(r"HK[0-9]{3}", code), f"{slug}.md: the title begins with the code of the rule"
    assert {block.kind for block in title} <= {"heading", "toml"}, f"{slug}.md: a block before the first case"
    options = _OPTIONS | _options(title)
    return [_case(slug, code, options, part) for part in parts]


def blocks(text: str) -> Iterator[Block]:
    """The headings and fenced blocks of a Markdown text, in order. What else stands there is for the reader."""
    lines = iter(enumerate(text.split("\n"), 1))
    for number, line in lines:
        fence = _FENCE.fullmatch(line)
        if fence:
            yield Block(
                fence[2], "".join(f"{inner}\n" for inner in _until(lines, fence[1], number)), number, fence[3] or ""
            )
        elif line.startswith(("# ", "## ")):
            yield Block("heading", line.lstrip("# "), number)


def _until(lines: Iterator[tuple[int, str]], mark: str, start: int) -> Iterator[str]:
    for _, line in lines:
        if line == mark:
            return
        yield line
    raise AssertionError(f"line {start}: the block is not closed with {mark}")


def sections(found: Iterator[Block]) -> list[list[Block]]:
    """The blocks under each heading, the heading first."""
    parts: list[list[Block]] = []
    for block in found:
        if block.kind == "heading":
            parts.append([])
        parts[-1].append(block)
    return parts


def _options(part: list[Block]) -> dict[str, str]:
    found: dict[str, Any] = {}
    for block in part:
        if block.kind == "toml":
            found |= tomllib.loads(block.text)
    assert set(found) <= set(_OPTIONS), f"line {part[0].line}: there are no such options: {set(found) - set(_OPTIONS)}"
    return found


def _case(slug: str, code: str, options: dict[str, str], part: list[Block]) -> Case:
    where = f"{slug}.md, line {part[0].line}"
    by_kind = {block.kind: block.text for block in part[1:]}
    assert len(by_kind) == len(part) - 1, f"{where}: two blocks of one kind"
    assert "markdown" in by_kind, f"{where}: a case has a page"
    assert by_kind.keys() <= _BLOCKS, f"{where}: {by_kind.keys() - _BLOCKS} is no kind of block"
    page = by_kind["markdown"]
    fixed = by_kind.get("fixed", page)
    unsafe = by_kind.get("unsafe", fixed)
    assert "fixed" not in by_kind or fixed != page, f"{where}: the fixed page is the page; leave it out"
    assert "unsafe" not in by_kind or unsafe != fixed, f"{where}: all fixes do what the safe ones do; leave it out"
    findings = tuple(_expected(where, code, line) for line in by_kind.get("findings", "").splitlines())
    assert findings or (fixed == page and unsafe == page), f"{where}: a fix without a finding"
    return Case(slug, part[0].text, page, findings, fixed, unsafe, options | _options(part))


def _expected(where: str, code: str, line: str) -> Expected:
    found = _FINDING.fullmatch(line)
    assert found, f"{where}: {line!r} is not `line:column severity words`"
    return Expected(int(found[1]), int(found[2]), found[3], found[4] or code, found[5])
