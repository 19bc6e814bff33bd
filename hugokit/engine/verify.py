"""The use case verify: two built sites, page by page, so that a migration is proven and not believed."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hugokit.engine.verify_argue import argue_by
from hugokit.engine.verify_build import build_other, generator_of
from hugokit.engine.verify_folder import PAGES, BuiltSite
from hugokit.engine.verify_hugo import build_bare, is_source
from hugokit.errors import SettingsError
from hugokit.fs.published import same_bytes
from hugokit.proof.address import target, url_of
from hugokit.proof.compare import compare, mean_of, missing, not_shown, score
from hugokit.proof.diff import diff
from hugokit.proof.facts import ASPECTS, Difference, Facts, Kind, State, Verdict
from hugokit.proof.feeds import summarised
from hugokit.proof.result import Looked, Proof

_TEXTS = (".txt", ".json", ".xml", ".css", ".js", ".webmanifest", ".svg", ".csv", ".md")
# The page for addresses that are not there belongs to the templates (the new site may have one for each language), as
# do images that Hugo made in other sizes: a page that shows such an image differs itself.
_OF_TEMPLATES = re.compile(r"404(?:/index)?\.html|.*_hu_?[0-9a-f]{15,}\.\w+")
_OF_NEW_TEMPLATES = re.compile(r"(?:[^/]+/)?404\.html|404/index\.html")


@dataclass(frozen=True, slots=True)
class Reading:
    """How one side is read where its templates are not hugokit's. `content`: CSS selector of the main content.

    `base`: the URL that it is published at.
    """

    content: str = ""
    base: str = ""


Argue = Callable[[Verdict], tuple[str, ...]]


def verify(
    site: Path,
    other: Path,
    *,
    readings: tuple[Reading, Reading] = (Reading(), Reading()),
    ledger: Path | None = None,
    now: datetime | None = None,
    skip: Collection[str] = (),
) -> Proof:
    """Build both sites, or read what was built of them, and compare.

    Each may be the source of a Hugo site, built as of `now` (aware; None is the present), a project of a generator
    that is known, or a built folder. `ledger`: a file with what a migration says that it did
    not carry over. `skip`: aspects that are not compared. SettingsError, SiteError and FileRefused.
    """
    unknown = sorted(set(skip) - set(ASPECTS))
    if unknown:
        raise SettingsError(f"there is no aspect {unknown[0]!r}; there are: {', '.join(ASPECTS)}")
    clock = now or datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="hugokit-verify-") as made:
        first = _opened(site, Path(made, "site"), clock, readings[0])
        second = _opened(other, Path(made, "other"), clock, readings[1])
        return compare_sites(first, second, argue_by(ledger, site, clock), skip)


def _opened(place: Path, work: Path, now: datetime, reading: Reading) -> BuiltSite:
    """A side that can be read: what is built of a source below `work`, else what was published already."""
    generator = generator_of(place)
    if is_source(place):
        work.mkdir()
        built, how, notes = build_bare(place, work, now)
    elif generator is not None:
        built, how, notes = build_other(place, generator, work)
    else:
        return BuiltSite(place, base=reading.base, content=reading.content)
    return BuiltSite(built, place=place, how=how, base=reading.base, content=reading.content, notes=notes)


def compare_sites(site: BuiltSite, other: BuiltSite, argue: Argue = lambda _: (), skip: Collection[str] = ()) -> Proof:
    """Compare two built sites, one file after the other. `argue`: what a ledger says of an address that differs.

    SettingsError for a wrong selector, FileRefused for a file that cannot be read.
    """
    site.meets(other)
    other.meets(site)
    left_out = _left_out(site, other)
    tally = _Tally()
    for verdict in _verdicts(site, other, frozenset(left_out) | frozenset(skip)):
        why = argue(verdict) if verdict.state != "same" else ()
        tally.add(verdict._replace(argued=why))
    extra_files = sum(not name.endswith(PAGES) for name in other.files - site.files)
    said = {aspect: f"no page of {_named(which)} shows it" for aspect, which in left_out.items()}
    said |= dict.fromkeys(skip, "as asked for")
    notes = (*(f"SITE: {note}" for note in site.notes), *(f"OTHER: {note}" for note in other.notes))
    looked = _looked(site), _looked(other)
    return tally.proof(looked, said, extra_files, notes)


class _Tally:
    """Counts verdicts, and keeps those of addresses that differ."""

    def __init__(self) -> None:
        self.counts: dict[Kind, Counter[str]] = {}
        self.aspects: Counter[str] = Counter()
        self.differing: list[Verdict] = []
        self.argued: list[Verdict] = []
        self.total, self.number = 0.0, 0

    def add(self, verdict: Verdict) -> None:
        """An equal file that is no page says nothing of a migration and is counted, not scored."""
        self.counts.setdefault(verdict.kind, Counter())[verdict.state] += 1
        if verdict.state != "same":
            (self.argued if verdict.argued else self.differing).append(verdict)
            self.aspects.update(difference.aspect for difference in verdict.differences if not verdict.argued)
        if not verdict.argued and (verdict.kind != "file" or verdict.state != "same"):
            self.total += verdict.score
            self.number += 1

    def proof(
        self, looked: tuple[Looked, Looked], left_out: Mapping[str, str], extra: int, notes: Sequence[str]
    ) -> Proof:
        return Proof(
            sites=looked,
            score=mean_of(self.total, self.number),
            counts={kind: dict(states) for kind, states in sorted(self.counts.items())},
            aspects=dict(self.aspects.most_common()),
            differing=tuple(self.differing),
            argued=tuple(self.argued),
            left_out=left_out,
            extra_files=extra,
            notes=tuple(notes),
        )


def _named(which: str) -> str:
    return "SITE" if which == "first" else "OTHER"


def _looked(site: BuiltSite) -> Looked:
    return Looked(str(site.place), site.how, site.base, len(site.names), dict(site.found.most_common()))


def _left_out(site: BuiltSite, other: BuiltSite) -> Mapping[str, str]:
    shown: list[set[str]] = []
    marked: list[bool] = []
    for one in (site, other):
        facts = list(one.sample())
        shown.append({aspect for page in facts for aspect in page.lines})
        marked.append(any(page.marked for page in facts))
    return not_shown(shown[0], shown[1], marked=(marked[0], marked[1]))


def _verdicts(site: BuiltSite, other: BuiltSite, left_out: frozenset[str]) -> Iterator[Verdict]:
    for name in sorted(site.files | {name for name in other.files if name.endswith(PAGES)}):
        if name not in site.files:
            if not _OF_NEW_TEMPLATES.fullmatch(name):
                yield _extra(other, name)
        elif name in other.files:
            yield _both(site, other, name, left_out)
        elif not _OF_TEMPLATES.fullmatch(name):
            yield _missing(site, other, name, left_out)


def _both(site: BuiltSite, other: BuiltSite, name: str, left_out: frozenset[str]) -> Verdict:
    before, after = site.facts(name), other.facts(name)
    if before is None or after is None:
        return _files(site, other, name)
    for one, facts in ((site, before), (other, after)):
        if facts.kind == "page":
            one.found[facts.found] += 1
    return _judged(name, before, after, left_out)


def _judged(name: str, before: Facts, after: Facts, left_out: frozenset[str]) -> Verdict:
    differences = compare(before, after, left_out)
    points = score(before, after, differences, left_out)
    state: State = "differs" if differences else "same"
    only = before.kind == "feed" and [one.aspect for one in differences] == ["summaries"]
    about = summarised(before, after) if only else ()
    return Verdict(name, url_of(name), before.kind, state, points, differences, title=_title(before), about=about)


def _missing(site: BuiltSite, other: BuiltSite, name: str, left_out: frozenset[str]) -> Verdict:
    facts = site.facts(name)
    kind: Kind = facts.kind if facts else "file"
    leads = other.redirects.get(url_of(name)) or other.redirects.get("/" + name)
    if leads is not None and facts is not None:
        to = target(leads, url_of(name), other.side)
        return _judged(name, facts, Facts("redirect", {"redirect": (to,)}), left_out)
    return missing(name, url_of(name), kind, _title(facts), _moved(other, name))


def _extra(other: BuiltSite, name: str) -> Verdict:
    facts = other.facts(name)
    assert facts is not None
    return Verdict(name, url_of(name), facts.kind, "extra", 0.0, title=_title(facts))


def _title(facts: Facts | None) -> str:
    return facts.lines.get("title", ("",))[0] if facts else ""


def _moved(other: BuiltSite, name: str) -> str:
    """Where a generator may have put the page instead."""
    stem = name.removesuffix("/index.html").removesuffix(".html")
    places = [f"{stem}.html", f"{stem}/index.html", name.lower(), f"{stem.lower()}/index.html"]
    found = next((place for place in places if place != name and place in other.files), None)
    return f"there is {url_of(found)}" if found else ""


def _files(site: BuiltSite, other: BuiltSite, name: str) -> Verdict:
    """Files that are no pages: the same bytes, or the same text but for the host."""
    url = url_of(name)
    if same_bytes(site.root / name, other.root / name):
        return Verdict(name, url, "file", "same", 100.0)
    if not name.endswith(_TEXTS):
        sizes = [(one.root / name).stat().st_size for one in (site, other)]
        lines = (f"- {sizes[0]} bytes", f"+ {sizes[1]} bytes{' of other content' if sizes[0] == sizes[1] else ''}")
        return Verdict(name, url, "file", "differs", 0.0, (Difference("content", lines),))
    texts = [_without_host(one, name).split("\n") for one in (site, other)]
    if texts[0] == texts[1]:
        return Verdict(name, url, "file", "same", 100.0)
    return Verdict(name, url, "file", "differs", 0.0, (Difference("content", diff(*texts)),))


def _without_host(site: BuiltSite, name: str) -> str:
    text = site.data(name).decode("utf-8", "replace").replace("\r\n", "\n")
    return text.replace(site.base, "") if site.base else text
