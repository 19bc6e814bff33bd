"""A whole block written in YAML, in the order of the outline and with its comments: block style, plain where it can be.

What was written on one line stays on one. A date of the page is written bare, as people do; another time with a zone,
which TOML has as a type of its own, is marked as one.
"""

from __future__ import annotations

from datetime import date, datetime, time

from hugokit.frontmatter import yaml_spell as spelling
from hugokit.frontmatter.dates import iso_moment
from hugokit.frontmatter.outline import Branch, Entry, Leaf, within
from hugokit.text.wrap import WIDTH, wrap

_STYLE = spelling.Style()
_STEP = "  "


def write(root: Branch, newline: str) -> str:
    """The lines of a block. Raises UnsupportedEdit for a value that YAML front matter cannot hold."""
    lines = _entries(root, "")
    while lines and not lines[0]:
        del lines[0]
    return "".join(line + newline for line in lines)


def _entries(branch: Branch, indent: str) -> list[str]:
    lines: list[str] = []
    for entry in branch.entries:
        lines += [indent + line if line else "" for line in entry.above]
        lines += _pair(entry, indent) if branch.keyed else _item(entry, indent)
    return [*lines, *(indent + line if line else "" for line in branch.below)]


def _pair(entry: Entry, indent: str) -> list[str]:
    start = f"{indent}{spelling.key(entry.key)}:"
    value = entry.value
    if isinstance(value, Branch) and _is_tall(value, len(start)):
        return [_with(start, entry.beside), *_entries(value, indent + _STEP)]
    if isinstance(value, Leaf) and (block := _block(value, indent + _STEP)):
        return [*([indent + entry.beside] if entry.beside else ()), f"{start} {block[0]}", *block[1:]]
    return [_with(f"{start} {_inline(value)}", entry.beside)]


def _item(entry: Entry, indent: str) -> list[str]:
    value = entry.value
    if isinstance(value, Branch) and value.keyed and value.entries and not value.flat:
        return _item_map(entry, value, indent)
    if isinstance(value, Leaf) and (block := _block(value, indent + _STEP)):
        return [*([indent + entry.beside] if entry.beside else ()), f"{indent}- {block[0]}", *block[1:]]
    inner = within(value) if isinstance(value, Branch) else ()
    return [*(indent + line for line in inner), _with(f"{indent}- {_inline(value)}", entry.beside)]


def _item_map(entry: Entry, value: Branch, indent: str) -> list[str]:
    """A map whose first key shares the line of the dash; the comments above that key go above the dash."""
    first = value.entries[0]
    above = [line for line in (entry.beside, *first.above) if line]
    lines = _entries(
        Branch((Entry(first.key, first.value, (), first.beside), *value.entries[1:]), True), indent + _STEP
    )
    if lines[0].lstrip().startswith("#"):
        above.append(lines.pop(0).lstrip())
    below = [indent + _STEP + line if line else "" for line in value.below]
    return [*(indent + line for line in above), f"{indent}- {lines[0].lstrip()}", *lines[1:], *below]


def _is_tall(value: Branch, before: int) -> bool:
    """Whether a map or list is written over several lines."""
    if not value.entries:
        return False
    return not value.flat or bool(within(value)) or (not value.keyed and before + len(_inline(value)) > WIDTH + 20)


def _inline(value: Leaf | Branch, *, flow: bool = False) -> str:
    if isinstance(value, Leaf):
        return _spell(value, flow=flow)
    if value.keyed:
        return "{" + ", ".join(f"{spelling.key(e.key)}: {_inline(e.value, flow=True)}" for e in value.entries) + "}"
    return "[" + ", ".join(_inline(entry.value, flow=True) for entry in value.entries) + "]"


def _spell(leaf: Leaf, *, flow: bool) -> str:
    value = leaf.value
    if isinstance(value, datetime) and value.tzinfo is not None and not leaf.date:
        return f"!!timestamp {iso_moment(value)}"
    if isinstance(value, datetime | date | time):
        return leaf.written if leaf.date else spelling.text(iso_moment(value), "double")
    if isinstance(value, str) and leaf.date and spelling.is_timestamp(value):
        return value
    return spelling.inline(value, _STYLE, flow=flow)


def _block(leaf: Leaf, indent: str) -> list[str]:
    """A text over several lines, or nothing where one line is better or needed."""
    value = leaf.value
    if not isinstance(value, str):
        return []
    if "\n" in value.rstrip("\n"):
        text = spelling.literal(value, len(indent), _STYLE)
        return text.removesuffix("\n").split("\n") if text else []
    lines = wrap(value) if leaf.wrapped else []
    return [">" if value.endswith("\n") else ">-", *(indent + line for line in lines)] if lines else []


def _with(line: str, comment: str) -> str:
    return f"{line} {comment}" if comment else line
