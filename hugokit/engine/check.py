"""Check one document: read it as Hugo does, ask the schema once, ask every rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.document import Document
from hugokit.engine.context import Context, pattern_of, relative
from hugokit.engine.settings import Settings
from hugokit.limits import COMMENT_MARK
from hugokit.page import Page, read_page
from hugokit.rule import Rule, Subject, load_rules
from hugokit.schema.deprecated import deprecations
from hugokit.schema.fold import levels
from hugokit.schema.gate import Gate
from hugokit.schema.validate import findings, unknown
from hugokit.signs import OWN_SCHEMA, REFUSED, signs_of

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_NO_PAGE = Page()


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule about single files."""
    return load_rules(Rule)


@dataclass(frozen=True, slots=True)
class Checker:
    """The rules of a run.

    `about_comments`: those that are asked last. `ignores`: for each pattern of paths the codes that do not count there.
    `unfixable`: the rules whose fixes are not made.
    """

    rules: tuple[Rule, ...]
    about_comments: tuple[Rule, ...]
    root: Path
    ignores: tuple[tuple[GitIgnoreSpec, tuple[str, ...]], ...]
    unfixable: frozenset[str] = frozenset()
    gates: dict[int, tuple[Context, Gate]] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings) -> Checker:
        """The checker that settings ask for."""
        ignores = tuple((pattern_of([glob]), _prefixes(codes)) for glob, codes in settings.per_file_ignores)
        asked = [one for one in all_rules() if settings.selects(one.code)]
        chosen = tuple(one for one in asked if not one.reads_comments)
        last = tuple(one for one in asked if one.reads_comments)
        unfixable = frozenset(one.code for one in asked if not settings.mends(one.code))
        return cls(chosen, last, settings.root, ignores, unfixable)

    def check(
        self, document: Document[Any], context: Context, path: str | Path, least: Severity = Severity.INFO
    ) -> list[Diagnostic]:
        """Every finding in a document of at least this severity that no comment ignores, in no order."""
        if COMMENT_MARK in document.text and document.error is None:
            found = [one for one in self._unignored(document, context, path) if one.severity >= least]
        else:
            found = self._found(document, context, path, least)
        return [replace(one, fix=None) if one.code in self.unfixable else one for one in found] if found else found

    def _unignored(self, document: Document[Any], context: Context, path: str | Path) -> list[Diagnostic]:
        from hugokit.engine.suppress import Comments  # few pages have such comments

        ignored = self.ignored(path)
        asked = frozenset(one.code for one in self.rules if not one.code.startswith(ignored))
        comments = Comments.of(document, path)
        left = comments.apply(self._found(document, context, path, Severity.INFO))
        subject = _subject(document, context, Severity.INFO, str(path), clean=True)
        subject = subject._replace(comments=comments.all, unused=comments.unused(asked))
        last = [one for one in self.about_comments if not one.code.startswith(ignored)]
        return left + comments.apply([found for one in last for found in one.check(one, subject)])

    def _found(self, document: Document[Any], context: Context, path: str | Path, least: Severity) -> list[Diagnostic]:
        unreadable = document.error is not None
        if unreadable and context.site is None and _is_template(document.text, str(path)):
            return []
        clean = not unreadable and least > Severity.INFO and self._gate(context).passes(document.plain)
        signs = signs_of(document) | (OWN_SCHEMA if context.schema_refused else 0)
        if context.refuses(path):
            signs |= REFUSED
        if clean and not signs:
            return []
        subject = _subject(document, context, least, str(path), clean=clean)
        ignored = self.ignored(path)
        return [
            found
            for one in self.rules
            if (one.signs & signs if one.signs else not clean)
            and (one.reads_error or not unreadable)
            and not one.code.startswith(ignored)
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


def _prefixes(codes: Iterable[str]) -> tuple[str, ...]:
    """What the codes of rules begin with."""
    return tuple("" if code == "ALL" else code for code in codes)


def _is_template(text: str, path: str) -> bool:
    """HTML that begins with a tag of Jinja, Handlebars or the like; outside of sites nobody takes it for JSON."""
    return path.lower().endswith((".html", ".htm")) and text.lstrip("\ufeff \t\r\n").startswith(("{{", "{%", "{#"))


def _subject(document: Document[Any], context: Context, least: Severity, path: str, *, clean: bool) -> Subject:
    """`clean`: only rules that do not ask for values are asked."""
    hugo, schema = context.hugo.version, context.schema
    block, yaml = _block(document)
    if clean or document.error is not None:
        return Subject(
            document, {}, _NO_PAGE, schema, hugo=hugo, least=least, path=path, block=block, yaml=yaml,
            schema_refused=context.schema_refused,
        )  # fmt: skip
    values = document.plain
    held = levels(schema, values)
    found = findings(schema, values, hugo, held)
    if any("for" in one.rule or one.keyword == "required" for one in found):
        from hugokit.engine.reached import reached  # most pages are clean

        found = reached(found, values, context.below_content(path), context.handed_down)
    return Subject(
        document,
        values,
        read_page(values, rules=context.rules),
        schema,
        found,
        unknown(schema, values, held) if values else (),
        deprecations(schema, values, hugo, held),
        hugo,
        least,
        held,
        context.handed_down,
        path=path,
        block=block,
        yaml=yaml,
        read_elsewhere=context.read_elsewhere,
        read_by_pages=context.read_by_pages,
        schema_refused=context.schema_refused,
    )


def _block(document: Document[Any]) -> tuple[str, bool]:
    """The text of the front matter with the character before it, and whether it is YAML."""
    fences = None if document.error is not None else document.fences
    if fences is None:
        return "", False
    return document.text[max(fences.start - 1, 0) : fences.end], fences.format == "yaml"
