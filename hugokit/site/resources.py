"""The files of pages: where Hugo puts them, and their metadata (source resources/resource_metadata.go)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hugokit.frontmatter.values import to_string as text
from hugokit.site.config import Config
from hugokit.site.globs import matches
from hugokit.site.model import Resource
from hugokit.site.names import Name
from hugokit.site.nodes import Node, Tree
from hugokit.site.urls import path_escape
from hugokit.site.values import deep_lower, table


def by_owner(files: Iterable[tuple[Name, str]], tree: Tree) -> dict[str, list[tuple[Name, str]]]:
    """The resource files under the logical path of the page that they belong to."""
    found: dict[str, list[tuple[Name, str]]] = {}
    for name, source in files:
        owner = tree.owner(name.folder)
        if owner is not None:
            found.setdefault(owner.base, []).append((name, source))
    return found


def resources_of(node: Node, files: Iterable[tuple[Name, str]], config: Config) -> tuple[Resource, ...]:
    """The published resources of one page. None where the page asks not to publish them or is itself not published."""
    if node.target is None or (node.hidden and node.kind in ("page", "term")):
        return ()
    if text(node.page.build.get("publishresources", True)).lower() == "false":
        return ()
    counters: dict[str, int] = {}
    return tuple(_resource(node, name, source, config, counters) for name, source in files)


def _resource(node: Node, name: Name, source: str, config: Config, counters: dict[str, int]) -> Resource:
    own_name = ("/" + name.source)[len(node.raw) + 1 :]
    folder = node.target.folder if node.target else ""
    url = config.root + path_escape(f"{folder}/{own_name}".replace("#", "%23").replace("?", "%3F"))
    given, title, params = _metadata(node, own_name, counters)
    return Resource(source, url, given or own_name, title or given or own_name, params)


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
