"""The comments that say of a place that a finding there is meant: `# hugokit: ignore[HK201] reason`.

In YAML and TOML a comment behind a key is about that key, one on a line of its own about the next. In a Markdown or
HTML body it is an HTML comment, about its line, or on a line of its own about the next block. `ignore-file` is about
the whole file. JSON and Org front matter have no comments. What only looks like one, in a text or in code, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hugokit.document import Document
from hugokit.frontmatter.comments import comments
from hugokit.frontmatter.fences import Format
from hugokit.frontmatter.node import Mapping, Sequence, walk
from hugokit.limits import COMMENT_MARK as MARK
from hugokit.page import MARKDOWN
from hugokit.text.display import shorten
from hugokit.text.edits import Edit
from hugokit.text.encoding import BOM
from hugokit.text.places import Places

_HTML = frozenset(("html", "htm"))
_IN_FRONT_MATTER = re.compile(rf"(?:\A|(?<=[ \t]))#+[ \t]*{MARK}(?P<said>[^\r\n]*)")
_IN_BODY = re.compile(r"<!--(?:-?>|(?P<inner>.*?)-->)", re.DOTALL)
_SAID = re.compile(r"\s*(?P<word>ignore-file|ignore)[ \t]*\[(?P<names>[^\]]*)\]")
_TABLES = ("table", "tables", "dotted")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment. `start` and `end`: its place in the file's text; `names`: the codes and slugs in it, as written.

    `lines`: the first and last line that it is about, counted from 1, None for the whole file. `fault`: why it cannot
    be understood, and then it is about nothing.
    """

    start: int
    end: int
    names: tuple[str, ...] = ()
    lines: tuple[int, int] | None = (0, 0)
    fault: str = ""

    def covers(self, line: int) -> bool:
        """Whether it is about a line."""
        return not self.fault and (self.lines is None or self.lines[0] <= line <= self.lines[1])


def suppressions(document: Document[Any], suffix: str) -> tuple[Suppression, ...]:
    """The comments of a page in the order written; `suffix` of its file says what the body is.

    None where the front matter cannot be read: what is a comment there cannot be told.
    """
    text = document.text
    if MARK not in text or document.error is not None:
        return ()
    places, body = Places(text), len(text) - len(document.body)
    found: list[Suppression] = []
    if document.fences and document.format:
        found += in_block(document.format, text, document.fences.start, document.fences.end, document.root, places)
    kind = suffix.lower().removeprefix(".")
    if kind in MARKDOWN or kind in _HTML:
        found += _in_body(text, body, places, markdown=kind in MARKDOWN)
    return tuple(found)


