"""What the site around a file says: its theme's schema, taxonomies, time zone, and the theme's values it extends."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hugokit.engine.elsewhere import ReadByPages, ReadElsewhere, content_files
from hugokit.engine.page_schema import KEY, with_own_schema
from hugokit.engine.settings import Settings, schema_named
from hugokit.engine.versions import HugoVersion, asked_for, site_version
from hugokit.errors import HugokitError
from hugokit.frontmatter.values import lower_keys
from hugokit.fs.read import read_file
from hugokit.limits import NEWEST_HUGO
from hugokit.page import PageRules
from hugokit.schema import store
from hugokit.schema.store import Schema
from hugokit.site.config import Config, read_config

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from hugokit.document import Document
    from hugokit.engine.derived import Derived

CONFIG_NAMES = tuple(f"{stem}.{suffix}" for stem in ("hugo", "config") for suffix in ("toml", "yaml", "yml", "json"))
_EXTENDED = {
    "widgets": ("layouts/partials/widgets", "layouts/_partials/widgets"),
    "post_meta": ("layouts/partials/post_meta", "layouts/_partials/post_meta"),
}


class HandedDown:
    """The keys, in lower case, that a site's cascades set on some page. Read when first asked for."""

    def __init__(self, site: Path | None, config: Config, hugo: tuple[int, int] = NEWEST_HUGO) -> None:
        self._site = site
        self._config = config
        self._hugo = hugo

    def __contains__(self, key: object) -> bool:
        return self._keys is None or str(key).lower() in self._keys

    @property
    def said(self) -> str:
        """The keys, to tell one state from another."""
        return "anything" if self._keys is None else repr(sorted(self._keys))

    @cached_property
    def _keys(self) -> frozenset[str] | None:
        """None where a list's front matter cannot be read: it may hand down anything."""
        from hugokit.site import cascades  # only fmt asks, and a check does not wait for the site model

        keys = cascades.keys_in(self._config.cascade)
        for values in self._lists():
            if values is None:
                return None
            keys |= cascades.keys_in(lower_keys(values).get("cascade"))
        return keys

    def _lists(self) -> Iterator[dict[str, Any] | None]:
        """The front matter of every `_index` file of the site's content."""
        from hugokit.document import loads

        for files, name in content_files(self._site, self._config):
            if name.rpartition("/")[2].lower().startswith("_index."):
                document = loads(files.read(name), hugo=self._hugo)
                yield None if document.error else document.plain


class Context(NamedTuple):
    """What a file is judged by. `site`: the root of its site, None for a file on its own; `hugo`: who reads it.

    `derived`: what the schema was made of, where it was derived from the site's templates; `schema_refused`: why the
    one that the page names is not used.
    """

    schema: Schema
    hugo: HugoVersion
    config: Config = Config()
    site: Path | None = None
    rules: PageRules = PageRules()
    handed_down: HandedDown = HandedDown(None, Config())
    read_elsewhere: ReadElsewhere = ReadElsewhere()
    read_by_pages: ReadByPages = ReadByPages(None, Config())
    derived: Derived | None = None
    schema_refused: str = ""

    @property
    def known(self) -> bool:
        """Whether the site's configuration was looked for and counts."""
        return self.rules.output_formats is not None

    def refuses(self, path: str | Path) -> bool:
        """Whether Hugo ends the build at a file, because content of its kind is not let in (security.allowContent)."""
        kind = os.path.splitext(path)[1][1:].lower()  # noqa: PTH122 - for every file of a run
        if self.site is None or not self.rules.denies(kind):
            return False
        whole = Path(path).resolve()
        return any(whole.is_relative_to(self.site / folder) for folder in self.config.content_dirs)

    def below_content(self, path: str | Path) -> str:
        """The path of a page below its content folder, else as it is."""
        whole = Path(path).resolve()
        for folder in sorted(self.config.content_dirs, key=len, reverse=True) if self.site else ():
            if whole.is_relative_to(top := Path(self.site or "", folder)):
                return str(whole.relative_to(top))
        return str(path)

    @property
    def zone(self) -> tzinfo:
        """The zone of dates without an offset."""
        return self.config.zone


