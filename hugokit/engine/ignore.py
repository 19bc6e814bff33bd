"""Write comments that ignore findings. Each is proven: it changes nothing that Hugo reads, and it does ignore."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from hugokit.body.blocks import Blocks, outline
from hugokit.body.lexer import ShortcodeError
from hugokit.body.shortcodes import Shortcode, parse
from hugokit.diagnostic import Diagnostic
from hugokit.document import Document, loads
from hugokit.engine.fix import MAX_CHANGES
from hugokit.engine.suppress import Comments
from hugokit.frontmatter.node import find
from hugokit.frontmatter.operations import same
from hugokit.page import MARKDOWN
from hugokit.text.edits import Edit, splice
from hugokit.text.places import Places, newline_of

_OWN = "HK007"
_NAMES = {"json": "JSON", "org": "Org"}


@dataclass(slots=True)
class Ignoring:
    """A document with comments. `left`: findings, where they are now, that got none; `notes`: why."""

    document: Document[Any]
    left: list[Diagnostic] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    comments: int = 0


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a comment goes: above the line that begins at `at`. `whole`: it is about the whole file."""

    at: int
    in_body: bool
    whole: bool = False


def add_comments(document: Document[Any], path: Path, found: Sequence[Diagnostic], reason: str) -> Ignoring:
    """The document with a comment for each finding, where that is possible. A wrong comment (HK007) is not ignored."""
    done = Ignoring(document, [one for one in found if one.code == _OWN])
    why: dict[str, Counter[str]] = {}
    waiting = [one for one in found if one.code != _OWN]
    while waiting:
        one = max(waiting, key=lambda each: (each.end, each.start))
        try:
            edit, group = _place(done, path, one, waiting, reason)
        except _Impossible as refusal:
            why.setdefault(str(refusal), Counter())[one.code] += 1
            done.left.append(one)
            waiting.remove(one)
        else:
            waiting = _moved([each for each in waiting if each not in group], edit)
            done.left = _moved(done.left, edit)
    done.notes = [_note(text, codes, path) for text, codes in why.items()]
    return done


def _moved(found: list[Diagnostic], edit: Edit) -> list[Diagnostic]:
    """Findings where they are after a comment was put into the text."""
    width = len(edit.new)
    return [
        replace(one, start=one.start + width, end=one.end + width) if one.end and one.start >= edit.start else one
        for one in found
    ]


class _Impossible(Exception):
    """Why no comment can be written for a finding."""


def _note(why: str, codes: Counter[str], path: Path) -> str:
    names = ", ".join(f'"{code}"' for code in sorted(codes))
    return f'{why}; ignore it in the settings, [lint.per-file-ignores] "{path.as_posix()}" = [{names}]'


def _place(
    done: Ignoring, path: Path, one: Diagnostic, waiting: list[Diagnostic], reason: str
) -> tuple[Edit, list[Diagnostic]]:
    """Write a comment for a finding, and for the others that it can be about; the edit, and whom it is about."""
    document = done.document
    if document.error is not None:
        raise _Impossible("front matter that cannot be read has no comments")
    if done.comments >= MAX_CHANGES:
        raise _Impossible(f"stopped after {MAX_CHANGES} comments in one file: run it again")
    spot = _spot(document, path, one)
    group = [each for each in waiting if each is one or _spot_if_any(document, path, each) == spot]
    edit = _edit(document, spot, sorted({each.code for each in group}), reason)
    after = loads(document.as_given(splice(document.text, [edit])), hugo=document.hugo)
    if not _proven(document, after, edit, spot) or Comments.of(after, path).apply(_moved(group, edit)):
        raise _Impossible(f"no comment can stand above line {Places(document.text).at(spot.at)[0]}")
    done.document, done.comments = after, done.comments + 1
    return edit, group


def _spot_if_any(document: Document[Any], path: Path, one: Diagnostic) -> _Spot | None:
    try:
        return _spot(document, path, one)
    except _Impossible:
        return None


