"""The schemas: packaged ones and a user's own. Nothing here or in a validator ever opens a connection or a file."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from hugokit.errors import SettingsError
from hugokit.frontmatter.node import Path
from hugokit.limits import MAX_DEPTH
from hugokit.schema import parts

if TYPE_CHECKING:
    import jsonschema
    import jsonschema_rs

DIALECT = "https://json-schema.org/draft/2020-12/schema"
HUGO = "https://hugokit.dev/schemas/hugo.json"
INFERRED = "infer"
"""What --schema and `uses` call the schema that is derived from a site's templates."""
_SUPPORT = ("annotations", "config")
_MAX_SCHEMA_NODES = 50_000
_PATTERN_BYTES = 1 << 20
_REMEMBERED = 4_096

Document = Mapping[str, Any]


class Schema:
    """A schema of front matter (or of settings), with the annotations of `x-hugokit` over all its parts.

    `document` is the JSON Schema itself; what it refers to is in `library`, by `$id`. Treat both as frozen.
    """

    def __init__(self, name: str, document: Document, library: Mapping[str, Document]) -> None:
        self.name = name
        self.document = document
        self.library = library

    def __repr__(self) -> str:
        return f"Schema({self.name!r})"

    @cached_property
    def root(self) -> tuple[parts.Part, ...]:
        """The document and all that it refers to at its top, the theme's own part first."""
        return parts.expand([(self.document, self.document)], self.library, self.name)

    @cached_property
    def _places(self) -> dict[Path, tuple[tuple[parts.Part, ...], Mapping[str, Any] | None]]:
        return {}

    def _place(self, path: Path) -> tuple[tuple[parts.Part, ...], Mapping[str, Any] | None]:
        if path not in self._places:
            if len(self._places) >= _REMEMBERED:
                self._places.clear()
            found = self.root
            for step in path:
                found = parts.step(found, step, self.library, self.name)
            self._places[path] = found, parts.merge(found) if found else None
        return self._places[path]

    def at(self, path: Path) -> tuple[parts.Part, ...]:
        """The sub-schemas that describe the value at a path (keys in any case), nearest first."""
        return self._place(path)[0]

    def property(self, path: Path) -> Mapping[str, Any] | None:
        """The sub-schemas for a path as one mapping, `x-hugokit` merged; None where the schema says nothing."""
        return self._place(path)[1]

    @cached_property
    def annotations(self) -> Mapping[str, Any]:
        """`x-hugokit` of the whole schema: closed, words, theme …"""
        found: dict[str, Any] = parts.merge(self.root).get("x-hugokit", {})
        return found

    @cached_property
    def closed(self) -> bool:
        """Whether every key that counts is in here, so that another one is worth a word."""
        return bool(self.annotations.get("closed"))

    @cached_property
    def properties(self) -> Mapping[str, Mapping[str, Any]]:
        """Every top-level property under its canonical spelling, in canonical order."""
        names: dict[str, str] = {}
        for part, _ in self.root:
            for name in part.get("properties", {}):
                names.setdefault(name.lower(), name)
        found = {name: self.property((name,)) or {} for name in names.values()}
        last = 10_000
        rank = {name: own.get("x-hugokit", {}).get("order", last) for name, own in found.items()}
        return {name: found[name] for name in sorted(found, key=lambda name: rank[name])}

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        return {name.lower(): name for name in self.properties}

    def keys(self) -> tuple[str, ...]:
        """The canonical spellings of all keys, in canonical order."""
        return tuple(self.properties)

    def known(self, key: str) -> str | None:
        """The canonical spelling of a key, whatever its case. Other names of a field count (`modified`)."""
        return self._spellings.get(key.lower())

    def canonical(self, key: str) -> str | None:
        """The name of the field that a key sets: `modified` -> `lastmod`, `_BUILD` -> `build`."""
        spelling = self.known(key)
        if spelling is None:
            return None
        target: str = self.properties[spelling].get("x-hugokit", {}).get("alias-of", spelling)
        return target

    def annotation(self, key: str) -> Mapping[str, Any]:
        """`x-hugokit` of a top-level key, in any case; empty where there is none."""
        spelling = self.known(key)
        found: Mapping[str, Any] = {} if spelling is None else self.properties[spelling].get("x-hugokit", {})
        return found

    @cached_property
    def noted(self) -> Mapping[str, Mapping[str, Any]]:
        """For each annotation the keys that have it: `noted["terms"]` is {"tags": {"link": …}, …}."""
        found: dict[str, dict[str, Any]] = {}
        for name, own in self.properties.items():
            for word, value in own.get("x-hugokit", {}).items():
                found.setdefault(word, {})[name] = value
        return found

    def extend(self, values: Mapping[str, Iterable[str]]) -> Schema:
        """A schema that also takes the site's own values, by the name under `extensible`: widgets, post_meta, menu."""
        library = {key: copy.deepcopy(dict(document)) for key, document in self.library.items()}
        document = copy.deepcopy(dict(self.document))
        for name, more in values.items():
            lists = [one for part in (document, *library.values()) for one in parts.extensible(part, name)]
            if not lists:
                raise SettingsError(f"schema {self.name}: nothing called {name} can be extended")
            given = tuple(more)
            for there, folded in lists:
                spelled = [value.lower() if folded else value for value in given]
                there.extend(value for value in spelled if value not in there)
        return Schema(self.name, document, library)

    def extends(self, name: str) -> bool:
        """Whether a site may add values under this name."""
        documents = (self.document, *self.library.values())
        return any(True for document in documents for _ in parts.extensible(document, name))

    def with_keys(self, *names: str) -> Schema:
        """A schema that also knows these keys, any value allowed: the site's own parameters and taxonomies."""
        document = copy.deepcopy(dict(self.document))
        properties = document.setdefault("properties", {})
        for name in names:
            if self.known(name) is None:
                properties[name] = {}
        return Schema(self.name, document, self.library)

    def with_required(self, *names: str) -> Schema:
        """A schema that also wants these keys of every page."""
        document = copy.deepcopy(dict(self.document))
        wanted = [self.known(name) or name for name in names]
        document["required"] = list(dict.fromkeys((*document.get("required", ()), *wanted)))
        return Schema(self.name, document, self.library)

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The keys that every page must have."""
        return tuple(dict.fromkeys(name for part, _ in self.root for name in part.get("required", ())))

    @cached_property
    def validator(self) -> jsonschema_rs.Draft202012Validator:
        """The compiled validator: linear-time patterns, no retrieval. SettingsError for a schema that is none."""
        return self.compile(self.document)

    def compile(self, document: Document | bool) -> jsonschema_rs.Draft202012Validator:
        """A validator of another document that may refer to this schema's library."""
        import jsonschema_rs

        try:
            known: list[tuple[str, Any]] = [(key, dict(one)) for key, one in self.library.items()]
            registry = jsonschema_rs.Registry(known, retriever=_refuse)
            options = jsonschema_rs.RegexOptions(size_limit=_PATTERN_BYTES, dfa_size_limit=_PATTERN_BYTES)
            return jsonschema_rs.Draft202012Validator(
                document if isinstance(document, bool) else dict(document),
                registry=registry,
                pattern_options=options,
                offline=True,
            )
        except (ValueError, jsonschema_rs.ReferencingError) as error:
            raise SettingsError(f"schema {self.name}: {_first_line(error)}{_where(error)}") from error


