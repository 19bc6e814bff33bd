"""Lists and maps inside front matter as they are handed out: reading and writing go through to the document."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, MutableSequence
from typing import Any, Protocol

from hugokit.frontmatter.node import Path, Value
from hugokit.frontmatter.operations import Insert, Step, plain_copy


class Holder(Protocol):
    """What holds the values: a document."""

    @property
    def plain(self) -> dict[str, Value]: ...

    def apply(self, *operations: Step) -> None: ...

    def __setitem__(self, key: str | Path, value: Any) -> None: ...

    def __delitem__(self, key: str | Path) -> None: ...


def value_at(document: Holder, path: Path) -> Value:
    """The value at a path of keys (any case) and indices. KeyError or IndexError where there is none."""
    value: Any = document.plain
    for step in path:
        if not isinstance(value, list if isinstance(step, int) else dict):
            raise KeyError(path if len(path) > 1 else path[0])
        value = _below(value, step)
    return value


def _below(value: Any, step: str | int) -> Any:
    return value[step if isinstance(step, int) else spelled_in(value, step)]


def spelled_in(values: dict[str, Value], key: str) -> str:
    """A key as a map spells it: exactly so, else the last one in another case, else as it is."""
    lower = key.lower()
    return key if key in values else next((other for other in reversed(values) if other.lower() == lower), key)


def view(document: Holder, path: Path) -> Any:
    """The value at a path, a list or a map as a view."""
    value = value_at(document, path)
    if isinstance(value, dict):
        return MapView(document, path)
    return ListView(document, path) if isinstance(value, list) else value


class MapView(MutableMapping[str, Any]):
    """A map inside front matter. Reading and writing go through to the document."""

    def __init__(self, document: Holder, path: Path) -> None:
        self._document = document
        self._path = path

    def __getitem__(self, key: str) -> Any:
        return view(self._document, (*self._path, key))

    def __setitem__(self, key: str, value: Any) -> None:
        self._document[(*self._path, key)] = value

    def __delitem__(self, key: str) -> None:
        del self._document[(*self._path, key)]

    def __iter__(self) -> Iterator[str]:
        return iter(self.to_dict())

    def __len__(self) -> int:
        return len(self.to_dict())

    def __eq__(self, other: object) -> bool:
        return self.to_dict() == (other.to_dict() if isinstance(other, MapView) else other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """A plain copy."""
        value = value_at(self._document, self._path)
        copied: dict[str, Any] = plain_copy(value)
        return copied


class ListView(MutableSequence[Any]):
    """A list inside front matter. Reading and writing go through to the document."""

    def __init__(self, document: Holder, path: Path) -> None:
        self._document = document
        self._path = path

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return self.to_list()[index]
        return view(self._document, (*self._path, range(len(self))[index]))

    def __setitem__(self, index: Any, value: Any) -> None:
        if isinstance(index, slice):
            items = self.to_list()
            items[index] = value
            self._document[self._path] = items
        else:
            self._document[(*self._path, range(len(self))[index])] = value

    def __delitem__(self, index: Any) -> None:
        items = self.to_list()
        del items[index]
        self._document[self._path] = items

    def insert(self, index: int, value: Any) -> None:
        """Put an item before the one at `index`, as list.insert does."""
        at = min(max(index + len(self) if index < 0 else index, 0), len(self))
        self._document.apply(Insert((*self._path, at), value))

    def __len__(self) -> int:
        return len(value_at(self._document, self._path))

    def __eq__(self, other: object) -> bool:
        return self.to_list() == (other.to_list() if isinstance(other, ListView) else other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self.to_list())

    def to_list(self) -> list[Any]:
        """A plain copy."""
        copied: list[Any] = plain_copy(value_at(self._document, self._path))
        return copied
