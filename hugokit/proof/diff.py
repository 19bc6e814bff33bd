"""Two lists of lines as a diff that somebody can read: short, around what differs, long lines cut there too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from hugokit.proof.facts import Lines

MOST_LINES = 40
_WIDTH = 180
_AROUND = 1
_MOST_COMPARED = 1500


def diff(before: Sequence[str], after: Sequence[str]) -> Lines:
    """Lines that start with "- ", "+ " or, around them, "  "; at most MOST_LINES, and then how many more there are."""
    start, end = _alike_ends(before, after)
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    head, tail = before[max(0, start - _AROUND) : start], before[len(before) - end :][:_AROUND] if end else ()
    lines = [*(f"  {_cut(line)}" for line in head), *_changes(old, new), *(f"  {_cut(line)}" for line in tail)]
    if len(lines) > MOST_LINES:
        lines[MOST_LINES:] = [f"  … {len(lines) - MOST_LINES} more lines"]
    return tuple(lines)


def likeness(before: Sequence[str], after: Sequence[str]) -> float:
    """How much two lists have in common, in order: 0 to 1."""
    start, end = _alike_ends(before, after)
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    total = len(before) + len(after)
    if not total:
        return 1.0
    if max(len(old), len(new)) > _MOST_COMPARED:
        common = (Counter(old) & Counter(new)).total()
    else:
        common = sum(match.size for match in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks())
    return 2 * (start + end + common) / total


def _alike_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    end = next((at for at in range(most - start) if before[-1 - at] != after[-1 - at]), most - start)
    return start, end


def _changes(old: Sequence[str], new: Sequence[str]) -> list[str]:
    if max(len(old), len(new)) > _MOST_COMPARED:
        return [f"- {_cut(old[0])}" if old else "- (nothing)", f"+ {_cut(new[0])}" if new else "+ (nothing)"]
    lines: list[str] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += _middle([f"  {_cut(line)}" for line in old[i:j]])
        elif j - i == m - k:
            for one, other in zip(old[i:j], new[k:m], strict=True):
                lines += [f"- {_cut(one, other)}", f"+ {_cut(other, one)}"]
        else:
            lines += [f"- {_cut(line)}" for line in old[i:j]]
            lines += [f"+ {_cut(line)}" for line in new[k:m]]
    return lines


def _middle(same: list[str]) -> list[str]:
    return same if len(same) <= 2 * _AROUND + 1 else [*same[:_AROUND], "  …", *same[-_AROUND:]]


def _cut(line: str, other: str | None = None) -> str:
    """A line that is no longer than can be read, from shortly before it differs from the other."""
    if len(line) <= _WIDTH:
        return line
    first = 0
    if other is not None:
        pairs = enumerate(zip(line, other, strict=False))
        first = next((at for at, (one, two) in pairs if one != two), min(len(line), len(other)))
    start = max(0, first - _WIDTH // 3)
    text = line[start : start + _WIDTH]
    return f"{'…' if start else ''}{text}{'…' if start + _WIDTH < len(line) else ''}"
