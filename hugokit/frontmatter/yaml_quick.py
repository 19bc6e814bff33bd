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
        return _replaced(text, start, end, op.path[0], values[op.path[0]], op.value)
    return _added(text, start, end, op.path[0], values, op) if values else None


def _replaced(text: str, start: int, end: int, key: str, old: Value, new: Value) -> Edit | None:
    if not isinstance(old, str | int | float) or same(old, new):
        return None
    at = start if text.startswith(key, start, end) else text.find(f"\n{key}", start, end) + 1
    line = LINE.match(text, at, end) if at >= start else None
    written = line[4].rstrip(" ") if line and line[3] == key and not line[1] and line[4] else ""
    if not line or not written or written[0] in "|>":
        return None
    spelled = _spelled(written, old, new)
    return None if spelled is None else Edit(line.start(4), line.start(4) + len(written), spelled)


def _spelled(written: str, old: Value, new: Value) -> str | None:
    """The new value in the style of the old one; None where its neighbours have to be asked."""
    if not isinstance(new, str):
        return spelling.inline(new, spelling.Style())
    if written[0] in _QUOTES:
        return spelling.text(new, _QUOTES[written[0]])
    if not isinstance(old, str):
        return None
    dates = spelling.is_timestamp(old) and spelling.is_timestamp(new)
    return new if dates else spelling.text(new, "plain")


def _added(text: str, start: int, end: int, key: str, values: dict[str, Value], op: Set) -> Edit | None:
    """A new key below the last line of the key `op.after`, else of all."""
    after = op.after if op.after in values else list(values)[-1]
    styles: list[str] = []
    current, at = "", -1
    for line in LINE.finditer(text, start, end):
        _, dash, name, value = line.group(1, 2, 3, 4)
        if not dash and name and not line[1]:
            current = name
            if isinstance(values.get(name), str) and value[0] not in "|>":
                styles.append(_style(value, values[name]))
        if current == after and (dash or name):
            if value and value[0] in "|>":
                return None
            at = line.end()
    if at < 0:
        return None
    quote = max(("plain", "single", "double"), key=styles.count) if any(styles) else "plain"
    newline = newline_of(text, start)
    lead = "" if text[at - 1] in "\r\n" else newline
    return Edit(at, at, lead + spelling.entry(key, op.value, 0, spelling.Style(quote=quote, newline=newline)))


def _style(written: str, value: str) -> str:
    """How a text is written, "" where it had to be in quotes."""
    quote = _QUOTES.get(written[0], "plain")
    return quote if quote == "plain" or spelling.can_be_plain(value) else ""
