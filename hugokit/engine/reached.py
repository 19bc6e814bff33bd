"""What templates do to a value counts for the pages that they show, and not for any other."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from hugokit.schema.infer.shown import Shown
from hugokit.schema.validate import Finding

_RESOURCES = ("resources",)


def reached(
    found: Iterable[Finding], values: Mapping[str, Any], path: str, handed_down: Container[str]
) -> tuple[Finding, ...]:
    """Findings by a derived schema, as they are for the page at `path`, below its content folder.

    `handed_down`: the keys that cascades may give it.
    """
    return tuple(_for_page(found, Shown.of(values, path, handed_down)))


def _for_page(found: Iterable[Finding], page: Shown) -> Iterator[Finding]:
    for one in found:
        if one.path[:1] == _RESOURCES and one.keyword == "required" and "confidence" in one.subschema["x-hugokit"]:
            continue  # Hugo wants a src; the templates read the list as one of their own
        rule: Mapping[str, Any] | None = one.rule
        while rule is not None and not page.by(rule.get("for", ())):
            rule = rule.get("otherwise")
        if rule is one.rule:
            yield one
        elif rule is not None:
            yield replace(one, consequence=rule["grade"], sentence=rule["says"], rule=rule)
