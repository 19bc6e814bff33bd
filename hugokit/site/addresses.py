"""Gives every page of the tree its URLs and files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote_plus

from hugokit.ledger import Loss
from hugokit.site.config import Config
from hugokit.site.config_files import line_of
from hugokit.site.globs import matches
from hugokit.site.model import Output
from hugokit.site.nodes import Node, Tree
from hugokit.site.permalinks import Facts, UnknownToken, expand
from hugokit.site.urls import Place, page_target

_SLASHES = re.compile(r"/{2,}")
# Since this Hugo the slug of a list renames it and all that is below it.
_SECTION_SLUGS_SINCE = (0, 167)


def give(tree: Tree, config: Config) -> None:
    """Set `target`, `outputs`, `url` and `file` of every node."""
    for node in list(tree):
        try:
            place = _place(node, tree)
        except UnknownToken as error:
            line = line_of(node.head, "url")
            tree.losses.append(Loss(node.source, line, "url", "the page", f"Hugo stops here: {error}", "mend the URL"))
            node.hidden, node.detail = "refused", str(error)
            continue
        node.place = place if node.is_branch else None
        node.outputs = tuple(_outputs(node, place, tree))
        if node.linked:
            node.url = node.outputs[0].url
        node.file = node.outputs[0].file


def _outputs(node: Node, place: Place, tree: Tree) -> Iterator[Output]:
    config = tree.config
    for name in _format_names(node, tree):
        target = page_target(place, config.paths, config.formats[name])
        node.target = node.target or target
        yield Output(name, config.root + target.link, target.file.lstrip("/"))


def _format_names(node: Node, tree: Tree) -> tuple[str, ...]:
    """The names of the output formats of a page; the first is the one that its URL leads to.

    It is the one that it has in HTML, where it is written in HTML; `hugo list` names the first that is set.
    """
    what = (node.page.outputs, node.kind, node.rendered)
    if what not in tree.formats:
        tree.formats[what] = _named(node, tree.config)
    return tree.formats[what]


def _named(node: Node, config: Config) -> tuple[str, ...]:
    asked = tuple(name.lower() for name in node.page.outputs) or config.outputs.get(node.kind, ("html",))
    there = (name for name in dict.fromkeys(asked) if name in config.formats and name not in config.disabled_kinds)
    names = tuple(sorted(there, key=lambda name: name != "html"))
    if not node.rendered:
        names = names[:1]
    return names or ("html",)


def _place(node: Node, tree: Tree) -> Place:
    config = tree.config
    name = node.name
    pattern = pattern_of(node.kind, node.path, config)
    permalink = _clean(unquote_plus(expand(pattern, _facts(node, tree), config.paths))) if pattern else ""
    url = node.page.url
    if ":" in url:
        url = unquote_plus(expand(url, _facts(node, tree), config.paths))
    path = _path(node, tree)
    container, _, last = path.rpartition("/")
    return Place(
        node.kind,
        path,
        container,
        node.page.slug if node.page.slug and not node.is_branch else last,
        bool(name and name.is_bundle) or node.is_branch,
        url,
        "" if permalink == "." else permalink,
        is_ugly(node, config),
        config.prefix,
        f"/{config.folder}" if config.multihost else "",
    )


def _clean(path: str) -> str:
    """Go's path.Clean."""
    return _SLASHES.sub("/", posixpath.normpath(path)) if path else "."


def _path(node: Node, tree: Tree) -> str:
    """The logical path with the slugs of the lists in it, and in its own case where the site keeps case."""
    own = node.base if tree.config.paths.lower_case else node.raw
    if tree.hugo < _SECTION_SLUGS_SINCE:
        return own
    if node.is_branch:
        return _with_slugs(node.base, own, tree)
    folder, _, last = own.rpartition("/")
    return f"{_with_slugs(node.base.rpartition('/')[0], folder, tree)}/{last}"


def _with_slugs(base: str, own: str, tree: Tree) -> str:
    missing: list[tuple[str, str]] = []
    while base and base not in tree.slugged:
        own, _, last = own.rpartition("/")
        missing.append((base, last))
        base = base.rpartition("/")[0]
    path = tree.slugged[base] if base else ""
    for step, last in reversed(missing):
        node = tree.get(step)
        slug = node.page.slug if node is not None and node.is_branch else ""
        path = tree.slugged[step] = f"{path}/{slug or last}"
    return path


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
    slugs = tuple(s.page.slug or _in_path(s) for s in reversed(chain) if s.base and s.is_branch)
    return Facts(
        title=_in_path(node),
        slug=node.page.slug,
        date=node.dates[0],
        section=section_of(node),
        sections=tuple(above.base.strip("/").split("/")) if above.base else (),
        section_slugs=slugs,
        file_name=_file_name(node),
        content_base_name=node.raw.rsplit("/", 1)[-1],
    )


def _in_path(node: Node) -> str:
    """The title, in one part of a path; that of a term may be several."""
    return node.title if node.kind == "term" else node.title.replace("/", "-")


def _file_name(node: Node) -> str:
    """The file's name without language and extension; of a leaf bundle its folder's, of a list nothing."""
    if node.name is None or node.is_branch:
        return ""
    return node.raw.rsplit("/", 1)[-1]
