"""A handler for python-frontmatter that reads values as Hugo does and keeps comments, order and quotes.

python-frontmatter strips the text and reads files in text mode before a handler sees them: white space around the
file and CRLF are gone by then. `hugokit.load` is the lossless way.
"""

from __future__ import annotations

import re
from typing import Any

import frontmatter
from frontmatter.default_handlers import BaseHandler

from hugokit.document import loads
from hugokit.frontmatter.operations import Delete, Operation, Set, same
from hugokit.frontmatter.storable import storable

__all__ = ["FrontMatterHandler"]


class _Content(str):
    """A post's content that remembers the front matter it stood under."""

    __slots__ = ("head",)
    head: str

    @classmethod
    def of(cls, text: str, head: str) -> _Content:
        content = cls(text)
        content.head = head
        return content

    def strip(self, chars: str | None = None, /) -> _Content:
        return self.of(str.strip(self, chars), self.head)


class FrontMatterHandler(BaseHandler):
    """`frontmatter.load(path, handler=hugokit.FrontMatterHandler())`: YAML, TOML, JSON and Org front matter.

    `frontmatter.dumps(post)` gives the text back with only the changed keys spliced in. A post whose content was
    replaced is written under the front matter that this handler read last: use one handler a post. Front matter that
    Hugo refuses raises hugokit.FrontMatterError; a change that cannot be spliced raises hugokit.UnsupportedEdit.
    """

    FM_BOUNDARY = re.compile(r"\A\ufeff?\s*(?:---|\+\+\+|\{|#\+)")

    def __init__(self) -> None:
        super().__init__()
        self._head = ""

    def split(self, text: str) -> tuple[str, str]:
        """The front matter with its fences, and the content. ValueError, which python-frontmatter expects, for none."""
        document = loads(text)
        if document.fences is None:
            raise ValueError("no front matter")
        body = document.body
        lead = len(body) - len(body.lstrip())
        head = text[: len(text) - len(body) + lead]
        return head, _Content.of(body[lead:], head)

    def load(self, fm: str) -> dict[str, Any]:
        """The values, as Hugo reads them."""
        self._head = fm
        return loads(fm).to_dict()

    def format(self, post: frontmatter.Post, **kwargs: object) -> str:  # noqa: ARG002 - the handlers' signature
        """The whole text of a post."""
        head = post.content.head if isinstance(post.content, _Content) else self._head
        written = self._with(head, post.metadata)
        if not post.content:
            return written.rstrip()
        gap = "" if head else "\n"
        return written + ("" if written.endswith(("\n", "\r")) else "\n") + gap + str(post.content)

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:  # noqa: ARG002
        """The front matter alone, without fences: the block read last with these values."""
        document = loads(self._with(self._head, metadata))
        fences = document.fences
        return document.text[fences.start : fences.end].rstrip() if fences else ""

    def _with(self, head: str, metadata: dict[str, object]) -> str:
        document = loads(head)
        document.apply(*_changes(document.to_dict(), metadata, document.format or "yaml"))
        return document.text


def _changes(old: dict[str, Any], new: dict[str, Any], format_: Any) -> list[Operation]:
    gone: list[Operation] = [Delete((key,)) for key in old if key not in new]
    wanted = {key: storable(value, format_) for key, value in new.items()}
    return gone + [Set((key,), value) for key, value in wanted.items() if key not in old or not same(old[key], value)]
