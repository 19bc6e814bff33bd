"""What `hugokit verify` found, for people at a terminal and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from hugokit.proof.facts import Difference, State, Verdict
from hugokit.proof.result import Looked, Proof
from hugokit.text.display import escape

_MOST_ADDRESSES = 5
NAMES = {"page": "pages", "redirect": "redirects", "feed": "feeds", "sitemap": "sitemaps", "file": "other files"}


@dataclass(frozen=True, slots=True)
class Group:
    """Addresses that differ in the same way: what is told of them once."""

    verdicts: tuple[Verdict, ...]

    @property
    def first(self) -> Verdict:
        """The one that stands for all."""
        return self.verdicts[0]


def grouped(verdicts: Sequence[Verdict]) -> list[Group]:
    """Addresses whose differences are word for word the same go together: a menu stands on every page."""
    groups: dict[object, list[Verdict]] = {}
    for verdict in verdicts:
        key = (verdict.differences, verdict.argued) if verdict.differences else verdict.file
        groups.setdefault(key, []).append(verdict)
    return [Group(tuple(members)) for members in groups.values()]


def text(proof: Proof) -> str:
    """The differing addresses with their diffs, those that a ledger argues for, and the score."""
    parts = [*_groups(proof.differing), *_argued(proof.argued)]
    return "\n".join([*parts, "".join(f"{line}\n" for line in summary(proof))])


def summary(proof: Proof) -> Iterator[str]:
    """What was compared, how it was read, and the result, in lines."""
    for name, site in zip(("SITE ", "OTHER"), proof.sites, strict=True):
        where = ", ".join(f"{escape(how)} ({pages})" for how, pages in site.found.items() if how) or "-"
        base = escape(site.base) or "an address that it does not say"
        yield f"{name} {escape(site.place)}: {site.how}, {site.files} files for {base}; main content: {where}"
    for note in proof.notes:
        yield f"note: {escape(note)}"
    for aspect, why in sorted(proof.left_out.items()):
        yield f"note: {aspect} was not compared: {escape(why)}"
    if proof.extra_files:
        files = "1 file" if proof.extra_files == 1 else f"{proof.extra_files} files"
        yield f"note: {files} only in OTHER (no pages) were not compared"
    for kind, states in proof.counts.items():
        told = ", ".join(f"{states[state]} {state}" for state in get_args(State) if state in states)
        yield f"{NAMES[kind]}: {told}"
    if proof.aspects:
        yield "differing: " + ", ".join(f"{aspect} ({number})" for aspect, number in proof.aspects.items())
    if proof.argued:
        yield f"argued in the ledger: {len(proof.argued)}"
    yield f"score: {shown(proof.score)}"


def shown(score: float) -> str:
    """A score with as many digits as it has."""
    return f"{score:g}"


def headline(verdict: Verdict) -> str:
    """One line on an address: where, what, how alike."""
    title = f" {verdict.title!r}" if verdict.title else ""
    note = f" ({verdict.note})" if verdict.note else ""
    state = {"missing": "missing in OTHER", "extra": "only in OTHER"}.get(verdict.state)
    return f"{verdict.url}: {state or f'{shown(verdict.score)} of 100'}, {verdict.kind}{title}{note}"


def to_json(proof: Proof) -> str:
    """The whole result as one JSON object. ASCII."""
    found = {
        "score": proof.score,
        "sites": [_site(site) for site in proof.sites],
        "counts": proof.counts,
        "aspects": proof.aspects,
        "not_compared": proof.left_out,
        "extra_files": proof.extra_files,
        "notes": list(proof.notes),
        "differing": [_verdict(verdict) for verdict in proof.differing],
        "argued": [_verdict(verdict) for verdict in proof.argued],
    }
    return json.dumps(found, indent=2) + "\n"


def _site(site: Looked) -> dict[str, Any]:
    found = dict(site.found)
    return {"place": site.place, "how": site.how, "base": site.base, "files": site.files, "content": found}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    row = verdict._asdict() | {"differences": [one._asdict() for one in verdict.differences]}
    return row if verdict.argued else {key: value for key, value in row.items() if key != "argued"}


def _groups(verdicts: Sequence[Verdict]) -> Iterator[str]:
    for group in grouped(verdicts):
        yield "".join(f"{line}\n" for line in _group(group))


def _group(group: Group) -> Iterator[str]:
    yield escape(headline(group.first))
    others = group.verdicts[1:]
    if others:
        named = ", ".join(escape(verdict.url) for verdict in others[:_MOST_ADDRESSES])
        yield f"  the same on {len(others)} more: {named}{', …' if len(others) > _MOST_ADDRESSES else ''}"
    for difference in group.first.differences:
        yield from _difference(difference)


def _difference(difference: Difference) -> Iterator[str]:
    yield f"  {difference.aspect}"
    for line in difference.diff:
        yield f"    {escape(line)}"


def _argued(verdicts: Sequence[Verdict]) -> Iterator[str]:
    if not verdicts:
        return
    lines = ["Argued in the ledger:"]
    for verdict in verdicts:
        lines.append(f"  {escape(headline(verdict))}")
        lines += [f"    {escape(why)}" for why in verdict.argued]
    yield "".join(f"{line}\n" for line in lines)
