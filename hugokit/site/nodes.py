"""The pages of a site while it is read: one node a logical path, filled in step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hugokit.ledger import Loss
from hugokit.limits import NEWEST_HUGO
from hugokit.page import Page
from hugokit.site.config import Config
from hugokit.site.model import Alias, Hidden, Kind, MenuEntry, Output, ReadText, Why
from hugokit.site.names import Name
from hugokit.site.urls import Place, Target
from hugokit.site.values import NOTHING

_UNREAD = Page()


@dataclass(slots=True, eq=False)
class Node:
    """A page that is being read. `values` are its front matter's under lower-case keys, with what is cascaded."""

    kind: Kind
    base: str
    raw: str
    name: Name | None = None
    source: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    page: Page = _UNREAD
    title: str = ""
    read: ReadText | None = None
    body_line: int = 1
    start: int = 0
    format: str | None = None
    cascade: tuple[Mapping[str, Any], ...] = ()
    hidden: Why | None = None
    detail: str = ""
    rendered: bool = True
    linked: bool = True
    listed: str = "always"
    place: Place | None = None
    target: Target | None = None
    url: str = ""
    file: str = ""
    outputs: tuple[Output, ...] = ()
    named: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    in_terms: Mapping[str, list[Node]] = field(default_factory=lambda: NOTHING)
    resources: list[Name] = field(default_factory=list)
    dates: Any = None
    term_name: str = ""
    taxonomy: str = ""
    translations: tuple[Node, ...] = ()
    aliases: tuple[Alias, ...] = ()
    menus: tuple[MenuEntry, ...] = ()

    @property
    def head(self) -> str:
        """The text before the body, "" where nobody asked for texts."""
        return self.read(self.source)[: self.start] if self.read else ""

    @property
    def is_branch(self) -> bool:
        """A list page."""
        return self.kind != "page"

    @property
    def path(self) -> str:
        """Hugo's `.Path`."""
        return self.base or "/"

    @property
    def sort_path(self) -> str:
        """The last thing that pages are sorted by."""
        return self.name.path if self.name else f"{self.base}/_index.md"

    @property
    def link_title(self) -> str:
        """`.LinkTitle`."""
        return self.page.link_title or self.title


class Tree:
    """Nodes of one language by logical path, with the lookups that sections and resources need.

    `entries`: for every term's path the pages that name it; `slugged`: the path of a
    list, or of a folder, with the slugs of lists in it; `formats`: the names of the output formats for what pages ask,
    their kind, and whether they are rendered.
    """

    def __init__(self, config: Config, hugo: tuple[int, int] = NEWEST_HUGO) -> None:
        self.config, self.hugo = config, hugo
        self.entries: dict[str, list[Node]] = {}
        self.slugged: dict[str, str] = {}
        self.formats: dict[tuple[tuple[str, ...], Kind, bool], tuple[str, ...]] = {}
        self._branches: dict[str, Node] = {}
        self.nodes: dict[str, Node] = {}
        self.hidden: list[Hidden] = []
        self.losses: list[Loss] = []

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes.values())

    def get(self, base: str) -> Node | None:
        """The node at a logical path."""
        return self.nodes.get(base)

    def add(self, node: Node) -> None:
        """Put a node in; its path must be free."""
        self.nodes[node.base] = node
        self._branches.clear()

    def parents(self, base: str) -> Iterator[Node]:
        """The nodes above a path, nearest first, home last."""
        while base:
            base = base.rsplit("/", 1)[0]
            if base in self.nodes:
                yield self.nodes[base]

    def section_of(self, node: Node) -> Node:
        """The list that a page is in; for a list page, itself."""
        if node.is_branch:
            return node
        return self.branch_above(node.base)

    def branch_above(self, base: str) -> Node:
        """The nearest list above a path. To be asked once the tree is whole."""
        folder = base.rpartition("/")[0]
        found = self._branches.get(folder)
        if found is None:
            found = self._branches[folder] = next(node for node in self.parents(base) if node.is_branch)
        return found
