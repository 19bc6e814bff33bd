"""The TOML codec: reading with places, edits as splices, spelling of new values.

Comments: the comment lines directly above a key (no empty line between) belong to it when keys are put in another
order. When a key is deleted, the comment behind it goes with its line; the comment lines directly above go only where
they are clearly its own: no other key follows directly below it, and no line of them is a setting commented out. What
is commented out inside a list stays. A comment inside a value that is replaced as a whole goes with it.

New text takes the style around it: the quotes most strings use, the spacing and alignment of `=`, indents, line ends,
one line or one item a line with the trailing comma as it was. A new plain key goes below the last plain key of its
table (or below `after`); a new map becomes a table where the block has headers, dotted keys or an inline table where
it has those, else a table. Reorder puts plain keys before tables, as TOML must. Deleting a table deletes all its parts.
"""

from __future__ import annotations

from itertools import pairwise

from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter.node import Mapping, Value
from hugokit.frontmatter.operations import Insert, Operation, Rename, Reorder, Set
from hugokit.frontmatter.steps import absolute, at_the_edge
from hugokit.frontmatter.toml_edits import delete, insert_item, rename, set_value
from hugokit.frontmatter.toml_layout import Layout
from hugokit.frontmatter.toml_order import reorder
from hugokit.frontmatter.toml_spans import Scanner
from hugokit.frontmatter.toml_spell import as_read
from hugokit.frontmatter.toml_spell import spell as _spell
from hugokit.text.edits import Edit

__all__ = ["as_read", "edits", "read", "spell"]


def read(text: str, start: int, end: int) -> Mapping:
    """The tree of text[start:end]. FrontMatterError HK101 bad syntax, HK102 defined twice, HK103 over a limit."""
    return Scanner(text, start, end).document()


def spell(value: Value) -> str:
    """A value on one line; UnsupportedEdit for one that TOML cannot hold."""
    return _spell(value)


def edits(text: str, start: int, end: int, root: Mapping, op: Operation) -> list[Edit]:
    """The splices that make `op`; UnsupportedEdit with the reason where there are none."""
    page = Layout(text, start, end)
    if isinstance(op, Reorder):
        return reorder(page, absolute(root, op.path), op.keys)
    path = absolute(root, op.path, insert=isinstance(op, Insert))
    if isinstance(op, Set):
        return _apart(set_value(page, at_the_edge(root, Set(path, op.value, op.after, op.style))))
    if isinstance(op, Insert):
        return insert_item(page, path, op.value)
    if isinstance(op, Rename):
        return rename(page, path, op.key)
    return delete(page, path)


def _apart(edits: list[Edit]) -> list[Edit]:
    """The edits, if none overlaps another: a Set of a whole table may change too many of its parts."""
    ordered = sorted(edits)
    if any(before.end > after.start for before, after in pairwise(ordered)):
        raise UnsupportedEdit("too many parts of this table change at once; set its keys one by one")
    return edits
