"""Did you mean: the key that a misspelt one stands for. Silent unless it is sure: most unknown keys are no mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_SHORT = 4
_LONG = 8
_REMEMBERED = 10_000


class Words:
    """The keys that a misspelt one may stand for.

    `own_words` are words of their own, however near they are to a key. `others` are further words that stand for a
    key when written letter by letter: other names of a field, words that authors take for it. In a small closed set
    of keys (`closed`) a short key may also lack a letter: `nme` in a menu entry.
    """

    def __init__(
        self,
        known: Iterable[str],
        own_words: Iterable[str] = (),
        others: Mapping[str, str] | None = None,
        closed: bool = False,
    ) -> None:
        names = list(known)
        self._letters = {squeeze(name): name for name in reversed(names)}
        self._others = {squeeze(word): name for word, name in (others or {}).items()}
        self._own = frozenset(squeeze(word) for word in own_words)
        self._numbers = {form: name for letters, name in self._letters.items() for form in numbers(letters)}
        self._closed = closed
        self._found: dict[str, str | None] = {}

    def suggest(self, key: str) -> str | None:
        """The known key that `key` is a slip of, or None.

        In this order: the same letters apart from case, `-`, `_` and blanks; another word for it; singular and plural;
        a slip of the fingers. Short keys take two swapped or one doubled letter only: `dat` may be anything.
        """
        if key not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[key] = self._search(key)
        return self._found[key]

    def _search(self, key: str) -> str | None:
        letters = squeeze(key)
        if not letters:
            return None
        found = self._letters.get(letters) or self._others.get(letters)
        if found or letters in self._own or key.startswith("_"):
            return found
        return self._numbers.get(letters) or self._slip(letters)

    def _slip(self, letters: str) -> str | None:
        if not letters.isascii():
            return None
        best: tuple[int, str] | None = None
        for known, name in self._letters.items():
            steps = slip(letters, known, self._closed)
            if steps is not None and (best is None or steps < best[0]):
                best = steps, name
        return best[1] if best else None


def squeeze(key: str) -> str:
    """A key without case and separators."""
    return "".join(letter for letter in key.lower() if letter not in "-_ \t\u200b\u00a0")


def numbers(word: str) -> frozenset[str]:
    """The singular or plural forms that a word may be taken for; of categories: category, categorys."""
    forms = {f"{word}s"}
    if word.endswith("ies"):
        forms |= {f"{word[:-3]}y", f"{word[:-3]}ys", f"{word[:-3]}ie"}
    elif word.endswith(("ses", "xes", "ches", "shes")):
        forms |= {word[:-2], word[:-1]}
    elif word.endswith("s"):
        forms |= {word[:-1]}
    if word.endswith("y"):
        forms |= {f"{word[:-1]}ies"}
    return frozenset(form for form in forms if len(form) > 2)


def slip(key: str, name: str, closed: bool = False) -> int | None:
    """How many slips of the fingers lie between two squeezed keys; None where that is too many to be sure."""
    length = len(name)
    if abs(len(key) - length) > 2 or key[0] not in name[:2]:
        return None
    steps = distance(key, name)
    if length <= _SHORT and not (closed and len(key) > 2 and key[0] == name[0]):
        fine = steps == 1 and (_swapped(key, name) or _doubled(key, name))
    else:
        fine = steps == 1 or (steps == 2 and length >= _LONG)
    return steps if fine else None


def _swapped(key: str, name: str) -> bool:
    return len(key) == len(name) and sorted(key) == sorted(name)


def _doubled(key: str, name: str) -> bool:
    """Whether one letter of the name was typed twice."""
    twice = (at for at in range(1, len(key)) if key[at] == key[at - 1])
    return any(key[:at] + key[at + 1 :] == name for at in twice)


def distance(a: str, b: str) -> int:
    """Damerau-Levenshtein (optimal string alignment): insert, delete, replace, or swap two neighbours."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, right in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
