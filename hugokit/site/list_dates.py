"""The dates of lists that have none of their own: the latest of what is below them (source hugolib applyAggregates)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hugokit.site.dates import Dates, has_none, of_page
from hugokit.site.nodes import Node, Tree
from hugokit.site.translations import dropped

_NONE: Dates = (None, None, None)


def give(tree: Tree, now: datetime) -> None:
    """Set `dates` of every node: first lists from all pages below them, then terms and taxonomies from their pages."""
    for node in tree:
        node.dates = of_page(node.page)
    undated = [node for node in tree if node.is_branch and has_none(node.page)]
    if not undated:
        return
    below = _below(tree, now)
    for node in undated:
        if node.kind != "term":
            node.dates = below.get(node.base, _NONE)
    _date_terms([node for node in undated if node.dates == _NONE and node.kind in ("term", "taxonomy")], tree, now)


def _below(tree: Tree, now: datetime) -> dict[str, Dates]:
    """For every list the latest dates of what is below it; terms themselves do not count."""
    found: dict[str, Dates] = {}
    waiting: dict[str, list[Dates]] = {}
    for base in sorted(tree.nodes, key=lambda path: path.count("/"), reverse=True):
        node = tree.nodes[base]
        if base in waiting:
            found[base] = _latest(waiting.pop(base), now)
        if not base or dropped(node):
            continue
        above = waiting.setdefault(tree.branch_above(base).base, [])
        if node.kind != "term":
            above.append(node.dates)
        if base in found:
            above.append(found[base])
    return found


def _date_terms(undated: list[Node], tree: Tree, now: datetime) -> None:
    """In Hugo's own order, in which a taxonomy may not yet know the dates that another is about to give it."""
    wanting = {node.base: node for node in undated}
    for plural in sorted(tree.config.taxonomies.values()):
        top = f"/{plural}"
        terms = sorted(base for base in tree.entries if base.startswith(top + "/"))
        for base in terms:
            # Hugo takes home's entry for the term's own, which tells the term nothing.
            pages = [page for page in tree.entries[base] if page.base]
            _tell(base, _latest((page.dates for page in pages), now), wanting, now)
            if len(pages) < len(tree.entries[base]):
                _tell(base.rpartition("/")[0], tree.nodes[""].dates, wanting, now)
            _tell(base.rpartition("/")[0], tree.nodes[base].dates, wanting, now)


def _tell(base: str, dates: Dates, wanting: dict[str, Node], now: datetime) -> None:
    """Hand dates to the node at a path and those above it."""
    while base:
        node = wanting.get(base)
        if node is not None:
            node.dates = _latest((node.dates, dates), now)
        base = base.rpartition("/")[0]


def _latest(dates: Iterable[Dates], now: datetime) -> Dates:
    """The latest of each; a moment of publishing only when it is past."""
    columns = tuple(zip(*dates, strict=True))
    if not columns:
        return _NONE
    first, second, third = columns
    past = [moment for moment in third if moment is not None and moment < now]
    return max(filter(None, first), default=None), max(filter(None, second), default=None), max(past, default=None)
