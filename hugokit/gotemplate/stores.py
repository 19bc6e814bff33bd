"""What templates keep by name in `.Scratch`, `.Store` and newScratch, whatever the order of setting and reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hugokit.gotemplate.values import NOTHING, Dict, Thing, Value, built, constants, union


class Stores:
    """`asked` counts what was done with them."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Value] = {}
        self.asked = 0

    def kept(self) -> Mapping[tuple[str, str], Value]:
        """All that is in them, as it is now."""
        return dict(self._kept)

    def field(self, store: Thing, name: str, args: Sequence[Value]) -> Value:
        """A method of a store: Get, Set, Add, SetInMap, Values …"""
        self.asked += 1
        if name == "Values":
            items = sorted((key, value) for (owner, key), value in self._kept.items() if owner == store.name)
            return built(Dict(tuple(items)))
        for key in constants(args[0]) if args else ():
            if name in ("Set", "Add") and len(args) > 1:
                self._keep(store.name, str(key), args[1])
            elif name == "SetInMap" and len(args) > 2:
                self._keep(store.name, str(key), self._with(store.name, str(key), args[1], args[2]))
        if name in ("Get", "GetSortedMapValues", "DeleteInMap"):
            return union(
                self._kept.get((store.name, str(key)), NOTHING) for key in (constants(args[0]) if args else ())
            )
        return NOTHING

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
