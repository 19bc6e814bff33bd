"""Other spellings of the same TOML values: quotes, lists on one line or several, native dates. No value changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from hugokit.frontmatter import toml_spell as spelling
from hugokit.frontmatter.list_style import list_edit
from hugokit.frontmatter.node import Mapping, Node, Scalar, Sequence, walk
from hugokit.frontmatter.toml_layout import Layout
from hugokit.text.edits import Edit

_STYLES = {"double": "basic", "single": "literal"}
_UNIT = "  "
_MOMENT = re.compile(r"([0-9-]{10})[Tt ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(\.[0-9]+)?([Zz]|[+-][0-9:]{5})?")


def quote_edits(text: str, root: Mapping, quotes: Literal["double", "single", "minimal"]) -> Iterator[Edit]:
    """Write every one-line text value as a basic (double) or literal (single) string, as far as it can be.

    A text without quotes there is not in TOML: `minimal` has nothing to do.
    """
    style = _STYLES.get(quotes)
    for _, node in walk(root) if style else ():
        if isinstance(node, Scalar) and node.style in ("basic", "literal") and node.style != style:
            new = spelling.text(node.value, style or "")
            if new != text[node.start : node.end]:
                yield Edit(node.start, node.end, new)


def list_edits(text: str, start: int, end: int, root: Mapping, form: Literal["block", "flow"]) -> Iterator[Edit]:
    """Write lists of single values with one item a line, or on one line. A list with comments stays."""
    del root  # the statements say more
    page = Layout(text, start, end)
    for statement in page.statements:
        node = statement.node
        if isinstance(node, Sequence) and "#" not in text[node.end : page.line_end(node.end)]:
            edit = list_edit(page.brackets(node), node, form, _UNIT, trailing=True)
            if edit is not None:
                yield edit


def date_edit(text: str, node: Node) -> Edit | None:
    """Write a native date and time with T, seconds and a capital Z, every digit of a second kept."""
    if not isinstance(node.value, datetime):
        return None
    found = _MOMENT.fullmatch(text, node.start, node.end)
    if found is None:
        return None
    day, clock, second, fraction, zone = found.groups("")
    new = f"{day}T{clock}{second or ':00'}{fraction}{zone.upper()}"
    return Edit(node.start, node.end, new) if new != found.group() else None
