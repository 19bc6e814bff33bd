"""Taxonomies: the terms that pages name, the pages of terms, and what lists hold in Hugo's order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hugokit.frontmatter.values import to_string as text
from hugokit.page import read_page
from hugokit.site.cascades import inherit
from hugokit.site.config import Config, Rule
from hugokit.site.model import Term
from hugokit.site.names import normalise
from hugokit.site.nodes import Node, Tree
from hugokit.site.titles import term_title
from hugokit.text.letters import lower


def taxonomy_of(base: str, config: Config) -> str:
    """The plural name of the taxonomy that a logical path belongs to, or ""."""
    for plural in config.taxonomies.values():
        if base == f"/{plural}" or base.startswith(f"/{plural}/"):
            return plural
    return ""


def values_of(value: Any) -> list[str]:
    """The terms in a front matter value: a string is one, a list holding a map none."""
    if isinstance(value, list):
        kinds = set(map(type, value))
        if kinds == {str}:
            return [item for item in value if item]
        if not kinds.isdisjoint((dict, list)):
            return []
        return [spelled for item in value if (spelled := item if type(item) is str else text(item))]
    return [text(value)] if text(value) and not isinstance(value, bool) else []


def term_path(plural: str, term: str) -> str:
    """The logical path of a term's page, before lower-casing."""
    return f"/{plural}/{term}".rstrip("/")


def name_terms(tree: Tree) -> None:
    """Set `named` of every page: the terms it names, as written, under the plural name of the taxonomy."""
    plurals = tuple(tree.config.taxonomies.values())
    for node in tree:
        _name_terms(node, plurals)


def _name_terms(node: Node, plurals: Iterable[str]) -> None:
    params = node.page.params
    for plural in plurals:
        if plural in params:
            found = values_of(params[plural])
            if found:
                node.named = {**node.named, plural: tuple(found)}


def add_term_pages(tree: Tree, rules: dict[str, tuple[Rule, ...]]) -> None:
    """A page for every term that a page names and no file makes."""
    if "term" in tree.config.disabled_kinds:
        return
    seen: set[tuple[str, str]] = set()
    # What a list without a file has from a cascade makes no page; a taxonomy's does.
    naming = [n for n in tree if n.named and n.linked and not n.hidden and (n.source or n.kind == "taxonomy")]
    for node in naming:
        for plural, terms in node.named.items():
            for term in terms:
                if (plural, term) not in seen:
                    seen.add((plural, term))
                    _add_term(tree, plural, term, rules)


def _add_term(tree: Tree, plural: str, term: str, rules: dict[str, tuple[Rule, ...]]) -> None:
    config = tree.config
    raw = term_path(plural, term)
    base = normalise(raw)
    present = tree.get(base)
    if present is not None:
        present.term_name = present.term_name or term
        return
    title = term_title(
        raw.removeprefix(f"/{plural}").lstrip("/"), capitalize=config.title_case, style=config.title_style
    )
    node = Node("term", base, raw, title=title, taxonomy=plural, term_name=term)
    tree.add(node)
    chains = [rules.get(parent.base, ()) for parent in tree.parents(base)]
    inherit(node.values, (rule for chain in [*chains, rules.get("site", ())] for rule in chain), "term", node.path)
    node.page = read_page(node.values, config.zone)
    node.title = node.page.title or title
    _name_terms(node, config.taxonomies.values())


def enter(tree: Tree) -> None:
    """Set `entries` of the tree, and `in_terms` of every page: the pages of the terms that it names."""
    known: dict[str, dict[str, tuple[Node, list[Node]] | None]] = {}
    for node in tree:
        if node.named and node.linked and not node.hidden:
            for plural, terms in node.named.items():
                pages: list[Node] = []
                of_plural = known.setdefault(plural, {})
                for term in terms:
                    found = (
                        of_plural[term] if term in of_plural else of_plural.setdefault(term, _entry(plural, term, tree))
                    )
                    if found is None:
                        continue
                    if found[1] and found[1][-1] is node:
                        pages.remove(found[0])  # of a term that is named twice the last place counts
                    else:
                        found[1].append(node)
                    pages.append(found[0])
                if pages:
                    node.in_terms = {**node.in_terms, plural: pages}


def _entry(plural: str, term: str, tree: Tree) -> tuple[Node, list[Node]] | None:
    """The page of a term and the list of those that name it, None where Hugo makes no such page."""
    page = tree.get(normalise(term_path(plural, term)))
    return None if page is None or page.hidden else (page, tree.entries.setdefault(page.base, []))


def term_of(node: Node) -> Term:
    """The term that a term's page is about."""
    key = lower(node.term_name) or node.base.removeprefix(f"/{node.taxonomy}").lstrip("/")
    return Term(node.taxonomy, key, node.title, node.url, node.term_name)


def weight_of(node: Node, plural: str) -> int:
    """The weight of a page within a taxonomy: `tags_weight`."""
    value = node.page.params.get(f"{plural}_weight")
    if value is None:
        return 0
    try:
        return int(float(text(value))) if text(value) else 0
    except ValueError:
        return 0
