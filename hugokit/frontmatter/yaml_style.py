"""Other spellings of the same YAML values: quotes, lists on one line or several. No value changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from hugokit.frontmatter import yaml_spell as spelling
from hugokit.frontmatter.node import Mapping, Node, Pair, Scalar, Sequence
from hugokit.text.edits import Edit
from hugokit.text.places import newline_of

_LINE = re.compile("[\n\r]")


def quote_edits(text: str, root: Mapping, quotes: Literal["double", "single", "minimal"]) -> Iterator[Edit]:
    """Write every one-line text value in the wanted quotes, as far as it can be."""
    wanted = "plain" if quotes == "minimal" else quotes
    for node, in_flow in _values(root):
        written = text[node.start : node.end]
        if not isinstance(node, Scalar) or node.style not in ("plain", "single", "double") or _LINE.search(written):
            continue
        if not isinstance(node.value, str) or "\ufffd" in node.value:
            continue
        if node.style == "plain" and spelling.is_timestamp(node.value):
            continue  # a date in quotes is a text to other readers
        new = spelling.text(node.value, wanted, flow=in_flow)
        if new != written and not (wanted == "plain" and new.startswith('"') and written[:1] in "'\""):
            yield Edit(node.start, node.end, new)


def _values(node: Node, in_flow: bool = False) -> Iterator[tuple[Node, bool]]:
    inside = in_flow or (isinstance(node, Mapping | Sequence) and node.style == "flow")
    children = [pair.node for pair in node.pairs] if isinstance(node, Mapping) else []
    children = list(node.items) if isinstance(node, Sequence) else children
    if not children:
        yield node, in_flow
    for child in children:
        yield from _values(child, inside)


def list_edits(text: str, start: int, end: int, root: Mapping, form: Literal["block", "flow"]) -> Iterator[Edit]:
    """Write lists of single values in block or in flow style. A list with comments or nested values stays."""
    del end  # the root says it
    if root.style == "flow":
        return
    for pair, indent in _pairs(text, start, root):
        node = pair.node
        if not isinstance(node, Sequence) or node.style == form or not node.items or node.anchor:
            continue
        if not all(isinstance(item, Scalar) and _plain_sight(text, item) for item in node.items):
            continue
        edit = _to_block(text, pair, node, indent) if form == "block" else _to_flow(text, pair, node)
        if edit is not None:
            yield edit


def _pairs(text: str, start: int, mapping: Mapping) -> Iterator[tuple[Pair, int]]:
    """The pairs of block maps that begin a line, with their indentation."""
    for pair in mapping.pairs:
        line = max(text.rfind("\n", start, pair.key_start), text.rfind("\r", start, pair.key_start), start - 1) + 1
        if not text[line : pair.key_start].strip():
            yield pair, pair.key_start - line
        if isinstance(pair.node, Mapping) and pair.node.style == "block":
            yield from _pairs(text, start, pair.node)


def _plain_sight(text: str, item: Node) -> bool:
    """A value that is written, on one line, without an anchor."""
    return item.start < item.end and item.anchor is None and not _LINE.search(text[item.start : item.end])


def _to_block(text: str, pair: Pair, node: Sequence, indent: int) -> Edit | None:
    colon = text.index(":", pair.key_end)
    after = _LINE.search(text, node.end)
    trailing = text[node.end : after.start()] if after else text[node.end :]
    if "#" in _between(text, node) or "#" in trailing or text[colon + 1 : node.start].strip():
        return None
    line_end = newline_of(text, pair.key_start)
    items = "".join(f"{line_end}{' ' * (indent + 2)}- {text[i.start : i.end]}" for i in node.items)
    return Edit(colon + 1, node.end + len(trailing), items)


def _to_flow(text: str, pair: Pair, node: Sequence) -> Edit | None:
    colon = text.index(":", pair.key_end)
    last = node.items[-1].end
    after = _LINE.search(text, last)
    trailing = text[last : after.start()] if after else ""
    between = text[colon + 1 : node.start] + _between(text, node).replace("-", "") + trailing
    if between.strip():
        return None
    items = ", ".join(_flow_item(text, item) for item in node.items)
    return Edit(colon + 1, last + len(trailing), f" [{items}]")


def _flow_item(text: str, item: Node) -> str:
    written = text[item.start : item.end]
    if isinstance(item, Scalar) and item.style == "plain" and isinstance(item.value, str):
        return spelling.text(item.value, "plain", flow=True)
    return written


def _between(text: str, node: Sequence) -> str:
    """What stands inside a list beside its items."""
    at, out = node.start, ""
    for item in node.items:
        out += text[at : item.start]
        at = item.end
    return out + text[at : node.end]
