"""The registry of rules: a decorator and a walk over the folder rules/, where rules/site/ has those of whole sites."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Collection, Container, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from hugokit.diagnostic import Diagnostic, Fix, Severity
from hugokit.document import Document
from hugokit.frontmatter.node import Mapping, Path, Sequence, find, place
from hugokit.frontmatter.operations import Operation, Reorder, intended
from hugokit.limits import NEWEST_HUGO
from hugokit.page import DATE_KEYS, Page
from hugokit.schema.deprecated import Deprecation
from hugokit.schema.fold import Level
from hugokit.schema.store import Schema
from hugokit.schema.validate import Finding, UnknownKey, findings
from hugokit.text.display import shorten

if TYPE_CHECKING:
    from hugokit.suppression import Suppression

SEVERITIES = {"fails": Severity.ERROR, "misread": Severity.WARNING, "inert": Severity.INFO}


class Subject(NamedTuple):
    """One file as rules see it.

    `values` are the front matter's, with the keys as written, and `page` what Hugo makes of them; both are empty where
    the front matter cannot be read (`document.error`). What the schema finds was looked up once, for all rules.
    Findings of a severity below `least` are dropped by whoever asked, so they need no place. `handed_down` has the
    keys, in any case, that some cascade of the site sets, `read_elsewhere` those that something else reads than Hugo's
    templates, `read_by_pages` those that some page asks for. `comments` are those that ignore findings, and `unused`
    has the names in them that ignore nothing; only rules that `reads_comments` get them. `path` is the file's name,
    `block` the text of the front matter with the character before it, `yaml` whether it is YAML. `schema_refused`: why
    the schema that the page names is not in use.
    """

    document: Document[Any]
    values: dict[str, Any]
    page: Page
    schema: Schema
    findings: tuple[Finding, ...] = ()
    unknown: tuple[UnknownKey, ...] = ()
    deprecations: tuple[Deprecation, ...] = ()
    hugo: tuple[int, int] = NEWEST_HUGO
    least: Severity = Severity.INFO
    levels: tuple[Level, ...] = ()
    handed_down: Container[str] = ()
    comments: tuple[Suppression, ...] = ()
    unused: tuple[tuple[Suppression, tuple[str, ...]], ...] = ()
    path: str = ""
    block: str = ""
    yaml: bool = False
    read_elsewhere: Container[str] = ()
    read_by_pages: Container[str] = ()
    schema_refused: str = ""

    def taxonomies(self) -> frozenset[str]:
        """The front matter keys that hold terms, in lower case."""
        return frozenset(key.lower() for key in self.schema.noted.get("terms", ()))


Check = Callable[["Rule", Subject], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Manual:
    """What every rule is known by. `doc` is the manual: what it does, why it is bad, example, fix safety."""

    code: str
    slug: str
    severity: Severity
    doc: str

    @property
    def needs_site(self) -> bool:
        """Whether only a check of a whole site asks it."""
        return False


@dataclass(frozen=True, slots=True)
class Rule(Manual):
    """A rule about single files."""

    check: Check
    reads_error: bool = False
    signs: int = 0
    reads_comments: bool = False

    def at(
        self, subject: Subject, path: Path, message: str, *, fix: Fix | None = None, severity: Severity | None = None
    ) -> Diagnostic:
        """A finding about the key or item at `path`, as the file spells it."""
        grade = self.severity if severity is None else severity
        start, end = place(subject.document.root, path) if grade >= subject.least else (0, 0)
        return self.span(start, end, message, path=path, fix=fix, severity=grade)

    def span(
        self,
        start: int,
        end: int,
        message: str,
        *,
        path: Path = (),
        fix: Fix | None = None,
        severity: Severity | None = None,
    ) -> Diagnostic:
        """A finding about a stretch of the text."""
        grade = self.severity if severity is None else severity
        return Diagnostic(self.code, self.slug, grade, message, start, end, path, fix)


RULES: dict[str, Manual] = {}
M = TypeVar("M", bound=Manual)


def register(one: Manual) -> None:
    """Put a rule into the registry. AssertionError where its code or slug is taken."""
    if one.code in RULES or any(other.slug == one.slug for other in RULES.values()):
        raise AssertionError(f"{one.code} {one.slug} is registered twice")
    RULES[one.code] = one


def rule(
    code: str,
    slug: str,
    severity: Severity,
    *,
    reads_error: bool = False,
    signs: int = 0,
    reads_comments: bool = False,
) -> Callable[[Check], Check]:
    """Register the decorated function `(rule, subject) -> diagnostics` under a code and a slug, each used once.

    `reads_error`: the rule is about files whose front matter cannot be read; all others are not asked about those.
    `signs`: it looks at more than values, where a page shows one of these signs (hugokit/signs.py); the others are not
    asked where the front matter fits schema.gate.
    `reads_comments`: it is about comments that ignore findings, and asked last, of pages that have some.
    """

    def add(check: Check) -> Check:
        manual = inspect.cleandoc(check.__doc__ or "")
        register(Rule(code, slug, severity, manual, check, reads_error, signs, reads_comments))
        return check

    return add


_PREFIX = re.compile(r"HK[0-9]{1,3}", re.IGNORECASE)


def codes_named(name: str) -> tuple[str, ...]:
    """The codes of the rules that a code, the first letters of codes or a slug stands for; none where nothing does."""
    every = load_rules(Manual)
    if _PREFIX.fullmatch(name):
        return tuple(one.code for one in every if one.code.startswith(name.upper()))
    return tuple(one.code for one in every if one.slug == name.lower())


def syntax_findings(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """The finding of a rule about unreadable front matter: the reader's error, where its code is the rule's."""
    error = subject.document.error
    if error is not None and error.code == one.code:
        yield one.span(error.offset, error.offset, error.message)


@cache
def load_rules(kind: type[M]) -> tuple[M, ...]:
    """Every rule of a kind, in the order of their codes: of single files `Rule`, of sites `SiteRule`, all `Manual`.

    Those of sites are in rules/site/, and with them the model of a site; who asks for `Rule` does not wait for it.
    """
    for name in ("hugokit.rules", *(["hugokit.rules.site"] if kind is not Rule else [])):
        package = importlib.import_module(name)
        for module in pkgutil.iter_modules(package.__path__):
            if not module.ispkg:
                importlib.import_module(f"{name}.{module.name}")
    return tuple(one for _, one in sorted(RULES.items()) if isinstance(one, kind))


# what several rules ask about a page --------------------------------------------------------------------------


def fields(subject: Subject, names: Collection[str]) -> Iterator[tuple[Path, Any]]:
    """The path and value of every key with one of these names (in lower case) that Hugo reads as a field.

    Those of the page come first, then what its cascades hand down. Of keys that differ only in case the one that Hugo
    takes.
    """
    for prefix, level, only_params, taken in subject.levels:
        if not only_params:
            for name in names:
                if name in taken:
                    yield (*prefix, taken[name]), level[taken[name]]


def written(subject: Subject, path: Path) -> Path:
    """A path of `Page.troubles` as the file has it: a cascade without a target sets fields of its own page too."""
    if path[0] in subject.values:
        return path
    return next((one for one, _ in fields(subject, (str(path[0]).lower(),))), path)


def texts(subject: Subject) -> Iterator[tuple[Path, str]]:
    """Every key and text of the front matter with its path, where one may have a character that nobody sees.

    That is where such a character stands in the file, or a backslash that may stand for one.
    """
    document = subject.document
    fences = document.fences if subject.block else None
    if fences and ("\\" in subject.block or any(fences.start <= at < fences.end for at in document.unseen)):
        yield from _texts((), document.plain)


def _texts(path: Path, value: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key), key
            yield from _texts((*path, key), item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts((*path, index), item)


def body_start(subject: Subject) -> int:
    """Where the body begins in the text of a page; for front matter that cannot be read, where the text does."""
    document = subject.document
    fences = None if document.error is not None else document.fences
    return fences.body if fences else 0


class Menus(NamedTuple):
    """What names the menus of a page, or those that a cascade hands down. `alone`: nothing else would."""

    path: Path
    value: Any
    alone: bool


def menus(subject: Subject) -> Iterator[Menus]:
    """The keys whose menus Hugo takes: `params` before the page itself, `menus` before `menu` even when it is empty."""
    found: dict[Path, list[tuple[str, Path, Any]]] = {}
    for prefix, level, only_params, taken in subject.levels:
        for name in MENU_KEYS:
            if name in taken:
                holder = prefix[:-1] if only_params else prefix
                found.setdefault(holder, []).append((name, (*prefix, taken[name]), level[taken[name]]))
    for group in found.values():
        _, path, value = max(group, key=lambda one: (one[0] == "menus", len(one[1])))
        yield Menus(path, value, len(group) == 1)


# what several rules ask about a finding of the schema -----------------------------------------------------------

_YES = frozenset(("true", "yes", "on", "y", "t", "1"))
_NO = frozenset(("false", "no", "off", "n", "f", "0"))


def explain(finding: Finding) -> str:
    """The message with what Hugo or the theme makes of it."""
    return f"{finding.message}; {finding.sentence}" if finding.sentence else finding.message


def coercion(finding: Finding) -> str:
    """What the schema says a wrong value can be made into: list, boolean, string or ""."""
    return str(finding.subschema.get("x-hugokit", {}).get("coerce", ""))


def as_boolean(value: Any) -> bool | None:
    """What somebody meant who wrote this for a boolean; None where it cannot be told."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    text = value.strip().lower() if isinstance(value, str) else ""
    return True if text in _YES else False if text in _NO else None


