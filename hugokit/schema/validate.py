"""What a schema finds in a page's values: one finding a place, with what Hugo and the theme make of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from weakref import WeakKeyDictionary

from hugokit.frontmatter.node import Path
from hugokit.limits import NEWEST_HUGO
from hugokit.schema import explain, terms
from hugokit.schema.fold import Fold, Level, author_path, fold, fold_of, levels
from hugokit.schema.store import Schema
from hugokit.schema.unknown import UnknownKey, unknown

if TYPE_CHECKING:
    import jsonschema_rs

__all__ = ["Consequence", "Finding", "UnknownKey", "findings", "unknown"]

Consequence = Literal["fails", "misread", "inert"]
_WORST: tuple[Consequence, ...] = ("fails", "misread", "inert")


@dataclass(frozen=True, slots=True)
class Finding:
    """A value that does not fit. `path` has the author's spelling, `value` is the value there.

    `keyword` is the keyword of JSON Schema, or one of repeated-term, dead-link and hazard. `consequence`: the build
    fails or a page is lost; it is read otherwise than meant; nothing comes of it. `sentence` says what happens.
    `subschema` is `Schema.property` of the path: its `x-hugokit` has `coerce` for a fix. `rule` is the one of the
    schema that says so.
    """

    path: Path
    keyword: str
    value: Any
    expected: str
    message: str
    consequence: Consequence
    sentence: str
    subschema: Mapping[str, Any] = field(repr=False, compare=False)
    rule: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)


class _Fault(NamedTuple):
    """A place in the folded values that a validator, or a look at the terms, finds wrong."""

    place: Path
    keyword: str
    value: Any


def findings(
    schema: Schema,
    values: Mapping[str, Any],
    hugo: tuple[int, int] = NEWEST_HUGO,
    held: tuple[Level, ...] | None = None,
) -> tuple[Finding, ...]:
    """Every fault in a page's values (as a codec reads them), at most one a place, in the order of the page.

    `values` keeps the author's keys. Maps that hold fields or parameters themselves (params, cascade) are looked
    into. `hugo` is the version for the values that only some versions break on; `held` are the page's `levels`, where
    the caller has them.
    """
    found: dict[Path, Finding] = {}
    for prefix, level, only_params, _ in levels(schema, values) if held is None else held:
        for finding in _level(schema, level, only_params, hugo):
            if prefix and not finding.path:
                continue  # what a page must have, its params and cascade need not repeat
            whole = (*prefix, *finding.path)
            if whole not in found or _rank(finding) < _rank(found[whole]):
                found[whole] = _moved(finding, whole)
    return tuple(sorted(found.values(), key=lambda one: _order(values, one.path)))


def _level(schema: Schema, values: Mapping[str, Any], only_params: bool, hugo: tuple[int, int]) -> Iterator[Finding]:
    if only_params:
        fields = schema.noted.get("field", {})
        values = {key: value for key, value in values.items() if schema.known(key) not in fields}
    instance = fold(values, _fold(schema))
    for fault in (*_invalid(schema, instance), *_terms(schema, instance), *_hazards(schema, instance, hugo)):
        yield _finding(schema, fault, instance, values)


_folds: WeakKeyDictionary[Schema, Fold | None] = WeakKeyDictionary()


def _fold(schema: Schema) -> Fold | None:
    if schema not in _folds:
        _folds[schema] = fold_of(schema, schema.root)
    return _folds[schema]


def _invalid(schema: Schema, instance: Any) -> Iterator[_Fault]:
    validator = schema.validator
    if not validator.is_valid(instance):
        for error in validator.iter_errors(instance):
            yield from _faults(error)


def _faults(error: jsonschema_rs.ValidationError) -> Iterator[_Fault]:
    """One fault of an error; of a choice, the faults of the branch that comes nearest."""
    branches = getattr(error.kind, "context", None)
    near = _nearest(branches, error.instance_path) if branches else None
    if near is not None:
        for inner in near:
            yield from _faults(inner)
        return
    keyword = next((str(word) for word in reversed(error.schema_path) if isinstance(word, str)), "false")
    if keyword == "additionalProperties" and hasattr(error.kind, "unexpected"):
        there: Any = error.instance
        for key in error.kind.unexpected:
            yield _Fault((*error.instance_path, key), keyword, there.get(key))
        return
    yield _Fault(tuple(error.instance_path), keyword, error.instance)


def _nearest(
    branches: Iterable[list[jsonschema_rs.ValidationError]], place: list[str | int]
) -> list[jsonschema_rs.ValidationError] | None:
    """The branch whose type fits and that has the fewest errors; None where no branch fits in type."""
    fitting = [one for one in branches if not any(_wrong_kind(error, place) for error in one)]
    return min(fitting, key=len) if fitting else None


def _wrong_kind(error: jsonschema_rs.ValidationError, place: list[str | int]) -> bool:
    return list(error.instance_path) == list(place) and error.kind.name in ("type", "enum", "const")


def _terms(schema: Schema, instance: Mapping[str, Any]) -> Iterator[_Fault]:
    for name, about in schema.noted.get("terms", {}).items():
        value = instance.get(name)
        if isinstance(value, list):
            yield from _term_faults(name, value, about.get("link"))


def _term_faults(name: str, items: list[Any], link: str | None) -> Iterator[_Fault]:
    seen: set[str] = set()
    for index, item in enumerate(items):
        if not isinstance(item, str) or not item:
            continue
        key = terms.term_key(item)
        if key in seen:
            yield _Fault((name, index), "repeated-term", item)
        elif link and not terms.leads_to_term(item, link):
            yield _Fault((name, index), "dead-link", item)
        seen.add(key)


def _hazards(schema: Schema, instance: Mapping[str, Any], hugo: tuple[int, int]) -> Iterator[_Fault]:
    for place, rules in explain.hazards(schema).items():
        value = instance.get(str(place[0]))
        inner = value if len(place) > 1 and isinstance(value, list) else [value] if len(place) == 1 else []
        for index, one in enumerate(inner):
            if one is not None and any(hugo >= since and breaks.is_valid(one) for since, breaks in rules):
                yield _Fault((place[0], index) if len(place) > 1 else place, "hazard", one)


def _finding(schema: Schema, fault: _Fault, instance: Any, values: Mapping[str, Any]) -> Finding:
    rule = explain.consequence(schema, fault.place, fault.keyword, fault.value, instance)
    subschema = schema.property(fault.place) or {}
    expected = explain.expected(subschema)
    path = author_path(values, fault.place)
    message = explain.message(path, fault.keyword, fault.value, expected, subschema)
    says = rule.get("says", "")
    return Finding(path, fault.keyword, fault.value, expected, message, rule["grade"], says, subschema, rule)


def _rank(finding: Finding) -> int:
    return _WORST.index(finding.consequence)


def _moved(finding: Finding, path: Path) -> Finding:
    message = explain.dotted(path) + finding.message.removeprefix(explain.dotted(finding.path))
    return replace(finding, path=path, message=message)


def _order(values: Any, path: Path) -> tuple[int, ...]:
    """Where a path stands in the page, as a key to sort by."""
    order: list[int] = []
    node = values
    for step in path:
        if isinstance(node, Mapping):
            order.append(list(node).index(step) if step in node else len(node))
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int):
            order.append(step)
            node = node[step] if step < len(node) else None
    return tuple(order)
