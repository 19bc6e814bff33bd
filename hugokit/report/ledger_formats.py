"""The formats that the ledger of a migration is told in."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from hugokit.ledger import Loss
from hugokit.report import ledger
from hugokit.report.html_page import SCRIPT
from hugokit.report.html_parts import chart, filter_form, head, select
from hugokit.report.html_parts import text as shown
from hugokit.report.sarif import artifact, document
from hugokit.text.display import escape
from hugokit.text.encoding import as_hugo

FORMATS = ("text", "json", "sarif", "html")
MANY = 50
_MOST_GROUPS = 12
_LEVELS = {"lost": "error", "manual": "warning", "changed": "note"}
_CLASSES = {"lost": "error", "manual": "warning", "changed": "info"}
_MEANS = {
    "lost": "Something of the Hugo site is not in the new one.",
    "manual": "Something of the Hugo site needs somebody's hand in the new one.",
    "changed": "Something is in the new site, but not as in Hugo.",
}


def written(name: str, losses: Sequence[Loss], about: Mapping[str, Any]) -> str:
    """The ledger in a format of the list; `about` is what JSON says beside it (and `version` all)."""
    if name == "json":
        return ledger.to_json(losses, about)
    if name == "sarif":
        return _sarif(losses, about["version"])
    if name == "html":
        return _html(losses, about["version"])
    return ledger.text(losses)


def grouped(losses: Sequence[Loss]) -> str:
    """A long ledger by cause: how often, in how many files, one place, and how to mend it; the commonest first."""
    groups: dict[tuple[str, str, str], list[Loss]] = defaultdict(list)
    for loss in ledger.in_order(losses):
        groups[loss.grade, loss.key, loss.why].append(loss)
    ranked = sorted(groups.values(), key=lambda group: (_rank(group[0]), -len(group), group[0].key))
    lines = [line for group in ranked[:_MOST_GROUPS] for line in _group(group)]
    rest = sum(len(group) for group in ranked[_MOST_GROUPS:])
    if rest:
        lines.append(f"and {rest} more of {len(ranked) - _MOST_GROUPS} causes")
    more = "See all: --no-group, or --report html=ledger.html\n"
    return "\n".join(lines) + f"\n\n{more}{ledger.summary(losses)}"


def _rank(loss: Loss) -> int:
    return list(_LEVELS).index(loss.grade)


def _group(group: list[Loss]) -> list[str]:
    first, files = group[0], len({loss.source for loss in group})
    count = "1 file" if files == 1 else f"{files} files"
    lead = f"{first.grade}, {len(group)} in {count}: {escape(first.what)}: {escape(first.why)}"
    place = f"    {escape(first.source)}{f':{first.line}' if first.line else ''}"
    return [lead, f"{place} -> {escape(first.mend)}" if first.mend else place]


def _sarif(losses: Sequence[Loss], version: str) -> str:
    rules = [
        {
            "id": f"migrate/{grade}",
            "shortDescription": {"text": means},
            "defaultConfiguration": {"level": _LEVELS[grade]},
        }
        for grade, means in _MEANS.items()
    ]
    seen: Counter[str] = Counter()
    return document(version, rules, [_result(loss, seen) for loss in ledger.in_order(losses)])


def _result(loss: Loss, seen: Counter[str]) -> dict[str, Any]:
    known = f"{loss.grade}\0{loss.source}\0{loss.key}\0{loss.what}"
    seen[known] += 1
    place: dict[str, Any] = {"artifactLocation": artifact(loss.source)}
    if loss.line:
        place["region"] = {"startLine": loss.line}
    digest = hashlib.sha256(f"{known}\0{seen[known]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return {
        "ruleId": f"migrate/{loss.grade}",
        "ruleIndex": _rank(loss),
        "level": _LEVELS[loss.grade],
        "message": {"text": escape(f"{loss.what}: {loss.why}" + (f"; {loss.mend}" if loss.mend else ""))},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"hugokit/v1": digest},
    }


def _html(losses: Sequence[Loss], version: str) -> str:
    """A page that needs nothing else; nothing in it but its own constant script runs."""
    ordered = ledger.in_order(losses)
    body = [
        '<a class="skip" href="#findings">To the entries</a>\n',
        f"<header>\n<h1>Ledger of a migration</h1>\n<p>{shown(ledger.summary(losses).strip())}</p>\n</header>\n",
        "<main>\n",
        _charts(ordered) + _filter(ordered) if ordered else "",
        '<h2 id="all">Entries</h2>\n<ol id="findings" aria-labelledby="all">\n',
        *map(_entry, ordered),
        f'</ol>\n</main>\n<footer class="dim"><p>hugokit {shown(version)}</p></footer>\n',
    ]
    script = f"<script>{SCRIPT}</script>\n" if ordered else ""
    return f"{head('Ledger of a migration')}<body>\n{''.join(body)}{script}</body>\n</html>\n"


def _section(loss: Loss) -> str:
    steps = as_hugo(loss.source).split("/")[:-1]
    return "/".join(steps[:2]) or "/"


def _charts(losses: list[Loss]) -> str:
    keys = chart("Entries by key", "key", Counter(loss.key or "-" for loss in losses), "entries")
    sections = chart("Entries by folder", "folder", Counter(map(_section, losses)), "entries")
    return f'<div class="charts">\n{keys}{sections}</div>\n'


def _filter(losses: list[Loss]) -> str:
    grades = [grade for grade in _LEVELS if any(loss.grade == grade for loss in losses)]
    keys = sorted({loss.key or "-" for loss in losses})
    choices = [
        ("severity", "Grade", grades),
        ("rule", "Key", keys),
        ("section", "Folder", sorted(map(_section, losses))),
    ]
    return filter_form("".join(select(name, label, dict.fromkeys(values)) for name, label, values in choices))


def _entry(loss: Loss) -> str:
    data = {"severity": loss.grade, "rule": loss.key or "-", "section": _section(loss)}
    given = "".join(f' data-{name}="{shown(value)}"' for name, value in data.items())
    place = f"{loss.source}:{loss.line}" if loss.line else loss.source
    key = f" <code>{shown(loss.key)}</code>" if loss.key else ""
    mend = f"<p>To do: <bdi>{shown(loss.mend)}</bdi></p>\n" if loss.mend else ""
    return (
        f'<li class="{_CLASSES[loss.grade]}"{given}>\n<h3><bdi>{shown(place)}</bdi></h3>\n'
        f'<p><span class="grade">{loss.grade}</span>{key}</p>\n'
        f"<p><bdi>{shown(loss.what)}: {shown(loss.why)}</bdi></p>\n{mend}</li>\n"
    )
