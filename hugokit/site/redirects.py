"""The redirects that Hugo writes: aliases of pages, and those between languages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from hugokit.site import addresses
from hugokit.site.model import Alias
from hugokit.site.nodes import Node, Tree

# Since this Hugo an alias from the root stands below its page's language.
ROOTED_IN_LANGUAGE_SINCE = (0, 155)


def give(tree: Tree) -> None:
    """Set `aliases` of every node: those it names, whether Hugo writes a redirect for them or not."""
    for node in tree:
        if node.page.aliases:
            node.aliases = tuple(_aliases(node, tree))


def of(published: Iterable[Node], tree: Tree) -> dict[str, str]:
    """Alias files, from the root of what is published, with the URL that each leads to."""
    found: dict[str, str] = {}
    for node in published if tree.config.aliases else ():
        for one in node.aliases:
            if one.file:
                found.setdefault(one.file, node.url)
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


def _aliases(node: Node, tree: Tree) -> Iterator[Alias]:
    root = tree.config.prefix if tree.hugo >= ROOTED_IN_LANGUAGE_SINCE else ""
    folder = posixpath.dirname(node.target.folder) if node.target else ""
    ugly = addresses.is_ugly(node, tree.config)
    for written in node.page.aliases:
        yield alias(written, root, folder, ugly=ugly)


_PLAIN = re.compile(r"(?:/[A-Za-z0-9_-]++)++/?+")


def alias(written: str, root: str, folder: str, *, ugly: bool) -> Alias:
    """What becomes of an alias of a page, or of what is meant to be one. `root`, `folder`: as for `resolved`."""
    if not ugly and _PLAIN.fullmatch(written):  # what nearly all are: no dots to be resolved
        path = f"{root}{written.rstrip('/')}"
        return Alias(written, path, f"{path[1:]}/index.html")
    path = resolved(written, root, folder)
    path = path if _is_file(path) or not ugly else path + ".html"
    return Alias(written, path, _file(path), leaves(written, root, folder))


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


def _file(path: str) -> str:
    """Where Hugo writes the redirect of an alias, or "" for one that it refuses."""
    if path in ("/", "/.html"):
        return ""
    return path.lstrip("/") if _is_file(path) else path.lstrip("/") + "/index.html"


def _is_file(path: str) -> bool:
    return path.lower().endswith((".html", ".htm"))
