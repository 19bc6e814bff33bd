"""Gives every page of the tree its URL, file and feed."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote_plus

from hugokit.ledger import Loss
from hugokit.site.config import Config
from hugokit.site.config_files import line_of
from hugokit.site.globs import matches
from hugokit.site.nodes import Node, Tree
from hugokit.site.permalinks import Facts, UnknownToken, expand
from hugokit.site.urls import RSS, Place, page_target


def give(tree: Tree, config: Config) -> None:
    """Set `target`, `url`, `file` and `feed` of every node that has them."""
    for node in list(tree):
        try:
            place = _place(node, tree, config)
        except UnknownToken as error:
            line = line_of(node.head, "url")
            tree.losses.append(Loss(node.source, line, "url", "the page", f"Hugo stops here: {error}", "mend the URL"))
            node.hidden, node.detail = "refused", str(error)
            continue
        node.target = page_target(place, config.paths)
        if node.linked:
            node.url = config.root + node.target.link
        node.file = node.target.file.lstrip("/")
        if has_feed(node, config):
            node.feed = page_target(place, config.paths, RSS).file.lstrip("/")


def has_feed(node: Node, config: Config) -> bool:
    """Whether Hugo writes an RSS feed for the page."""
    default = ("html", "rss") if node.is_branch else ("html",)
    outputs = tuple(o.lower() for o in node.page.outputs) or config.outputs.get(node.kind, default)
    return node.rendered and "rss" in outputs and "rss" not in config.disabled_kinds


def _place(node: Node, tree: Tree, config: Config) -> Place:
    name = node.name
    facts = _facts(node, tree)
    last = (node.base if config.paths.lower_case else node.raw).rsplit("/", 1)[-1]
    pattern = pattern_of(node.kind, node.path, config)
    permalink = posixpath.normpath(unquote_plus(expand(pattern, facts, config.paths))) if pattern else ""
    url = node.page.url
    if ":" in url:
        url = unquote_plus(expand(url, facts, config.paths))
    base = _branch_path(node, config) if node.is_branch else node.base
    container = (node.base if config.paths.lower_case else node.raw).rpartition("/")[0]
    return Place(
        node.kind,
        base,
        container,
        node.page.slug or last,
        bool(name and name.is_bundle) or node.is_branch,
        url,
        "" if permalink == "." else permalink,
        is_ugly(node, config),
        config.prefix,
    )


def _branch_path(node: Node, config: Config) -> str:
    return node.base if config.paths.lower_case else node.raw


def is_ugly(node: Node, config: Config) -> bool:
    """Whether the page's URL ends in `.html`."""
    if isinstance(config.ugly, bool):
        return config.ugly
    return config.ugly.get(section_of(node), False)


def section_of(node: Node) -> str:
    """`.Section`: the first folder of the page's path."""
    if node.name:
        return node.name.section
    return node.base.split("/")[1] if node.base else ""


def pattern_of(kind: str, path: str, config: Config) -> str:
    """The permalink pattern for a page of a kind at a logical path, or ""."""
    for rule in config.permalinks:
        if (rule.kind is None or matches(rule.kind, kind)) and (rule.path is None or matches(rule.path, path)):
            return rule.pattern
    return ""


def _facts(node: Node, tree: Tree) -> Facts:
    above = tree.section_of(node)
    chain = [above, *tree.parents(above.base)] if above.base else []
    slugs = tuple(s.page.slug or s.title for s in reversed(chain) if s.base and s.is_branch)
    return Facts(
        title=node.title,
        slug=node.page.slug,
        date=node.page.date,
        section=section_of(node),
        sections=tuple(above.base.strip("/").split("/")) if above.base else (),
        section_slugs=slugs,
        file_name=_file_name(node),
        content_base_name=node.raw.rsplit("/", 1)[-1],
    )


def _file_name(node: Node) -> str:
    """The file's name without language and extension; of a leaf bundle its folder's, of a list nothing."""
    if node.name is None or node.is_branch:
        return ""
    return node.raw.rsplit("/", 1)[-1]
