"""Lists in brackets, as TOML and JSON have them: one item a line, or all on one line. No value changes."""

from __future__ import annotations

import re

from hugokit.frontmatter.brackets import Brackets
from hugokit.frontmatter.node import Node, Scalar, Sequence
from hugokit.text.edits import Edit
from hugokit.text.places import newline_of

_BREAK = re.compile("[\n\r]")


def list_edit(inside: Brackets, node: Sequence, form: str, unit: str, *, trailing: bool) -> Edit | None:
    """The edit that gives a list the wanted form, None where it has it or must stay.

    `unit`: one level of indent; `trailing`: whether a comma stands behind the last of many lines. A list that holds
    comments or anything but single values on one line stays.
    """
    text = inside.text
    if not node.items or inside.has_comment() or not all(_on_one_line(text, item) for item in node.items):
        return None
    items = [text[start:end] for start, end in inside.spans]
    if form == "flow":
        tall = _BREAK.search(text, node.start, node.end)
        return Edit(node.start, node.end, f"[{', '.join(items)}]") if tall else None
    if inside.per_line():
        return None
    line_end, indent = newline_of(text, node.start), inside.indent(node.start)
    lines = f",{line_end}{indent}{unit}".join(items)
    end = f"{',' if trailing else ''}{line_end}{indent}]"
    return Edit(node.start, node.end, f"[{line_end}{indent}{unit}{lines}{end}")


def _on_one_line(text: str, item: Node) -> bool:
    return isinstance(item, Scalar) and not _BREAK.search(text, item.start, item.end)
