"""What every list of a site holds, in Hugo's order, and the pages that it is cut into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from hugokit.site import addresses, order, taxonomies
from hugokit.site.model import Output, Term
from hugokit.site.nodes import Node, Tree
from hugokit.site.templates import Templates
from hugokit.site.urls import page_target

Key = tuple[Any, ...]
_OF_SITE = re.compile(r"\b(?:\.Site|site)\.(RegularPages|Pages)\b", re.IGNORECASE)
_OF_PAGE = re.compile(r"(?<!\bsite)(?<!\bSite)\.(RegularPagesRecursive|RegularPages|Pages)\b")
_MAIN = re.compile(r"mainSections", re.IGNORECASE)


class Lists:
    """The pages of every list of one tree."""

    def __init__(self, tree: Tree, templates: Templates) -> None:
        self.tree, self.templates = tree, templates
        self._keys: dict[int, Key] = {}
        self._terms: dict[int, Term] = {}
        self.below: dict[str, list[Node]] = {}
        for node in tree:
            if node.base and not node.hidden and node.listed != "never":
                self.below.setdefault(tree.branch_above(node.base).base, []).append(node)

    def key(self, node: Node) -> Key:
        """The place of a page in a list."""
        found = self._keys.get(id(node))
        if found is None:
            found = self._keys[id(node)] = order.key(node)
        return found

    def term(self, node: Node) -> Term:
        """The term that a page is about."""
        found = self._terms.get(id(node))
        if found is None:
            found = self._terms[id(node)] = taxonomies.term_of(node)
        return found

    def children(self, node: Node) -> list[Node]:
        """`.Pages` of a list."""
        members = self._members(node)
        if node.kind == "term":
            return sorted(members, key=lambda n: (taxonomies.weight_of(n, node.taxonomy), self.key(n)))
        return sorted(members, key=self.key)

    def _members(self, node: Node) -> list[Node]:
        """The same in no order."""
        if node.kind == "term":
            return [n for n in self.tree.entries.get(node.base, ()) if n.listed != "never"]
        if node.kind == "taxonomy":
            return [n for n in self._terms_below(node) if n.kind == "term"]
        return [n for n in self.below.get(node.base, ()) if n.kind in ("page", "section")]

    def _terms_below(self, node: Node) -> list[Node]:
        prefix = node.base + "/"
        return [n for n in self.tree if n.base.startswith(prefix) and not n.hidden and n.listed != "never"]

    @cached_property
    def everywhere(self) -> list[Node]:
        """`site.RegularPages`, in no order."""
        return [node for node in self.tree if node.kind == "page" and not node.hidden and node.listed == "always"]

    @cached_property
    def main_sections(self) -> frozenset[str]:
        """The sections that the site calls its main ones, else that with the most pages."""
        if self.tree.config.main_sections is not None:
            return frozenset(self.tree.config.main_sections)
        counts = Counter(addresses.section_of(node) for node in self.tree if node.kind == "page" and not node.hidden)
        del counts[""]
        return frozenset(name for name, _ in counts.most_common(1))

    def pagers(self, node: Node) -> Iterator[Output]:
        """The URLs of a list's first page of entries (a redirect to the list) and of those behind it.

        None where the layouts on disk do not cut the list, or are not there.
        """
        config = self.tree.config
        place = node.place
        paging = self.templates.paging(node.kind, node.path, node.page.type, node.page.layout)
        if paging is None or place is None or not node.is_branch:
            return
        size = paging.size or config.pager_size
        pages = -(-self._count(node, paging.pages) // size)
        for number in range(1 if config.pager_aliases else 2, max(pages, 1) + 1):
            addends = f"/{config.pager_path}/{number}"
            target = page_target(place, config.paths, config.formats[node.outputs[0].format], addends)
            yield Output("pager" if number > 1 else "alias", config.root + target.link, target.file.lstrip("/"))

    def _count(self, node: Node, expression: str) -> int:
        """How many pages an expression of a template is about; what cannot be told is what Hugo takes on its own."""
        if not expression:
            return self._default(node)
        of_site, of_page = _OF_SITE.search(expression), _OF_PAGE.search(expression)
        if of_site and (node.kind == "home" or not of_page):
            pages = self.everywhere
            if _MAIN.search(expression):
                pages = [one for one in pages if addresses.section_of(one) in self.main_sections]
            return len(pages)
        if not of_page:
            return self._default(node)
        if of_page[1] == "Pages":
            return len(self._members(node))
        if of_page[1] == "RegularPages" or node.kind in ("taxonomy", "term"):
            return sum(one.kind == "page" for one in self._members(node))
        return sum(one.base.startswith(node.base + "/") for one in self.everywhere)

    def _default(self, node: Node) -> int:
        if node.kind == "home":
            return len(self.everywhere)
        members = self._members(node)
        return sum(one.kind == "page" for one in members) if node.kind == "section" else len(members)
