"""The schema of a theme or a site, derived from its templates: files to `schema/infer`, nothing is built."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hugokit.body.params import PARAM
from hugokit.document import loads
from hugokit.engine.collection import no_collection
from hugokit.engine.elsewhere import PAGES
from hugokit.engine.site_files import FolderFiles
from hugokit.errors import SettingsError
from hugokit.gotemplate.evidence import Use
from hugokit.gotemplate.machine import Evidence, Unread, interpret
from hugokit.schema.infer.effects import kinds
from hugokit.schema.infer.emit import schema_of, spell
from hugokit.schema.infer.keys import Key, confirmed, keys_of
from hugokit.site.config import Config, read_configs
from hugokit.site.config_files import Present, SiteFiles
from hugokit.site.content import mounted
from hugokit.text.display import escape
from hugokit.text.encoding import decode

_MAX_PAGES = 2_000
_ARCHETYPE_KEY = re.compile(r"^\s{0,2}#?\s?([A-Za-z_][\w-]*)\s*[:=](?:\s|$)", re.MULTILINE)
_ELSEWHERE = frozenset({"theme", "module.imports", "module.mounts"})
_TEXTS = re.compile(r"\.(?:html?|css|scss|sass|js|mjs|ts|json|xml|txt|toml|ya?ml|md|webmanifest|svg)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inferred:
    """What the templates of a folder read. `document`: JSON Schema with annotations; `keys` what it was made of.

    `opened`: by scope ("page", "site"), why other keys may be read, too. `unread`: templates that do not parse.
    `planned`: the keys that archetypes have, in lower case.
    """

    title: str
    keys: tuple[Key, ...]
    document: Mapping[str, Any]
    opened: Mapping[str, tuple[str, ...]]
    unread: tuple[Unread, ...]
    templates: int
    planned: frozenset[str] = frozenset()

    def key(self, name: str) -> tuple[Key, ...]:
        """The keys of pages and of the site that a name with dots means, in any case; `site.Params.x` for the site."""
        wanted = name.lower().removeprefix("page.params.")
        scope, _, rest = wanted.partition(".params.")
        return tuple(
            key
            for key in self.keys
            if (_dotted(key) == wanted and key.scope != "shortcode") or (key.scope == scope and _dotted(key) == rest)
        )

    def names(self) -> Sequence[str]:
        """All names that `key` knows."""
        return [_dotted(key) for key in self.keys]


def _dotted(key: Key) -> str:
    return ".".join(step for step in key.path if step != "[]") + ("[]" if key.path[-1] == "[]" else "")


def infer(folder: Path) -> Inferred:
    """The schema of a site (with its themes and modules, in Hugo's order) or of a theme that stands alone.

    SettingsError where the folder has no templates, SiteError for a configuration that Hugo refuses.
    """
    files = FolderFiles(folder)
    return infer_files(files, folder.resolve().name)


def infer_files(files: SiteFiles, title: str) -> Inferred:
    """The same for files at hand."""
    with no_collection():
        return _inferred(files, title)


def _inferred(files: SiteFiles, title: str) -> Inferred:
    configs = read_configs(files)
    config = configs[0]
    present = Present(files.names())
    templates = _Templates(files, present, config)
    count = sum(path.startswith("layouts/") for path in templates)
    if not count:
        raise SettingsError(
            f"{escape(title)}: no templates: name the folder of a site or of a theme, with layouts/ in it"
        )
    evidence = interpret(templates, templates.sources)
    content = _Content(files, present, config)
    keys = keys_of((*evidence.uses, *content.params()))
    keys = confirmed(spell(keys, content.spelled()), content.kinds())
    opened = _opened(evidence, configs)
    document = schema_of(keys, opened, title)
    return Inferred(title, keys, document, opened, evidence.unread, count, frozenset(content.planned))


class _Templates(Mapping[str, str]):
    """The templates by the path at which Hugo sees them: what comes first in Hugo's order wins. Read when asked for.

    `sources`: the file of each. What is no text is an empty one.
    """

    def __init__(self, files: SiteFiles, present: Present, config: Config) -> None:
        self._files = files
        self.sources: dict[str, str] = {}
        seen: set[str] = set()
        for component in ("layouts", "assets"):
            for _, below, source in mounted(present, config.mounts, component):
                path = f"{component}/{below}"
                if path.lower() not in seen and (component == "layouts" or _TEXTS.search(path)):
                    seen.add(path.lower())
                    self.sources[path] = source

    def __getitem__(self, path: str) -> str:
        data = self._files.read(self.sources[path])
        return "" if b"\0" in data[:1024] else decode(data)

    def __iter__(self) -> Iterator[str]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)


def _opened(evidence: Evidence, configs: Iterable[Config]) -> Mapping[str, tuple[str, ...]]:
    losses = dict.fromkeys(loss for config in configs for loss in config.losses if loss.key in _ELSEWHERE)
    missing = tuple(f"{loss.what} is not on disk" for loss in losses)
    broken = tuple(f"{one.file}:{one.line}:{one.column} does not parse: {one.why}" for one in evidence.unread)
    opened = {scope: why for scope, why in evidence.opened.items() if scope in ("page", "site")}
    return {scope: why for scope in ("page", "site") if (why := (*opened.get(scope, ()), *missing, *broken))}


class _Content:
    """Pages and archetypes, as further evidence: how keys are spelled, what they hold, which `param` names."""

    def __init__(self, files: SiteFiles, present: Present, config: Config) -> None:
        self._files = files
        self._pages: list[tuple[str, Mapping[str, Any]]] = []
        self._params: list[Use] = []
        archetypes = [source for _, _, source in mounted(present, config.mounts, "archetypes")]
        written = [key[1] for one in archetypes for key in _ARCHETYPE_KEY.finditer(decode(files.read(one)))]
        self.planned = {key.lower(): key for key in written}
        """The keys of archetypes, by lower case."""
        own = [source for _, _, source in mounted(present, config.mounts, "content")]
        examples = [name for name in files.names() if name.lower().startswith("examplesite/content/")]
        known = frozenset(own)
        for source in dict.fromkeys(name for name in (*own, *examples) if name.lower().endswith(PAGES)):
            if len(self._pages) >= _MAX_PAGES:
                break
            self._read(source, own=source in known)

    def _read(self, source: str, *, own: bool) -> None:
        data = self._files.read(source)
        doc = loads(data)
        if doc.error is None:
            self._pages.append((source, doc.plain))
        if not own or b"param" not in data:
            return
        text = decode(data)
        for found in PARAM.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            path = tuple(found[1].lower().split("."))
            for scope in ("page", "site"):
                self._params.append(Use(scope, path, found[1].rpartition(".")[2], "output", (), source, line, column))

    def params(self) -> Iterable[Use]:
        """The keys that pages read themselves, by Hugo's shortcode `param`."""
        return self._params

    def spelled(self) -> Mapping[str, str]:
        """Keys by lower case as archetypes write them, else as most pages do."""
        written = Counter(key for _, values in self._pages for key in values)
        found: dict[str, str] = {}
        for key, _ in written.most_common():
            found.setdefault(key.lower(), key)
        return {**found, **self.planned}

    def kinds(self) -> Mapping[str, Counter[str]]:
        """For each key of pages in lower case how often its values have which type; what is empty says nothing."""
        found: dict[str, Counter[str]] = {}
        for _, values in self._pages:
            for key, value in values.items():
                kind = _kind(value)
                if kind:
                    found.setdefault(key.lower(), Counter())[kind] += 1
        return found


def _kind(value: object) -> str:
    return "" if value in (None, "", [], {}) else kinds(value)[0]
