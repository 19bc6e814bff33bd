"""A file's front matter as it is read: its values at once, its tree when somebody asks for a place."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from hugokit.errors import FrontMatterError
from hugokit.frontmatter import fences as fencing
from hugokit.frontmatter.codecs import NEW_YAML, codec, quick, yaml_of
from hugokit.frontmatter.fences import Fences, Format
from hugokit.frontmatter.node import Mapping, Value
from hugokit.frontmatter.operations import Operation
from hugokit.limits import NEWEST_HUGO
from hugokit.text.edits import Edit
from hugokit.text.encoding import BOM, decode
from hugokit.text.places import Places

if TYPE_CHECKING:
    from hugokit.frontmatter.comments import Comment

Version = tuple[int, int]


class Block:
    """Front matter that can be read: its values, and its tree, which is built when somebody asks for a place."""

    __slots__ = ("_root", "_text", "_values", "fences", "hugo", "is_tame")

    def __init__(self, text: str, fences: Fences | None, hugo: Version, values: dict[str, Value] | None) -> None:
        self._text = text
        self.fences = fences
        self.hugo = hugo
        self._values = values
        self.is_tame = values is not None
        self._root = None if fences else Mapping(0, 0, (), {})

    @property
    def codec(self) -> ModuleType:
        """The codec that reads and edits it."""
        name = self.fences.format if self.fences else "yaml"
        return codec(yaml_of(self.hugo) if name == "yaml" else name)

    @property
    def values(self) -> dict[str, Value]:
        """Its values, not to be changed."""
        return self.root.value if self._values is None else self._values

    @property
    def root(self) -> Mapping:
        """Its tree, with the place of every key and value (FrontMatterError)."""
        if self._root is None:
            assert self.fences is not None
            self._root = self.codec.read(self._text, self.fences.start, self.fences.end)
            self._values = self._root.value
        return self._root

    def quick_edit(self, operation: Operation) -> Edit | None:
        """The splice of an operation that needs no tree; None where the tree is there or needed."""
        fences = self.fences
        if fences is None or fences.format != "yaml" or self._root is not None or self._values is None:
            return None
        from hugokit.frontmatter.yaml_quick import quick_edit  # who only reads does not wait for what edits

        return quick_edit(self._text, fences.start, fences.end, self._values, operation)

    @property
    def comments(self) -> list[Comment]:
        """Its comments with their places."""
        from hugokit.frontmatter.comments import comments

        fences = self.fences
        return comments(fences.format, self._text, fences.start, fences.end, self.root) if fences else []


class Glance(NamedTuple):
    """What a whole site is made of, page by page: the values, which are not to be changed, format, text, body."""

    values: dict[str, Value]
    format: Format | None
    text: str
    start: int


def glance(data: bytes, hugo: Version = NEWEST_HUGO) -> Glance:
    """A file as `loads` reads it, for who only reads; `start` is where the body begins. Raises FrontMatterError."""
    text = decode(data)
    try:
        block = read_block(text, hugo)
    except FrontMatterError as error:
        error.line, error.column = Places(text).at(error.offset)
        raise
    if block.fences is None:
        return Glance(block.values, None, text, 1 if text.startswith(BOM) else 0)
    return Glance(block.values, block.fences.format, text, block.fences.body)


def read_block(text: str, hugo: Version) -> Block:
    """The front matter of a text, or that there is none. Raises FrontMatterError."""
    fences = fencing.find(text)
    if fences is None:
        return Block(text, None, hugo, {})
    read = quick(fences.format) if fences.format != "yaml" or hugo >= NEW_YAML else None
    values = read(text, fences.start, fences.end) if read else None
    block = Block(text, fences, hugo, values)
    _ = block.values  # an error shows here
    return block