def names() -> tuple[str, ...]:
    """The packaged schemas of content: hugo, then the themes."""
    files_there = [entry.name for entry in (folder() / "themes").iterdir()]
    return ("hugo", *sorted(name.removesuffix(".json") for name in files_there if name.endswith(".json")))


@lru_cache(maxsize=32)
def load(name: str) -> Schema:
    """A packaged schema by its name: "hugo", "mainroad", "config". SettingsError for an unknown one."""
    if name not in names() and name not in _SUPPORT:
        raise SettingsError(f"there is no schema called {name}: there are {', '.join(names())}")
    document = _read(name)
    return Schema(name, document, _library(document, name))


def from_document(document: Mapping[str, Any], name: str) -> Schema:
    """A schema from a user's own document. It may refer to itself and to packaged schemas by their `$id` only."""
    if not isinstance(document, dict):
        raise SettingsError(f"schema {name}: a JSON Schema is a map")
    if document.get("$schema", DIALECT).rstrip("#") != DIALECT:
        raise SettingsError(f"schema {name}: $schema must be {DIALECT}, not {document['$schema']}")
    _measure(document, name)
    schema = Schema(name, document, _library(document, name))
    _check_annotations(schema)
    _ = schema.validator, schema.properties
    return schema


@lru_cache
def site_schema(reference: str) -> Schema | None:
    """What the theme that a site names reads of the site's parameters, from `$defs/site` of its schema, or None."""
    name = theme_schema(reference)
    about = load(name).document.get("$defs", {}).get("site") if name else None
    return from_document(about, f"{name} site") if about else None


