"""Old findings that are known: a file that names each, one a line, so that only new ones are told of.

`RULE FILE KEY HASH`, and ` xN` where N findings are the same; sorted by bytes, so that branches merge line by line.
FILE goes from the folder of the settings, with `/`; blanks, controls and `%` in FILE and KEY are as in a URL.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import quote, unquote

from hugokit.diagnostic import Located, Severity
from hugokit.engine.files import Outcome
from hugokit.engine.settings import SEVERITIES, Settings
from hugokit.errors import SettingsError
from hugokit.fs.put import put_file
from hugokit.fs.read import read_file
from hugokit.rule import Manual, load_rules
from hugokit.text.display import escape

_FORMAT = 1
_FIRST = re.compile(r"# hugokit baseline (\d+), of every (error|warning|info) and worse\b.*")
_ENTRY = re.compile(r"(HK\d+ \S+ \S+ [0-9a-f]{16})(?: x(\d{1,9}))?")
_PLAIN = re.compile(r"[\w./\[\]-]*", re.ASCII)
_ODD = re.compile("[%\\s\x00-\x20\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings of a baseline with how often each is there. `least`: milder ones were not looked at."""

    entries: Counter[str] = field(default_factory=Counter)
    least: Severity = Severity.ERROR

    @property
    def total(self) -> int:
        """How many findings it stands for."""
        return self.entries.total()

    def text(self) -> str:
        """The file."""
        first = f"# hugokit baseline {_FORMAT}, of every {self.least.name.lower()} and worse: "
        lines = sorted(name if count == 1 else f"{name} x{count}" for name, count in self.entries.items())
        return "\n".join([f"{first}known findings, written by `hugokit check --write-baseline`", *lines, ""])


def read_baseline(file: Path) -> Baseline:
    """The baseline in a file. FileRefused where it cannot be read, SettingsError with the line for what is none."""
    lines = read_file(file).data.decode("utf-8", "surrogateescape").splitlines()
    first = _FIRST.fullmatch(lines[0]) if lines else None
    if first is None or int(first[1]) != _FORMAT:
        raise SettingsError(
            f"{escape(str(file))}:1: no baseline of this version of hugokit: it begins with `# hugokit baseline "
            f"{_FORMAT}`; write it anew with hugokit check --write-baseline"
        )
    entries: Counter[str] = Counter()
    for number, line in enumerate(lines[1:], start=2):
        found = _ENTRY.fullmatch(line)
        if found:  # twice: two branches counted otherwise, and `merge=union` kept both
            entries[found[1]] = max(entries[found[1]], int(found[2] or 1))
        elif line and not line.startswith("# hugokit baseline "):
            raise SettingsError(
                f"{escape(str(file))}:{number}: no entry of a baseline: {escape(line[:60])}; take the line out, or "
                "write the file anew with hugokit check --write-baseline"
            )
    return Baseline(entries, SEVERITIES[first[2]])


def baseline_at(file: Path, *, new: bool = False) -> Baseline:
    """The baseline in a file, which may be missing where it is to be written anew (else SettingsError)."""
    if os.path.lexists(file):
        return read_baseline(file)
    if new:
        return Baseline()
    raise SettingsError(f"{escape(str(file))}: there is no such baseline; hugokit check --write-baseline writes it")


def write_baseline(file: Path, baseline: Baseline) -> bool:
    """Put a baseline into a file, at once and whole; False where it is there already (FileRefused, MigrationError)."""
    return put_file(file, baseline.text().encode("utf-8", "surrogateescape"))


