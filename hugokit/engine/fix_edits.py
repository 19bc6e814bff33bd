"""What a fix would replace in the text of a file: operations carried out on a copy, and the difference."""

from __future__ import annotations

import copy
import re
from typing import Any

from hugokit.diagnostic import Fix
from hugokit.document import Document
from hugokit.errors import UnsupportedEdit
from hugokit.text.edits import Edit
from hugokit.text.encoding import has_stray

_LONGEST_WORD = 100
_WORD = re.compile(r"[\w-]+")
_WORD_AT_END = re.compile(r"[\w-]+\Z")


def edits_of(document: Document[Any], fix: Fix) -> tuple[Edit, ...]:
    """The edits that a fix comes to in the document's text, which stays as it is.

    None where `check --fix` would refuse it, and where the new text has bytes that are not UTF-8: no report can say it.
    """
    edits = fix.edits or _difference(document, fix)
    return () if any(has_stray(edit.new) for edit in edits) else edits


def _difference(document: Document[Any], fix: Fix) -> tuple[Edit, ...]:
    mended = copy.copy(document)  # what is read of it is shared; a change gives the copy a text and a tree of its own
    try:
        mended.apply(*fix.operations)
    except UnsupportedEdit:
        return ()
    old, new = document.text, mended.text
    if old == new:
        return ()
    most = min(len(old), len(new))
    start = _common(old, new, most)
    tail = _common(old[start:][::-1], new[start:][::-1], most - start)
    return (_whole_words(old, _whole_line_ends(old, Edit(start, len(old) - tail, new[start : len(new) - tail]))),)


def _common(one: str, other: str, most: int) -> int:
    """How many first characters two texts share, at most `most`."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _whole_line_ends(text: str, edit: Edit) -> Edit:
    """The same edit without a border between the two characters of a line end."""
    start, end, new = edit.start, edit.end, edit.new
    if text[start - 1 : start + 1] == "\r\n":
        start, new = start - 1, "\r" + new
    if text[end - 1 : end + 1] == "\r\n":
        end, new = end + 1, new + "\n"
    return Edit(start, end, new)


def _whole_words(text: str, edit: Edit) -> Edit:
    """The same edit without a border inside a word, so that people who are shown it can read it."""
    start, end = edit.start, edit.end
    inside = text[start:end], edit.new
    if any(_WORD.match(part) for part in inside):
        found = _WORD_AT_END.search(text, max(0, start - _LONGEST_WORD), start)
        start = found.start() if found else start
    if any(_WORD.match(part[-1:]) for part in inside):
        found = _WORD.match(text, end, end + _LONGEST_WORD)
        end = found.end() if found else end
    return Edit(start, end, text[start : edit.start] + edit.new + text[edit.end : end])