def _spot(document: Document[Any], path: Path, one: Diagnostic) -> _Spot:
    """Where a comment about a finding goes. _Impossible where comments have no meaning."""
    text, body = document.text, len(document.text) - len(document.body)
    if not one.end or (one.path and find(document.root, one.path[:1]) is None):
        return _Spot(_head(document, path), in_body=not _has_comments(document), whole=True)
    if one.start >= body:
        return _Spot(_block(text, body, one.start, path), in_body=True)
    if not _has_comments(document):
        raise _Impossible(f"{_NAMES.get(document.format or '', 'such')} front matter has no comments")
    places = Places(text)
    return _Spot(places.start(places.at(one.start)[0]), in_body=False)


def _has_comments(document: Document[Any]) -> bool:
    return document.format in ("yaml", "toml")


def _head(document: Document[Any], path: Path) -> int:
    if document.fences and _has_comments(document):
        return document.fences.start
    if not _is_markdown(path):
        raise _Impossible("comments are written into Markdown, YAML and TOML only")
    return len(document.text) - len(document.body)


def _is_markdown(path: Path) -> bool:
    return path.suffix.lower().removeprefix(".") in MARKDOWN


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where lines, blocks and outermost shortcodes of a text are; `shortcodes` is None where they cannot be read."""

    places: Places
    blocks: Blocks
    shortcodes: tuple[tuple[int, int], ...] | None


@lru_cache(maxsize=1)
def _layout(text: str, body: int) -> _Layout:
    """Made once for all findings of a text."""
    try:
        calls = [node for node in parse(text[body:]) if isinstance(node, Shortcode)]
        spans = tuple((node.start + body, node.end + body) for node in calls)
    except ShortcodeError:
        spans = None
    return _Layout(Places(text), Blocks(text[body:], markdown=True), spans)


def _block(text: str, body: int, offset: int, path: Path) -> int:
    """Where the outermost block begins that holds an offset."""
    if not _is_markdown(path):
        raise _Impossible("comments are written into Markdown, YAML and TOML only")
    layout = _layout(text, body)
    shift = layout.places.at(body)[0]
    block = layout.blocks.holding(layout.places.at(offset)[0] - shift)
    if block is None:
        raise _Impossible("what stands in no block of text cannot have a comment")
    first = max(body, layout.places.start(block[0] + shift))
    if layout.shortcodes is None:
        raise _Impossible("shortcodes that Hugo cannot read leave no place for a comment")
    if any(start < first < end for start, end in layout.shortcodes):
        raise _Impossible("inside a shortcode a comment would be its content")
    return first


def _edit(document: Document[Any], spot: _Spot, codes: list[str], reason: str) -> Edit:
    text = document.text
    rest = text[spot.at :]
    indent = "" if spot.in_body else rest[: len(rest) - len(rest.lstrip(" \t"))]
    said = f"hugokit: {'ignore-file' if spot.whole else 'ignore'}[{', '.join(codes)}]{reason and ' '}{reason}"
    comment = f"<!-- {said} -->" if spot.in_body else f"{indent}# {said}"
    return Edit(spot.at, spot.at, comment + newline_of(text, spot.at))


def _proven(before: Document[Any], after: Document[Any], edit: Edit, spot: _Spot) -> bool:
    """Whether Hugo reads the same: the values, the other comments and the body, but for the comment in it."""
    if after.error is not None or after.format != before.format or not same(after.plain, before.plain):
        return False
    if spot.in_body:
        left = outline(after.body)
        new = ("html_block", edit.new.replace("\r\n", "\n").replace("\r", "\n"))
        if new in left:
            left.remove(new)
        return left == outline(before.body)
    old, now = (Counter(comment.text for comment in one.comments) for one in (before, after))
    return after.body == before.body and now - old == Counter([edit.new.strip()]) and not old - now
