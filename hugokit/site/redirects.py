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
    for node in published if tree.config.aliases else ():
        for alias in aliases(node, tree):
            target = _file(alias)
            if target:
                found.setdefault(target, node.url)
    return found | between_languages(tree)


def between_languages(tree: Tree) -> dict[str, str]:
    """The redirect from the root to the default language's home, or from the language's folder to the root."""
    config, home = tree.config, tree.nodes[""]
    several = len(config.languages) > 1 and not config.multihost
    wanted = config.default and config.default_redirect and (several or config.default_in_folder)
    if not (wanted and home.linked and home.rendered and not home.hidden):
        return {}
    # With uglyURLs Hugo takes the home's own file name for a folder, and its redirect for the home itself.
    folders = home.url.removeprefix(config.root).strip("/").split("/")[:-1]
    roots = ["" if config.prefix else config.lang, *("/".join(folders[: n + 1]) for n in range(len(folders)))]
    return {f"{root}/index.html".lstrip("/"): home.url for root in roots}


def aliases(node: Node, tree: Tree) -> tuple[str, ...]:
    """Hugo's `.Aliases`: paths from the root of what is published."""
    return tuple(_resolved(alias, node, tree) for alias in node.page.aliases)


def _resolved(alias: str, node: Node, tree: Tree) -> str:
    if alias.startswith("/"):
        above = tree.config.prefix if tree.hugo >= _ROOTED_IN_LANGUAGE_SINCE else ""
    else:
        above = posixpath.dirname(node.target.folder) if node.target else ""
    path = "/" + posixpath.normpath(posixpath.join(above or "/", alias.lstrip("/"))).lstrip("/")
    return path + ".html" if addresses.ugly(node, tree.config) and not _is_file(path) else path


def _is_file(path: str) -> bool:
    return path.endswith((".html", ".htm"))


def _file(path: str) -> str:
    """Where Hugo writes the redirect of an alias, or "" for one that it refuses."""
    if path in ("/", "/.html"):
        return ""
    return path.lstrip("/") if _is_file(path) else path.lstrip("/") + "/index.html"