def is_draft(path: Path) -> bool:
    """The `draft` of the page, or of its cascade."""
    return _is_field(path) and str(path[-1]).lower() == "draft"


def _is_field(path: Path) -> bool:
    """A key of the page itself, or of an entry of its cascade."""
    if len(path) == 1:
        return True
    return len(path) > 1 and str(path[0]).lower() == "cascade" and all(isinstance(step, int) for step in path[1:-1])


MENU_KEYS = ("menu", "menus")


def menu_key(path: Path) -> Path:
    """The part of a path up to the key of menus it leads to or into; () where it leads elsewhere.

    Hugo takes menus from the page, its `params`, and what a cascade hands down.
    """
    at = 0
    if path and str(path[0]).lower() == "cascade":
        at = 2 if len(path) > 1 and isinstance(path[1], int) else 1
    if len(path) > at and str(path[at]).lower() == "params":
        at += 1
    return path[: at + 1] if len(path) > at and str(path[at]).lower() in MENU_KEYS else ()


def is_menu(path: Path) -> bool:
    """The menus of a page or of its cascade, or something in them."""
    return bool(menu_key(path))


def is_date(path: Path) -> bool:
    """One of the dates of the page, or of its cascade."""
    return _is_field(path) and str(path[-1]).lower() in DATE_KEYS


