"""The comments of a block.

A comment on lines directly above a key belongs to it, one behind a value to its line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from hugokit.frontmatter.fences import Format
from hugokit.frontmatter.node import Mapping, covered

COMMENTED_OUT = re.compile(r"[ \t]*#+[ \t]*(?:[A-Za-z0-9_.\"'-]+[ \t]*(?:=|:(?=[ \t\r\n]|\Z))|\[|-[ \t])")
"""A comment line that is a setting or a list item somebody switched off: it is nobody's comment."""
_YAML_COMMENT = re.compile(r"(?<![^ \t\r\n])#[^\r\n]*")
_TOML_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*"{3,5}' r"|'''(?:[^']|'(?!''))*'{3,5}" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'"
    r"|(?P<comment>#[^\n]*)"
)  # fmt: skip
_HEADER = re.compile(r"[|>][^\s#]*[ \t]+(?P<comment>#[^\r\n]*)")


class Comment(NamedTuple):
    """One comment from its `#` to the last character of its line that is no blank."""

    start: int
    end: int
    text: str


def comments(format_: Format, text: str, start: int, end: int, root: Mapping) -> list[Comment]:
    """The comments in the block text[start:end] in the order written. JSON has none; Org keeps nothing of them."""
    if format_ not in ("yaml", "toml") or text.find("#", start, end) == -1:
        return []
    spans = _in_toml(text, start, end) if format_ == "toml" else _in_yaml(text, start, end, root)
    texts = ((at, found.rstrip()) for at, found in spans)
    return [Comment(at, at + len(found), found) for at, found in texts]


def missing(before: list[Comment], after: list[Comment]) -> tuple[str, ...]:
    """The texts that stand in `before` more often than in `after`."""
    left = Counter(one.text for one in before)
    left.subtract(one.text for one in after)
    return tuple(text for text, times in left.items() for _ in range(times))


def _in_toml(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for found in _TOML_TOKEN.finditer(text, start, end):
        if found["comment"] is not None:
            yield found.start(), found["comment"]


def _in_yaml(text: str, start: int, end: int, root: Mapping) -> Iterator[tuple[int, str]]:
    at = start
    for a, b in covered(root):
        yield from _between(text, at, a)
        at = max(at, b)
        if (header := _HEADER.match(text, a, b)) is not None:
            yield header.start("comment"), header["comment"]
    yield from _between(text, at, end)


def _between(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for found in _YAML_COMMENT.finditer(text, start, end):
        yield found.start(), found.group()
