"""HK106 case-twins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hugokit.diagnostic import Diagnostic, Severity
from hugokit.frontmatter.node import Mapping, walk
from hugokit.rule import Rule, Subject, rule


@rule("HK106", "case-twins", Severity.WARNING)
def check(one: Rule, subject: Subject) -> Iterator[Diagnostic]:
    """Two keys that differ only in upper and lower case.

    ## Why is this bad?
    Hugo lower-cases every key. Of `title` and `Title` the one with capitals wins whatever the order; of several with
    capitals one wins at random, from build to build.

    ## Example
    ```yaml
    title: A
    Title: B
    ```

    ## Use instead
    ```yaml
    title: B
    ```

    ## Fix safety
    There is no fix: which one was meant cannot be told.
    """
    if not _has_twins(subject.values):
        return  # nearly every page: its tree need not be built
    for path, node in walk(subject.document.root):
        if not isinstance(node, Mapping) or any(isinstance(step, int) for step in path):
            continue  # Hugo leaves the keys of maps in lists as they are
        spellings: dict[str, str] = {}
        for pair in node.pairs:
            other = spellings.setdefault(pair.key.lower(), pair.key)
            if other != pair.key:
                message = f"`{pair.key}` and `{other}` are one key to Hugo: {_winner(pair.key, other)}; keep one"
                yield one.span(pair.key_start, pair.key_end, message, path=(*path, pair.key))


def _has_twins(values: dict[str, Any]) -> bool:
    if len(set(map(str.lower, values))) < len(values):
        return True
    return any(type(inner) is dict and _has_twins(inner) for inner in values.values())


def _winner(key: str, other: str) -> str:
    plain = key.lower()
    if plain in (key, other):
        return f"`{other if key == plain else key}` wins"
    return "either may win, from build to build"
