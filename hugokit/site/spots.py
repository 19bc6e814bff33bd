"""Places in the sources of a site: of a key in a page's front matter, of a setting in the configuration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hugokit import document
from hugokit.errors import FileRefused
from hugokit.frontmatter.codecs import codec
from hugokit.frontmatter.node import Mapping, Path, Scalar, find, place, walk
from hugokit.site.config_files import Present, SiteFiles, format_of, root_of
from hugokit.site.config_files import find as config_files
from hugokit.text.encoding import BOM, decode
from hugokit.text.places import Places


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a file, which is named from the site's root; line and column count characters from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the configuration: the way to it as it is written, its value, and the stretch of the file it is."""

    way: Path
    value: object
    file: str
    start: int
    end: int

    @property
    def lower(self) -> Path:
        """The way in lower case, as Hugo reads it."""
        return tuple(step.lower() if isinstance(step, str) else step for step in self.way)


class Spots:
    """Finds places. A file is read when it is first asked about, and kept."""

    def __init__(self, files: SiteFiles, hugo: tuple[int, int]) -> None:
        self._files, self._hugo = files, hugo
        self._names = [(name, root_of(name)) for name in config_files(Present(files.names()))]
        self._read: dict[str, tuple[Places, Mapping] | None] = {}

    @property
    def configuration(self) -> frozenset[str]:
        """The files that the configuration is in; none where this is no site."""
        return frozenset(name for name, _ in self._names)

    def of_key(self, source: str, *paths: Path) -> Spot:
        """The first of the keys that the page has (names in any case); the start of the file where it has none."""
        return next((spot for path in paths if (spot := self.given(source, path))), Spot(source))

    def given(self, source: str, path: Path) -> Spot | None:
        """Where a page has a key or an item of a list, None where it has not. An item of what is no list is its key."""
        read = self._page(source)
        if read is None or find(read[1], path[:1]) is None:
            return None
        return Spot(source, *read[0].at(place(read[1], path)[0]))

    def of_setting(self, *path: str | int) -> Spot | None:
        """Where the configuration says something: the last of its files that does, as Hugo merges them."""
        held = self.holder(*path)
        if held is None:
            return None
        read = self._config(held[0])
        return Spot(held[0], *(read[0].at(held[1]) if read else (1, 1)))

    def holder(self, *path: str | int) -> tuple[str, int, int] | None:
        """The file of a setting and the stretch of its text, without a byte order mark, that is pointed to."""
        for name, root in reversed(self._names):
            steps = path[1:] if root and root == path[0] else path
            read = self._config(name)
            if read and root in ("", path[0]) and (not steps or find(read[1], steps) is not None):
                return name, *(place(read[1], steps) if steps else (0, 0))
        return None

    def tree(self, name: str) -> Mapping | None:
        """The tree of one of the files that the configuration is in."""
        read = self._config(name)
        return read[1] if read else None

    def settings(self) -> Iterator[tuple[Path, object, Spot]]:
        """Every single value of the configuration: the way to it in lower case, the value, the place."""
        for name, root in self._names:
            read = self._config(name)
            if read is None:
                continue
            for path, node in walk(read[1]):
                if isinstance(node, Scalar):
                    way = (root, *path) if root else path
                    lower = tuple(step.lower() if isinstance(step, str) else step for step in way)
                    yield lower, node.value, Spot(name, *read[0].at(place(read[1], path)[0]))

    def each_key(self) -> Iterator[Key]:
        """Every key of the configuration, file by file, parents first."""
        for name, root in self._names:
            read = self._config(name)
            for path, node in walk(read[1]) if read else ():
                if isinstance(node, Mapping):
                    for pair in node.pairs:
                        way = (root, *path, pair.key) if root else (*path, pair.key)
                        yield Key(way, pair.node.value, name, pair.key_start, pair.key_end)

    def _page(self, source: str) -> tuple[Places, Mapping] | None:
        if source not in self._read:
            try:
                doc = document.loads(self._files.read(source), hugo=self._hugo)
            except FileRefused:
                return None
            self._read[source] = None if doc.error else (Places(doc.text), doc.root)
        return self._read[source]

    def _config(self, name: str) -> tuple[Places, Mapping] | None:
        if name not in self._read:
            text = decode(self._files.read(name)).removeprefix(BOM)
            root: Mapping = codec(format_of(name)).read(text, 0, len(text))
            self._read[name] = Places(text), root
        return self._read[name]
