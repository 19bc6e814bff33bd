"""The YAML codec: a block as a tree of values with their places, read as Hugo >= 0.153 reads it."""

from __future__ import annotations

from collections import Counter

from hugokit.errors import FrontMatterError
from hugokit.frontmatter.node import Mapping, Node, Value
from hugokit.frontmatter.yaml_edit import edits
from hugokit.frontmatter.yaml_spell import spell
from hugokit.frontmatter.yaml_tokens import tokens_of
from hugokit.frontmatter.yaml_tree import tree_of
from hugokit.limits import MAX_BLOCK_CHARS

__all__ = ["edits", "read", "spell"]


def read(text: str, start: int, end: int, *, bare_returns: bool = False) -> Mapping:
    """The map in text[start:end]; an empty or comment-only block is an empty map. Raises FrontMatterError.

    `bare_returns`: as Hugo 0.152 reads it, see yaml_152.
    """
    if end - start > MAX_BLOCK_CHARS:
        raise FrontMatterError(f"the front matter is longer than {MAX_BLOCK_CHARS} characters", start, "HK103")
    root = tree_of(text, tokens_of(text, start, end, bare_returns=bare_returns))
    if root is None:
        return Mapping(start, start, (), {})
    if not isinstance(root, Mapping):
        raise FrontMatterError("front matter must be a map: `key: value` lines", root.start)
    if _too_many_collections(root, len(text[start:end].encode("utf-8", "surrogateescape"))):
        raise FrontMatterError("Hugo refuses so many lists and maps in a block of this size", root.start, "HK103")
    return root


def _too_many_collections(root: Node, size: int) -> bool:
    """Hugo's guard against alias bombs: more maps and lists at one depth than it allows for a block of `size` bytes."""
    limit = 100 if size < 2048 else 5000 if size < 10240 else 10000
    counts: Counter[int] = Counter()
    level: list[Value] = [root.value]
    depth = 0
    while level:
        collections = [value for value in level if isinstance(value, dict | list)]
        counts[depth] = len(collections)
        if counts[depth] > limit:
            return True
        level = [child for value in collections for child in (value.values() if isinstance(value, dict) else value)]
        depth += 1
    return False
