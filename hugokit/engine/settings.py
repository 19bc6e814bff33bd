"""The settings of a run: hugokit.toml, .hugokit.toml or [tool.hugokit] of pyproject.toml, under what the caller says.

The nearest file upwards from a path counts. Everything in it is data, validated by schemas/config.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from hugokit.diagnostic import Severity
from hugokit.engine.settings_files import nearest, table_of
from hugokit.engine.versions import parse_version
from hugokit.errors import FileRefused, SettingsError
from hugokit.fs.read import read_file
from hugokit.schema import store
from hugokit.schema.terms import term_key

SEVERITIES = {severity.name.lower(): severity for severity in Severity}
LINT_PRESETS = {"minimal": Severity.ERROR, "recommended": Severity.WARNING, "strict": Severity.INFO}
"""The least severity that each preset shows: a rule that says how grave its finding is has said in which it stands."""


class SchemaFor(NamedTuple):
    """The schema for the files that match one of the patterns (as in .gitignore, from `root`)."""

    files: tuple[str, ...]
    uses: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What fmt makes of the terms that pages name. It can change the built site, so no preset asks for it.

    `taxonomies`: their names in lower case, None for all of the site. `synonyms`: by taxonomy (lower case) and by the
    key that Hugo files a term under (`synonyms_of`) how the term is written; such a term is not folded. `repeated`:
    None removes them where case or synonyms are asked for.
    """

    taxonomies: tuple[str, ...] | None = None
    case: Literal["keep", "lower"] = "keep"
    synonyms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    repeated: Literal["keep", "remove"] | None = None
    order: Literal["keep", "sorted"] = "keep"

    @property
    def idle(self) -> bool:
        """Whether nothing is asked for."""
        return self.order == "keep" and not self.unrepeated and not self.synonyms and self.case == "keep"

    @property
    def unrepeated(self) -> bool:
        """Whether a term stays only once on a page."""
        asked = self.case != "keep" or bool(self.synonyms)
        return asked if self.repeated is None else self.repeated == "remove"


