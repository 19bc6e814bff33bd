"""The values of the abstract interpreter: a value is a set of atoms, each something that it may be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

MAX_ATOMS = 64
MAX_ALIKE = 8
MAX_PATH = 6
MAX_SIZE = 2_000
KINDS = ("string", "boolean", "number", "array", "object", "null")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of Hugo's: `kind` page, site, language, menu, entry, resource, shortcode, store, taxonomy …

    `name` tells stores and assets apart; of a page it is "current", "other" or "asset" (whichever came first).
    """

    kind: str
    name: str = ""


class Param(NamedTuple):
    """A parameter; with an empty path all of a scope. `types`: those that may be left here, all where it is empty.

    `other`: of a page that is not the one that the template was started for. It is looked up more often than anything
    else, which a tuple takes in its stride.
    """

    scope: str
    path: tuple[str, ...] = ()
    spelled: str = ""
    types: tuple[str, ...] = ()
    own: bool = False
    other: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A text made of a parameter that is compared like it: `lower .Params.x`."""

    of: Param


@dataclass(frozen=True, slots=True)
class Const:
    """A constant. `kind` keeps true apart from 1."""

    kind: str
    value: str | int | float | bool | None


class Built:
    """Values inside values: what is asked again and again of deep ones is worked out once.

    `size` counts the atoms inside. Subclasses are made by `built`, which drops what grows out of bounds.
    """

    __slots__ = ("_code", "parts", "size")

    def __init__(self, parts: tuple[object, ...]) -> None:
        self.parts = parts
        self.size = 1 + sum(_size(part) for part in parts)
        self._code = hash((type(self), parts))

    def __hash__(self) -> int:
        return self._code

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return type(self) is type(other) and self._code == hash(other) and self.parts == getattr(other, "parts", None)

    @property
    def words(self) -> str:
        """The constants at the top, to tell two of a size apart."""
        return " ".join(one if isinstance(one, str) else "" for one in _flat(self.parts))


class Dict(Built):
    """A map with known keys: pairs of a key and a value."""

    __slots__ = ()

    @property
    def items(self) -> tuple[tuple[str, Value], ...]:
        return cast("tuple[tuple[str, Value], ...]", self.parts)

    def get(self, key: str) -> Value:
        """What is under a key, in any case; nothing where it is not there."""
        low = key.lower()
        return next((value for name, value in self.items if name.lower() == low), NOTHING)


class Slice(Built):
    """A list with known items."""

    __slots__ = ()

    @property
    def items(self) -> tuple[Value, ...]:
        return cast("tuple[Value, ...]", self.parts)


class Text(Built):
    """A text put together: constants and values."""

    __slots__ = ()

    @property
    def pieces(self) -> tuple[str | Value, ...]:
        return cast("tuple[str | Value, ...]", self.parts)


class Merged(Built):
    """Maps laid over each other, the strongest last."""

    __slots__ = ()

    @property
    def layers(self) -> tuple[Value, ...]:
        return cast("tuple[Value, ...]", self.parts)


def _flat(parts: tuple[object, ...]) -> Iterator[object]:
    for part in parts:
        if isinstance(part, tuple):
            yield from _flat(part)
        elif isinstance(part, frozenset):
            yield from sorted(str(atom.value) for atom in part if isinstance(atom, Const))
        else:
            yield part


def _size(part: object) -> int:
    if isinstance(part, tuple):
        return sum(map(_size, part))
    if isinstance(part, frozenset):
        return len(part) + sum([one.size - 1 for one in part if isinstance(one, Built)])
    return 0


@dataclass(frozen=True, slots=True)
class TypeOf:
    """The name of a parameter's type, or (with `types`) whether it is one of these."""

    of: Param
    types: tuple[str, ...] = ()


Atom = Thing | Param | Made | Const | Dict | Slice | Text | TypeOf | Merged
Value = frozenset[Atom]
NOTHING: Value = frozenset()


@lru_cache(maxsize=1 << 14)
def built(atom: Built) -> Value:
    """The value that is one built atom; where it grew out of bounds, without the built ones in it.

    Equal ones are one object, so that to compare them takes no time.
    """
    if atom.size > MAX_SIZE:
        atom = type(atom)(tuple(map(_shallow, atom.parts)))
    return cast("Value", frozenset([atom]))


def _shallow(part: object) -> object:
    if isinstance(part, tuple):
        return tuple(map(_shallow, part))
    if isinstance(part, frozenset):
        return frozenset(one for one in part if not isinstance(one, Built))
    return part


@lru_cache(maxsize=1 << 12, typed=True)
def const(value: str | float | bool | None) -> Value:
    """The value that is one constant."""
    return frozenset([Const(type(value).__name__, value)])


@lru_cache(maxsize=1 << 10)
def thing(kind: str, name: str = "") -> Value:
    """The value that is one thing of Hugo's."""
    return frozenset([Thing(kind, name)])


def union(values: Iterable[Value]) -> Value:
    """Anything that one of the values may be; of too much, as much as is bearable."""
    found: Value = NOTHING.union(*values)
    if len(found) <= MAX_ALIKE:
        return found
    slices = [atom for atom in found if isinstance(atom, Slice)]
    if len(slices) > MAX_ALIKE:
        together = built(Slice((union(item for one in slices for item in one.items),)))
        found = (found - frozenset(slices)) | together
    return found if len(found) <= MAX_ATOMS else frozenset(sorted(found, key=_rank)[:MAX_ATOMS])


def layered(layers: tuple[Value, ...]) -> Value:
    """Values of which a later one, where it is set, hides those before it."""
    known = tuple(layer for layer in layers if layer)
    return built(Merged(known)) if len(known) > 1 else union(known)


def _rank(atom: Atom) -> tuple[int, str, str]:
    """An order that is the same in every run and soon told: what is plain first, what is large last."""
    if isinstance(atom, Built):
        return atom.size, type(atom).__name__, atom.words
    return 0, type(atom).__name__, repr(atom)


def constants(value: Value) -> tuple[str | int | float | bool | None, ...]:
    """The constants among the atoms, in a lasting order."""
    found = [atom.value for atom in value if isinstance(atom, Const)]
    return tuple(sorted(found, key=lambda one: (str(type(one)), str(one))))


@lru_cache(maxsize=1 << 14)
def params(value: Value) -> tuple[Param, ...]:
    """The parameters among the atoms, also in layers of maps."""
    found: dict[Param, None] = {}
    for atom in value:
        if isinstance(atom, Param):
            found[atom] = None
        elif isinstance(atom, Merged):
            for layer in atom.layers:
                found.update(dict.fromkeys(params(layer)))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def inside(part: object) -> frozenset[Param]:
    """All parameters in a value, however deep."""
    if isinstance(part, Param):
        return frozenset([part])
    if isinstance(part, Built):
        return inside(part.parts)
    if isinstance(part, (tuple, frozenset)):
        return frozenset().union(*[inside(one) for one in part if not isinstance(one, str)])
    return frozenset()


def as_json(value: Value) -> str | None:
    """A value that is one constant, or one list or map of such, as JSON; None for any other."""
    try:
        return json.dumps(_plain(value), ensure_ascii=False)
    except _NotConstantError:
        return None


class _NotConstantError(Exception):
    pass


def _plain(value: Value) -> object:
    if len(value) != 1:
        raise _NotConstantError
    (atom,) = value
    if isinstance(atom, Const):
        return atom.value
    if isinstance(atom, Slice):
        return [_plain(item) for item in atom.items]
    if isinstance(atom, Dict):
        return {key: _plain(item) for key, item in atom.items}
    raise _NotConstantError
