"""Reads the values of a tame YAML block line by line, some fifteen times faster than its tree is built.

Tame is what nearly all front matter is: `key: value` lines, lists of dashes, maps by indentation, one-line lists,
block texts of evenly indented lines, comments. Every line must be on an allow-list; for anything else (anchors, tags,
continued lines, tabs, flow maps, repeated keys, odd indentation, syntax errors …) the answer is None and yaml_tree
reads the block. What is answered is what yaml_tree would say: tests/codecs/test_yaml_fast.py compares them.

On Python 3.13 this is as fast as yamlrocks with the allow-list that it would need before it (benchmarks/README.md), it
runs on 3.11, and numbers are resolved by the same function as in the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from sys import intern
from typing import Any

from hugokit.frontmatter.node import Value
from hugokit.frontmatter.yaml_scalars import WORDS, resolve
from hugokit.text.encoding import has_stray

_MAX_CHARS = 65_536
_MAX_COLLECTIONS = 100
_MAX_LEVELS = 12
_SWITCHES = {"true": True, "false": False}

_DOUBLE = r'"[^"\\\n\r\t]*+(?:\\["\\/][^"\\\n\r\t]*+)*+"'
_SINGLE = r"'[^'\n\r\t]*+(?:''[^'\n\r\t]*+)*+'"
_IN_FLOW = r"[^\n\r\t ,:#\[\]{}\"'&*!|>%@`<?.-][^\n\r\t,:#\[\]{}\"'<]*+"
_ENTRY = rf"(?:{_DOUBLE}[ ]*+|{_SINGLE}[ ]*+|{_IN_FLOW})"
_PLAIN = r"""(?:[^\n\r\t \-?:,\[\]{}#&*!|>'"%@`<]|-(?=[^\n\r\t -]))[^\n\r\t:#]*+"""
LINE = re.compile(
    rf"""
    ([ ]*+)                                                     # how deep
    (-[ ]++)?+                                                  # a list item
    (?:([A-Za-z_][A-Za-z0-9_.-]*+)[ ]*+:(?=[ \n\r]|\Z)[ ]*+)?+  # a key
    ( {_DOUBLE} | {_SINGLE}
    | \[[ ]*+(?:{_ENTRY}(?:,[ ]*+{_ENTRY})*+,?+[ ]*+)?+\]
    | {_PLAIN}(?:(?::(?=[^ \t\n\r])|(?<=[^ ])\#)[^\n\r\t:#]*+)*+
    | [|>]-?[ ]*+(?:\n\1[ ]++[^ \n\r\t][^\n\r]*+|\n(?=\n))++(?=\n)(?!\n[ ]+(?:\n|\Z))
    )?+[ ]*+
    (?:(?<![^ \n])\#[^\n\r]*+)?+                                # a comment
    (?:\r?\n|\Z)
    |([\s\S]+)                                                  # the first line that is not tame, and all after it
    """,
    re.VERBOSE,
)
_ENTRIES = re.compile(rf"{_DOUBLE}|{_SINGLE}|{_IN_FLOW}")
_ESCAPE = re.compile(r"\\(.)")

_Line = tuple[str, str, str, str, str]


def tame_values(text: str, start: int, end: int) -> dict[str, Value] | None:
    """The values of the map in text[start:end], or None where the block is not tame."""
    block = text[start:end]
    if len(block) > _MAX_CHARS or has_stray(block):
        return None
    return _build(LINE.findall(block), _MAX_COLLECTIONS - block.count("["))


def _build(lines: Iterable[_Line], spare: int) -> dict[str, Value] | None:  # noqa: C901, PLR0912 - one loop, for speed
    """The map of the lines, with at most `spare` maps and lists in it that take more than a line.

    `node` is the innermost open map or list and `top` its column, `outer` those around it.
    """
    root: dict[str, Value] = {}
    node: Any = root
    top, in_list, waiting = 0, False, ""
    outer: list[tuple[int, bool, Any]] = []
    for indent, dash, key, value, bad in lines:
        if not (key or dash):
            if value or bad:
                return None
            continue
        column, item = len(indent), dash != ""
        if waiting:
            if column > top or (item and column == top):
                outer.append((top, in_list, node))
                node[waiting] = node = [] if item else {}
                top, in_list, spare = column, item, spare - 1
            waiting = ""
        while top > column or (in_list and not item and top == column):
            top, in_list, node = outer.pop()
        if top != column or item is not in_list:
            return None
        if item:
            if not key:
                if not value or value[0] in "|>":
                    return None
                node.append(_value(value))
                continue
            outer.append((top, True, node))
            node.append({})
            node, top, in_list, spare = node[-1], column + len(dash), False, spare - 1
        key = intern(key)  # thousands of pages have the same ones
        if key in node or key in WORDS:
            return None
        if not value:
            node[key], waiting = None, key
        elif value in _SWITCHES:
            node[key] = _SWITCHES[value]
        elif value[0].isalpha() and value[-1] != " " and value not in WORDS:
            node[key] = value  # what nearly all values are
        elif value[0] in "|>":
            node[key] = text = _block_text(value, top)
            if text is None:
                return None
        else:
            node[key] = _value(value)
        if len(outer) > _MAX_LEVELS:
            return None
    return root if spare >= 0 else None


def _value(written: str) -> Value:
    """One value as it is written on its line."""
    first = written[0]
    if first == '"':
        text = written[1:-1]
        return _ESCAPE.sub(r"\1", text) if "\\" in text else text
    if first == "'":
        return written[1:-1].replace("''", "'")
    if first == "[":
        entries = _ENTRIES.findall(written, 1)
        return [
            intern(one) if one[0].isalpha() and one[-1] != " " and one not in WORDS else _value(one.rstrip(" "))
            for one in entries
        ]
    return resolve(written.rstrip(" "))


def _block_text(written: str, column: int) -> str | None:
    """The text of `|` or `>`, with or without `-`, and its lines; None where they are not evenly indented."""
    header, first, *rest = written.split("\n")
    margin = first[: len(first) - len(first.lstrip(" "))]
    if len(margin) <= column or any(line and not line.startswith(margin) for line in rest):
        return None
    lines = [line[len(margin) :] for line in (first, *rest)]
    if header[0] == ">" and any(not line or line[0] == " " for line in lines):
        return None
    text = (" " if header[0] == ">" else "\n").join(lines).rstrip("\n")
    return text if "-" in header else text + "\n"
