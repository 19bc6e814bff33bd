"""YAML blocks to read: all of the reference material, and mutations of them that are the same in every run."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from hugokit.errors import FrontMatterError
from hugokit.frontmatter import fences
from hugokit.text.encoding import decode

PIECES = (
    "\n", " ", "  ", ":", ": ", "- ", "-", "#", " # c", '"', "'", "[", "]", "{", "}", ",", ", ", "\t", "|", ">", "|-\n",
    "&a ", "*a", "!t ", "!!str ", "? ", "...", "<<: ", "\r\n", "\r", "0", "a", "\\", "%", "@", "`", "é", "1.5", "true",
    "~", "\n\n", "\n  ", "\n- ", "key: ", ": |\n    x\n", ": >\n  x\n  y\n", '"x y": ', "\u00a0", '\\"', "''", " #",
    "\n\n  x",
)  # fmt: skip
_MARKS = (
    ("␣", " "), ("———»", "\t"), ("——»", "\t"), ("—»", "\t"), ("»", "\t"), ("←", "\r"), ("⇔", "\ufeff"), ("↵", ""),
    ("∎\n", ""), ("∎", ""),
)  # fmt: skip


@cache
def blocks(shared: Path) -> tuple[str, ...]:
    """Every different YAML block of real sites, of the measured cases and of the YAML test suite."""
    found = [*_pages(shared / "corpus"), *_pages(shared / "sites"), *_cases(shared / "conformance"), *_suite(shared)]
    return tuple(dict.fromkeys(found))


def _pages(folder: Path) -> Iterator[str]:
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if path.suffix in (".yaml", ".yml"):
            yield decode(path.read_bytes())
        elif path.suffix in (".md", ".markdown", ".html", ".org", ".txt", ".mdx", ""):
            yield from _block(decode(path.read_bytes()))


def _block(page: str) -> Iterator[str]:
    try:
        found = fences.find(page)
    except FrontMatterError:
        return
    if found is not None and found.format == "yaml":
        yield page[found.start : found.end]


def _cases(folder: Path) -> Iterator[str]:
    for name in ("hugo_measured", "hugo_cases", "mainroad_measured"):
        for case in json.loads((folder / f"{name}.json").read_text("utf-8"))["cases"]:
            yield from _block(case["input"]) if isinstance(case.get("input"), str) else ()
            yield from (case["front_matter"] + "\n",) if isinstance(case.get("front_matter"), str) else ()


def _suite(shared: Path) -> Iterator[str]:
    for path in sorted((shared / "suites/yaml-test-suite/src").glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            text = case.get("yaml")
            if text is not None:
                for mark, meant in _MARKS:
                    text = text.replace(mark, meant)
                yield text


def mutations(seeds: tuple[str, ...], count: int, seed: int) -> Iterator[str]:
    """`count` blocks, each one to three small changes away from one of the seeds."""
    pick = random.Random(seed)
    for _ in range(count):
        block = pick.choice(seeds)
        for _ in range(pick.choice((1, 1, 2, 3))):
            block = _mutated(block, pick)
        yield block


def _mutated(block: str, pick: random.Random) -> str:
    at, kind = pick.randrange(len(block) + 1), pick.random()
    if kind < 0.5:
        return block[:at] + pick.choice(PIECES) + block[at:]
    if kind < 0.75:
        return block[:at] + block[at + pick.choice((1, 1, 2, 5)) :]
    if kind > 0.95:
        return block.replace("\n", "\r\n")
    lines = block.splitlines(keepends=True)
    if not lines:
        return block
    one, other = pick.randrange(len(lines)), pick.randrange(len(lines))
    if kind < 0.85:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines[one] = pick.choice(("", " ", "  ", "    ")) + lines[one].lstrip(" ")
    return "".join(lines)
