"""Expressions that choose pages: `toc and date < 2024`. What they may say stands in docs/reference/where.md.

`parse` makes the tree of an expression, `holds` asks it of a page. Nothing is evaluated as Python; an expression is
bounded in length and depth, and takes time in proportion to the front matter.
"""

from __future__ import annotations

from hugokit.where.judge import Facts, holds
from hugokit.where.nodes import Question
from hugokit.where.parse import parse

__all__ = ["Facts", "Question", "holds", "parse"]
