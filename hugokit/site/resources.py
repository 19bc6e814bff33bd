"""The files of pages: where Hugo puts them, and their metadata (source resources/resource_metadata.go)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hugokit.frontmatter.values import to_string as text
from hugokit.site.config_files import lower_keys
from hugokit.site.content import File
from hugokit.site.globs import matches
from hugokit.site.model import Resource
from hugokit.site.nodes import Node, Tree
from hugokit.site.urls import path_escape
from hugokit.site.values import table


class Shared:
    """The files of pages in all languages: a page has its own language's, and those that only others have."""

    def __init__(self, trees: Sequence[Tree], files: Sequence[Sequence[File]]) -> None:
        self._owned = {id(tree): _by_owner(own, tree) for tree, own in zip(trees, files, strict=True)}
        self._trees = trees

    def of(self, node: Node, tree: Tree) -> tuple[Resource, ...]:
        """The published resources of one page. None where it asks not to publish them or is itself not published."""
        if node.target is None or (node.hidden and node.kind in ("page", "term")):
            return ()
        if text(node.page.build.get("publishresources", True)).lower() == "false":
            return ()
        counters: dict[str, int] = {}
        return tuple(_resource(holder, file, of, node, counters) for file, holder, of in self._files(node, tree))

    def _files(self, node: Node, tree: Tree) -> Iterator[tuple[File, Node, Tree]]:
        taken: set[str] = set()
        for one in (tree, *(other for other in self._trees if other is not tree)):
            holder = one.get(node.base)
            for file in self._owned[id(one)].get(node.base, ()) if holder is not None else ():
                if file.name.base not in taken:
                    taken.add(file.name.base)
                    yield file, holder or node, one


def _by_owner(files: Iterable[File], tree: Tree) -> dict[str, list[File]]:
    """The resource files under the logical path of the page that they belong to."""
    found: dict[str, list[File]] = {}
    for file in files:
        owner = tree.owner(file.name.folder)
        if owner is not None:
            found.setdefault(owner.base, []).append(file)
    return found


def _resource(holder: Node, file: File, tree: Tree, node: Node, counters: dict[str, int]) -> Resource:
    """`holder`: the page, in the language of the file, in whose folder it is published."""
    own_name = ("/" + file.name.source)[len(node.raw) + 1 :]
    folder = holder.target.folder if holder.target else ""
    url = tree.config.root + path_escape(f"{folder}/{own_name}".replace("#", "%23").replace("?", "%3F"))
    given, title, params = _metadata(node, own_name, counters)
    return Resource(file.source, url, given or own_name, title or given or own_name, params)


def _metadata(node: Node, own_name: str, counters: dict[str, int]) -> tuple[str, str, dict[str, Any]]:
    fields = {"name": "", "title": ""}
    params: dict[str, Any] = {}
    for entry in node.page.resources:
        entry = lower_keys(dict(entry))
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
