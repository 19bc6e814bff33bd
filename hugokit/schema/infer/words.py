"""A key in words, for whoever asks where it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hugokit.schema.infer.diff import Change
from hugokit.schema.infer.keys import Key
from hugokit.schema.infer.names import Names

_SURE = {"strong": "", "weak": ", not sure", "open": ", it goes where it is not followed"}


def explained(key: Key, keys: Sequence[Key]) -> Iterator[str]:
    """What is known of a key, and then every place that reads it, a line each."""
    names = Names(keys)
    types = " or ".join(key.types) or "any type"
    yield f"{names.whole(key)}: {types}{_SURE[key.sure]}"
    if key.deprecated:
        yield f"  deprecated, the theme says: {key.deprecated}"
    if key.fallback or key.default is not None:
        steps = [names.whole(one) for one in key.fallback] + ([key.default] if key.default is not None else [])
        yield f"  without it: {', then '.join(steps)}"
    if key.enum:
        yield f"  values: {', '.join(key.enum)}"
    if key.values:
        yield f"  known values: {', '.join(map(str, key.values))}"
    if key.needs:
        yield f"  needs: {', '.join(map(names.need, key.needs))}"
    for use in sorted(set(key.uses), key=lambda one: (one.file, one.line, one.column, one.op)):
        compared = f" ({', '.join(map(str, use.constants))})" if use.constants else ""
        guarded = f", if it is {' or '.join(use.types)}" if use.types else ""
        yield f"  {use.file}:{use.line}:{use.column}: {use.op}{compared}{guarded}"


_MAX_PAGES = 5


def told(changes: Sequence[Change]) -> Iterator[str]:
    """The changes between two versions of a theme, and below each the pages of a site that it meets."""
    for change in changes:
        name = f"site.Params.{change.name}" if change.scope == "site" else change.name
        values = " -> ".join(part for part in (change.old, change.new) if part)
        says = f": {change.says}" if change.says and not change.pages else ""
        yield f"{change.what:8}{name}: {values} ({change.place}){says}"
        by_words: dict[str, list[str]] = {}
        for hit in change.pages:
            by_words.setdefault(hit.says, []).append(hit.file)
        for words, files in by_words.items():
            more = f" and {len(files) - _MAX_PAGES} more" if len(files) > _MAX_PAGES else ""
            yield f"        {', '.join(files[:_MAX_PAGES])}{more}: {words}"


def as_json(change: Change) -> dict[str, Any]:
    """A change as JSON; `pages` are those of the site that it meets."""
    found = {key: value for key, value in change._asdict().items() if key != "path"}
    return {**found, "pages": [hit._asdict() for hit in change.pages]}
