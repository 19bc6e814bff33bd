"""Whether a letter is code: the look at the lines never says other than the parser of the whole body."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from hugokit.body.regions import Code, code_regions

_PIECES = (
    # ruff: noqa: E501
    "text {{< a >}}\n", "\n", "\n\n", "```\n", "``` go\n", "````\n", "~~~\n", "~~~ `x`\n", "``` a`b\n", "    indented\n",
    "\tindented\n", "- item\n", "  - item\n", "-     five\n", "1.  one\n", "> quote\n", ">     deep\n", "`span`", "`open ",
    "<pre>\n", "</pre>\n", "<div>\n", "  ```\n", "> ```\n", "- ```\n", "{{% b %}}", "\r\n", "\\`", "# head\n", "| a | b |\n",
    "|---|---|\n", "<!--\n", "-->\n", "   text\n", "      more\n", "\r", "* * *\n", "[a]: /b\n",
)  # fmt: skip


def agree(body: str) -> None:
    regions = code_regions(body)
    for offset in (at for at, letter in enumerate(body) if not letter.isspace()):
        inside = next((one for one in regions if one.start <= offset < one.end), None)
        assert (Code(body).at(offset) is None) == (inside is None), f"{offset} of {body!r}: {inside}"


@pytest.mark.parametrize("seed", range(8))
def test_random_bodies(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(60):
        agree("".join(dice.choices(_PIECES, k=dice.randint(1, 12))))


@pytest.mark.long
def test_many_random_bodies() -> None:
    dice = random.Random(99)
    for _ in range(20_000):
        agree("".join(dice.choices(_PIECES, k=dice.randint(1, 14))))


def test_real_pages(shared: Path) -> None:
    pages = sorted((shared / "corpus/dev").rglob("*.md"))[::60]
    assert pages
    for page in pages:
        body = page.read_bytes().decode("utf-8", "surrogateescape")
        code, regions = Code(body), code_regions(body)
        for offset in (at for at in range(0, len(body), 37) if not body[at].isspace()):
            inside = any(one.start <= offset < one.end for one in regions)
            assert (code.at(offset) is not None) == inside, f"{page}: {offset}"
