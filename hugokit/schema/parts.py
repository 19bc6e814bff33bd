"""A walk over the parts of a schema: a sub-schema with all that `$ref`, `allOf`, `anyOf` … add at the same place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hugokit.errors import SettingsError

Document = Mapping[str, Any]
Part = tuple[Mapping[str, Any], Document]
"""A sub-schema, and the document that its local references are looked up in."""

_LISTS = ("allOf", "anyOf", "oneOf")
_BRANCHES = ("if", "then", "else")
_JOINED = ("consequence", "hazards", "aliases", "misnomers", "own-words")


def expand(start: Iterable[Part], library: Mapping[str, Document], name: str) -> tuple[Part, ...]:
    """Each part followed by what it refers to or combines; every sub-schema once, so that cycles end."""
    found: list[Part] = []
    seen: set[int] = set()
    waiting = list(start)
    while waiting:
        part, document = waiting.pop(0)
        if id(part) in seen or not isinstance(part, Mapping):
            continue
        seen.add(id(part))
        found.append((part, document))
        inner = [resolve(part["$ref"], document, library, name)] if "$ref" in part else []
        inner += [(one, document) for word in _LISTS for one in part.get(word, ())]
        inner += [(part[word], document) for word in _BRANCHES if word in part]
        waiting[:0] = inner
    return tuple(found)


def step(parts: Iterable[Part], key: str | int, library: Mapping[str, Document], name: str) -> tuple[Part, ...]:
    """The parts one key (any case) or one index further."""
    found: list[Part] = []
    for part, document in parts:
        inner = _item(part, key) if isinstance(key, int) else _property(part, key)
        if isinstance(inner, Mapping):
            found.append((inner, document))
    return expand(found, library, name)


def _item(part: Mapping[str, Any], index: int) -> Any:
    first: list[Any] = part.get("prefixItems", [])
    return first[index] if 0 <= index < len(first) else part.get("items")


def _property(part: Mapping[str, Any], key: str) -> Any:
    properties: Mapping[str, Any] = part.get("properties", {})
    if key in properties:
        return properties[key]
    lower = key.lower()
    for name, inner in properties.items():
        if name.lower() == lower:
            return inner
    return part.get("additionalProperties")


def resolve(reference: str, document: Document, library: Mapping[str, Document], name: str) -> Part:
    """The sub-schema behind a `$ref`: in the same document, or in the library. SettingsError where there is none."""
    target, _, fragment = reference.partition("#")
    where = document if target in ("", document.get("$id")) else library.get(target)
    node: Any = where
    for word in fragment.split("/")[1:] if fragment.startswith("/") else ():
        word = word.replace("~1", "/").replace("~0", "~")
        node = node.get(word) if isinstance(node, Mapping) else None
    if where is None or node is None or (fragment and not fragment.startswith("/")):
        raise SettingsError(f"schema {name}: there is nothing at the reference {reference}")
    return (node, where) if isinstance(node, Mapping) else ({}, where)


def merge(parts: Iterable[Part]) -> dict[str, Any]:
    """One mapping of all parts: the first to say something wins; lists of annotations are joined in order."""
    merged: dict[str, Any] = {}
    annotation: dict[str, Any] = {}
    for part, _ in parts:
        for word, value in part.items():
            if word != "x-hugokit":
                merged.setdefault(word, value)
        for word, value in part.get("x-hugokit", {}).items():
            if word in _JOINED:
                annotation[word] = [*annotation.get(word, ()), *value]
            else:
                annotation.setdefault(word, value)
    if annotation:
        merged["x-hugokit"] = annotation
    return merged


def references(document: Any, name: str) -> Iterator[str]:
    """The other documents that a document refers to, without the fragment."""
    waiting = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            for word in ("$ref", "$dynamicRef"):
                if isinstance(node.get(word), str):
                    target = node[word].partition("#")[0]
                    if target:
                        yield target
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def annotated(document: Any) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every `x-hugokit` of a document with its place."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), document)]
    while waiting:
        place, node = waiting.pop()
        if isinstance(node, Mapping):
            if "x-hugokit" in node and (not place or place[-1] not in ("properties", "$defs")):
                yield (*place, "x-hugokit"), node["x-hugokit"]
            waiting.extend(((*place, key), inner) for key, inner in node.items())
        elif isinstance(node, list):
            waiting.extend(((*place, index), inner) for index, inner in enumerate(node))


def extensible(document: Document, name: str) -> Iterator[tuple[list[Any], bool]]:
    """The lists of values that a site may add to under a name, and whether their case is folded."""
    for place, annotation in annotated(document):
        if isinstance(annotation, Mapping) and annotation.get("extensible") == name:
            node: Any = document
            for word in place[:-1]:
                node = node[word]
            for holder in (node, node.get("else", {})):
                if isinstance(holder.get("enum"), list):
                    yield holder["enum"], bool(annotation.get("fold", {}).get("case"))
