"""Menus, from the configuration and from front matter (source hugolib/site.go assembleMenus)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from hugokit.frontmatter.values import to_string as text
from hugokit.ledger import Loss
from hugokit.site.config import Config
from hugokit.site.config_files import line_of
from hugokit.site.model import MenuEntry
from hugokit.site.nodes import Node, Tree
from hugokit.site.refs import find_page
from hugokit.site.translations import dropped
from hugokit.site.values import table, words

# Hugo's compare.Strings: only letters of ASCII are the same in both cases.
_FOLDED = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
Flat = dict[tuple[str, str], MenuEntry]


def give(tree: Tree) -> None:
    """Set `menus` of every node: the entries that a page that lists hold asks for in its front matter."""
    for node in tree:
        params = node.page.params
        if ("menu" in params or "menus" in params) and not node.hidden and node.listed == "always":
            node.menus = tuple(_asked_for(node, tree))


def read_menus(tree: Tree, config: Config) -> dict[str, tuple[MenuEntry, ...]]:
    """All menus as trees, entries in Hugo's order."""
    flat: Flat = {}
    for entry in _from_config(tree, config):
        flat[entry.menu, _key(entry)] = entry
    listed = [node for node in tree if node.listed == "always" and not node.hidden]
    if config.section_pages_menu:
        for node in sorted((n for n in listed if n.kind == "section"), key=lambda n: n.base):
            entry = _of_page(MenuEntry(config.section_pages_menu, "", "", identifier=node.base.split("/")[1]), node)
            flat.setdefault((entry.menu, _key(entry)), entry)
    for node in sorted(listed, key=lambda n: n.base):
        for entry in node.menus:
            if (entry.menu, _key(entry)) not in flat:
                flat[entry.menu, _key(entry)] = entry
    return _trees(flat)


def _key(entry: MenuEntry) -> str:
    return entry.identifier or entry.name


def _from_config(tree: Tree, config: Config) -> Iterable[MenuEntry]:
    for menu, items in config.menus.items():
        for item in items if isinstance(items, list) else [items]:
            entry = _entry(menu, table(item))
            ref = text(table(item).get("pageref"))
            page = find_page(tree, ref, None) if ref else None
            if page is not None and not dropped(page):
                yield _of_page(entry, page)
            else:
                yield replace(entry, url=_node_url(entry.url, config))


def _node_url(url: str, config: Config) -> str:
    """A path from the root stands below the base URL's path; anything else is taken as it is."""
    return config.root + url if url.startswith("/") and not url.startswith("//") else url


def _entry(menu: str, item: Mapping[str, Any]) -> MenuEntry:
    weight = text(item.get("weight"))
    number = int(float(weight)) if re.fullmatch(r"[+-]?\d+(\.\d+)?", weight) else 0
    return MenuEntry(
        menu,
        text(item.get("name")),
        text(item.get("url")),
        number,
        text(item.get("identifier")),
        text(item.get("parent")),
        text(item.get("pre")),
        text(item.get("post")),
        text(item.get("title")),
        table(item.get("params")),
    )


def _of_page(entry: MenuEntry, node: Node) -> MenuEntry:
    return replace(
        entry,
        name=entry.name or node.link_title,
        title=entry.title or node.title,
        url=node.url,
        weight=entry.weight or node.page.weight,
        page=node.path,
    )


def _asked_for(node: Node, tree: Tree) -> list[MenuEntry]:
    params = node.page.params
    value = params.get("menus") if "menus" in params else params.get("menu")
    if value is None:
        return []
    if isinstance(value, dict):
        return [_of_page(_entry(menu, table(item)), node) for menu, item in value.items()]
    if isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        key = "menus" if "menus" in params else "menu"
        tree.losses.append(
            Loss(
                node.source,
                line_of(node.head, key),
                key,
                "the menu entry",
                "Hugo cannot read it",
                "write the names of the menus as a list of strings",
                "lost",
            )
        )
        return []
    menus = words(value) if isinstance(value, list) else (text(value),)
    return [_of_page(MenuEntry(menu, "", ""), node) for menu in menus]


def _trees(flat: Flat) -> dict[str, tuple[MenuEntry, ...]]:
    children: dict[tuple[str, str], list[MenuEntry]] = {}
    for (menu, _), entry in list(flat.items()):
        if entry.parent:
            children.setdefault((menu, entry.parent), []).append(entry)
            flat.setdefault((menu, entry.parent), MenuEntry(menu, entry.parent, ""))
    menus: dict[str, list[MenuEntry]] = {}
    for (menu, name), entry in flat.items():
        if not entry.parent:
            menus.setdefault(menu, []).append(_grown(entry, name, children, frozenset()))
    return {menu: tuple(sorted(entries, key=_order)) for menu, entries in menus.items()}


def _grown(
    entry: MenuEntry, name: str, children: dict[tuple[str, str], list[MenuEntry]], above: frozenset[str]
) -> MenuEntry:
    below = [] if name in above else children.get((entry.menu, name), [])
    grown = [_grown(child, _key(child), children, above | {name}) for child in below]
    return replace(entry, children=tuple(sorted(grown, key=_order)))


def _order(entry: MenuEntry) -> tuple[Any, ...]:
    return (entry.weight == 0, entry.weight, entry.name.translate(_FOLDED), entry.name, entry.identifier)
