"""Findings for people: `path:line:column: CODE message`, one a line, and a summary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hugokit.diagnostic import Located, Severity
from hugokit.text.display import escape

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def text(found: Iterable[Located], *, colour: bool = False) -> str:
    """One line a finding, in the order given; `[*]` says that `--fix` mends it. Everything is escaped."""
    return "".join(_line(item, colour=colour) + "\n" for item in found)


def _line(item: Located, *, colour: bool) -> str:
    finding = item.diagnostic
    place = f"{escape(item.path)}:{item.line}:{item.column}:"
    mark = "[*] " if finding.fix and finding.fix.safe else ""
    code = finding.code
    if colour:
        place, code = f"\x1b[1m{place}\x1b[0m", f"\x1b[{_COLOURS[finding.severity]}m{code}\x1b[0m"
        mark = mark and "[\x1b[36m*\x1b[0m] "
    return f"{place} {code} {mark}{escape(finding.message)}"


def summary(found: Sequence[Located], *, fixed: int = 0, files: int | None = None) -> str:
    """The last line: how much was found, how much was or can be mended. `files`: how many were looked at."""
    where = "" if files is None else f" in {_count(files, 'file')}"
    done = f"Fixed {_count(fixed, 'finding')}. " if fixed else ""
    if not found:
        return f"{done}All checks passed{where}.\n"
    counts = [
        _count(number, grade.name.lower() if grade is not Severity.INFO else "note")
        for grade in sorted(Severity, reverse=True)
        if (number := sum(item.diagnostic.severity is grade for item in found))
    ]
    safe = sum(bool(item.diagnostic.fix and item.diagnostic.fix.safe) for item in found)
    unsafe = sum(bool(item.diagnostic.fix and not item.diagnostic.fix.safe) for item in found)
    hints = [f"{safe} fixable with --fix"] * bool(safe) + [f"{unsafe} with --unsafe-fixes"] * bool(unsafe)
    return f"{done}Found {', '.join(counts)}{where}{' (' + ', '.join(hints) + ')' if hints else ''}.\n"


def would_fix(fixed: int, left: int) -> str:
    """The last line of a dry run: how much `--fix` would mend, and how much it would leave."""
    return f"Would fix {_count(fixed, 'finding')}, {left or 'none'} would be left.\n"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
