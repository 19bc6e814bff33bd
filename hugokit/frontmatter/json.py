"""The JSON codec: reading with places, edits as splices, spelling of new values.

Numbers are floats, as in Hugo; `as_read` gives what a plain Python value becomes when it is written and read again
(5 -> 5.0, a date -> its ISO text). Integral floats are written without a fraction. A key that is written twice counts
with its last value: Set changes that one, Delete and Rename take all of them.

New text takes the style in use: colon and comma spacing, one line or one item a line, the indent of its neighbours and
their line end. Reorder exchanges the pairs between the places they stand at.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time
from json import dumps

from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter import brackets
from hugokit.frontmatter.brackets import Brackets
from hugokit.frontmatter.dates import iso_moment
from hugokit.frontmatter.json_spans import Scanner
from hugokit.frontmatter.node import Mapping, Node, Pair, Path, Sequence, Value, walk
from hugokit.frontmatter.operations import Insert, Operation, Rename, Reorder, Set, same
from hugokit.frontmatter.steps import absolute, at_the_edge, node_at, pair_named, show
from hugokit.limits import MAX_DEPTH
from hugokit.text.edits import Edit
from hugokit.text.places import newline_of

_PLAIN_INTEGER = 1e21


def read(text: str, start: int, end: int) -> Mapping:
    """The object in text[start:end] (braces included). FrontMatterError HK101 for bad syntax, HK103 over a limit."""
    return Scanner(text, start, end).document()


def as_read(value: Value) -> Value:
    """What a plain value becomes in JSON; UnsupportedEdit for one that JSON or Hugo cannot hold as it is."""
    return _as_read(value, 0)


def spell(value: Value) -> str:
    """A value on one line."""
    return _Style("", "", ": ", ", ", False).spell(as_read(value), "")


def edits(text: str, start: int, end: int, root: Mapping, op: Operation) -> list[Edit]:
    """The splices that make `op`; UnsupportedEdit with the reason where there are none."""
    del start, end  # the root says it
    style = _style_of(text, root, op)
    if isinstance(op, Reorder):
        return _reorder(text, root, op)
    if isinstance(op, Set):
        return _set(text, root, at_the_edge(root, Set(absolute(root, op.path), op.value, op.after, op.style)), style)
    path = absolute(root, op.path, insert=isinstance(op, Insert))
    parent, step = node_at(root, path[:-1]), path[-1]
    if isinstance(op, Insert):
        if not isinstance(parent, Sequence) or not isinstance(step, int):
            raise UnsupportedEdit(f"{show(path[:-1])} is not a list")
        inside = _brackets(text, parent)
        return brackets.insert(inside, step, style.spell(as_read(op.value), _item_indent(inside)))
    if isinstance(op, Rename):
        return _rename(parent, step, op.key, path)
    return _delete(text, parent, step, path)


@dataclass(frozen=True, slots=True)
class _Style:
    """How new text is written. `unit` is one level of indent; "" for everything on one line."""

    unit: str
    newline: str
    colon: str
    comma: str
    tall_lists: bool

    def spell(self, value: Value, indent: str) -> str:
        """A value as read, on a line that starts with `indent`."""
        if isinstance(value, dict):
            parts = [f"{_quote(key)}{self.colon}{self.spell(item, indent + self.unit)}" for key, item in value.items()]
            return self._wrap("{", parts, "}", indent, bool(self.unit))
        if isinstance(value, list):
            tall = bool(self.unit) and (self.tall_lists or any(isinstance(item, dict) for item in value))
            parts = [self.spell(item, indent + self.unit if tall else indent) for item in value]
            return self._wrap("[", parts, "]", indent, tall)
        return _quote(value) if isinstance(value, str) else _number(value) if isinstance(value, float) else dumps(value)

    def _wrap(self, left: str, parts: list[str], right: str, indent: str, tall: bool) -> str:
        if not tall or not parts:
            return f"{left}{self.comma.join(parts)}{right}"
        inner = f",{self.newline}{indent}{self.unit}".join(parts)
        return f"{left}{self.newline}{indent}{self.unit}{inner}{self.newline}{indent}{right}"


def _as_read(value: Value, depth: int) -> Value:
    if depth > MAX_DEPTH:
        raise UnsupportedEdit(f"the value is nested deeper than {MAX_DEPTH} levels")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _as_float(value)
    if isinstance(value, str):
        if any("\ud800" <= char <= "\udfff" for char in value):
            raise UnsupportedEdit("a text with bytes that are not UTF-8 cannot be written")
        return value
    if isinstance(value, datetime | date | time):
        return iso_moment(value)
    if isinstance(value, list | tuple):
        return [_as_read(item, depth + 1) for item in value]
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise UnsupportedEdit("the keys of a map must be text")
        return {str(_as_read(key, depth)): _as_read(item, depth + 1) for key, item in value.items()}
    raise UnsupportedEdit(f"JSON has no way to write a {type(value).__name__}")


def _as_float(value: float) -> float:
    try:
        out = float(value)
    except OverflowError:
        out = math.inf
    if not math.isfinite(out):
        raise UnsupportedEdit(f"JSON has no way to write the number {out}")
    if out != value:
        raise UnsupportedEdit(f"the number {value} loses digits: Hugo reads JSON numbers as floats; write it as text")
    return out


def _number(value: float) -> str:
    whole = value.is_integer() and abs(value) < _PLAIN_INTEGER and (value or math.copysign(1, value) > 0)
    return str(int(value)) if whole else repr(value)


def _quote(text: str) -> str:
    return dumps(text, ensure_ascii=False)


def _brackets(text: str, node: Mapping | Sequence) -> Brackets:
    spans = (
        [(pair.key_start, pair.node.end) for pair in node.pairs]
        if isinstance(node, Mapping)
        else [(item.start, item.end) for item in node.items]
    )
    return Brackets(text, node.start, node.end - 1, spans, comments=False)


def _style_of(text: str, root: Mapping, op: Operation) -> _Style:
    whole = _brackets(text, root)
    newline = newline_of(text, root.start)
    first = root.pairs[0] if root.pairs else None
    unit = whole.indent(first.key_start) if first and whole.per_line() else ""
    if not unit and (whole.per_line() or (not first and "\n" in text[root.start : root.end])):
        unit = "  "
    unit = unit.removeprefix(whole.indent(root.start)) or unit
    wanted = op.style if isinstance(op, Set) else None
    if wanted == "flow":
        unit = ""
    elif wanted == "block":
        unit = unit or "  "
    colon = text[first.key_end : first.node.start] if first else ": "
    if "\n" in colon:
        colon = ": "
    gaps = (_comma_gap(text, node) for _, node in walk(root))
    comma = next((gap for gap in gaps if gap is not None), ", " if colon != ":" else ",")
    lists = [node for _, node in walk(root) if isinstance(node, Sequence) and node.items]
    tall = wanted == "block" or (bool(lists) and _brackets(text, lists[0]).per_line())
    return _Style(unit, newline, colon, comma, tall and wanted != "flow")


def _comma_gap(text: str, node: Node) -> str | None:
    """The comma between the first two items of a node with what follows it, where they share a line."""
    if not isinstance(node, Mapping | Sequence):
        return None
    spans = _brackets(text, node).spans
    gap = text[spans[0][1] : spans[1][0]] if len(spans) > 1 else "\n"
    return None if "\n" in gap else gap


def _item_indent(inside: Brackets) -> str:
    """The indent of the line that a new item of these brackets starts on, or stands on."""
    if inside.spans:
        return inside.indent(inside.spans[-1][0])
    return inside.indent(inside.open)


def _set(text: str, root: Mapping, op: Set, style: _Style) -> list[Edit]:
    parent, step = node_at(root, op.path[:-1]), op.path[-1]
    if isinstance(step, int):
        return _replace(text, node_at(parent, (step,)), as_read(op.value), style)
    if not isinstance(parent, Mapping):
        raise UnsupportedEdit(f"{show(op.path[:-1])} is not a map")
    old = pair_named(parent, step)
    if old:
        return _replace(text, old.node, as_read(op.value), style)
    return _new_pair(text, parent, step, as_read(op.value), op.after, style)


def _new_pair(text: str, parent: Mapping, key: str, value: Value, after: str | None, style: _Style) -> list[Edit]:
    inside = _brackets(text, parent)
    index = len(parent.pairs)
    if after is not None and (before := pair_named(parent, after)):
        index = parent.pairs.index(before) + 1
    indent = _item_indent(inside)
    if parent.pairs:
        return brackets.insert(inside, index, f"{_quote(key)}{style.colon}{style.spell(value, indent)}")
    if not style.unit:
        return brackets.insert(inside, 0, f"{_quote(key)}{style.colon}{style.spell(value, indent)}")
    return [Edit(parent.start, parent.end, style.spell({key: value}, indent))]


def _replace(text: str, node: Node, value: Value, style: _Style) -> list[Edit]:
    """The smallest change from a node to a value: inside it where its shape stays, else the whole of it."""
    if same(node.value, value):
        return []
    if isinstance(node, Mapping) and isinstance(value, dict) and len(node.pairs) == len(node.value):
        gone = [key for key in node.value if key not in value]
        new = [key for key in value if key not in node.value]
        if node.pairs and len(gone) + len(new) <= 1 and len(gone) < len(node.pairs):
            out = [e for p in node.pairs if p.key in value for e in _replace(text, p.node, value[p.key], style)]
            out += [e for key in gone for e in _delete(text, node, key, (key,))]
            return out + [e for key in new for e in _new_pair(text, node, key, value[key], None, style)]
    if isinstance(node, Sequence) and isinstance(value, list) and len(node.items) == len(value):
        return [e for item, new in zip(node.items, value, strict=True) for e in _replace(text, item, new, style)]
    return [Edit(node.start, node.end, _shaped(text, node, style).spell(value, _line_indent(text, node.start)))]


def _shaped(text: str, node: Node, style: _Style) -> _Style:
    """The style with lists as tall as the one that is replaced."""
    if not isinstance(node, Sequence) or not node.items:
        return style
    tall = _brackets(text, node).per_line()
    return _Style(style.unit, style.newline, style.colon, style.comma, tall and bool(style.unit))


def _line_indent(text: str, offset: int) -> str:
    return Brackets(text, 0, len(text), (), comments=False).indent(offset)


def _delete(text: str, parent: Node, step: str | int, path: Path) -> list[Edit]:
    if isinstance(parent, Sequence) and isinstance(step, int):
        return brackets.delete(_brackets(text, parent), step)
    if not isinstance(parent, Mapping) or not isinstance(step, str) or not pair_named(parent, step):
        raise UnsupportedEdit(f"there is nothing at {show(path)}")
    positions = [index for index, pair in enumerate(parent.pairs) if pair.key == step]
    if len(positions) == len(parent.pairs):
        return [Edit(parent.start + 1, parent.end - 1, "")]
    if len(positions) == 1:
        return brackets.delete(_brackets(text, parent), positions[0])
    return _delete_all(parent.pairs, step)


def _delete_all(pairs: tuple[Pair, ...], key: str) -> list[Edit]:
    """Every pair with a key that is written more than once."""
    out: list[Edit] = []
    kept = [index for index, pair in enumerate(pairs) if pair.key != key]
    for before, after in zip([-1, *kept], [*kept, len(pairs)], strict=True):
        if after == before + 1:
            continue
        if after < len(pairs):
            out.append(Edit(pairs[before + 1].key_start, pairs[after].key_start, ""))
        else:
            out.append(Edit(pairs[before].node.end, pairs[-1].node.end, ""))
    return out


def _rename(parent: Node, step: str | int, new: str, path: Path) -> list[Edit]:
    if not isinstance(parent, Mapping) or not isinstance(step, str) or not pair_named(parent, step):
        raise UnsupportedEdit(f"there is no key at {show(path)}")
    if new == step:
        return []
    if pair_named(parent, new):
        raise UnsupportedEdit(f"there is already a key {new!r}")
    return [Edit(p.key_start, p.key_end, _quote(str(as_read(new)))) for p in parent.pairs if p.key == step]


def _reorder(text: str, root: Mapping, op: Reorder) -> list[Edit]:
    node = node_at(root, op.path)
    if isinstance(node, Mapping):
        slots = [(pair.key_start, pair.node.end, pair.key) for pair in node.pairs]
        wanted = [slot for key in op.keys for slot in slots if slot[2] == key]
    else:
        slots = [(item.start, item.end, "") for item in node.items] if isinstance(node, Sequence) else []
        wanted = [slots[int(index)] for index in op.keys]
    return [
        Edit(slot[0], slot[1], text[piece[0] : piece[1]])
        for slot, piece in zip(slots, wanted, strict=True)
        if slot is not piece
    ]
