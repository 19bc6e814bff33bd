"""What templates keep by name in `.Scratch`, `.Store` and newScratch, whatever the order of setting and reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hugokit.gotemplate.values import NOTHING, Dict, Thing, Value, built, constants, union

_ALL = "\0"
"""In the place of a key: all of them."""


Place = tuple[str, str]
"""A store and a key in it."""
Read = tuple[Place, Value]
"""A place, and what was found there."""


class Stores:
    """What is kept, and what was read, so that who read too early can read again."""

    def __init__(self) -> None:
        self._kept: dict[Place, Value] = {}
        self._reads: set[Read] = set()

    def listen(self, to: set[Read] | None = None) -> set[Read]:
        """Collects what is read from now on, in a new set or (again) in one that was given out; the one until now."""
        before, self._reads = self._reads, set() if to is None else to
        return before

    def moved(self, reads: Iterable[Read]) -> bool:
        """Whether something else is found now than these say."""
        return any(self._read(*place) != value for place, value in reads)

    def field(self, store: Thing, name: str, args: Sequence[Value]) -> Value:
        """A method of a store: Get, Set, Add, SetInMap, Values …"""
        if name == "Values":
            return self._noted(store.name, _ALL)
        for key in constants(args[0]) if args else ():
            if name in ("Set", "Add") and len(args) > 1:
                self._keep(store.name, str(key), args[1])
            elif name == "SetInMap" and len(args) > 2:
                self._keep(store.name, str(key), self._with(store.name, str(key), args[1], args[2]))
        if name in ("Get", "GetSortedMapValues", "DeleteInMap"):
            return union(self._noted(store.name, str(key)) for key in (constants(args[0]) if args else ()))
        return NOTHING

    def _noted(self, owner: str, key: str) -> Value:
        found = self._read(owner, key)
        self._reads.add(((owner, key), found))
        return found

    def _read(self, owner: str, key: str) -> Value:
        if key != _ALL:
            return self._kept.get((owner, key), NOTHING)
        items = sorted((name, value) for (other, name), value in self._kept.items() if other == owner)
        return built(Dict(tuple(items)))

    def _with(self, owner: str, key: str, inner: Value, value: Value) -> Value:
        items: dict[str, Value] = {}
        for atom in self._kept.get((owner, key), NOTHING):
            if isinstance(atom, Dict):
                items.update(atom.items)
        for name in constants(inner):
            items[str(name)] = union((items.get(str(name), NOTHING), value))
        return built(Dict(tuple(items.items())))

    def _keep(self, owner: str, key: str, value: Value) -> None:
        old = self._kept.get((owner, key), NOTHING)
        maps = any(isinstance(atom, Dict) for atom in value)
        others = frozenset(atom for atom in old if not (maps and isinstance(atom, Dict)))
        self._kept[owner, key] = union((others, value))
