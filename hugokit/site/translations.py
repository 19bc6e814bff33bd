"""Which pages are the same page in another language: those with its `translationKey`, else those at its path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hugokit.site import order
from hugokit.site.nodes import Node, Tree

Member = tuple[int, Node]


def link(trees: Sequence[Tree]) -> None:
    """Set `translations` of every node, in Hugo's order: the weight of the language, then as in lists.

    Pages that name a key have all others with that key, be they of their own language; the rest what is at their path,
    whatever key that names.
    """
    keyed: dict[str, list[Member]] = {}
    for tree in trees:
        for node in tree:
            if node.page.translation_key and not dropped(node):
                keyed.setdefault(node.page.translation_key, []).append((tree.config.weight, node))
    for tree in trees:
        for node in tree:
            if node.page.translation_key:
                _set(node, keyed.get(node.page.translation_key, []))
            elif len(trees) > 1:
                _set(node, _at(node.base, trees))


def _at(base: str, trees: Sequence[Tree]) -> list[Member]:
    found = ((tree.config.weight, tree.get(base)) for tree in trees)
    return [(weight, node) for weight, node in found if node is not None and node.linked and not node.hidden]


def _set(node: Node, members: list[Member]) -> None:
    others = [member for member in members if member[1] is not node]
    node.translations = tuple(other for _, other in sorted(others, key=_order)) if others else ()


def _order(member: Member) -> tuple[Any, ...]:
    weight, node = member
    return (weight == 0, weight, *order.key(node)[2:])


def dropped(node: Node) -> bool:
    """Whether nothing is left of a page that is not published: a list stays for what is below it."""
    return bool(node.hidden) and node.kind not in ("home", "section", "taxonomy")
