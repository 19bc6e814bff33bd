"""Check one document: read it as Hugo does, ask the schema once, ask every rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pathspec import GitIgnoreSpec

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.document import Document
from hugokit.engine.context import Context
from hugokit.engine.settings import Settings
from hugokit.page import Page, read_page
from hugokit.rule import Rule, Subject, load_rules
from hugokit.schema.deprecated import deprecations
from hugokit.schema.fold import levels
from hugokit.schema.gate import gate_of
from hugokit.schema.validate import findings, unknown


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule there is."""
    return load_rules()


@dataclass(frozen=True, slots=True)
class Checker:
    """The rules of a run. `ignores`: for each pattern of paths the codes that do not count there."""

    rules: tuple[Rule, ...]
    root: Path
    ignores: tuple[tuple[GitIgnoreSpec, tuple[str, ...]], ...]

    @classmethod
    def of(cls, settings: Settings) -> Checker:
        """The checker that settings ask for."""
        ignores = tuple((GitIgnoreSpec.from_lines([glob]), codes) for glob, codes in settings.per_file_ignores)
        chosen = tuple(one for one in all_rules() if settings.selects(one.code))
        return cls(chosen, settings.root, ignores)

    def check(
        self, document: Document[Any], context: Context, path: Path, least: Severity = Severity.INFO
    ) -> list[Diagnostic]:
        """Every finding in a document of at least this severity, in no order."""
        unreadable = document.error is not None
        clean = not unreadable and least > Severity.INFO and _is_clean(document, context)
        subject = _subject(document, context, least, clean=clean)
        ignored = self._ignored(path)
        return [
            found
            for one in self.rules
            if (one.reads_error or not (unreadable or clean)) and not one.code.startswith(ignored)
            for found in one.check(one, subject)
            if found.severity >= least
        ]

    def _ignored(self, path: Path) -> tuple[str, ...]:
        if not self.ignores:
            return ()
        whole = path.resolve()
        name = str(whole.relative_to(self.root) if whole.is_relative_to(self.root) else whole)
        return tuple(code for spec, codes in self.ignores if spec.match_file(name) for code in codes)


def _is_clean(document: Document[Any], context: Context) -> bool:
    return gate_of(context.schema, context.hugo.version).passes(document.plain)


def _subject(document: Document[Any], context: Context, least: Severity, *, clean: bool) -> Subject:
    """`clean`: only rules that do not ask for values are asked."""
    hugo = context.hugo.version
    if clean or document.error is not None:
        return Subject(document, {}, Page(), context.schema, hugo=hugo, least=least)
    values = document.plain
    schema = context.schema
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
    )
