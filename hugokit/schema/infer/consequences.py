"""What becomes of a value in the templates that read its key: the worst over all uses, told without a build.

Pure: from the uses that the interpreter of templates found and the table of effects. A use behind a test of the value's
type counts for the types that pass; a field that Hugo casts itself cannot go wrong in a template.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from hugokit.gotemplate.evidence import Use
from hugokit.schema.infer.effects import Operation, effects, empty, kinds, label
from hugokit.schema.infer.shown import Shown

Path = tuple[str, ...]
SAMPLES: Mapping[str, Any] = {
    "string": "some words",
    "boolean": True,
    "number": 5,
    "array": ["some words", "and more"],
    "object": {"some": "words"},
    "null": None,
}
"""A value of each type of JSON Schema (number stands for integer too)."""
_DEEPEST = 6
_TRUTH = "?"
_ANY = "*"
_CONDITIONS = frozenset({"if", "with", "and", "or", "default", "not", "cond"})
_COMPARISONS = frozenset({'eq "abc"', 'ne "abc"', "in slice v"})
_FILES = frozenset({"partial name"})
_BUILD_FAILS = "the build fails"
_IGNORED = "nothing comes of it"


class Grade(IntEnum):
    """How bad: NONE it works, IGNORED nothing comes of it, MISREAD, DROPPED the page leaves a list, FAILS the build."""

    NONE = 0
    IGNORED = 1
    MISREAD = 2
    DROPPED = 3
    FAILS = 4


class Consequence(NamedTuple):
    """`says` is the end of a sentence; `path` is the part of the value it is about; `use` the place, None for NONE.

    `audiences`: the pages it is true of (gotemplate/reach.py), all where it is empty; `otherwise` is true of others.
    """

    grade: Grade
    says: str = ""
    path: Path = ()
    use: Use | None = None
    audiences: tuple[str, ...] = ()
    otherwise: Consequence | None = None

    def of(self, page: Shown) -> Consequence:
        """What becomes of the value in a page."""
        return self if self.otherwise is None or page.by(self.audiences) else self.otherwise.of(page)


NOTHING = Consequence(Grade.NONE)


class Judge:
    """Answers for the keys of one scope. `uses`: all that the interpreter found in a theme or a site."""

    def __init__(self, uses: Iterable[Use], scope: str = "page") -> None:
        self._types: dict[Path, dict[str, Consequence]] = {}
        self._cast = effects().cast if scope == "page" else frozenset()
        self._uses = _first_of_each(use for use in uses if use.scope == scope and not use.own)
        self._keys: dict[Path, list[str]] = defaultdict(list)
        for path in self._uses:
            if path and path[-1] != "[]":
                self._keys[path[:-1]].append(path[-1])

    def value(self, path: Path, value: object) -> Consequence:
        """The worst that becomes of a value at a path (keys in lower case, "[]" for items), and of what is in it."""
        if len(path) == 1 and path[0] in self._cast:
            return NOTHING
        found = [verdict(self._uses.get(path, []), path, value)]
        if isinstance(value, Mapping):
            for key, inner in value.items():
                found.append(self.value((*path, str(key).lower()), inner))
                if self._ranged(path):
                    found.append(self.value((*path, "[]"), inner))
        elif kinds(value) == ("number",) and self._ranged(path) and not empty(value):
            found.append(self.value((*path, "[]"), 0))
        elif isinstance(value, Sequence) and not isinstance(value, str):
            found += [self._item((*path, "[]"), item) for item in value]
        return _worst(found)

    def _item(self, path: Path, item: object) -> Consequence:
        found = self.value(path, item)
        uses = self._uses.get(path)
        if uses and (item is None or item == "") and found.grade < Grade.MISREAD:
            return Consequence(Grade.MISREAD, "an empty item is shown", path, uses[0])
        return found

    def types(self, path: Path) -> dict[str, Consequence]:
        """What becomes of a value of each type at a path."""
        if path not in self._types:
            item = self._fitting((*path, "[]"))
            samples = {**SAMPLES, "string": self._word(path), "array": [item] * 2}
            samples["object"] = {"some": item} if self._ranged(path) else SAMPLES["object"]
            self._types[path] = {kind: self.value(path, sample) for kind, sample in samples.items()}
        return self._types[path]

    def _fitting(self, path: Path) -> Any:
        """A text, or a list or map, whichever no build fails with: what is in it is judged at a place of its own."""
        word = self._word(path)
        if len(path) > _DEEPEST or self.value(path, word).grade < Grade.FAILS:
            return word
        fitting = (one for one in self._instead(path) if self.value(path, one).grade < Grade.FAILS)
        return next(fitting, word)

    def _instead(self, path: Path) -> Iterator[Any]:
        if self._ranged(path):
            inner = self._fitting((*path, "[]"))
            yield from ([inner] * 2, {"some": inner})
        yield {key: self._fitting((*path, key)) for key in self._keys.get(path, ())}

    def _word(self, path: Path) -> Any:
        """A text that templates know, where they know some."""
        known = (one for use in self._uses.get(path, ()) if use.op in _COMPARISONS | _FILES for one in use.constants)
        return next((one for one in known if isinstance(one, str) and one), SAMPLES["string"])

    def _ranged(self, path: Path) -> bool:
        return any(use.op in {"range", "range $i,$e"} for use in self._uses.get(path, ()))


def _worst(found: Sequence[Consequence]) -> Consequence:
    """The gravest, first of all one that is true of all pages; of some pages, with the gravest of the rest."""
    worst = max(found, key=lambda one: (one.grade, not one.audiences))
    if worst.otherwise is None:
        return worst
    return worst._replace(otherwise=_worst([worst.otherwise, *(one for one in found if one is not worst)]))


def _first_of_each(uses: Iterable[Use]) -> Mapping[Path, list[Use]]:
    """By path the first of the uses that do the same to any value: they differ in the place only."""
    found: dict[Path, dict[Hashable, Use]] = defaultdict(dict)
    for use in uses:
        alike = (use.op, use.constants, use.guarded, use.types, use.when_set, use.audiences)
        found[use.path].setdefault(alike, use)
    return {path: list(each.values()) for path, each in found.items()}


class _Seen(NamedTuple):
    use: Use
    operation: Operation
    effect: str
    takes: bool


def verdict(uses: Sequence[Use], path: Path, value: object) -> Consequence:
    """What becomes of one value by the uses of its own key, apart from what is in it."""
    if not uses:
        return NOTHING
    conditions = _CONDITIONS - {"default"} if value is False else _CONDITIONS  # default lets false through
    asked = any(use.op in conditions for use in uses)
    operations, like, found = effects().operations, label(value), kinds(value)
    every = [(use, _seen(use, operations[use.op], value, like, found)) for use in uses if use.op in operations]
    seen = [one for use, one in every if _reached(use, value, asked=asked)]
    meant = any(one.takes for _, one in every)
    for effect, grade, says in (
        ("fails", Grade.FAILS, _BUILD_FAILS),
        ("drops", Grade.DROPPED, "the page drops out of a list"),
    ):
        worst = [one.use for one in seen if one.effect == effect]
        for use in worst:
            if not use.audiences:
                return Consequence(grade, says, path, use)
        if worst:
            audiences = tuple(sorted({one for use in worst for one in use.audiences}))
            rest = verdict([use for use in uses if use not in worst], path, value)
            return Consequence(grade, says, path, worst[0], audiences, rest)
    if value is None or not seen or (empty(value) and meant):
        return NOTHING
    if isinstance(value, str) and _unlisted(seen, value):
        asked = any(one.operation.wants == _TRUTH for one in seen)
        return Consequence(Grade.MISREAD if asked else Grade.IGNORED, "no template knows this word", path, seen[0].use)
    return _mild([one for one in seen if one.operation.wants != _ANY], seen, path, value)


def _unlisted(seen: Sequence[_Seen], value: str) -> bool:
    """Whether a text is only ever compared with words, and is none of them."""
    strong = [one for one in seen if one.operation.wants not in {_TRUTH, _ANY}]
    words = [one.use.constants for one in strong if one.use.op in _COMPARISONS and one.use.constants]
    return bool(words) and len(words) == len(strong) and not any(value in known for known in words)


def _mild(asking: list[_Seen], seen: list[_Seen], path: Path, value: object) -> Consequence:
    strong = [one for one in asking if one.operation.wants != _TRUTH]
    if any(one.takes and one.effect != "misread" for one in strong):
        return NOTHING
    if empty(value):
        return _empty(strong, seen, path, value)
    misread = next((one for one in strong if one.effect == "misread"), None)
    if misread is not None:
        return Consequence(Grade.MISREAD, f"{misread.use.op} makes something else of it", path, misread.use)
    if len(asking) < len(seen):
        return NOTHING
    return _unread(strong, asking, path, value)


def _unread(strong: list[_Seen], asking: list[_Seen], path: Path, value: object) -> Consequence:
    """A value that counts as true at most."""
    truth = next((one for one in asking if one.operation.wants == _TRUTH), None)
    if strong and truth is None:
        return Consequence(Grade.IGNORED, _IGNORED, path, strong[0].use)
    if strong:
        return Consequence(Grade.MISREAD, "it counts as set, and what it says is not read", path, strong[0].use)
    if truth is None or kinds(value) == ("boolean",):
        return NOTHING
    if kinds(value) == ("number",):
        return Consequence(Grade.IGNORED, "0 is off and any other number is on", path, truth.use)
    return Consequence(Grade.MISREAD, "it counts as true whatever it says", path, truth.use)


def _empty(strong: list[_Seen], seen: list[_Seen], path: Path, value: object) -> Consequence:
    """A value that counts as false: off, which is what it says where a boolean is meant."""
    misread = next((one for one in strong if one.effect == "misread" and not one.use.when_set), None)
    if misread is not None:
        return Consequence(Grade.MISREAD, f"{misread.use.op} makes something else of it", path, misread.use)
    if kinds(value) == ("boolean",) or any(one.operation.wants == _ANY for one in seen):
        return NOTHING
    return Consequence(Grade.IGNORED, "it counts as empty", path, seen[0].use)


def _reached(use: Use, value: object, *, asked: bool) -> bool:
    """An empty value does not get behind a condition on the key, which may stand around the call of a partial.

    So where one is asked anywhere, an empty value is held to be kept off everywhere: rather no word than a wrong one.
    """
    if empty(value) and use.op not in _CONDITIONS and (use.when_set or asked):
        return False
    if use.guarded:
        return any(kind in use.types for kind in kinds(value))
    return True


def _seen(use: Use, operation: Operation, value: object, like: str, found: tuple[str, ...]) -> _Seen:
    effect, takes = operation.effect(like), operation.takes(found)
    if use.op in _FILES and isinstance(value, str):
        effect = "fails" if use.constants and value not in use.constants else "ok"
    return _Seen(use, operation, effect, takes)
