"""The schema that a check derives from a site's templates where no packaged one fits. It is kept for the next run."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from hugokit.engine.maker import maker
from hugokit.engine.site_files import TemplateFiles
from hugokit.errors import SettingsError
from hugokit.fs.cache import keep_cached, read_cached, stamp
from hugokit.schema import store

_FILE = "schema.json"
_LAYOUTS = re.compile(r"(?:\A|/)layouts/", re.IGNORECASE)
_TEXT = re.compile(
    r"\.(?:html?|css|scss|sass|js|mjs|ts|json|xml|txt|toml|ya?ml|md|webmanifest|svg|ics)\Z", re.IGNORECASE
)
_FOR_PEOPLE = ("fallback", "needs", "source", "values")


class Derived(NamedTuple):
    """A schema made of so many templates, and why it is not all that is known of keys (`opened`, of the page).

    `planned`: the keys that archetypes have, in lower case.
    """

    schema: store.Schema
    templates: int
    opened: tuple[str, ...] = ()
    planned: frozenset[str] = frozenset()


def derive(root: Path, *, keep: bool) -> Derived | None:
    """The schema of the templates that a site has on disk, its themes' and its own; None where it has none.

    `keep`: use what a former run has kept, and keep it for the next. HugokitError where the site cannot be read.
    """
    files = TemplateFiles(root)
    names = files.names()
    if not any(map(_LAYOUTS.search, names)):
        return None
    if not keep:
        return _made(_fresh(files, root))
    kept = _kept(root)
    now = stamp(root, names)
    if kept is not None and kept.stamp == now:
        return kept.derived
    content = _content(files)  # the same texts may have got other times of writing
    same = kept is not None and kept.content == content
    found = kept.found if kept is not None and same else _fresh(files, root)
    found = {**found, "maker": _maker(), "stamp": now, "content": content}
    keep_cached(root, _FILE, json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return kept.derived if kept is not None and same else _made(found)


class _Kept(NamedTuple):
    found: Mapping[str, Any]
    stamp: str
    content: str
    derived: Derived


def _kept(root: Path) -> _Kept | None:
    """What a former run of this very hugokit has kept; None for anything else, whoever wrote it."""
    data = read_cached(root, _FILE)
    try:
        found = json.loads(data) if data else None
        if not isinstance(found, dict) or found.get("maker") != _maker() or not _whole(found):
            return None
        return _Kept(found, found["stamp"], found["content"], _made(found))
    except (ValueError, RecursionError, SettingsError):
        return None


def _maker() -> str:
    return maker("gotemplate", "schema", "engine", "site")


def _whole(found: Mapping[str, Any]) -> bool:
    texts = all(isinstance(found.get(name), str) for name in ("stamp", "content"))
    lists = (found.get(name) for name in ("opened", "planned"))
    listed = all(isinstance(one, list) and all(isinstance(text, str) for text in one) for one in lists)
    return texts and listed and isinstance(found.get("templates"), int) and isinstance(found.get("document"), dict)


def _content(files: TemplateFiles) -> str:
    """SHA-256 (hex) of every text that may have a part in a schema, with its name."""
    digest = hashlib.sha256()
    for name in files.names():
        if _TEXT.search(name) or _LAYOUTS.search(name):
            data = files.read(name)
            digest.update(f"{name}\0{len(data)}\n".encode("utf-8", "surrogateescape"))
            digest.update(data)
    return digest.hexdigest()


def _fresh(files: TemplateFiles, root: Path) -> Mapping[str, Any]:
    from hugokit.engine.infer import infer_files  # what is kept needs no interpreter

    found = infer_files(files, root.resolve().name)
    return {
        "templates": found.templates,
        "opened": list(found.opened.get("page", ())),
        "planned": sorted(found.planned),
        "document": _for_work(found.document),
    }


def _for_work(document: Mapping[str, Any]) -> dict[str, Any]:
    """The schema without what only tells people more, which is most of it."""
    return {key: _stripped(value) for key, value in document.items() if key != "$defs"}


def _stripped(node: Any) -> Any:
    if isinstance(node, list):
        return [_stripped(one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {key: _stripped(value) for key, value in node.items()}
    about = found.get("x-hugokit")
    if isinstance(about, dict) and "confidence" in about:
        found["x-hugokit"] = {key: value for key, value in about.items() if key not in _FOR_PEOPLE}
    return found


def _made(kept: Mapping[str, Any]) -> Derived:
    schema = store.from_document(dict(kept["document"]), store.INFERRED)
    return Derived(schema, kept["templates"], tuple(kept["opened"]), frozenset(kept["planned"]))