@dataclass(frozen=True, slots=True)
class Format:
    """How fmt writes front matter: a preset, and each choice that differs from it (None: as the preset has it).

    `key_order`: "keep", "schema" or the names of the first keys.
    """

    preset: Literal["minimal", "canonical"] = "minimal"
    blanks: Literal["keep", "trim"] | None = None
    blank_lines: Literal["keep", "trim"] | None = None
    field_names: Literal["keep", "schema"] | None = None
    placeholders: Literal["keep", "remove"] | None = None
    dates: Literal["keep", "iso", "rfc3339"] | None = None
    lists: Literal["keep", "block", "flow"] | None = None
    quotes: Literal["keep", "double", "single", "minimal"] | None = None
    key_order: Literal["keep", "schema"] | tuple[str, ...] | None = None
    terms: Terms = Terms()

    @property
    def whole(self) -> Format:
        """The format with every choice made, by the preset where nothing is given."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        return replace(PRESETS[self.preset], **{name: value for name, value in given.items() if value is not None})


PRESETS: Mapping[str, Format] = {
    "minimal": Format("minimal", "trim", "keep", "keep", "keep", "keep", "keep", "keep", "keep"),
    "canonical": Format("canonical", "trim", "trim", "schema", "remove", "iso", "block", "keep", "schema"),
}
"""What stands in each preset. No preset has anything of terms: what is done to them shows on the built site."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run looks for and how it writes.

    `root`: the folder that patterns and schema files are relative to. `required`: for each pattern of paths the keys
    that a page there must have. `hugo`: the version to read for, None to find it out. `site_config`: the site's
    configuration, where it is not to be looked for. `baseline`: the file of the findings that are known. `derive`:
    whether a schema is derived from a site's templates where no packaged one fits, `cache`: and kept beside the site;
    `incremental`: whether a check passes over pages that are as a former run found them.
    """

    root: Path = field(default_factory=Path)
    select: tuple[str, ...] = ("ALL",)
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fixable: tuple[str, ...] = ("ALL",)
    unfixable: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    show: Severity = Severity.WARNING
    baseline: Path | None = None
    exclude: tuple[str, ...] = ()
    schema: str | None = None
    schemas: tuple[SchemaFor, ...] = ()
    keys: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    required: tuple[tuple[str, tuple[str, ...]], ...] = ()
    hugo: tuple[int, int] | None = None
    site_config: Path | None = None
    fmt: Format = Format()
    derive: bool = False
    cache: bool = True
    incremental: bool = False

    def but(self, **given: Any) -> Settings:
        """These settings with what is given; None leaves a setting as it is."""
        known = {one.name for one in fields(self)}
        return replace(self, **{name: value for name, value in given.items() if value is not None and name in known})

    def selects(self, code: str) -> bool:
        """Whether a rule is on: the longest prefix that names it decides, `ignore` before `select` where they tie."""
        return _is_on(code, (*self.select, *self.extend_select), self.ignore)

    def mends(self, code: str) -> bool:
        """Whether the fixes of a rule are made: as for `selects`, by `fixable` and `unfixable`."""
        return _is_on(code, self.fixable, self.unfixable)


def _is_on(code: str, on: Iterable[str], off: Iterable[str]) -> bool:
    weights = [max((_weight(code, prefix) for prefix in prefixes), default=0) for prefixes in (on, off)]
    return weights[0] > weights[1]


def _weight(code: str, prefix: str) -> int:
    if prefix == "ALL":
        return 1
    return len(prefix) + 1 if code.startswith(prefix) else 0


def load_settings(start: Path, *, config: Path | None = None, isolated: bool = False) -> Settings:
    """The settings for a run that begins at `start` (a file or folder). Raises SettingsError with file and key."""
    folder = start if start.is_dir() else start.parent
    file = config or (None if isolated else nearest(folder))
    return Settings(root=folder.resolve()) if file is None else settings_in(file)


def settings_in(file: Path) -> Settings:
    """The settings of a file and of what it extends (SettingsError). Patterns in all of them count from its folder."""
    table = table_of(file)
    try:
        return _settings(table, file.parent.resolve())
    except SettingsError as error:
        raise SettingsError(f"{file}: {error}") from error


def _settings(table: Mapping[str, Any], root: Path) -> Settings:
    lint, extend = table.get("lint", {}), table.get("extend", {})
    return Settings(
        root=root,
        select=tuple(lint.get("select", ("ALL",))),
        extend_select=tuple(lint.get("extend-select", ())),
        ignore=(*lint.get("ignore", ()), *lint.get("extend-ignore", ())),
        fixable=tuple(lint.get("fixable", ("ALL",))),
        unfixable=tuple(lint.get("unfixable", ())),
        per_file_ignores=tuple((glob, tuple(codes)) for glob, codes in lint.get("per-file-ignores", {}).items()),
        show=SEVERITIES[lint["show"]] if "show" in lint else LINT_PRESETS[lint.get("preset", "recommended")],
        baseline=root / lint["baseline"] if "baseline" in lint else None,
        incremental=lint.get("incremental", False),
        exclude=tuple(table.get("exclude", ())),
        schemas=tuple(SchemaFor(tuple(one.get("files", ("**",))), one["uses"]) for one in table.get("schema", ())),
        keys=tuple(extend.get("keys", ())),
        values={name: tuple(values) for name, values in extend.get("values", {}).items()},
        required=_required(extend.get("required", ())),
        hugo=parse_version(table.get("hugo", {}).get("version", "")),
        fmt=_format(table.get("fmt", {})),
    )


def _required(given: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A list is about every page."""
    tables = given if isinstance(given, dict) else {"**": given}
    return tuple((pattern, tuple(names)) for pattern, names in tables.items() if names)


def _format(table: Mapping[str, Any]) -> Format:
    given = {name.replace("-", "_"): _frozen(value) for name, value in table.items() if name != "terms"}
    return Format(**given, terms=_terms(table.get("terms", {})))


def _terms(table: Mapping[str, Any]) -> Terms:
    given = {name: _frozen(value) for name, value in table.items() if name not in ("synonyms", "taxonomies")}
    named = table.get("taxonomies")
    taxonomies = None if named is None else tuple(name.lower() for name in named)
    return Terms(**given, taxonomies=taxonomies, synonyms=synonyms_of(table.get("synonyms", {})))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def synonyms_of(given: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Terms and what is to be written for them, by taxonomy, in the form of `Terms.synonyms`.

    SettingsError for a term that would be written in two ways: what fmt writes must not change when it runs again.
    """
    found: dict[str, dict[str, str]] = {}
    for taxonomy, terms in given.items():
        spelled = found.setdefault(taxonomy.lower(), {})
        for source, target in terms.items():
            for term in (source, target):
                other = spelled.setdefault(term_key(term), target)
                if other != target:
                    raise SettingsError(
                        f"fmt.terms.synonyms.{taxonomy}: {term!r} would be written both {other!r} and {target!r}; "
                        "upper and lower case are one term to Hugo, and a synonym of a synonym is not followed"
                    )
    return found


def schema_named(name: str, root: Path) -> store.Schema:
    """A packaged schema by its name, or a JSON Schema file by its path from `root`. SettingsError if it is neither."""
    if name in store.names():
        return store.load(name)
    file = root / name
    if not file.is_file():
        raise SettingsError(f"{name}: no packaged schema ({', '.join(store.names())}) and no file of that name")
    try:
        document = json.loads(read_file(file).data.decode("utf-8"))
    except (ValueError, FileRefused, RecursionError) as error:
        raise SettingsError(f"{file}: {error}") from error
    return store.from_document(document, name)
