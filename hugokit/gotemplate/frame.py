"""One run of a template's statements with a dot: variables, conditions around, and what it found out about types."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from hugokit.gotemplate.evidence import Constant, Need, Ref, Scalar, Use
from hugokit.gotemplate.nodes import Template
from hugokit.gotemplate.values import (
    KINDS,
    MAX_PATH,
    NOTHING,
    Atom,
    Const,
    Made,
    Merged,
    Param,
    Value,
    as_json,
    layered,
    params,
    union,
)

if TYPE_CHECKING:
    from hugokit.gotemplate.machine import Machine

Scopes = list[dict[str, Value]]
Said = dict[tuple[str, str], Value]
"""What was put where: in the scratch of a name under a key, or (under PRINTED) into the text."""
PRINTED = ("", "")


class Frame:
    """`result` collects what `return` gives; `types` are the types left to a parameter where its type was tested.

    `said` is what the way through a branch that is being run has put somewhere.
    """

    def __init__(self, machine: Machine, file: str, template: Template, dot: Value) -> None:
        self.machine, self.file, self.template, self.dot = machine, file, template, dot
        self.scopes: Scopes = [{"": dot}]
        self.needs: tuple[Need, ...] = ()
        self.types: dict[Ref, tuple[str, ...]] = {}
        self.result: Value | None = None
        self.said: Said = {}
        self.quiet = False

    def variable(self, name: str) -> Value:
        """What a variable holds; nothing for an unknown one."""
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return NOTHING

    def declare(self, name: str, value: Value) -> None:
        """`$x := value`"""
        self.scopes[-1][name] = value

    def assign(self, name: str, value: Value) -> None:
        """`$x = value`"""
        scope = next((scope for scope in reversed(self.scopes) if name in scope), self.scopes[-1])
        scope[name] = value

    def say(self, place: tuple[str, str], value: Value) -> None:
        """Notes what is put somewhere."""
        if not self.quiet:
            self.said[place] = union((self.said.get(place, NOTHING), value))

    def copy(self) -> Scopes:
        """The variables as they are now."""
        return [dict(scope) for scope in self.scopes]

    def param(
        self, scope: str, path: tuple[str, ...], spelled: str, *, own: bool = False, other: bool = False
    ) -> Value:
        """A parameter, with the types that are left to it here. Nothing for a path that cannot be meant."""
        if _endless(path):
            self.machine.open(scope, f"{self.file} follows keys at any depth")
            return NOTHING
        return frozenset([Param(scope, path, spelled, self.types.get(Ref(scope, path), ()), own, other)])

    def below(self, above: Param, step: str, spelled: str) -> Value:
        """A parameter in another one."""
        return self.param(above.scope, (*above.path, step), spelled, other=above.other)

    def record(
        self,
        value: Value,
        op: str,
        at: int,
        constants: tuple[Scalar, ...] = (),
        fallback: tuple[Ref | Constant, ...] = (),
        words: str = "",
    ) -> None:
        """Notes a use of all parameters in a value."""
        if self.quiet or not op or not value:
            return
        for atom in value:
            if isinstance(atom, Param):
                self._note(atom, op, at, constants, fallback, words)
            elif isinstance(atom, Made):
                self._note(atom.of, op, at, constants, fallback, words)
            elif isinstance(atom, Merged):
                self._record_layers(atom, op, at, constants, fallback, words)

    def _record_layers(
        self,
        merged: Merged,
        op: str,
        at: int,
        constants: tuple[Scalar, ...],
        below: tuple[Ref | Constant, ...],
        words: str,
    ) -> None:
        if self.machine.noted((self.file, at, op, merged, constants, below, words, self.needs)):
            return
        for layer in merged.layers:
            self.record(layer, op, at, constants, below, words)
            below = (*fallbacks(layer), *below)

    def _note(
        self,
        atom: Param,
        op: str,
        at: int,
        constants: tuple[Scalar, ...],
        fallback: tuple[Ref | Constant, ...],
        words: str,
    ) -> None:
        if not atom.path and op in ("if", "with", "isset", "and", "or", "not", "default"):
            return
        if self.machine.noted((self.file, at, op, atom, constants, fallback, words, self.needs)):
            return
        own = Ref(atom.scope, atom.path)
        line, column = self.template.place(at)
        needs = tuple(need for need in self.needs if (need.scope, need.path) != own)
        fallback = tuple(one for one in dict.fromkeys(fallback) if one != own)
        use = Use(
            atom.scope, atom.path, atom.spelled, op, constants, self.machine.name(self.file), line, column,
            bool(atom.types), needs, words, atom.types, fallback, atom.own, Need(*own) in self.needs,
        )  # fmt: skip
        self.machine.use(use, self.file, anywhere=atom.other)

    def narrow(self, tests: Iterable[tuple[Param, tuple[str, ...]]]) -> None:
        """Goes on with the parameters tested as having these types only, in variables and when they are read again.

        One that was known to have others only is not there.
        """
        changes: dict[Param, Param | None] = {}
        for tested, types in tests:
            ref = Ref(tested.scope, tested.path)
            left = tuple(kind for kind in self.types.get(ref, KINDS) if kind in types)
            self.types = {**self.types, ref: left}
            fits = not tested.types or not types or any(kind in types for kind in tested.types)
            changes[tested] = tested._replace(types=left) if fits else None
        if changes:
            known = frozenset(changes.items())
            self.dot = _replaced(self.dot, known)
            self.scopes = [{name: _replaced(value, known) for name, value in scope.items()} for scope in self.scopes]


@lru_cache(maxsize=1 << 14)
def _endless(path: tuple[str, ...]) -> bool:
    """A path that is meant by nobody: a template that calls itself goes on and on, into lists of lists of lists."""
    lists = any(path[start : start + 4] == ("[]",) * 4 for start in range(len(path) - 3))
    return lists or len(path) > MAX_PATH or any(path.count(step) > 2 for step in path if step != "[]")


@lru_cache(maxsize=1 << 14)
def _replaced(value: Value, changes: frozenset[tuple[Param, Param | None]]) -> Value:
    """A value with other parameters in the place of some, in the layers of maps too."""
    found: set[Atom] = set(value)
    for old, new in changes:
        if old in value:
            found.remove(old)
            if new is not None:
                found.add(new)
    for atom in value:
        if isinstance(atom, Merged):
            found.remove(atom)
            found |= layered(tuple(_replaced(layer, changes) for layer in atom.layers))
    return frozenset(found)


@lru_cache(maxsize=1 << 14)
def fallbacks(value: Value) -> tuple[Ref | Constant, ...]:
    """What a value stands in with for another that is not set: parameters, then a constant."""
    found: list[Ref | Constant] = [
        Ref(one.scope, one.path) for one in sorted(set(params(value)), key=_order) if one.path
    ]
    literal = as_json(frozenset(atom for atom in value if not isinstance(atom, (Param, Merged, Made))))
    return (*found, Constant(literal)) if literal is not None else tuple(found)


def _order(one: Param) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return one.scope, one.path, one.types


def joined(ways: list[Scopes], outer: int) -> Scopes:
    """The variables after ways that went apart, of the scopes that were there before."""
    result: Scopes = []
    for level in range(outer):
        first = ways[0][level]
        if all(way[level] == first for way in ways):
            result.append(dict(first))
            continue
        names = dict.fromkeys(name for way in ways for name in way[level])
        result.append({name: _either([way[level].get(name, NOTHING) for way in ways]) for name in names})
    return result


def _either(values: list[Value]) -> Value:
    """A union, of what is mostly the same on all ways."""
    first = values[0]
    return first if all(one is first for one in values) else union(values)


def truthy(value: Value) -> Value:
    """A value after it was found to be true."""
    return frozenset(atom for atom in value if not (isinstance(atom, Const) and not atom.value))