class Contexts:
    """The contexts of a run, each site read once. `warnings`: what could not be read of a site's configuration."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._roots: dict[Path, Path | None] = {}
        self._sites: dict[Path | None, Context] = {}
        self._folders: dict[str, Context] = {}
        self._named: dict[tuple[Path | None, str], Context] = {}
        self._wanting: dict[tuple[int, tuple[str, ...]], tuple[Context, Context]] = {}
        self._made: dict[Path, Derived | None] = {}
        self.warnings: list[str] = []

    def of(self, path: str | Path) -> Context:
        """The context of a file, by the settings, else by its site's configuration."""
        folder = os.path.dirname(path)  # noqa: PTH120 - for every file of a run
        if folder not in self._folders:
            self._folders[folder] = self._of_folder(Path(folder).resolve())
        context = self._folders[folder]
        if not self._by_pattern and not self._required:
            return context
        name = str(relative(Path(path), self._settings.root))
        uses = next((one for one, spec in self._by_pattern if spec.match_file(name)), None)
        wanted = self._wanted(path)
        context = context if uses is None else self._with_schema(context, uses)
        return self._with_required(context, wanted) if wanted else context

    def for_page(self, path: str | Path, document: Document[Any]) -> Context:
        """The context of a file that is read: with the schema that it names itself, where it names one."""
        context = self.of(path)
        if document.error is not None or KEY not in document.plain:
            return context
        wanted = self._wanted(path)
        key = context.site, f"{os.path.dirname(path)}\0{document.plain[KEY]}"  # noqa: PTH120
        if key not in self._named:
            root = context.site or self._settings.root
            self._named[key] = with_own_schema(context, document, Path(path), root, self._extended)
        return self._with_required(self._named[key], wanted) if wanted else self._named[key]

    def _wanted(self, path: str | Path) -> tuple[str, ...]:
        """The keys that the settings ask of a file."""
        if not self._required:
            return ()
        name = str(relative(Path(path), self._settings.root))
        return tuple(key for keys, spec in self._required if spec.match_file(name) for key in keys)

    def _with_required(self, context: Context, wanted: tuple[str, ...]) -> Context:
        """The context with a schema that wants these keys, made once."""
        key = id(context), wanted
        if key not in self._wanting:
            schema = context.schema.with_required(*wanted)
            self._wanting[key] = context, context._replace(schema=schema)
        return self._wanting[key][1]

    def _with_schema(self, context: Context, name: str) -> Context:
        """The context with the schema that a pattern asks for, made once: a validator is dear."""
        if (context.site, name) not in self._named:
            schema, made = self._by_name(context.site, name)
            self._named[context.site, name] = context._replace(schema=self._extended(schema), derived=made)
        return self._named[context.site, name]

    def _of_folder(self, folder: Path) -> Context:
        root = self._root(folder)
        if root not in self._sites:
            self._sites[root] = self._read(root)
        return self._sites[root]

    @cached_property
    def _by_pattern(self) -> list[tuple[str, GitIgnoreSpec]]:
        if self._settings.schema is not None:
            return []
        return [(one.uses, pattern_of(one.files)) for one in self._settings.schemas]

    @cached_property
    def _required(self) -> list[tuple[tuple[str, ...], GitIgnoreSpec]]:
        return [(keys, pattern_of([pattern])) for pattern, keys in self._settings.required]

    def _root(self, folder: Path) -> Path | None:
        if folder not in self._roots:
            if is_site(folder):
                self._roots[folder] = folder
            else:
                self._roots[folder] = None if folder.parent == folder else self._root(folder.parent)
        return self._roots[folder]

    def _read(self, root: Path | None) -> Context:
        config = self._config(root)
        hugo = self._version(root, config)
        if hugo.version != NEWEST_HUGO:
            config = self._config(root, hugo.version)
        schema, made = self._schema(root, config)
        schema = self._extended(schema).with_keys(*config.taxonomies.values())
        schema = _with_site_values(schema, root) if root else schema
        known = root is not None or self._settings.site_config is not None
        rules = config.page_rules(hugo.version) if known else PageRules(hugo=hugo.version)
        handed, elsewhere = HandedDown(root, config, hugo.version), ReadElsewhere(made.planned if made else frozenset())
        return Context(schema, hugo, config, root, rules, handed, elsewhere, ReadByPages(root, config), made)

    def _schema(self, root: Path | None, config: Config) -> tuple[Schema, Derived | None]:
        """The schema that is asked for, else the packaged one of a theme, else the one of the templates at hand."""
        name = self._settings.schema
        if name is None:
            name = next((found for theme in config.themes if (found := store.theme_schema(theme))), None)
        if name is None and self._settings.derive:
            name = store.INFERRED
        return self._by_name(root, name or "hugo")

    def _by_name(self, root: Path | None, name: str) -> tuple[Schema, Derived | None]:
        """A schema by its name, that of the templates too: without any, what Hugo reads itself."""
        made = self._derived(root) if root and name == store.INFERRED else None
        if made is not None:
            return made.schema, made
        return schema_named("hugo" if name == store.INFERRED else name, self._settings.root), None

    def _derived(self, root: Path) -> Derived | None:
        """The schema of a site's templates, worked out once; None where it has none, or they cannot be read."""
        if root not in self._made:
            from hugokit.engine.derived import derive  # where a packaged schema fits, there is none to make

            try:
                self._made[root] = derive(root, keep=self._settings.cache)
            except HugokitError as error:
                self._made[root] = None
                self.warnings.append(f"{root}: {error}; what its templates read is not known")
        return self._made[root]

    def _version(self, root: Path | None, config: Config) -> HugoVersion:
        if self._settings.hugo is not None:
            return asked_for(self._settings.hugo)
        return site_version(root, config)

    @property
    def versions(self) -> list[HugoVersion]:
        """The versions of Hugo that files were read for."""
        return list(dict.fromkeys(context.hugo for context in self._sites.values()))

    @property
    def read(self) -> list[Context]:
        """What files were judged by, a context for each site."""
        return list(self._sites.values())

    def _config(self, root: Path | None, hugo: tuple[int, int] = NEWEST_HUGO) -> Config:
        named = self._settings.site_config
        if named is not None:
            return read_config(OneConfig(named), hugo=hugo, whole=False)
        if root is None:
            return Config()
        try:
            return read_config(ConfigFiles(root), hugo=hugo, whole=False)
        except HugokitError as error:
            warning = f"{root}: {error}; its theme and taxonomies are not known"
            self.warnings += [] if warning in self.warnings else [warning]
            return Config()

    def _extended(self, schema: Schema) -> Schema:
        settings = self._settings
        schema = schema.with_keys(*settings.keys) if settings.keys else schema
        return schema.extend(settings.values) if settings.values else schema


