"""Many findings for people: by cause, on at most 30 lines, with how many each has and whether one mend would do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hugokit.diagnostic import Located, Severity
from hugokit.text.display import escape, shorten
from hugokit.text.keypath import show_key

MAX_LINES = 30
_FRAME = 8  # the head, the summary, how to see more, and the blank lines between
_MAX_CAUSES = (MAX_LINES - _FRAME) // 2
_NEARLY_ALL = 0.9
_FEW = 10
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_VARIES = re.compile(r"""'[^']*'|"[^"]*"|[\w./-]*\d[\w./:-]*|/[\w./-]+|[\w./-]+/""")


@dataclass(frozen=True, slots=True)
class Read:
    """What a run looked at: how many pages, for which Hugo and themes (each with where that is known from)."""

    pages: int
    hugo: tuple[str, ...]
    themes: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings with one cause. `about`: the key, or what their messages share; `keys`: how many causes are in it."""

    code: str
    slug: str
    about: str
    found: tuple[Located, ...]
    keys: int = 1

    @property
    def severity(self) -> Severity:
        """The gravest of them."""
        return max(one.diagnostic.severity for one in self.found)

    @property
    def files(self) -> int:
        """In how many files they are."""
        return len({one.path for one in self.found})

    @property
    def example(self) -> Located:
        """One of them: the first by its place."""
        return min(self.found, key=lambda one: (one.path, one.line, one.column))


def causes(found: Iterable[Located]) -> list[Cause]:
    """The findings by rule and key, or shape of the message where there is no key; the gravest, then the most first."""
    groups: dict[tuple[str, str, str], list[Located]] = defaultdict(list)
    for one in found:
        groups[one.diagnostic.code, one.diagnostic.slug, _about(one)].append(one)
    made = [Cause(*name, tuple(group)) for name, group in groups.items()]
    return sorted(made, key=_rank)


def grouped(found: Sequence[Located], read: Read, *, width: int = 100, colour: bool = False) -> str:
    """At most 30 lines of at most `width` characters, all escaped."""
    every = causes(found)
    shown = every if len(every) <= _MAX_CAUSES else _by_rule(every)
    lines = [*_head(read), ""]
    for cause in shown[:_MAX_CAUSES]:
        lines += _lines(cause, read.pages, width)
    rest = shown[_MAX_CAUSES:]
    if rest:
        number = sum(len(cause.found) for cause in rest)
        codes = ", ".join(dict.fromkeys(cause.code for cause in rest))
        lines.append(f"and {_count(number, 'finding')} of {codes}")
    code = shown[0].code
    lines += ["", f"See more: hugokit check --select {code}, or --no-group for all; hugokit rule {code} explains it"]
    cut = [_cut(line, width) for line in lines]
    return "".join(f"{_coloured(line, shown) if colour else line}\n" for line in cut)


def _head(read: Read) -> list[str]:
    """How many pages in which time; who reads them, and how that is known."""
    hugo, themes = ", ".join(read.hugo) or "no page", ", ".join(read.themes) or "no page"
    return [f"{_count(read.pages, 'page')} in {read.seconds:.1f} s", *map(escape, (f"Read as {hugo}", f"By {themes}"))]


def _about(one: Located) -> str:
    finding = one.diagnostic
    if finding.path:
        steps = tuple(0 if isinstance(step, int) else step for step in finding.path)
        return show_key(steps).replace("[0]", "[]")
    return _VARIES.sub("…", finding.message)


def _rank(cause: Cause) -> tuple[int, int, str, str]:
    return (-cause.severity, -len(cause.found), cause.code, cause.about)


def _by_rule(every: Iterable[Cause]) -> list[Cause]:
    rules: dict[tuple[str, str], list[Cause]] = defaultdict(list)
    for cause in every:
        rules[cause.code, cause.slug].append(cause)
    return sorted(map(_merged, rules.values()), key=_rank)


def _merged(group: list[Cause]) -> Cause:
    first = group[0]
    found = tuple(one for cause in group for one in cause.found)
    return Cause(first.code, first.slug, first.about, found, len(group))


def _lines(cause: Cause, pages: int, width: int) -> list[str]:
    others = f" and {cause.keys - 1:,} more" if cause.keys > 1 else ""
    grade, found = cause.severity.name.lower(), _count(len(cause.found), "finding")
    top = f"{cause.code} {grade}, {found} in {_count(cause.files, 'file')}{_mends(cause)}: "
    about = shorten(cause.about, max(20, width - len(top) - len(others)))
    first = cause.example
    place = f"    {escape(first.path)}:{first.line}:{first.column}: {escape(first.diagnostic.message)}"
    share = _generator(cause, pages)
    return [f"{top}{about}{others}", f"{_cut(place, width - len(share))}{share}"]


def _mends(cause: Cause) -> str:
    """How many of them --fix mends."""
    fixes = [one.diagnostic.fix for one in cause.found if one.diagnostic.fix]
    safe = sum(fix.safe for fix in fixes)
    said = [f"{safe:,} with --fix"] * bool(safe)
    said += [f"{len(fixes) - safe:,} with --unsafe-fixes"] * (len(fixes) > safe)
    return f" ({', '.join(said)})" if said else ""


def _generator(cause: Cause, pages: int) -> str:
    if pages < _FEW or cause.files < pages * _NEARLY_ALL:
        return ""
    share = "every page" if cause.files >= pages else f"{cause.files * 100 // pages} % of the pages"
    return f" [one generator? {share}]"


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _coloured(line: str, shown: Iterable[Cause]) -> str:
    colour = next((_COLOURS[cause.severity] for cause in shown if line.startswith(f"{cause.code} ")), None)
    code, blank, rest = line.partition(" ")
    return f"\x1b[{colour}m{code}\x1b[0m{blank}{rest}" if colour else line


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
