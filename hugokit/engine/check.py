"""Check one document: read it as Hugo does, ask the schema once, ask every rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.document import Document
from hugokit.engine.context import Context, pattern_of, relative
from hugokit.engine.settings import Settings
from hugokit.page import Page, read_page
from hugokit.rule import Rule, Subject, load_rules
from hugokit.schema.deprecated import deprecations
from hugokit.schema.fold import levels
from hugokit.schema.gate import Gate
from hugokit.schema.validate import findings, unknown

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_NO_PAGE = Page()


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule about single files."""
    return load_rules(Rule)


@dataclass(frozen=True, slots=True)
class Checker:
    """The rules of a run; `beyond_values` are those that also look at what is no front matter.

    `ignores`: for each pattern of paths the codes that do not count there.
    """

    rules: tuple[Rule, ...]
    beyond_values: tuple[Rule, ...]
    root: Path
    ignores: tuple[tuple[GitIgnoreSpec, tuple[str, ...]], ...]
    gates: dict[int, tuple[Context, Gate]] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings) -> Checker:
        """The checker that settings ask for."""
        ignores = tuple((pattern_of([glob]), codes) for glob, codes in settings.per_file_ignores)
        chosen = tuple(one for one in all_rules() if settings.selects(one.code))
        return cls(chosen, tuple(one for one in chosen if one.reads_body), settings.root, ignores)

    def check(
        self, document: Document[Any], context: Context, path: str | Path, least: Severity = Severity.INFO
    ) -> list[Diagnostic]:
        """Every finding in a document of at least this severity, in no order."""
        unreadable = document.error is not None
        clean = not unreadable and least > Severity.INFO and self._gate(context).passes(document.plain)
        rules = self.beyond_values if clean else self.rules
        if not rules:
            return []
        subject = _subject(document, context, least, str(path), clean=clean)
        ignored = self.ignored(path)
        return [
            found
            for one in rules
            if (one.reads_error or not unreadable) and not one.code.startswith(ignored)
            for found in one.check(one, subject)
            if found.severity >= least
        ]

    def _gate(self, context: Context) -> Gate:
        """The gate for pages of a context, made once."""
        if id(context) not in self.gates:
            dates = context.rules.date_keys
            self.gates[id(context)] = context, Gate(context.schema, context.hugo.version, dates)
        return self.gates[id(context)][1]

    def ignored(self, path: str | Path) -> tuple[str, ...]:
        """The first letters of the codes that do not count in a file."""
        if not self.ignores:
            return ()
        name = str(relative(Path(path), self.root))
        return tuple(code for spec, codes in self.ignores if spec.match_file(name) for code in codes)


def _subject(document: Document[Any], context: Context, least: Severity, path: str, *, clean: bool) -> Subject:
    """`clean`: only rules that do not ask for values are asked."""
    hugo, schema = context.hugo.version, context.schema
    block, yaml = _block(document)
    if clean or document.error is not None:
        return Subject(document, {}, _NO_PAGE, schema, hugo=hugo, least=least, path=path, block=block, yaml=yaml)
    values = document.plain
    held = levels(schema, values)
    return Subject(
        document,
        values,
        read_page(values, rules=context.rules),
        schema,
        findings(schema, values, hugo, held),
        unknown(schema, values, held) if values else (),
        deprecations(schema, values, hugo, held),
        hugo,
        least,
        held,
        path,
        block,
        yaml,
    )


def _block(document: Document[Any]) -> tuple[str, bool]:
    """The text of the front matter with the character before it, and whether it is YAML."""
    fences = None if document.error is not None else document.fences
    if fences is None:
        return "", False
    return document.text[max(fences.start - 1, 0) : fences.end], fences.format == "yaml"
