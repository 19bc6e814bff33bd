"""The redirects that Hugo writes: aliases of pages, and those between languages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from hugokit.site import addresses
from hugokit.site.nodes import Node, Tree

# Since this Hugo an alias from the root stands below its page's language.
_ROOTED_IN_LANGUAGE_SINCE = (0, 155)


def of(published: Iterable[Node], tree: Tree) -> dict[str, str]:
    """Alias files, from the root of what is published, with the URL that each leads to."""
    found: dict[str, str] = {}
    if not tree.config.aliases:
        return found
    for node in published:
        for alias in aliases(node, tree):
            target = _file(alias, node, tree)
            if target:
                found.setdefault(target, node.url)
    home = tree.nodes[""]
    if tree.config.default and tree.config.redirects_default and home in published:
        found.setdefault("index.html" if tree.config.prefix else f"{tree.config.lang}/index.html", home.url)
    return found


def aliases(node: Node, tree: Tree) -> tuple[str, ...]:
    """Hugo's `.Aliases`: paths from the root of what is published."""
    return tuple(_resolved(alias, node, tree) for alias in node.page.aliases)


def _resolved(alias: str, node: Node, tree: Tree) -> str:
    if alias.startswith("/"):
        above = tree.config.prefix if tree.hugo >= _ROOTED_IN_LANGUAGE_SINCE else ""
    else:
        above = posixpath.dirname(node.target.folder) if node.target else ""
    path = posixpath.normpath(posixpath.join(above or "/", alias.lstrip("/")))
    return "/" + path.lstrip("/")


def _file(path: str, node: Node, tree: Tree) -> str:
    """Where Hugo writes the redirect of an alias, or "" for one that it refuses."""
    config = tree.config
    ugly = config.ugly if isinstance(config.ugly, bool) else config.ugly.get(addresses.section_of(node), False)
    if ugly and not path.lower().endswith((".html", ".htm")):
        path += ".html"
    if path in ("/", ".html", "/.html"):
        return ""
    return path.lstrip("/") if path.lower().endswith((".html", ".htm")) else path.lstrip("/") + "/index.html"
