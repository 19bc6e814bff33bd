"""Edits of a tame YAML block without its tree: what bulk edits do most, a single value at the top.

The splice is the one that yaml_edit would make (tests/codecs/test_yaml_quick.py compares them), or None.
"""

from __future__ import annotations

from hugokit.frontmatter import yaml_spell as spelling
from hugokit.frontmatter.node import Value
from hugokit.frontmatter.operations import Operation, Set, same
from hugokit.frontmatter.yaml_fast import LINE
from hugokit.text.edits import Edit
from hugokit.text.places import newline_of

_QUOTES = {"'": "single", '"': "double"}


def quick_edit(text: str, start: int, end: int, values: dict[str, Value], op: Operation) -> Edit | None:
    """The splice of an operation on text[start:end], of which yaml_fast.tame_values gave `values`."""
    if not isinstance(op, Set) or len(op.path) != 1 or op.style is not None or not isinstance(op.path[0], str):
        return None
    if not isinstance(op.value, str | int | float) or (isinstance(op.value, str) and "\n" in op.value):
        return None
    if op.path[0] in values:
        return _replaced(text, start, end, values, op.path[0], op.value)
    return _added(text, start, end, values, op) if values else None


def _replaced(text: str, start: int, end: int, values: dict[str, Value], key: str, new: Value) -> Edit | None:
    old = values[key]
    if not isinstance(old, str | int | float) or same(old, new):
        return None
    at = start if text.startswith(key, start, end) else text.find(f"\n{key}", start, end) + 1
    line = LINE.match(text, at, end) if at >= start else None
    written = line[4].rstrip(" ") if line and line[3] == key and not line[1] and line[4] else ""
    if not line or not written or written[0] in "|>":
        return None
    if not isinstance(new, str):
        spelled = spelling.inline(new, spelling.Style())
    elif isinstance(old, str) or written[0] in _QUOTES:
        spelled = _respelled(written, old, new)
    else:
        spelled = spelling.text(new, _quote(LINE.findall(text, start, end), values))
    return Edit(line.start(4), line.start(4) + len(written), spelled)


def _respelled(written: str, old: Value, new: str) -> str:
    """A text in the style of the one before."""
    if written[0] in _QUOTES:
        return spelling.text(new, _QUOTES[written[0]])
    dates = spelling.is_timestamp(old) and spelling.is_timestamp(new)
    return new if dates else spelling.text(new, "plain")


def _added(text: str, start: int, end: int, values: dict[str, Value], op: Set) -> Edit | None:
    """A new key below the last line of the key `op.after`, else of all."""
    after = op.after if op.after in values else list(values)[-1]
    current, at = "", -1
    for line in LINE.finditer(text, start, end):
        indent, dash, name, value = line.group(1, 2, 3, 4)
        if not dash and name and not indent:
            current = name
        if current == after and (dash or name):
            if value and value[0] in "|>":
                return None
            at = line.end()
    if at < 0:
        return None
    newline = newline_of(text, start)
    lead = "" if text[at - 1] in "\r\n" else newline
    style = spelling.Style(quote=_quote(LINE.findall(text, start, end), values), newline=newline)
    return Edit(at, at, lead + spelling.entry(str(op.path[0]), op.value, 0, style))


def _quote(lines: list[tuple[str, ...]], values: dict[str, Value]) -> str:
    """The quotes of most texts at the top; those that must be do not count."""
    styles = []
    for indent, dash, name, written, _ in lines:
        if name and not indent and not dash and written and written[0] not in "|>" and isinstance(values[name], str):
            quote = _QUOTES.get(written[0], "plain")
            if quote == "plain" or spelling.can_be_plain(values[name]):
                styles.append(quote)
    return max(("plain", "single", "double"), key=styles.count)
