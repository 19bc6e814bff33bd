"""The literate fixtures of conversions.md, in all line ends, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from hugokit import FrontMatterError, UnsupportedEdit, loads
from hugokit.engine.context import Context, Contexts
from hugokit.engine.convert import Converted, To, convert_document
from hugokit.engine.settings import Settings
from hugokit.limits import NEWEST_HUGO

_BLOCK = re.compile(r"^```([a-z ]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FORMATS = ("yaml", "toml", "json")


@dataclass(frozen=True)
class Case:
    name: str
    drop_null: bool
    blocks: tuple[tuple[str, str], ...]


def cases() -> Iterator[Case]:
    text = Path(__file__).with_name("conversions.md").read_text("utf-8")
    for section in text.split("\n## ")[1:]:
        yield Case(section.splitlines()[0], "options: drop-null" in section, tuple(_BLOCK.findall(section)))


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return Contexts(Settings(hugo=NEWEST_HUGO)).of(tmp_path / "page.md")


def convert(page: str, to: str, context: Context, *, drop_null: bool = False) -> Converted:
    return convert_document(loads(page), cast("To", to), context, "page.md", drop_null=drop_null)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("case", tuple(cases()), ids=lambda case: case.name)
def test_conversions(case: Case, line_end: str, context: Context) -> None:
    (_, page), *others = case.blocks
    page = page.replace("\n", line_end)
    told: list[str] = []
    for name, wanted in others:
        if name.startswith("refused "):
            with pytest.raises(UnsupportedEdit, match=re.escape(wanted.strip())):
                convert(page, name.removeprefix("refused "), context, drop_null=case.drop_null)
        elif name == "ledger":
            assert told == wanted.splitlines()
        else:
            done = convert(page, name, context, drop_null=case.drop_null)
            told = [f"{loss.line} {loss.grade} {loss.key}: {loss.what}" for loss in done.ledger]
            if line_end == "\n" or '"""' not in wanted:  # a TOML text on several lines has the file's line ends in it
                assert done.text == wanted.replace("\n", line_end)
            assert loads(done.text).body == loads(page).body


def test_what_cannot_be_read_is_not_converted(context: Context) -> None:
    with pytest.raises(FrontMatterError):
        convert("---\na: [1\n---\n", "toml", context)


def test_a_page_without_front_matter_stays(context: Context) -> None:
    assert convert("Text only.\n", "toml", context) == Converted("Text only.\n")


def test_bytes_are_told_where_they_cannot_go(context: Context) -> None:
    for to in ("toml", "json"):
        with pytest.raises(UnsupportedEdit, match="bytes"):
            convert("---\na: !!binary aGk=\n---\n", to, context)
