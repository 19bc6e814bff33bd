"""The redirects that Hugo writes: aliases of pages, and those between languages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from hugokit.site import addresses
from hugokit.site.model import Alias
from hugokit.site.nodes import Node, Tree

# Since this Hugo an alias from the root stands below its page's language.
ROOTED_IN_LANGUAGE_SINCE = (0, 155)


def of(published: Iterable[Node], tree: Tree) -> dict[str, str]:
    """Alias files, from the root of what is published, with the URL that each leads to."""
    found: dict[str, str] = {}
    for node in published if tree.config.aliases else ():
        for alias in own(node, tree):
            if alias.file:
                found.setdefault(alias.file, node.url)
    return found | between_languages(tree)


def between_languages(tree: Tree) -> dict[str, str]:
    """The redirect from the root to the default language's home, or from the language's folder to the root."""
    config, home = tree.config, tree.nodes[""]
    several = len(config.languages) > 1 and not config.multihost
    wanted = config.default and config.default_redirect and (several or config.default_in_folder)
    if not (wanted and home.linked and home.rendered and not home.hidden):
        return {}
    # With uglyURLs Hugo takes the home's own file name for a folder, and its redirect for the home itself.
    link = home.url.removeprefix(config.root)
    folders = link.strip("/").split("/")[:-1]
    roots = ["" if config.prefix else link + config.lang, *("/".join(folders[: n + 1]) for n in range(len(folders)))]
    return {f"{root}/index.html".lstrip("/"): home.url for root in roots}


def aliases(node: Node, tree: Tree) -> tuple[str, ...]:
    """Hugo's `.Aliases`: paths from the root of what is published."""
    if not node.page.aliases:
        return ()
    ending = ".html" if addresses.is_ugly(node, tree.config) else ""
    paths = (resolved(alias, *_base(node, tree)) for alias in node.page.aliases)
    return tuple(path if _is_file(path) else path + ending for path in paths)


def own(node: Node, tree: Tree) -> tuple[Alias, ...]:
    """The aliases of a page with the files of their redirects, whether the site has Hugo write these or not."""
    if not node.page.aliases:
        return ()
    root, folder = _base(node, tree)
    ugly = addresses.is_ugly(node, tree.config)
    return tuple(
        Alias(alias, file_of(resolved(alias, root, folder), ugly=ugly), leaves(alias, root, folder))
        for alias in node.page.aliases
    )


def resolved(alias: str, root: str, folder: str) -> str:
    """The path that an alias names. `root`: where one with a slash before it begins; `folder`: where any other does."""
    above = root if alias.startswith("/") else folder
    path = posixpath.normpath(posixpath.join(above or "/", alias.lstrip("/")))
    return "/" + path.lstrip("/")


def leaves(alias: str, root: str, folder: str) -> bool:
    """Whether an alias climbs above the root of the site, where Hugo cuts it off, or begins as a URL with a host."""
    depth = sum(1 for step in (root if alias.startswith("/") else folder).split("/") if step)
    for step in alias.split("/"):
        depth += -1 if step == ".." else step not in ("", ".")
        if depth < 0:
            return True
    return alias.startswith("//")


def file_of(path: str, *, ugly: bool) -> str:
    """Where Hugo writes the redirect of an alias, or "" for one that it refuses."""
    path = path if _is_file(path) or not ugly else path + ".html"
    if path in ("/", "/.html"):
        return ""
    return path.lstrip("/") if _is_file(path) else path.lstrip("/") + "/index.html"


def _is_file(path: str) -> bool:
    return path.lower().endswith((".html", ".htm"))


def _base(node: Node, tree: Tree) -> tuple[str, str]:
    root = tree.config.prefix if tree.hugo >= ROOTED_IN_LANGUAGE_SINCE else ""
    return root, posixpath.dirname(node.target.folder) if node.target else ""
