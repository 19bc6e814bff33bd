"""HK108 cut-value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.node import Scalar, walk
from hugokit.limits import COMMENT_MARK
from hugokit.rule import Rule, Subject, rule
from hugokit.signs import HASH
from hugokit.text.display import shorten
from hugokit.text.edits import Edit
from hugokit.text.places import line_around

_LEAD = re.compile(r"[ \t]*(?P<item>(?:- +)*)(?:(?P<key>[\w-]+):(?=[ \t]))?[ \t]*")
_BEHIND_BLANK = re.compile(r"[ \t]#")
_NOT_PLAIN = tuple("\"'[]{}|>&!*%@`,#")
_TEXTS = frozenset("title linktitle subtitle description summary".split())
_COLOUR = re.compile(r"colou?r|background|accent", re.IGNORECASE)
_HEX = re.compile(r"(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")
_WORD = re.compile(r"[^\W\d_]\w*")
_LETTER = re.compile(r"(?:^|[\s(])[A-GJQ]$")
_NOTE = re.compile(r"(?i)(?:todo|fixme|xxx|noqa|true|false)\b|[\w-]+:(?:\s|$)")


@rule("HK108", "cut-value", Severity.WARNING, signs=HASH)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """A text in YAML that ends at a `#`, because what follows is a comment.

    ## Why is this bad?
    A `#` behind a blank begins a comment. `title: C # minor` is the title `C`, `color: #fff` is no colour at all, and
    Hugo says nothing, in every version. Reported where the `#` belongs to the text: behind the letter of a note or of a
    language, before a word without a blank in a title or description, before a colour, and in an item of a list that
    would be empty. What looks like a remark is left alone.

    ## Example
    ```yaml
    title: Sonata in C # minor
    ```

    ## Use instead
    ```yaml
    title: "Sonata in C # minor"
    ```

    ## Fix safety
    Unsafe: quotes around the whole text change what is published.
    """
    found = [line for line in _lines(subject) if _is_cut(line)]
    if not found:
        return
    ends = {node.end for _, node in walk(subject.document.root) if isinstance(node, Scalar) and node.style == "plain"}
    comments = {comment.start for comment in subject.document.comments}
    for line in found:
        if line.hash in comments and (not line.value or line.start + len(line.value) in ends):
            yield _finding(one, line)


class _Line(NamedTuple):
    """A line with a value that a comment follows: `start` is the place of the value, `hash` that of the `#`."""

    key: str
    is_item: bool
    value: str
    rest: str
    gap: str
    start: int
    hash: int


def _lines(subject: Subject) -> Iterator[_Line]:
    """The lines of the front matter that may have a comment behind a value, or in its place."""
    text, fences = subject.document.text, subject.document.fences
    assert fences is not None
    at = fences.start
    while hash_ := _BEHIND_BLANK.search(text, at, fences.end):
        start, at = line_around(text, hash_.end())
        lead = _LEAD.match(text, start, hash_.end() - 1)
        if lead is None or not (lead["key"] or lead["item"]):
            continue
        value = text[lead.end() : hash_.start()].rstrip()
        if not value.startswith(_NOT_PLAIN):
            key = (lead["key"] or "").lower()
            rest = text[hash_.end() : at].rstrip()
            gap = text[lead.end() + len(value) : hash_.end() - 1] if value else ""
            yield _Line(key, not key, value, rest, gap, lead.end(), hash_.end() - 1)


def _finding(one: Rule, line: _Line) -> Diagnostic:
    whole = f"{line.value}{line.gap}#{line.rest}"
    left = f"`{shorten(line.value, 40)}`" if line.value else "nothing"
    end = line.start + len(whole)
    fix = Fix("write the text in quotes", edits=(Edit(line.start, end, _quoted(whole)),), safe=False)
    message = f"Hugo reads {left} here: a `#` behind a blank begins a comment; write the whole text in quotes"
    return one.span(line.start, end, message, fix=fix)


def _quoted(text: str) -> str:
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def _is_cut(line: _Line) -> bool:
    if COMMENT_MARK in line.rest:
        return False
    if not line.value:
        if line.key:
            return bool(_COLOUR.search(line.key) and _HEX.fullmatch(line.rest))
        return bool(_WORD.fullmatch(line.rest)) and not _NOTE.match(line.rest)
    if not (line.is_item or line.key in _TEXTS):
        return False
    if _LETTER.search(line.value):
        return True
    return line.key in _TEXTS and bool(re.match(r"\w", line.rest)) and not _NOTE.match(line.rest)