def pattern_of(lines: Iterable[str]) -> GitIgnoreSpec:
    """Patterns as in .gitignore. The library is imported for those who have some."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def relative(path: Path, root: Path) -> Path:
    """The path as patterns see it: from the folder of the settings, where it is below that."""
    whole = path.resolve()
    return whole.relative_to(root) if whole.is_relative_to(root) else whole


def is_site(folder: Path) -> bool:
    """Whether a folder has the configuration of a site."""
    if (folder / "config" / "_default").is_dir():
        return True
    return any((folder / name).is_file() for name in CONFIG_NAMES)


def is_configuration(name: str | os.PathLike[str]) -> bool:
    """Whether a file is, by its name and place, the configuration of a site or a part of it."""
    if not os.fspath(name).endswith((".toml", ".yaml", ".yml", ".json")):
        return False
    path = Path(name)
    if path.name in CONFIG_NAMES and is_site(path.parent):
        return True
    return path.parent.name == "_default" and path.parent.parent.name == "config"


def _with_site_values(schema: Schema, root: Path) -> Schema:
    """The site's own widgets and the like: one for each template it has in the theme's folder of them."""
    found = {name: _templates(root, folders) for name, folders in _EXTENDED.items()}
    extended = schema
    for name, values in found.items():
        if values and schema.extends(name):
            extended = extended.extend({name: values})
    return extended


def _templates(root: Path, folders: Iterable[str]) -> list[str]:
    return sorted(file.stem for folder in folders for file in (root / folder).glob("*.html") if file.is_file())


class ConfigFiles:
    """The configuration files of a site and its themes, as site.config reads them, found without walking the site."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> list[str]:
        """hugo.*, config.* and what is in config/; the same of the themes in themes/."""
        themes = self._root / "themes"
        folders = [self._root, *(sorted(themes.iterdir()) if _is_folder(themes) else [])]
        found = [
            file for folder in folders if folder == self._root or _is_folder(folder) for file in _settings_in(folder)
        ]
        return [file.relative_to(self._root).as_posix() for file in found]

    def read(self, name: str) -> bytes:
        """The bytes of one of them."""
        return read_file(self._root / name).data


def _is_folder(place: Path) -> bool:
    return place.is_dir() and not place.is_symlink()


def _settings_in(folder: Path) -> Iterator[Path]:
    for name in CONFIG_NAMES:
        if (folder / name).is_file():
            yield folder / name
    if (folder / "config").is_dir():
        yield from (file for file in (folder / "config").rglob("*") if file.is_file())


class OneConfig:
    """A configuration file that somebody named, in the place of the site's own."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._name = f"hugo{file.suffix}"

    def names(self) -> list[str]:
        """The one file, as it would be called in a site."""
        return [self._name]

    def read(self, name: str) -> bytes:  # noqa: ARG002 - there is one
        """Its bytes."""
        return read_file(self._file).data
