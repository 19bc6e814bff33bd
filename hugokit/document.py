"""A document: front matter and body of one file. It feels like a mapping; every change is a splice, proven at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from typing import TYPE_CHECKING, Any, AnyStr, Generic, overload

from hugokit.errors import FrontMatterError, UnsupportedEdit
from hugokit.frontmatter.block import Block, read_block
from hugokit.frontmatter.fences import Fences, Format
from hugokit.frontmatter.node import Mapping, Path, Sequence, Value, find
from hugokit.frontmatter.operations import (
    Delete,
    Insert,
    Move,
    Operation,
    Rename,
    Reorder,
    Set,
    Step,
    as_reorder,
    first_difference,
    intended,
    item_by_item,
    plain_copy,
    same,
)
from hugokit.frontmatter.storable import storable
from hugokit.frontmatter.views import spelled_in, value_at, view
from hugokit.limits import NEWEST_HUGO
from hugokit.text.display import shorten
from hugokit.text.edits import Edit, splice
from hugokit.text.encoding import BOM, decode, encode
from hugokit.text.places import Places, newline_of
from hugokit.text.unseen import unseen

if TYPE_CHECKING:
    from hugokit.frontmatter.comments import Comment

Version = tuple[int, int]


class Document(MutableMapping[str, Any], Generic[AnyStr]):
    """The front matter of a file as a mapping, and its body.

    Keys are found as Hugo finds them (any case, the exact spelling first). Values are what Hugo reads: in YAML a date
    or `yes` is text, in JSON every number is a float, TOML dates are datetime objects. Lists and maps come as views:
    changing a view changes the document. Nested keys can be written as a path: `doc["menu", "main", "weight"] = 2`.

    Reading never fails because of what is in a file: `error` says why front matter cannot be read, and only then do
    the mapping's methods raise FrontMatterError. A change that cannot be made as a splice raises UnsupportedEdit and
    leaves the document as it was.
    """

    def __init__(self, content: AnyStr, *, hugo: Version = NEWEST_HUGO) -> None:
        """`hugo`: the version whose reading counts; before 0.152 YAML has `yes`, `no` and repeated keys."""
        self.hugo = hugo
        self._bytes = isinstance(content, bytes)
        given: str | bytes = content
        self._text = decode(given) if isinstance(given, bytes) else given
        self._parsed: Block | FrontMatterError | None = None
        self._lost: tuple[str, ...] = ()
        self._given = (self._text, given) if isinstance(given, bytes) else None
        self._unseen: tuple[str, tuple[int, ...]] | None = None

    # reading ----------------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The whole file as text; bytes that are not UTF-8 stand in it as lone surrogates."""
        return self._text

    @property
    def unseen(self) -> tuple[int, ...]:
        """The offsets in `text` of characters that nobody sees, as `text.unseen` finds them."""
        if self._unseen is None or self._unseen[0] is not self._text:
            given = self._given[1] if self._given and self._given[0] is self._text else None
            self._unseen = self._text, unseen(self._text, given)
        return self._unseen[1]

    @property
    def error(self) -> FrontMatterError | None:
        """Why the front matter cannot be read (message, line, column), or None."""
        parsed = self._parse()
        return parsed if isinstance(parsed, FrontMatterError) else None

    @property
    def fences(self) -> Fences | None:
        """Where the front matter is; None where there is none. Raises FrontMatterError."""
        return self._block().fences

    @property
    def format(self) -> Format | None:
        """yaml, toml, json, org, or None where the file has no front matter. Raises FrontMatterError."""
        fences = self.fences
        return fences.format if fences else None

    @property
    def root(self) -> Mapping:
        """The tree of the front matter with the place of every key and value. Raises FrontMatterError."""
        return self._block().root

    @property
    def plain(self) -> dict[str, Value]:
        """The front matter's values, not to be changed: `root.value` without its price. Raises FrontMatterError."""
        return self._block().values

    @property
    def is_tame(self) -> bool:
        """Whether the quick reader gave the values: only block texts go on over lines. Raises FrontMatterError."""
        return self._block().is_tame

    @property
    def comments(self) -> list[Comment]:
        """The comments in the front matter with their places. Raises FrontMatterError."""
        return self._block().comments

    @property
    def lost_comments(self) -> tuple[str, ...]:
        """The comments that went with what was deleted or replaced since the document was made, each with its `#`."""
        return self._lost

    @property
    def body(self) -> str:
        """Everything after the front matter, exactly as it is. Raises FrontMatterError where that cannot be told."""
        fences = self.fences
        return self._text[fences.body :] if fences else self._text.removeprefix(BOM)

    @body.setter
    def body(self, new: str) -> None:
        at = len(self._text) - len(self.body)
        self._text = self._text[:at] + new
        self._parsed = None

    def dumps(self) -> AnyStr:
        """The file as it stands now: bytes for a document made from bytes, else text."""
        return self.as_given(self._text)

    def as_given(self, text: str) -> AnyStr:
        """A text as bytes where the document was made from bytes."""
        return encode(text) if self._bytes else text  # type: ignore[return-value]

    def to_dict(self) -> dict[str, Any]:
        """A plain copy of the front matter: dicts, lists and single values."""
        copied: dict[str, Any] = plain_copy(self.plain)
        return copied

    def _parse(self) -> Block | FrontMatterError:
        if self._parsed is None:
            try:
                self._parsed = read_block(self._text, self.hugo)
            except FrontMatterError as error:
                error.line, error.column = Places(self._text).at(error.offset)
                self._parsed = error
        return self._parsed

    def _block(self) -> Block:
        parsed = self._parse()
        if isinstance(parsed, FrontMatterError):
            raise parsed
        return parsed

    # changing ---------------------------------------------------------------------------------------------------

    def apply(self, *operations: Step) -> None:
        """Carry out operations in order, each one proven; where one cannot be, none is made (UnsupportedEdit)."""
        state = self._text, self._parsed, self._lost
        try:
            for operation in operations:
                self._apply(operation)
        except BaseException:
            self._text, self._parsed, self._lost = state
            raise

    def _apply(self, change: Step) -> None:
        if self.fences is None:
            self._text = _with_front_matter(self._text)
            self._parsed = None
        block = self._block()
        assert block.fences is not None
        operation = _spelled(change, block)
        wanted = intended(block.values, operation)
        if (edit := block.quick_edit(operation)) is not None:
            text = splice(self._text, [edit])
            self._text, self._parsed = text, _prove(self._text, block, text, wanted)
            return
        edits = block.codec.edits(self._text, block.fences.start, block.fences.end, block.root, operation)
        text = splice(self._text, edits)
        if text == self._text:
            return
        after = _prove(self._text, block, text, wanted)
        lost: tuple[str, ...] = _lost(self._text, block, after)
        if lost and (steps := _gentler(operation, block)):
            self.apply(*steps)
            return
        if lost and not isinstance(operation, Set | Delete):
            raise UnsupportedEdit(f"the comment {shorten(lost[0])!r} would be lost")
        self._text, self._parsed, self._lost = text, after, (*self._lost, *lost)

    def respell(self, edits: Iterable[Edit]) -> None:
        """Write the front matter in another way: edits that change no value, nor the body (else UnsupportedEdit)."""
        block = self._block()
        text = splice(self._text, edits)
        if text == self._text or block.fences is None:
            return
        self._parsed = _prove(self._text, block, text, block.values, trim=True)
        self._text = text

    # the mapping ------------------------------------------------------------------------------------------------

    def __getitem__(self, key: str | Path) -> Any:
        return view(self, _path(key))

    def __setitem__(self, key: str | Path, value: Any) -> None:
        self.apply(Set(_path(key), value))

    def __delitem__(self, key: str | Path) -> None:
        value_at(self, _path(key))
        self.apply(Delete(_path(key)))

    def __iter__(self) -> Iterator[str]:
        return iter(self.plain)

    def __len__(self) -> int:
        return len(self.plain)

    def __contains__(self, key: object) -> bool:
        try:
            self[key]  # type: ignore[index]
        except (KeyError, TypeError):
            return False
        return True

    def __repr__(self) -> str:
        if self.error:
            return f"<{type(self).__name__} unreadable: {self.error}>"
        return f"<{type(self).__name__} {self.format or 'no front matter'}: {', '.join(self)}>"


