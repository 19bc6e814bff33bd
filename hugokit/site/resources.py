"""The files of pages: where Hugo puts them, and their metadata (source resources/resource_metadata.go)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from hugokit.frontmatter.values import to_string as text
from hugokit.site.content import File
from hugokit.site.globs import matches
from hugokit.site.model import Resource
from hugokit.site.nodes import Node, Tree
from hugokit.site.translations import dropped
from hugokit.site.urls import path_escape
from hugokit.site.values import deep_lower, table


class Shared:
    """The files of pages in all languages: a page has its own language's, and those that only others have."""

    def __init__(self, trees: Sequence[Tree], files: Sequence[Sequence[File]]) -> None:
        self._trees = trees
        pages = {base for tree in trees for base in tree.nodes}
        self._owned = [_by_owner(own, tree, pages) for tree, own in zip(trees, files, strict=True)]
        self._owners = {base for owned in self._owned for base in owned}

    def of(self, node: Node, tree: Tree) -> tuple[Resource, ...]:
        """The resources of one page; none where it is itself not published."""
        if node.target is None or dropped(node) or not (node.page.translation_key or node.base in self._owners):
            return ()
        counters: dict[str, int] = {}
        found = {file.name.base[len(node.base) :]: (file, holder, of) for file, holder, of in self._files(node, tree)}
        if node.page.translation_key:
            for other in node.translations:
                for file, holder, of in self._files(other, self._tree_of(other)):
                    found.setdefault(file.name.base[len(other.base) :], (file, holder, of))
        return tuple(_resource(node, holder, file, of, counters) for file, holder, of in found.values())

    def _tree_of(self, node: Node) -> Tree:
        return next(tree for tree in self._trees if tree.get(node.base) is node)

    def _files(self, node: Node, tree: Tree) -> Iterator[tuple[File, Node, Tree]]:
        """The page's own files, then those of the nearest languages, of two as near the one before."""
        taken: set[str] = set()
        own = self._trees.index(tree)
        for at in sorted(range(len(self._trees)), key=lambda other: (abs(own - other), other)):
            one = self._trees[at]
            holder = one.get(node.base)
            if holder is not None:
                for file in self._owned[at].get(node.base, ()):
                    if file.name.base not in taken:
                        taken.add(file.name.base)
                        yield file, holder, one


def _by_owner(files: Iterable[File], tree: Tree, pages: Collection[str]) -> dict[str, list[File]]:
    """The resource files under the logical path of the page that they belong to, which must be of their language."""
    found: dict[str, list[File]] = {}
    for file in files:
        owner = next(folder for folder in _upwards(file.name.folder) if folder in pages)
        node = tree.get(owner)
        if node is not None and not dropped(node):
            found.setdefault(owner, []).append(file)
    return found


def _upwards(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
    yield ""


def _resource(node: Node, holder: Node, file: File, tree: Tree, counters: dict[str, int]) -> Resource:
    """`holder`: the page, in the language of the file, in whose folder it is published."""
    # Where the case of a folder differs between page and file, Hugo takes the whole path for the name.
    own_name = ("/" + file.name.source).removeprefix(holder.raw + "/")
    folder = holder.target.folder if holder.target else ""
    url = tree.config.root + path_escape(f"{folder}/{own_name.lstrip('/')}".replace("#", "%23").replace("?", "%3F"))
    given, title, params = _metadata(node, own_name, counters)
    published = text(holder.page.build.get("publishresources", True)).lower() != "false"
    return Resource(file.source, url, given or own_name, title or given or own_name, params, published=published)


def _metadata(node: Node, own_name: str, counters: dict[str, int]) -> tuple[str, str, dict[str, Any]]:
    fields = {"name": "", "title": ""}
    params: dict[str, Any] = {}
    for entry in node.page.resources:
        entry = deep_lower(dict(entry))
        src = text(entry.get("src")).lower()
        if not src or not matches(src, own_name.lower()):
            continue
        for field, given in fields.items():
            if not given and field in entry:
                fields[field] = _counted(entry, field, src, counters)
        params = {**table(entry.get("params")), **params}
    return fields["name"].lstrip("/"), fields["title"], params


def _counted(entry: Mapping[str, Any], field: str, src: str, counters: dict[str, int]) -> str:
    value = text(entry[field])
    if ":counter" in value:
        counters[f"{field}_{src}"] = counters.get(f"{field}_{src}", 0) + 1
        value = value.replace(":counter", str(counters[f"{field}_{src}"]))
    return value
