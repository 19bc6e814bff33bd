"""Front matter from one format to another: the same page to Hugo, with its comments, or a reason why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from hugokit.document import Document, loads
from hugokit.engine.context import Context
from hugokit.engine.dump import to_json
from hugokit.engine.pages import name_of, page_of
from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter import json_write, toml_write, yaml_write
from hugokit.frontmatter.comments import missing
from hugokit.frontmatter.fences import Fences
from hugokit.frontmatter.node import Alias, Node, Path, Scalar, place, walk
from hugokit.frontmatter.outline import Branch, Entry, Leaf, outline
from hugokit.frontmatter.steps import show
from hugokit.ledger import Loss
from hugokit.page import Page, read_page
from hugokit.text.places import Places, newline_of

To = Literal["yaml", "toml", "json"]
_WRITERS: Mapping[str, Callable[[Branch, str], str]] = {
    "yaml": yaml_write.write,
    "toml": toml_write.write,
    "json": json_write.write,
}
_NATIVE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[-+][0-9]{2}:[0-9]{2})?)?\Z"
)
_FENCES: Mapping[str, str] = {"yaml": "---", "toml": "+++"}
_NAMES = {"yaml": "YAML", "toml": "TOML", "json": "JSON", "org": "Org"}


@dataclass(frozen=True, slots=True)
class Converted:
    """The text of the file afterwards, and what did not come along: comments, anchors, types of the old format."""

    text: str
    ledger: tuple[Loss, ...] = ()


def convert_document(document: Document[Any], to: To, context: Context, name: str, *, drop_null: bool) -> Converted:
    """The document with its front matter in another format. One without front matter, or in that format, is as it was.

    `drop_null`: leave out keys that hold null, which TOML cannot say. Raises FrontMatterError where the front matter
    cannot be read, UnsupportedEdit where the other format cannot hold it.
    """
    fences = document.fences
    if fences is None or fences.format == to:
        return Converted(document.text)
    return _Conversion(document, fences, to, context, name).run(drop_null=drop_null)


class _Conversion:
    def __init__(self, document: Document[Any], fences: Fences, to: To, context: Context, name: str) -> None:
        self.document, self.fences, self.to = document, fences, to
        self.context, self.name = context, name
        self.places = Places(document.text)

    def run(self, *, drop_null: bool) -> Converted:
        text, fences = self.document.text, self.fences
        whole = outline(fences.format, text, fences.start, fences.end, self.document.root)
        dropped: tuple[Path, ...] = ()
        if self.to == "toml":
            whole, dropped = self._without_null(whole, drop=drop_null)
        failed: Exception | None = None
        for native in (True, False):
            after = self._written(_dated(whole, self.context, native=native and self.to == "toml"))
            try:
                self._prove(after, dropped)
            except UnsupportedEdit as error:
                failed = failed or error
                continue
            return Converted(after.text, tuple(sorted(self._ledger(after, dropped), key=lambda loss: loss.line)))
        assert failed is not None
        raise failed

    def _written(self, whole: Branch) -> Document[str]:
        text, fences = self.document.text, self.fences
        newline = newline_of(text, fences.open)
        try:
            block = _WRITERS[self.to](whole, newline)
        except UnsupportedEdit as error:
            path = self._unwritable()
            raise UnsupportedEdit(f"{self._at(path)}: {show(path)}: {error}") from error
        tail = text[fences.end + len(_FENCES.get(fences.format, "")) :]
        if fences.format == "org" and tail:
            tail = newline + tail
        mark = _FENCES.get(self.to)
        written = f"{mark}{newline}{block}{mark}" if mark else block
        return loads(text[: fences.open] + written + tail, hugo=self.document.hugo)

    def _unwritable(self) -> Path:
        """The first value that the other format cannot hold."""
        for path, node in walk(self.document.root):
            try:
                if isinstance(node, Scalar) and node.value is not None:
                    _WRITERS[self.to](Branch((Entry("", Leaf(node.value)),), keyed=True), "\n")
            except UnsupportedEdit:
                return path
        return ()

    # null -------------------------------------------------------------------------------------------------------

    def _without_null(self, whole: Branch, *, drop: bool) -> tuple[Branch, tuple[Path, ...]]:
        whole = replace(whole, entries=tuple(map(self._said_otherwise, whole.entries)))
        paths = tuple(_nulls(whole))
        hopeless = [path for path in paths if isinstance(path[-1], int)]
        if paths and (not drop or hopeless):
            path = (hopeless or paths)[0]
            mend = "give it a value" if isinstance(path[-1], int) else "give it a value, delete it, or use --drop-null"
            raise UnsupportedEdit(f"{self._at(path)}: {show(path)} is null, which TOML cannot say; {mend}")
        return _pruned(whole), paths

    def _said_otherwise(self, entry: Entry) -> Entry:
        """A null that means the same to Hugo as an empty text or list, as that."""
        if not isinstance(entry.value, Leaf) or entry.value.value is not None:
            return entry
        rules = self.context.rules
        null = _meaning(read_page({entry.key: None}, rules=rules))
        if _meaning(read_page({entry.key: ""}, rules=rules)) == null:
            return replace(entry, value=Leaf(""))
        if _meaning(read_page({entry.key: []}, rules=rules)) == null:
            return replace(entry, value=Branch((), keyed=False))
        return entry

    def _at(self, path: Path) -> str:
        line, column = self.places.at(place(self.document.root, path)[0])
        return f"{self.name}:{line}:{column}"

    # the proof --------------------------------------------------------------------------------------------------

    def _prove(self, after: Document[str], dropped: tuple[Path, ...]) -> None:
        """The new text, read again, is the same page to Hugo; what stands around the front matter is the same."""
        where = f"{self.name}:{self.places.at(self.fences.open)[0]}"
        if after.error is not None:
            raise UnsupportedEdit(f"{where}: as {_NAMES[self.to]} it could not be read: {after.error}")
        if after.format != self.to or after.body != self.document.body:
            raise UnsupportedEdit(f"{where}: the body would not stay as it is")
        old, new = _meaning(self._page(self.document, dropped)), _meaning(self._page(after, ()))
        if old != new:
            key = next((key for key in {**old, **new} if old.get(key) != new.get(key)), "")
            raise UnsupportedEdit(f"{where}: {key} would not be the same to Hugo in {_NAMES[self.to]}")

    def _page(self, document: Document[Any], dropped: tuple[Path, ...]) -> Page:
        values = document.to_dict()
        for path in dropped:
            _drop(values, path)
        return page_of(values, name_of(self.name, self.context), self.context)

    # the ledger -------------------------------------------------------------------------------------------------

    def _ledger(self, after: Document[str], dropped: tuple[Path, ...]) -> Iterator[Loss]:
        old = self.document.comments
        gone = list(missing(old, after.comments))
        for comment in old:
            if comment.text in gone:
                gone.remove(comment.text)
                yield self._loss(comment.start, "", comment.text, "JSON has no comments", "keep it in the body")
        for path in dropped:
            start, _ = place(self.document.root, path)
            yield self._loss(start, show(path), "null", "TOML has no null; the key is left out", "")
        yield from self._changed()

    def _changed(self) -> Iterator[Loss]:
        for path, node in walk(self.document.root):
            what = self._what_changes(node, path)
            if what is not None:
                yield self._loss(node.start, show(path), *what, "", grade="changed")

    def _what_changes(self, node: Node, path: Path) -> tuple[str, str] | None:
        """What of a value is not the same although the page is: its type in templates, or its being one value."""
        if isinstance(node, Alias):
            return f"*{node.name}", "the value of the anchor is written out"
        if self.fences.format != "toml" or not isinstance(node.value, date) or self._is_date(path):
            return None
        zoned = isinstance(node.value, datetime) and node.value.tzinfo is not None
        if zoned and self.to == "yaml":
            return None
        return "a date", f"{_NAMES[self.to]} has no such type: templates get a text"

    def _is_date(self, path: Path) -> bool:
        return len(path) == 1 and str(path[0]).lower() in self.context.rules.date_keys

    def _loss(
        self, at: int, key: str, what: str, why: str, mend: str, grade: Literal["lost", "changed"] = "lost"
    ) -> Loss:
        return Loss(self.name, self.places.at(at)[0], key, what, why, mend, grade)


def _nulls(branch: Branch, path: Path = ()) -> Iterator[Path]:
    for index, entry in enumerate(branch.entries):
        here = (*path, entry.key if branch.keyed else index)
        if isinstance(entry.value, Branch):
            yield from _nulls(entry.value, here)
        elif entry.value.value is None:
            yield here


def _pruned(branch: Branch) -> Branch:
    """Without keys that hold null; their comments stay, above what follows."""
    kept: list[Entry] = []
    orphans: tuple[str, ...] = ()
    for entry in branch.entries:
        if isinstance(entry.value, Leaf) and entry.value.value is None:
            orphans += (*entry.above, *([entry.beside] if entry.beside else ()))
            continue
        value = _pruned(entry.value) if isinstance(entry.value, Branch) else entry.value
        kept.append(replace(entry, value=value, above=(*orphans, *entry.above)))
        orphans = ()
    return replace(branch, entries=tuple(kept), below=(*orphans, *branch.below))


def _drop(values: dict[str, Any], path: Path) -> None:
    parent: Any = values
    for step in path[:-1]:
        parent = parent[step]
    del parent[path[-1]]


def _dated(whole: Branch, context: Context, *, native: bool) -> Branch:
    """The dates of the page known as such; `native`: texts in one of TOML's own forms become its dates."""
    keys = context.rules.date_keys
    entries = [
        replace(entry, value=_date(entry.value, native=native))
        if isinstance(entry.value, Leaf) and entry.key.lower() in keys
        else entry
        for entry in whole.entries
    ]
    return replace(whole, entries=tuple(entries))


def _date(leaf: Leaf, *, native: bool) -> Leaf:
    """`written` where TOML can have the text as a date of its own."""
    if native and isinstance(leaf.value, str) and _NATIVE.match(leaf.value):
        return replace(leaf, date=True, written=leaf.value)
    return replace(leaf, date=True)


def _meaning(page: Page) -> dict[str, Any]:
    """A page as templates see it, field by field: numbers without their type, times as moments."""
    fields = {name: _plain(getattr(page, name)) for name in page._fields if name not in ("params", "troubles")}
    params = {f"params.{key}": _plain(value) for key, value in page.params.items()}
    return {**fields, **params, "troubles": [(one.path, one.grade) for one in page.troubles]}


def _plain(value: Any) -> Any:
    return _numbers(to_json(value))


def _numbers(value: Any) -> Any:
    """Numbers apart from booleans, which Python takes for numbers."""
    if isinstance(value, dict):
        return {key: _numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    return ("number", value) if isinstance(value, int | float) and not isinstance(value, bool) else value
