"""A whole block written in TOML, in the order of the outline and with its comments.

Plain keys must stand above tables. So a map, or a list of maps, becomes a table (`[a]`, `[[a]]`) where nothing but
such follow it in its map; elsewhere a map is written as dotted keys and a list of maps in brackets, so that the order
stays. Comments of what must stand on one line go above it.
"""

from __future__ import annotations

from dataclasses import replace

from hugokit.frontmatter import toml_spell as spelling
from hugokit.frontmatter.outline import Branch, Entry, Leaf, within
from hugokit.text.wrap import WIDTH, wrap


def write(root: Branch, newline: str) -> str:
    """The lines of a block. Raises UnsupportedEdit for a value that TOML cannot hold: null, a number of 65 bits."""
    lines = _Writer(newline).table(root, ())
    while lines and not lines[0]:
        del lines[0]
    return "".join(line + newline for line in lines)


class _Writer:
    """Lines without their ends. `newline` decides whether a text can stand on several lines: its ends are its value."""

    def __init__(self, newline: str) -> None:
        self._newline = newline

    def table(self, branch: Branch, path: tuple[str, ...]) -> list[str]:
        """The keys of a table below its header, then the tables in it."""
        tables = len(branch.entries)
        while tables and _is_tabular(branch.entries[tables - 1].value):
            tables -= 1
        lines = [line for entry in branch.entries[:tables] for line in self._pair((entry.key,), entry)]
        for entry in branch.entries[tables:]:
            lines += self._section((*path, entry.key), entry)
        return [*lines, *branch.below]

    def _section(self, path: tuple[str, ...], entry: Entry) -> list[str]:
        value = entry.value
        assert isinstance(value, Branch)
        if not value.keyed:
            header = f"[[{spelling.dotted(path)}]]"
            items = _under(entry, value).entries
            return [*(line for item in items for line in self._header(header, path, item)), *value.below]
        if entry.beside or not all(_is_tabular(inner.value) for inner in value.entries):
            return self._header(f"[{spelling.dotted(path)}]", path, entry)
        return self.table(_under(entry, value), path)

    def _header(self, header: str, path: tuple[str, ...], entry: Entry) -> list[str]:
        assert isinstance(entry.value, Branch)
        above = entry.above if entry.above[:1] == ("",) else ("", *entry.above)
        return [*above, _with(header, entry.beside), *self.table(entry.value, path)]

    def _pair(self, names: tuple[str, ...], entry: Entry) -> list[str]:
        """A key with its value above all tables: on one line, in brackets, or as dotted keys."""
        value = entry.value
        if isinstance(value, Branch) and value.keyed and value.entries and not value.flat:
            inner = _under(entry, value).entries
            return [*(line for one in inner for line in self._pair((*names, one.key), one)), *value.below]
        start = f"{spelling.dotted(names)} = "
        text = self._leaf(value) if isinstance(value, Leaf) else _brackets(value, len(start))
        *lines, last = text
        return [*entry.above, *_prefixed(start, [*lines, _with(last, entry.beside)])]

    def _leaf(self, leaf: Leaf) -> list[str]:
        value = leaf.value
        if leaf.date and leaf.written:
            return [leaf.written]
        if not isinstance(value, str):
            return [spelling.spell(value)]
        if "\n" in value.rstrip("\n") and self._newline == "\n":
            return spelling.text(value, "ml-basic").split("\n")
        lines = wrap(value) if leaf.wrapped else []
        if not lines or (value.endswith("\n") and self._newline != "\n"):
            return [spelling.spell(value)]
        *folded, last = map(spelling.escape, lines)
        end = [last, '"""'] if value.endswith("\n") else [f'{last}"""']
        return ['"""\\', *(f"{line} \\" for line in folded), *end]


def _under(entry: Entry, value: Branch) -> Branch:
    """A map or list whose own line is not written: its comments go above its first entry."""
    first, *others = value.entries
    own = (*entry.above, *([entry.beside] if entry.beside else ()))
    above = (*own, *(line for line in first.above if line or not own))
    return replace(value, entries=(replace(first, above=above), *others))


def _is_tabular(value: Leaf | Branch) -> bool:
    """A map with keys, or a list of nothing but maps, that was not written on one line."""
    if isinstance(value, Leaf) or value.flat or not value.entries:
        return False
    return value.keyed or all(isinstance(e.value, Branch) and e.value.keyed and not e.value.flat for e in value.entries)


def _brackets(value: Branch, before: int) -> list[str]:
    """A list or map in brackets: on one line where it fits and holds no comment, else an item a line."""
    line = _inline(value)
    maps = any(isinstance(entry.value, Branch) and entry.value.keyed for entry in value.entries)
    tall = within(value) or (not value.flat and (maps or before + len(line) > WIDTH))
    if value.keyed or not value.entries or not tall:
        return [line]
    lines = ["["]
    for entry in value.entries:
        inner = within(entry.value) if isinstance(entry.value, Branch) else ()
        lines += [f"  {line}" for line in (*entry.above, *inner) if line]
        lines.append("  " + _with(f"{_inline(entry.value)},", entry.beside))
    return [*lines, *(f"  {line}" for line in value.below if line), "]"]


def _inline(value: Leaf | Branch) -> str:
    if isinstance(value, Leaf):
        return spelling.spell(value.value)
    if not value.keyed:
        return f"[{', '.join(_inline(entry.value) for entry in value.entries)}]"
    inner = ", ".join(f"{spelling.key(entry.key)} = {_inline(entry.value)}" for entry in value.entries)
    return f"{{ {inner} }}" if inner else "{}"


def _prefixed(start: str, lines: list[str]) -> list[str]:
    return [start + lines[0], *lines[1:]]


def _with(line: str, comment: str) -> str:
    return f"{line} {comment}" if comment else line
