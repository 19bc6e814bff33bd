"""What the inferrer says of a theme against what a reader of its templates wrote down (themes/*.json).

A truth file holds facts only: the theme, its commit, and per front matter key `types` (all of them must be found),
`also` (may be found) or `any` (one or more of these), `site` (falls back to parameters of the site), `default`,
`values`. Fields that Hugo gives every page count only where the truth lists them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from hugokit.engine.infer import Inferred
from hugokit.schema.infer.keys import Key


class Score(NamedTuple):
    """`wanted`, `found`: keys of the truth, and those of them that the inferrer has; `missed`, `false`: the others.

    `strong`: keys with a strong type that were compared, `wrong` those with another type (key, found, truth); `weak`
    and `loose` the same for the others; `facts`: defaults, fallbacks and values compared, `apart` those that differ.
    """

    wanted: int
    found: int
    missed: tuple[str, ...]
    false: tuple[str, ...]
    strong: int
    wrong: tuple[str, ...]
    weak: int
    loose: tuple[str, ...]
    facts: int
    apart: tuple[str, ...]


def read(path: Path) -> Mapping[str, Any]:
    truth: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return truth


def score(found: Inferred, truth: Mapping[str, Any]) -> Score:
    have = {".".join(key.path): key for key in found.keys if key.scope == "page" and "[]" not in key.path}
    wanted: Mapping[str, Mapping[str, Any]] = truth["keys"]
    both = [(name, have[name], wanted[name]) for name in sorted(have.keys() & wanted.keys())]
    strong = [one for one in both if one[1].sure == "strong"]
    weak = [one for one in both if one[1].sure != "strong"]
    facts = [(name, *one) for name, key, entry in both for one in _facts(key, entry)]
    return Score(
        len(wanted),
        len(both),
        tuple(sorted(wanted.keys() - have.keys())),
        tuple(sorted(name for name, key in have.items() if name not in wanted and not key.own)),
        len(strong),
        tuple(_told(*one) for one in strong if not fits(one[1].types, one[2])),
        len(weak),
        tuple(_told(*one) for one in weak if not fits(one[1].types, one[2])),
        len(facts),
        tuple(f"{name}.{what}: {have}, not {want}" for name, what, have, want in facts if have != want),
    )


def fits(types: tuple[str, ...], entry: Mapping[str, Any]) -> bool:
    have = set(types)
    if "any" in entry:
        return bool(have) and have <= set(entry["any"])
    return set(entry["types"]) <= have <= {*entry["types"], *entry.get("also", ())}


def _told(name: str, key: Key, entry: Mapping[str, Any]) -> str:
    return f"{name} ({key.sure}): {'|'.join(key.types) or 'none'}, not {'|'.join(entry.get('types') or entry['any'])}"


def _facts(key: Key, entry: Mapping[str, Any]) -> list[tuple[str, object, object]]:
    facts: list[tuple[str, object, object]] = [
        ("site", any(ref.scope == "site" for ref in key.fallback), entry.get("site", False)),
        ("default", None if key.default is None else json.loads(key.default), entry.get("default")),
    ]
    if "values" in entry:
        facts.append(("values", sorted(map(str, key.enum or key.values)), entry["values"]))
    return facts


def table(scores: Mapping[str, Score]) -> str:
    """Lines of Markdown: a row for each theme and one for all, then what differs."""
    rows = ["| theme | recall | precision | strong types | other types | facts |", "|---|---|---|---|---|---|"]
    rows += [_row(name, one) for name, one in scores.items()]
    rows.append(_row("all", _all(tuple(scores.values()))))
    for name, one in scores.items():
        for word in ("missed", "false", "wrong", "loose", "apart"):
            rows += [f"{name} {word}: {told}" for told in getattr(one, word)]
    return "\n".join(rows)


def _row(name: str, one: Score) -> str:
    cells = (
        name,
        _share(one.found, one.wanted),
        _share(one.found, one.found + len(one.false)),
        _share(one.strong - len(one.wrong), one.strong),
        _share(one.weak - len(one.loose), one.weak),
        _share(one.facts - len(one.apart), one.facts),
    )
    return f"| {' | '.join(cells)} |"


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} ({part / whole:.1%})" if whole else "-"


def _all(scores: tuple[Score, ...]) -> Score:
    return Score(*(sum(column[1:], column[0]) for column in zip(*scores, strict=True)))
