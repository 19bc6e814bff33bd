"""Which pages are the same page in another language: by `translationKey`, else by kind and path."""

from __future__ import annotations

from collections.abc import Sequence

from hugokit.site.nodes import Node, Tree


def link(trees: Sequence[Tree]) -> None:
    """Set `translations` of every node: the pages of the other trees with its key, in the order of the trees."""
    if len(trees) < 2:
        return
    groups: dict[tuple[str, str], list[tuple[int, Node]]] = {}
    for at, tree in enumerate(trees):
        for node in tree:
            if not node.hidden:
                groups.setdefault(_key(node), []).append((at, node))
    for members in groups.values():
        for at, node in members:
            node.translations = tuple(other for there, other in members if there != at)


def _key(node: Node) -> tuple[str, str]:
    given = node.page.translation_key
    return ("page" if node.kind == "page" else node.kind, given or node.base)
