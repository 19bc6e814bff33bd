"""Taxonomies: the terms that pages name, the pages of terms, and what lists hold in Hugo's order."""

from __future__ import annotations

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
        if any(isinstance(item, (dict, list)) for item in value):
            return []
        return [text(item) for item in value if text(item)]
    return [text(value)] if text(value) and not isinstance(value, bool) else []


def terms_of(node: Node, plural: str) -> list[str]:
    """The terms that a page names in one taxonomy, as written."""
    return values_of(node.page.params.get(plural)) if node.linked else []


def term_path(plural: str, term: str) -> str:
    """The logical path of a term's page, before lower-casing."""
    return f"/{plural}/{term}".rstrip("/")


def add_term_pages(tree: Tree, config: Config, rules: dict[str, tuple[Rule, ...]]) -> None:
    """A page for every term that a page names and no file makes."""
    if "term" in config.disabled_kinds:
        return
    for node in [n for n in tree if not n.hidden]:
        for plural in config.taxonomies.values():
            for term in terms_of(node, plural):
                _add_term(tree, config, plural, term, rules)


def _add_term(tree: Tree, config: Config, plural: str, term: str, rules: dict[str, tuple[Rule, ...]]) -> None:
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


def entries(tree: Tree, config: Config) -> dict[str, list[tuple[int, Node]]]:
    """For every term page the published pages that name it, with their weight in the taxonomy."""
    found: dict[str, list[tuple[int, Node]]] = {}
    for node in tree:
        if node.hidden:
            continue
        for plural in config.taxonomies.values():
            weight = weight_of(node, plural)
            for term in terms_of(node, plural):
                page = tree.get(normalise(term_path(plural, term)))
                if page is None or page.hidden:
                    continue
                key = lower(term)
                given = Term(plural, key, page.title, page.url, page.term_name or term)
                members = found.setdefault(page.base, [])
                if not members or members[-1][1] is not node:
                    node.terms.setdefault(plural, []).append(given)
                    members.append((weight, node))
    return found


def weight_of(node: Node, plural: str) -> int:
    """The weight of a page within a taxonomy: `tags_weight`."""
    value = node.page.params.get(f"{plural}_weight")
    try:
        return int(float(text(value))) if text(value) else 0
    except ValueError:
        return 0
