"""YAML as Hugo 0.152 reads it: its new library before that learnt of Windows line ends.

Each carriage return in a block text, and in a text continued by a line with a dash, is a line end of its own and stays:
`|` and CRLF give a text that begins with an empty line.
"""

from __future__ import annotations

from hugokit.frontmatter import yaml
from hugokit.frontmatter.node import Mapping
from hugokit.frontmatter.yaml_edit import edits
from hugokit.frontmatter.yaml_spell import spell

__all__ = ["edits", "read", "spell"]


def read(text: str, start: int, end: int) -> Mapping:
    """The map in text[start:end] as Hugo 0.152 reads it. Raises FrontMatterError."""
    return yaml.read(text, start, end, bare_returns=True)
