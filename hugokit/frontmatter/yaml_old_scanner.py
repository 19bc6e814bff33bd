"""PyYAML with the scanner of yaml.v2, an older libyaml, where a block holds what the two read otherwise.

libyaml learnt since that `?` may stand in a text in brackets, that a colon before a bracket or comma ends a key, and
that `\\/` is a slash; yaml.v2 has `\\'` instead, and takes commas and brackets into a tag. Tabs are blanks
to both, but not to PyYAML's own scanner.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from hugokit.text.encoding import BOM

_OTHERWISE = re.compile(r"\\['/]|![^\s!]*[,\[\]]|:[,\[\]{}]")
_BRACKET = re.compile(r"[\[{]")
_COMMENT = re.compile("#[^\0\r\n\x85\u2028\u2029]*")
_IN_BLOCK = re.compile("(?:[^\0 \t\r\n\x85\u2028\u2029:]|:(?![\0 \t\r\n\x85\u2028\u2029]))+")
_IN_FLOW = re.compile("(?:[^\0 \t\r\n\x85\u2028\u2029:,?\\[\\]{}]|:(?![\0 \t\r\n\x85\u2028\u2029]))+")


_MARKER = re.compile("(?:---|[.]{3})[\0 \t\r\n\x85\u2028\u2029]")
_ESCAPES = {name: char for name, char in yaml.SafeLoader.ESCAPE_REPLACEMENTS.items() if name != "/"} | {"'": "'"}


class _OldLoader(yaml.SafeLoader):
    ESCAPE_REPLACEMENTS = _ESCAPES  # type: ignore[misc]

    def scan_to_next_token(self) -> None:
        """Over blanks, comments and line ends; a tab is a blank where no key can begin."""
        if self.index == 0 and self.peek() == BOM:
            self.forward()
        while True:
            while self.peek() == " " or (self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)):
                self.forward()
            if comment := _COMMENT.match(self.buffer, self.pointer):
                self.forward(len(comment[0]))
            if not self._line_end():
                return
            self.allow_simple_key = self.allow_simple_key or not self.flow_level

    def scan_plain(self) -> Any:
        """A plain scalar: runs of text with blanks and line ends between them."""
        run = _IN_FLOW if self.flow_level else _IN_BLOCK
        begin = end = self.get_mark()
        value = between = ""
        while self.peek() != "#" and (found := run.match(self.buffer, self.pointer)):
            self.allow_simple_key = False
            value += between + found[0]
            self.forward(len(found[0]))
            end = self.get_mark()
            between = self._between(begin)
            marker = self.column == 0 and _MARKER.match(self.buffer, self.pointer)
            if not between or marker or (not self.flow_level and self.column <= self.indent):
                break
        return yaml.ScalarToken(value, True, begin, end)

    def _line_end(self) -> str:
        return str(self.scan_line_break())  # type: ignore[no-untyped-call]

    def _between(self, begin: Any) -> str:
        """What the blanks and line ends here are in a plain text; "" where there are none."""
        blanks = ""
        ends: list[str] = []
        while True:
            if self.peek() in " \t":
                if ends and self.peek() == "\t" and self.column <= self.indent:
                    why = "found a tab character that violates indentation"
                    raise yaml.scanner.ScannerError("while scanning a plain scalar", begin, why, self.get_mark())
                blanks += self.peek()
                self.forward()
            elif end := self._line_end():
                ends.append(end)
                self.allow_simple_key = True
            else:
                break
        folded = ends[1:] if ends[:1] == ["\n"] else ends
        return ("".join(folded) or " ") if ends else blanks


_FAST: Any = getattr(yaml, "CSafeLoader", _OldLoader)


def loader_of(block: str) -> Any:
    """PyYAML's loader for a block: the fast one where libyaml reads it as yaml.v2 does."""
    bracket = _BRACKET.search(block)
    mark = bracket is not None and block.find("?", bracket.end()) != -1
    return (_OldLoader if mark or _OTHERWISE.search(block) else _FAST)(block)
