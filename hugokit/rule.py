"""The registry of rules: a decorator and a walk over the folder rules/."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.frontmatter.node import Path, place

if TYPE_CHECKING:
    from hugokit.document import Document
    from hugokit.page import Page
    from hugokit.schema.store import Schema


@dataclass(frozen=True, slots=True)
class Subject:
    """One file as rules see it. `values` has the keys as written; `page` is None where the block cannot be read."""

    document: Document[Any]
    values: dict[str, Any]
    page: Page | None
    schema: Schema
    hugo: tuple[int, int] = (0, 168)


Check = Callable[["Rule", Subject], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `doc` is the manual: what it does, why it is bad, example, fix safety."""

    code: str
    slug: str
    severity: Severity
    check: Check
    doc: str
    needs_values: bool = True

    def at(
        self, subject: Subject, path: Path, message: str, *, fix: Fix | None = None, severity: Severity | None = None
    ) -> Diagnostic:
        """A finding about the key or item at `path`."""
        start, end = place(subject.document.root, path)
        return self.span(start, end, message, path=path, fix=fix, severity=severity)

    def span(
        self, start: int, end: int, message: str, *, path: Path = (), fix: Fix | None = None,
        severity: Severity | None = None,
    ) -> Diagnostic:
        """A finding about a stretch of the text."""
        grade = self.severity if severity is None else severity
        return Diagnostic(self.code, self.slug, grade, message, start, end, path, fix)


RULES: dict[str, Rule] = {}


def rule(code: str, slug: str, severity: Severity, *, needs_values: bool = True) -> Callable[[Check], Check]:
    """Register the decorated function `(rule, subject) -> diagnostics` under a code and a slug, each used once."""

    def add(check: Check) -> Check:
        if code in RULES or any(r.slug == slug for r in RULES.values()):
            raise AssertionError(f"{code} {slug} is registered twice")
        RULES[code] = Rule(code, slug, severity, check, check.__doc__ or "", needs_values)
        return check

    return add


def load_rules() -> tuple[Rule, ...]:
    """Every rule of the package, in the order of their codes."""
    package = importlib.import_module("hugokit.rules")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"hugokit.rules.{module.name}")
    return tuple(RULES[code] for code in sorted(RULES))
