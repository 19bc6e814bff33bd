"""Lines of Markdown as Goldmark reads them, for what stands in HTML, where no generator looks for Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hugokit.body.bare_links import bare_links, may_start
from hugokit.body.typographer import typographer

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

# What ends a run of plain text to markdown-it, what begins a sign, and where an address may begin.
_STOP = re.compile(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~\"']|\.\.\.|(?<![^\s*_~(])[a-zA-Z0-9]")
_TAGS = {"s_open": "<del>", "s_close": "</del>"}


def line_reader(signs: Mapping[str, str] | None, protocol: str) -> MarkdownIt:
    """A reader that sets these signs and links bare addresses (not where `protocol` is "")."""
    from markdown_it import MarkdownIt  # few need it, and it takes long to load

    md = MarkdownIt("commonmark").enable("strikethrough")
    for name, tag in _TAGS.items():
        md.add_render_rule(name, lambda *_, tag=tag: tag)
    md.inline.ruler.at("text", _text)
    if signs is not None:
        typographer(md, signs)
    if protocol:
        bare_links(md, protocol)
    return md


def _text(state: StateInline, silent: bool) -> bool:
    if may_start(state, silent, state.pos):
        return False
    end = state.pos
    while found := _STOP.search(state.src, end, state.posMax):
        end = found.start()
        if not found[0].isalnum() or may_start(state, silent, end):
            break
        end += 1
    end = end if found else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True
