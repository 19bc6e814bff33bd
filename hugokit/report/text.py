"""Findings for people: what and where, the line with a caret under the place, and a summary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hugokit.diagnostic import Located, Severity
from hugokit.report.excerpt import COMMANDS, parts, under
from hugokit.report.formats import About
from hugokit.text.display import escape

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


class Report:
    """`path:line:column: CODE message` and the line it is about, for each finding; `[*]` says that `--fix` mends it."""

    def __init__(self, about: About) -> None:
        self._colour = about.colour

    def add(self, found: Sequence[Located]) -> str:
        """The findings of a file, in the order given. Everything is escaped."""
        return "".join(f"{line(item, colour=self._colour)}\n{_excerpt(item, colour=self._colour)}" for item in found)

    def end(self) -> str:
        """Nothing."""
        return ""


def line(item: Located, *, colour: bool, severity: bool = False) -> str:
    """A finding on one line; everything is escaped."""
    finding = item.diagnostic
    place = f"{_path(item.path)}:{item.line}:{item.column}:"
    mark = "[*] " if finding.fix and finding.fix.safe else ""
    code = f"{finding.code} {finding.severity.name.lower()}" if severity else finding.code
    if colour:
        place, code = f"\x1b[1m{place}\x1b[0m", f"\x1b[{_COLOURS[finding.severity]}m{code}\x1b[0m"
        mark = mark and "[\x1b[36m*\x1b[0m] "
    return f"{place} {code} {mark}{_inert(escape(finding.message))}"


def _path(path: str) -> str:
    """A path at the beginning of a line: in the log of a CI none reads as a command."""
    shown = _inert(escape(path))
    return f"./{shown}" if shown.lstrip().startswith(("::", "#")) else shown


def _inert(text: str) -> str:
    for start in COMMANDS:
        text = text.replace(f"{start}[", f"{start}\\x5b")
    return text


def _excerpt(item: Located, *, colour: bool) -> str:
    """The line and the carets under it; nothing for an empty line, or where the file was not read."""
    if not item.excerpt.text.strip():
        return ""
    marked = parts(item)
    number = f"{item.line:>5}"
    shown, carets = f"{marked.before}{marked.marked}{marked.behind}", under(marked)
    if colour:
        grade = _COLOURS[item.diagnostic.severity]
        number, carets = f"\x1b[2m{number}\x1b[0m", f"\x1b[{grade}m{carets}\x1b[0m"
    return f"{number} | {shown}\n      | {carets}\n"


@dataclass(slots=True)
class Tally:
    """How much was found, without what it was."""

    severities: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(Severity, 0))
    safe: int = 0
    unsafe: int = 0

    def count(self, found: Iterable[Located]) -> None:
        """Count findings in."""
        for item in found:
            fix = item.diagnostic.fix
            self.severities[item.diagnostic.severity] += 1
            self.safe += fix is not None and fix.safe
            self.unsafe += fix is not None and not fix.safe

    @property
    def total(self) -> int:
        """How many findings there were."""
        return sum(self.severities.values())


def summary(found: Tally, *, fixed: int = 0, files: int | None = None) -> str:
    """The last line: how much was found, how much was or can be mended. `files`: how many were looked at."""
    where = "" if files is None else f" in {_count(files, 'file')}"
    done = f"Fixed {_count(fixed, 'finding')}. " if fixed else ""
    if not found.total:
        return f"{done}All checks passed{where}.\n"
    counts = [
        _count(number, grade.name.lower() if grade is not Severity.INFO else "note")
        for grade, number in sorted(found.severities.items(), reverse=True)
        if number
    ]
    hints = [f"{found.safe} fixable with --fix"] * bool(found.safe)
    hints += [f"{found.unsafe} with --unsafe-fixes"] * bool(found.unsafe)
    return f"{done}Found {', '.join(counts)}{where}{' (' + ', '.join(hints) + ')' if hints else ''}.\n"


def would_fix(fixed: int, left: int) -> str:
    """The last line of a dry run: how much `--fix` would mend, and how much it would leave."""
    return f"Would fix {_count(fixed, 'finding')}, {left or 'none'} would be left.\n"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