@overload
def loads(content: bytes, *, hugo: Version = NEWEST_HUGO) -> Document[bytes]: ...
@overload
def loads(content: str, *, hugo: Version = NEWEST_HUGO) -> Document[str]: ...
def loads(content: AnyStr, *, hugo: Version = NEWEST_HUGO) -> Document[AnyStr]:
    """The document of a file's content, read as that Hugo does. Never raises for what is in it (see Document.error)."""
    return Document(content, hugo=hugo)


def _with_front_matter(text: str) -> str:
    bom = BOM if text.startswith(BOM) else ""
    line_end = newline_of(text)
    return f"{bom}---{line_end}---{line_end}{text.removeprefix(BOM)}"


def _prove(old: str, before: Block, new: str, wanted: dict[str, Value], *, trim: bool = False) -> Block:
    """Read the new text again: the values must be the wanted ones, the body the same.

    So must be what stands before the front matter; with `trim` blanks may go there.
    """
    assert before.fences is not None
    try:
        after = read_block(new, before.hugo)
    except FrontMatterError as error:
        raise UnsupportedEdit(f"the change would break the front matter: {error.message}") from error
    if after.fences is None or after.fences.format != before.fences.format:
        raise UnsupportedEdit("the change would break the fences of the front matter")
    head, old_head = new[: after.fences.open], old[: before.fences.open]
    kept = head.strip() == old_head.strip() if trim else head == old_head
    if new[after.fences.body :] != old[before.fences.body :] or not kept:
        raise UnsupportedEdit("the change would reach outside the front matter")
    if not same(after.values, wanted):
        where = ".".join(map(str, first_difference(after.values, wanted)))
        raise UnsupportedEdit(f"the change would alter {where} too (an anchor, a merge key or a repeated key)")
    return after


