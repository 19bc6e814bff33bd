"""An answer of `why`, for people and for programs."""

from __future__ import annotations

import json

from hugokit.site.answers import Answer, Fact
from hugokit.site.spots import Spot
from hugokit.text.display import escape


def text(answer: Answer) -> str:
    """The verdict with its place, then one line for each fact."""
    lines = [f"{answer.subject} {answer.verdict}{_at(answer.spot)}", *map(_line, answer.facts)]
    return "".join(escape(line) + "\n" for line in lines)


def _line(fact: Fact) -> str:
    return f"  {fact.name}: {fact.value}{_at(fact.spot)}"


def _at(spot: Spot | None) -> str:
    return f" ({spot.file}:{spot.line}:{spot.column})" if spot else ""


def to_json(answer: Answer) -> str:
    """One object: subject, published, reason, verdict, url, place, facts (name, value, place); a place or null."""
    row = {
        "subject": answer.subject,
        "published": answer.published,
        "reason": answer.reason,
        "verdict": answer.verdict,
        "url": answer.url or None,
        "place": _place(answer.spot),
        "facts": [{"name": one.name, "value": one.value, "place": _place(one.spot)} for one in answer.facts],
    }
    return json.dumps(row, indent=2) + "\n"


def _place(spot: Spot | None) -> dict[str, object] | None:
    return {"path": spot.file, "line": spot.line, "column": spot.column} if spot else None
