"""What a file name below the content folder means to Hugo (source common/paths/pathparser.go)."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal, NamedTuple

from hugokit.page import MARKDOWN
from hugokit.text.letters import lower

Type = Literal["leaf", "branch", "page", "file", "adapter"]

CONTENT = frozenset(MARKDOWN) | {"html", "htm", "org", "ad", "adoc", "asciidoc", "pandoc", "pdc", "rst"}
_IGNORED = re.compile(r"(?:^|/)[.#]|~(?:/|\Z)")
_WRAPPED = re.compile(r"_(?:language|version|role)_(.+)_\Z", re.IGNORECASE)


class Name(NamedTuple):
    """A content file. `base` is its logical path ("" for home, "/post/a"), `raw` the same before lower-casing.

    `path` is the whole name from the root, normalised: the last thing that pages are sorted by. `lang` is the
    language named in the file name, or "". For files that are no content `base` keeps the extension.
    """

    source: str
    type: Type
    base: str
    raw: str
    path: str
    ext: str
    lang: str = ""

    @property
    def is_bundle(self) -> bool:
        """A leaf or branch bundle: the folder gives the name."""
        return self.type in ("leaf", "branch")

    @property
    def folder(self) -> str:
        """The logical folder that the file lies in ("" for the root)."""
        return self.path.rsplit("/", 1)[0]

    @property
    def container(self) -> str:
        """The folder that the page itself stands in: for a bundle the parent of its own folder."""
        return self.base.rsplit("/", 1)[0] if self.base else ""

    @property
    def name(self) -> str:
        """The last part of the logical path."""
        return self.base.rsplit("/", 1)[-1]

    @property
    def raw_name(self) -> str:
        """The last part of the logical path in its own case."""
        return self.raw.rsplit("/", 1)[-1]

    @property
    def section(self) -> str:
        """The first folder, or ""; a leaf bundle at the root has none."""
        parts = self.path.split("/")
        return parts[1] if len(parts) > (3 if self.type == "leaf" else 2) else ""

    @property
    def raw_section(self) -> str:
        """The first folder in its own case, where there is a section."""
        return self.raw.split("/")[1] if self.section else ""


def normalise(path: str) -> str:
    """Lower case, and a hyphen for each blank."""
    return lower(path).replace(" ", "-")


def parse(source: str, languages: Collection[str] = ()) -> Name:
    """The meaning of a file, named by its path below the content folder."""
    raw_path = "/" + source
    folder, _, file = raw_path.rpartition("/")
    stem, ext, lang = _identifiers(file, languages)
    low = lower(stem)
    if ext not in CONTENT:
        kind: Type = "adapter" if low == "_content" and ext == "gotmpl" else "file"
        raw = f"{folder}/{stem}.{ext}" if lang else raw_path
        return Name(source, kind, normalise(raw), raw, normalise(raw_path), ext, lang)
    types: dict[str, Type] = {"index": "leaf", "_index": "branch"}
    kind = types.get(low, "page")
    raw = folder if kind in ("leaf", "branch") else f"{folder}/{stem}"
    path = normalise(raw_path)
    return Name(source, kind, path[: len(raw)], raw, path, ext, lang)  # sign by sign it is as long as before


def _identifiers(file: str, languages: Collection[str]) -> tuple[str, str, str]:
    stem, dot, ext = file.rpartition(".")
    if not dot or (not stem and not ext):
        return file, "", ""
    lang = ""
    head, dot, tail = stem.rpartition(".")
    if dot and head:
        wrapped = _WRAPPED.fullmatch(tail)
        code = lower(wrapped.group(1) if wrapped else tail)
        if code in languages:
            stem, lang = head, code
        elif wrapped or (len(tail) > 2 and tail.startswith("_") and tail.endswith("_")):
            stem = head
    return stem, lower(ext), lang


def ignored(source: str) -> bool:
    """Hugo leaves out files and folders whose names start with `.` or `#` or end with `~`."""
    return _IGNORED.search(source) is not None
