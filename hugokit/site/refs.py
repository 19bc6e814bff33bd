"""Finding a page by the reference of `ref`, `relref` or a menu (reference/hugo.md 2.7)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from hugokit.site.names import normalise, parse
from hugokit.text.alike import most_alike


class HasPath(Protocol):
    """Anything with a logical path."""

    @property
    def path(self) -> str:
        """The path: a slash for home, else without a last slash."""


class HasFile(HasPath, Protocol):
    """A page of a site."""

    @property
    def kind(self) -> str:
        """Home, section, page, taxonomy or term."""

    @property
    def content_path(self) -> str:
        """The file below the content folder, "" where there is none."""


_SLIPS = 2  # letters that a misspelled name has more or less
_MAX_NAMES = 5000
P = TypeVar("P", bound=HasPath)


class Index(Generic[P]):
    """Pages by logical path, and by the last part of their path where only one has it."""

    def __init__(self, pages: Iterable[P]) -> None:
        self._paths = {page.path: page for page in pages}
        self._names: dict[str, list[P]] = {}
        for path, page in self._paths.items():
            self._names.setdefault(path.rsplit("/", 1)[-1], []).append(page)

    def find(self, ref: str, folder: str | None, *, by_name: bool = True) -> P | None:
        """The page that `ref` (without query and fragment) names from a page in the logical folder `folder`.

        In turn: the path from the root, the path from the folder, the path from the root again, a name that only one
        page has (`by_name`, which templates' GetPage does not try). None where there is no such page.
        """
        wanted = logical(ref)
        if ref.startswith("/"):
            return self._paths.get(wanted)
        if folder is not None:
            path = posixpath.normpath(posixpath.join(folder, wanted.lstrip("/")))
            found = None if path.startswith("../") else self._paths.get(_clean(path))
            if found is not None or ref.startswith("."):
                return found
        if ref.startswith("../") or "/../" in ref:
            return None
        found = self._paths.get(_clean("/" + wanted.lstrip("/")))
        if found is not None or not by_name:
            return found
        named = self.named(ref)
        return named[0] if len(named) == 1 else None

    def named(self, ref: str) -> list[P]:
        """All pages that have this name; a reference with a folder in it is no name."""
        wanted = logical(ref).strip("/")
        return self._names.get(wanted, []) if wanted and "/" not in ref.strip("/") else []

    def alike(self, ref: str) -> P | None:
        """The page whose name is the last part of a reference, or the most like it; None where several have it."""
        wanted = logical(ref).rsplit("/", 1)[-1]
        near = [name for name in self._names if name[:1] == wanted[:1] and abs(len(name) - len(wanted)) <= _SLIPS]
        name = wanted if wanted in self._names else most_alike(wanted, near[:_MAX_NAMES], cutoff=0.75)
        found = self._names[name] if wanted and name else []
        return found[0] if len(found) == 1 else None


def folder_of(page: HasFile, ref: str) -> str:
    """The logical folder that a reference in a page starts from: its own for a list, else the one that it lies in.

    In a leaf bundle a path up (`../a.md`) starts from the bundle where it has an extension, and only there; one at the
    root has no folder to go up from ("").
    """
    if page.kind != "page":
        return page.path
    ref = ref.rstrip("/")
    own = posixpath.dirname(normalise("/" + page.content_path))
    if ref.startswith("../") and "." in ref.rsplit("/", 1)[-1]:
        return own
    lies_in = posixpath.dirname(page.path) or "/"
    return "" if lies_in == "/" and own == page.path else lies_in


def _clean(path: str) -> str:
    return posixpath.normpath("/" + path.lstrip("/"))


def logical(ref: str) -> str:
    """The logical path that a reference means: no extension, no index, lower case, a hyphen for each blank."""
    name = parse(ref.strip("/") or "_index.md")
    path = normalise(ref) if name.type == "file" else name.base
    if path.endswith((".html", ".htm")):
        path = path.rsplit(".", 1)[0]
    last = path.rsplit("/", 1)[-1]
    if last in ("index", "_index"):
        path = path[: -len(last)]
    if ref.startswith(".."):
        return path.lstrip("/")
    return _clean(path)


def find_page(pages: Iterable[P], ref: str, folder: str | None) -> P | None:
    """`Index.find` for a single look-up."""
    return Index(pages).find(ref.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0], folder)