@dataclass
class Sieve:
    """A run's findings on their way past a baseline. `settings.root` is where its paths begin.

    `paths`: what the run was asked to look at; `least`: what it looks for. `known` and `new`: how many findings there
    were of each; `now`: all of them as entries, `matched`: those that are known.
    """

    baseline: Baseline
    settings: Settings
    paths: tuple[Path, ...]
    least: Severity
    known: int = 0
    new: int = 0
    now: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)
    _folders: dict[str, str] = field(default_factory=dict)
    _last: tuple[str, str] = ("", "")
    _failed: set[str] = field(default_factory=set)
    _sites: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._left = Counter(self.baseline.entries)
        self._named = [self._folder(path) if path.is_dir() else self.name(str(path)) for path in self.paths]

    def through(self, outcomes: Iterable[Outcome], *, site: bool = False) -> Iterator[Outcome]:
        """The outcomes with their new findings alone. `site`: they are those of whole sites."""
        for outcome in outcomes:
            if site and outcome.error is None:
                self._sites.append(self._folder(outcome.path))
            elif outcome.error is not None:
                self._failed.add(self.name(outcome.path))
            yield self._new(outcome) if outcome.found else outcome

    def _new(self, outcome: Outcome) -> Outcome:
        pairs = zip(outcome.found, outcome.marks, strict=True)
        kept = [(one, mark) for one, mark in pairs if not self._is_known(one, mark)]
        return outcome._replace(found=tuple(one for one, _ in kept), marks=tuple(mark for _, mark in kept))

    def _is_known(self, one: Located, mark: str) -> bool:
        if one.diagnostic.severity < self.least:
            return False
        code, about = one.diagnostic.code, _spelled(mark)
        entry = f"{code} {self.name(one.path)} {about}"
        self.now[entry] = self.now.get(entry, 0) + 1  # a Counter is slow where it has nothing yet
        held = entry if self._left.get(entry, 0) > 0 else self._moved(code, about)
        if held is None:
            self.new += 1
            return False
        self.known += 1
        self.matched[entry] = self.matched.get(entry, 0) + 1
        self._left[held] -= 1
        return True

    def name(self, path: str) -> str:
        """A file as entries have it."""
        if path == self._last[0]:  # findings come file by file
            return self._last[1]
        folder, base = os.path.split(path)
        if folder not in self._folders:
            near = self._folder(folder)
            self._folders[folder] = "" if near == "." else f"{near}/"
        self._last = path, self._folders[folder] + _spell(base)
        return self._last[1]

    def _folder(self, path: str | Path) -> str:
        return _spell(Path(os.path.relpath(Path(path).resolve(), self.settings.root)).as_posix())

    def _moved(self, code: str, about: str) -> str | None:
        """An entry of the same rule, key and value in a file that is no longer there."""
        waiting = self._gone.get((code, about), [])
        while waiting and self._left[waiting[-1]] <= 0:
            waiting.pop()
        return waiting[-1] if waiting else None

    @cached_property
    def _gone(self) -> dict[tuple[str, str], list[str]]:
        root = self.settings.root
        there: dict[str, bool] = {}
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for entry in self.baseline.entries:
            code, file, about = entry.split(" ", 2)
            if file not in there:
                there[file] = os.path.exists(f"{root}/{unquote(file, errors='surrogateescape')}")  # noqa: PTH110 - quicker
            if not there[file]:
                found[code, about].append(entry)
        return found

    @cached_property
    def _needs_site(self) -> dict[str, bool]:
        return {one.code: one.needs_site for one in load_rules(Manual)}

    @cached_property
    def _asked(self) -> frozenset[str]:
        return frozenset(code for code in self._needs_site if self.settings.selects(code))

    def _judged(self, entry: str) -> bool:
        """Whether this run would have found what an entry stands for, if it were still there."""
        code, file, _ = entry.split(" ", 2)
        if self.least > self.baseline.least or file in self._failed:
            return False
        if code not in self._needs_site:
            return True
        places = self._sites if self._needs_site[code] else self._named
        return code in self._asked and any(_holds(place, file) for place in places)

    @cached_property
    def stale(self) -> Counter[str]:
        """The entries that nothing was found for any more, with how often; ask at the end."""
        return Counter({entry: left for entry, left in self._left.items() if left > 0 and self._judged(entry)})

    def renewed(self) -> Baseline:
        """The findings of this run, and the entries that it did not look at."""
        return self._with(self.now)

    def pruned(self) -> Baseline:
        """The entries that still stand for something; what was moved is where it is now."""
        return self._with(self.matched)

    def _with(self, found: Counter[str]) -> Baseline:
        kept = Counter({entry: left for entry, left in self._left.items() if left > 0 and not self._judged(entry)})
        least = min(self.least, self.baseline.least) if self.baseline.entries else self.least
        return Baseline(+(found + kept), least)


def _holds(place: str, file: str) -> bool:
    return place in (".", file) or file.startswith(f"{place}/") or set(place.split("/")) == {".."}


def _spell(text: str) -> str:
    return (
        text
        if _PLAIN.fullmatch(text)
        else _ODD.sub(lambda found: quote(found[0], safe="", errors="surrogateescape"), text)
    )


@lru_cache(maxsize=4096)
def _spelled(mark: str) -> str:
    key, _, digest = mark.rpartition(" ")
    return f"{_spell(key)} {digest}"