def in_block(
    format_: Format, text: str, start: int, end: int, root: Mapping, places: Places | None = None
) -> Iterator[Suppression]:
    """The comments of a block of front matter, or of a configuration file, whose tree is `root`."""
    if text.find(MARK, start, end) == -1:
        return
    places = places or Places(text)
    entries = _entries(root, places)
    for comment in comments(format_, text, start, end, root):
        said = _IN_FRONT_MATTER.search(comment.text)
        if said is None:
            continue
        line = places.at(comment.start)[0]
        alone = not places.line(line)[: places.at(comment.start)[1] - 1].strip(f" \t{BOM}")
        lines = _next(entries, line) if alone else _of_line(entries, line)
        yield _understood(comment.start + said.start(), comment.end, said["said"], lines)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key or an item of a list, with its first and last line. `table`: it reaches over parts of others (TOML)."""

    first: int
    last: int
    is_key: bool
    table: bool


def _entries(root: Mapping, places: Places) -> list[_Entry]:
    found: list[_Entry] = []
    for _, node in walk(root):
        if isinstance(node, Mapping):
            inner = [(pair.key_start, pair.node, True) for pair in node.pairs]
        elif isinstance(node, Sequence):
            inner = [(item.start, item, False) for item in node.items]
        else:
            continue
        for start, held, is_key in inner:
            table = getattr(held, "style", "") in _TABLES
            found.append(_Entry(places.at(start)[0], places.at(max(start, held.end - 1))[0], is_key, table))
    return found


def _next(entries: list[_Entry], line: int) -> tuple[int, int]:
    """The lines of what begins next below a line; no line where nothing does."""
    first = min((entry.first for entry in entries if entry.first > line), default=0)
    return first, _last(entries, first)


def _of_line(entries: list[_Entry], line: int) -> tuple[int, int]:
    """The lines of what begins on a line, and of the key that ends there."""
    ends = max((entry.first for entry in entries if entry.last == line and entry.is_key), default=line)
    return ends, max(line, _last(entries, line))


def _last(entries: list[_Entry], first: int) -> int:
    """The last line of what begins on a line: the outermost, of tables the innermost."""
    begun = [entry for entry in entries if entry.first == first]
    plain = [entry.last for entry in begun if not entry.table]
    return max(plain) if plain else min((entry.last for entry in begun), default=0)


def _in_body(text: str, body: int, places: Places, *, markdown: bool) -> Iterator[Suppression]:
    if text.find(MARK, body) == -1:
        return
    from hugokit.body.blocks import Blocks  # few bodies have such a comment

    blocks = Blocks(text[body:], markdown=markdown)
    for found in _IN_BODY.finditer(text, body):
        inner = (found["inner"] or "").lstrip()
        if not inner.startswith(MARK) or blocks.is_code(found.start() - body):
            continue
        first, last = places.at(found.start())[0], places.at(found.end())[0]
        before = places.line(first)[: places.at(found.start())[1] - 1]
        after = places.line(last)[places.at(found.end())[1] - 1 :]
        lines = first, last
        if not before.strip(f" \t{BOM}") and not after.strip(" \t"):
            shift = places.at(body)[0]
            block = blocks.after(last - shift)
            lines = (first, block[1] + shift) if block else (first, last)
        yield _understood(found.start(), found.end(), inner.removeprefix(MARK), lines)


def _understood(start: int, end: int, said: str, lines: tuple[int, int]) -> Suppression:
    found = _SAID.match(said)
    if found is None:
        return Suppression(start, end, fault=_fault(said))
    names = tuple(name.strip() for name in found["names"].split(",") if name.strip())
    if not names:
        return Suppression(start, end, fault=_fault(found["word"]))
    return Suppression(start, end, names, None if found["word"] == "ignore-file" else lines)


def _fault(said: str) -> str:
    word, *_ = (*said.split(maxsplit=1), "")
    if word.startswith("ignore"):
        return f"`{shorten(word)}` names no rule, so nothing is ignored: write `ignore[HK201]` with what is meant"
    return f"`hugokit: {shorten(word)}` says nothing: there are `ignore[HK201]` and `ignore-file[HK201]`"


def idle(one: Suppression, names: tuple[str, ...]) -> tuple[str, str]:
    """What to say of names that ignore nothing, and what is to be done."""
    where = "in this file" if one.lines is None else "here"
    named = ", ".join(map(shorten, names))
    mend = "delete the comment" if len(names) == len(one.names) else f"take {named} out of the comment"
    return f"nothing {where} is found by {named}: {mend}", mend


def without(text: str, one: Suppression, names: tuple[str, ...]) -> Edit:
    """Take names out of a comment; with the last one the comment goes, and its line if nothing else is on it."""
    left = [name for name in one.names if name not in names]
    if left:
        start, end = text.index("[", one.start) + 1, text.index("]", one.start)
        return Edit(start, end, ", ".join(left))
    places = Places(text)
    start = places.start(places.at(one.start)[0])
    last, after = places.at(one.end)
    rest = places.line(last)[after - 1 :]
    if not text[start : one.start].strip(" \t") and not rest.strip(" \t"):
        return Edit(start, one.end + len(rest) + _break_at(text, one.end + len(rest)), "")
    blanks = len(text[start : one.start]) - len(text[start : one.start].rstrip(" \t"))
    return Edit(one.start - blanks, one.end, "")


def _break_at(text: str, at: int) -> int:
    return 2 if text.startswith("\r\n", at) else int(text[at : at + 1] in ("\r", "\n") and at < len(text))