def _lost(text: str, before: Block, after: Block) -> tuple[str, ...]:
    """The comments that a change takes with it; to find them needs both trees."""
    assert before.fences is not None
    if text.find("#", before.fences.start, before.fences.end) == -1:
        return ()
    from hugokit.frontmatter.comments import missing

    return missing(before.comments, after.comments)


def _gentler(operation: Operation, block: Block) -> list[Step]:
    """The steps that change a list item by item, so that the comments between its items stay; or none."""
    if not isinstance(operation, Set) or operation.style is not None:
        return []
    node, new = find(block.root, operation.path), operation.value
    if not isinstance(node, Sequence) or not isinstance(new, list) or not node.value or not new:
        return []
    return item_by_item(operation.path, node.value, new)


def _spelled(operation: Step, block: Block) -> Operation:
    """The operation with the keys as the file spells them, and a value the format can hold."""
    assert block.fences is not None
    path = _written(block.values, operation.path)
    if isinstance(operation, Move):
        before = operation.before
        if isinstance(before, str):
            before = _written(block.values, (*path[:-1], before))[-1]
        return as_reorder(block.values, Move(path, before))
    if isinstance(operation, Reorder):
        return Reorder(operation.keys, path)
    if isinstance(operation, Set):
        return Set(path, storable(operation.value, block.fences.format), operation.after, operation.style)
    if isinstance(operation, Insert):
        return Insert(path, storable(operation.value, block.fences.format))
    return Rename(path, operation.key) if isinstance(operation, Rename) else Delete(path)


def _written(values: dict[str, Value], path: Path) -> Path:
    """A path with its keys as the file spells them."""
    out: list[str | int] = []
    here: Any = values
    for step in path:
        key = spelled_in(here, step) if isinstance(step, str) and isinstance(here, dict) else step
        out.append(key)
        try:
            here = here[key]
        except (KeyError, IndexError, TypeError):
            here = None
    return tuple(out)


def _path(key: str | Path) -> Path:
    return key if isinstance(key, tuple) else (key,)