def theme_schema(reference: str) -> str | None:
    """The packaged schema for a theme as a site names it: a folder ("mainroad") or a module's path. None if unknown."""
    wanted = reference.strip("/").lower()
    for name in names()[1:]:
        about = load(name).annotations
        if wanted in (about.get("theme"), *about.get("modules", ())) or wanted.rpartition("/")[2] == about.get("theme"):
            return name
    return None


def standard_validator(schema: Schema) -> jsonschema.Draft202012Validator:
    """The validator object of the jsonschema library, for whoever wants a standard one. Importing it takes 90 ms."""
    import jsonschema
    from referencing import Registry, Resource

    resources = [(key, Resource.from_contents(document)) for key, document in schema.library.items()]
    empty: Any = Registry(retrieve=_refuse_resource)  # type: ignore[call-arg]
    return jsonschema.Draft202012Validator(schema.document, registry=empty.with_resources(resources))


def _refuse(uri: str) -> Any:
    raise LookupError(f"{uri} is not fetched: a schema may refer to itself and to packaged schemas only")


def _refuse_resource(uri: str) -> Any:
    from referencing.exceptions import NoSuchResource

    raise NoSuchResource(uri)


def folder() -> FilePath:
    """Where the packaged schemas are: in the wheel they lie inside the package, in a checkout beside it."""
    package = FilePath(__file__).parent.parent  # importlib.resources takes as long to import as the rest of this file
    inside = package / "schemas"
    return inside if inside.is_dir() else package.parent / "schemas"


@lru_cache(maxsize=32)
def _read(name: str) -> dict[str, Any]:
    inner = "" if name in ("hugo", *_SUPPORT) else "themes"
    place = folder() / inner / f"{name}.json"
    found: dict[str, Any] = json.loads(place.read_text("utf-8"))
    return found


def _library(document: Document, name: str) -> dict[str, Document]:
    """The packaged documents that a document refers to, and those that they refer to."""
    library: dict[str, Document] = {}
    packaged: dict[str, str] = {}
    waiting = [document]
    while waiting:
        for target in parts.references(waiting.pop(), name):
            if target in library or target == document.get("$id"):
                continue
            packaged = packaged or {_read(known)["$id"]: known for known in names()}
            if target not in packaged:
                raise SettingsError(
                    f"schema {name}: it refers to {target}, which is not fetched: "
                    "a schema may refer to itself and to packaged schemas only"
                )
            library[target] = _read(packaged[target])
            waiting.append(library[target])
    return library


def _measure(document: Document, name: str) -> None:
    waiting: list[tuple[Any, int]] = [(document, 1)]
    count = 0
    while waiting:
        node, depth = waiting.pop()
        count += 1
        if depth > MAX_DEPTH or count > _MAX_SCHEMA_NODES:
            limits = f"nested deeper than {MAX_DEPTH} or larger than {_MAX_SCHEMA_NODES} values"
            raise SettingsError(f"schema {name}: {limits}")
        inner: Iterable[Any] = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        waiting.extend((one, depth + 1) for one in inner)


def _check_annotations(schema: Schema) -> None:
    shape = load("annotations").validator
    for place, annotation in parts.annotated(schema.document):
        for error in shape.iter_errors(annotation):
            where = "/".join(str(step) for step in (*place, *error.instance_path))
            raise SettingsError(f"schema {schema.name}: at {where}: {error.message}")


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]


def _where(error: BaseException) -> str:
    place = getattr(error, "instance_path", None)
    return f" (at {'/'.join(str(step) for step in place)})" if place else ""