def is_term(subject: Subject, finding: Finding) -> bool:
    """A term of a taxonomy."""
    return str(finding.path[0]).lower() in subject.taxonomies() if finding.path else False


def is_special(subject: Subject, finding: Finding) -> bool:
    """A finding that another rule than the general ones reports.

    Menus, dates, drafts, empty terms, lists, booleans, and what an empty item has swallowed.
    """
    path = finding.path
    if is_swallowed(subject, path):
        return True
    if is_menu(path) or is_date(path) or is_draft(path):
        return True
    if len(path) == 2 and is_term(subject, finding) and finding.value in ("", None):
        return True
    return wants_boolean(finding) or wants_list(finding)


def fails_surely(finding: Finding) -> bool:
    """Whether the build fails with a value. A schema derived from templates cannot tell whether the page gets there."""
    return finding.consequence == "fails" and "confidence" not in finding.subschema.get("x-hugokit", {})


def is_swallowed(subject: Subject, path: Path) -> bool:
    """Whether a path leads to keys, or into some, that an empty item of a YAML list has taken from below it."""
    if not subject.yaml:
        return False
    for length in range(2, len(path) + 1):
        holder = find(subject.document.root, path[: length - 1])
        node = find(subject.document.root, path[:length])
        if isinstance(holder, Sequence) and holder.marks and isinstance(node, Mapping) and node.pairs:
            dash = holder.marks[int(path[length - 1])]
            if _column(subject, dash) == _column(subject, node.pairs[0].key_start):
                return True
    return False


def _column(subject: Subject, at: int) -> int:
    text = subject.document.text
    return at - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))


def wants_boolean(finding: Finding) -> bool:
    """A value that is no boolean where one is meant."""
    return coercion(finding) == "boolean" and not isinstance(finding.value, bool)


def wants_list(finding: Finding) -> bool:
    """A single value where a list is meant."""
    return coercion(finding) == "list" and not isinstance(finding.value, dict | list)


def mends(subject: Subject, op: Operation) -> bool:
    """Whether nothing is found any more where an operation changes the front matter."""
    if isinstance(op, Reorder):
        return False
    after = findings(subject.schema, intended(subject.values, op), subject.hugo)
    return not any(one.path[: len(op.path)] == op.path for one in after)


def shown(subject: Subject, path: Path) -> str:
    """The value at a path as it is written in the file, cut to one short line."""
    node = find(subject.document.root, path)
    return shorten(subject.document.text[node.start : node.end]) if node else ""
