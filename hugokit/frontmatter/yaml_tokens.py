"""Cuts a YAML block into tokens where Hugo's YAML library (goccy/go-yaml, Hugo >= 0.152) cuts it.

That library decides by columns, not by the YAML grammar: a plain value goes on to the next line while that line is
indented deeper than the last key or dash. Everything here follows measured behaviour of the Hugo 0.168 binary, oddities
included (a tab vanishes from plain text; a tab inside a double-quoted text eats the line end after it).
"""

from __future__ import annotations

import re

from hugokit.errors import FrontMatterError
from hugokit.frontmatter.yaml_blocks import BlockScalar, scan_block
from hugokit.frontmatter.yaml_cursor import Cursor, Token
from hugokit.frontmatter.yaml_quotes import scan_double, scan_single
from hugokit.limits import MAX_DEPTH

_RUN = re.compile(
    r"(?:[^\n\r\t:#< ]++|:(?=[^ \t\n\r])|(?<=[^ \t\n\r])#|<(?!<)| ++(?=[^\n\r\t:#< ]))*+"  # words and blanks between
)
_FLOW_RUN = re.compile(r"""(?:[^\n\r\t:#<,\[\]{}"' ]++| ++(?=[^\n\r\t:#<,\[\]{}"' ]))*+""")
_SPACES = re.compile(" +")
_MERGE = re.compile(r"<<(?!<) *:+[ \n\r]")
_COMMENT = re.compile(r"#[^\n\r]*")
_MARKER = re.compile(r"(?:---|\.\.\.)(?=[ \t\n\r]|$)")
_OPENERS = {"{": "flow-map", "[": "flow-list"}
_PUNCTUATION = frozenset("{}[],:-?&*!|>%@`'\"#.<\n\r\t ")


class Scanner(Cursor):
    """Cuts the text into tokens, a handler for each first character."""

    # the loop ---------------------------------------------------------------------------------------------------

    def scan(self) -> list[Token]:
        text, end = self.text, self.end
        while self.pos < end:
            char = text[self.pos]
            if self.first:
                self.indented(char)
                if self.state == "down" and self.length:
                    self.flush()
            else:
                self.state = ""
            handler = _HANDLERS.get(char)
            if handler is None or not handler(self):
                self.plain(char)
        self.flush()
        return self.tokens

    def indented(self, char: str) -> None:
        """At the first character of a line: is it deeper than the last key or dash, or not?"""
        if char == " ":
            self.indent += 1
        elif char not in "\n\r\t":
            if self.delim:
                self.state = "up" if self.delim < self.col else "down"
            self.first = False

    def plain(self, char: str) -> None:
        """Characters of a plain scalar: as many as cannot mean anything else."""
        if char == " ":
            run = _SPACES.match(self.text, self.pos, self.end)
            assert run
            self.keep(run.group(), self.pos, solid=False)
            self.pos = run.end()
            return
        if self.name or (not self.length and self.col == 1):
            stop = self.pos + 1
        else:
            run = (_FLOW_RUN if self.maps > 0 or self.lists > 0 else _RUN).match(self.text, self.pos + 1, self.end)
            assert run
            stop = run.end()
        self.keep(self.text[self.pos : stop], self.pos)
        self.pos = stop
        self.state = "" if stop > self.pos + 1 else self.state

    # one method for each character that can mean something ------------------------------------------------------

    def open_flow(self) -> bool:
        if self.kept and not (self.maps > 0 or self.lists > 0):
            return False
        char = self.char()
        self.refuse_depth(self.maps + self.lists + 2)  # this one, and the map of all keys
        self.punctuate(_OPENERS[char])
        if char == "{":
            self.maps += 1
        else:
            self.lists += 1
        return True

    def close_map(self) -> bool:
        if self.maps <= 0:
            return False
        self.punctuate("end-map")
        self.maps -= 1
        return True

    def close_list(self) -> bool:
        if self.kept and self.lists <= 0:
            return False
        self.punctuate("end-list")
        self.lists -= 1
        return True

    def comma(self) -> bool:
        if self.maps <= 0 and self.lists <= 0:
            return False
        self.punctuate("comma")
        return True

    def document_end(self) -> bool:
        if self.indent or self.col != 1 or not self.text.startswith("...", self.pos) or self.char(3) == ".":
            return False
        self.punctuate("document-end", 3)
        return True

    def merge(self) -> bool:
        if not _MERGE.match(self.text, self.pos, self.end):
            return False
        self.delim = self.col
        self.add("merge", "<<", self.pos, self.pos + 2, self.line, self.col)
        self.pos += 2
        self.drop()
        return True

    def dash(self) -> bool:
        if self.document_start():
            return True
        if self.kept:
            return self.state == "up" and self.raw_folded()
        following = self.char(1)
        if following and following not in " \t\n\r":
            return False
        self.refuse_tab("a dash cannot follow a tab; indent with blanks")
        self.delim = self.col
        self.mark("dash")
        return True

    def mark(self, kind: str) -> None:
        """A dash or question mark: each one more on a line is one level deeper."""
        self.marks = self.marks + 1 if self.tokens and self.tokens[-1].line == self.line else 1
        self.refuse_depth(self.marks)
        self.punctuate(kind)

    def refuse_depth(self, depth: int) -> None:
        """Nothing is read further than it can be built."""
        if depth > MAX_DEPTH:
            raise FrontMatterError(f"nested more than {MAX_DEPTH} deep", self.pos, "HK103")

    def document_start(self) -> bool:
        if self.indent or self.col != 1 or not self.text.startswith("---", self.pos):
            return False
        if self.char(3) and self.char(3) not in " \t\n\r":
            return False
        self.punctuate("document-start", 3)
        self.delim = 0
        return True

    def raw_folded(self) -> bool:
        """A line that begins with a dash inside a plain scalar: from here all is text until the indent goes back."""
        head = "".join(self.buffer)
        line, col = self.saved or (self.line, self.col)
        self.saved = None
        self.take_block(BlockScalar("raw", "", self.col, [head]), "plain", self.buf_start, line, col)
        if self.pos >= self.end:
            lone = self.bare_returns and self.text[self.pos - 2 : self.pos] == "\r\n"
            self.tokens[-1].line, self.tokens[-1].col = self.line, 1 if lone else self.tokens[-1].end
        elif col == 1:
            raise self.fail("the line above begins with a dash, but continues a text; is a key missing before it?")
        return True

    def block_header(self) -> bool:
        if self.kept:
            return False
        start, line, col = self.pos, self.line, self.col
        style = "literal" if self.char() == "|" else "folded"
        stop = self.pos
        while stop < self.end and self.text[stop] not in "\n\r":
            stop += 1
        rest = self.text[self.pos + 1 : stop].rstrip(" ")
        option = rest.split("#", 1)[0] if rest.find("#") > 0 else rest
        option = option.rstrip(" \t")
        if option and not _valid_option(option):
            raise self.fail(f"invalid header of a block text: {self.char()}{option}")
        if self.col == 1:
            self.delim = 1
        self.pos = stop
        digits = option.strip("+-")
        width = self.delim + int(digits) if digits else 0
        self.next_line(in_block=True)
        self.take_block(BlockScalar(style, option, width), style, start, line, col)
        return True

    def take_block(self, block: BlockScalar, kind: str, start: int, line: int, col: int) -> None:
        value, stop = scan_block(self, block)
        self.add(kind, value, start, max(stop, start + 1), line, col).text_only = True
        self.drop()
        if self.pos < self.end and not value.strip("\r\n"):
            self._after_empty_block(block, value)

    def _after_empty_block(self, block: BlockScalar, value: str) -> None:
        """The library trips over a block text of blank lines: what follows it is taken for plain text."""
        if value:
            raise self.fail("the block text above has no lines; delete its `|` or `>`")
        if block.pieces:
            self.kept = 1

    def key_mark(self) -> bool:
        if self.kept or self.char(1) not in (" ", "\t"):
            return False
        self.delim = self.col
        self.mark("question")
        return True

    def colon(self) -> bool:
        following = self.char(1)
        if self.name or (self.maps <= 0 and following and following not in " \t\n\r"):
            return False
        if self.maps > 0 and (following == "/" or (self.tokens and self.tokens[-1].kind == "colon")):
            return False
        if not self.buffer or not self.buffer[0].startswith("\t"):
            self.refuse_tab("a key cannot follow a tab; indent with blanks")
        token = self.flush()
        if token is None and self.tokens and self.tokens[-1].kind in ("single", "double"):
            token = self.tokens[-1]
        if token is not None:
            self.delim = token.col
        self.punctuate("colon")
        return True

    def refuse_tab(self, message: str) -> None:
        between = self.text[self.origin : self.pos]
        if between.removeprefix(" ").startswith("\t"):
            raise self.fail(message)

    def named(self, kind: str) -> bool:
        if self.kept:
            return False
        self.punctuate(kind)
        self.name = kind
        return True

    def anchor(self) -> bool:
        self.count_name()
        return self.named("anchor")

    def alias(self) -> bool:
        self.count_name()
        return self.named("alias")

    def directive(self) -> bool:
        return not self.indent and self.named("directive")

    def tag(self) -> bool:
        if self.kept or self.name == "directive":
            return False
        start, flow = self.pos, self.maps > 0 or self.lists > 0
        stop = start + 1
        while stop < self.end:
            char = self.text[stop]
            if char in "{}":
                raise self.fail(f"invalid character {char!r} in a tag", stop)
            if char in " \n\r" or (char == "," and flow):
                break
            stop += 1
        value = self.text[start:stop]
        if stop < self.end:
            self.add("tag", value, start, stop, self.line, self.col)
        blank = stop < self.end and self.text[stop] == " "
        self.pos = stop + blank
        self.shift += 1
        self.drop()
        return True

    def comment(self) -> bool:
        if self.kept and self.text[self.pos - 1] not in " \t\n\r":
            return False
        self.flush()
        found = _COMMENT.match(self.text, self.pos, self.end)
        assert found
        self.pos = found.end()
        self.next_line()
        self.drop()
        return True

    def quote(self) -> bool:
        if self.kept:
            return False
        single = self.char() == "'"
        start, line, col = self.pos, self.line, self.col
        value, stop = (scan_single if single else scan_double)(self)
        self.add("single" if single else "double", value, start, stop, line, col)
        self.drop()
        return True

    def reserved(self) -> bool:
        if self.kept:
            return False
        raise self.fail(f"{self.char()!r} cannot begin a value; put it in quotes")

    def blank(self) -> bool:
        if self.first:
            run = _SPACES.match(self.text, self.pos, self.end)
            assert run
            self.indent += run.end() - self.pos - 1
            self.pos = run.end()
            return True
        if self.name == "directive":
            self.flush()
            self.pos += 1
            return True
        if self.name:
            self.flush()
            self.name = ""
            return True
        return False

    def tab(self) -> bool:
        if (self.kept and not self.delim) or self.delim < self.col:
            self.indent += 1
            self.pos += 1
            self.shift += 1
            return True
        if self.first and self.maps <= 0 and self.lists <= 0:
            raise self.fail("a tab cannot indent YAML; use blanks")
        self.keep("\t", self.pos, solid=False)
        self.pos += 1
        return True

    def line_end(self) -> bool:
        if self.length and self.saved is None:
            self.saved = (self.line, self.col - self.kept)
        self._cut_blanks()
        if not self.kept:
            self.origin = self.pos
        width = 2 if self.text.startswith("\r\n", self.pos) else 1
        if self.name or self.pos + width >= self.end:
            self.flush()
        if self.kept and self.first:
            if self.buffer[-1] == " ":
                self.buffer[-1] = "\n"
            else:
                self.buffer.append("\n")
                self.length += 1
        elif self.kept:
            self.buffer.append(" ")
            self.length += 1
        self.new_line(self.pos + width)
        return True

    def _cut_blanks(self) -> None:
        if self.length > self.kept and self.text[self.pos - 1] in " \t":
            value = "".join(self.buffer)[: self.kept]
            self.buffer[:] = [value] if value else []
            self.length = self.kept


def _valid_option(option: str) -> bool:
    inner = option.removeprefix("-").removeprefix("+").removesuffix("-").removesuffix("+")
    return not inner or (inner.isascii() and inner.isdigit() and 0 < int(inner) <= 9)


_HANDLERS = {
    "{": Scanner.open_flow,
    "[": Scanner.open_flow,
    "}": Scanner.close_map,
    "]": Scanner.close_list,
    ",": Scanner.comma,
    ".": Scanner.document_end,
    "<": Scanner.merge,
    "-": Scanner.dash,
    ":": Scanner.colon,
    "|": Scanner.block_header,
    ">": Scanner.block_header,
    "!": Scanner.tag,
    "%": Scanner.directive,
    "?": Scanner.key_mark,
    "&": Scanner.anchor,
    "*": Scanner.alias,
    "#": Scanner.comment,
    "'": Scanner.quote,
    '"': Scanner.quote,
    "@": Scanner.reserved,
    "`": Scanner.reserved,
    "\n": Scanner.line_end,
    "\r": Scanner.line_end,
    " ": Scanner.blank,
    "\t": Scanner.tab,
}


def tokens_of(text: str, start: int, end: int, *, bare_returns: bool = False) -> list[Token]:
    """The tokens of text[start:end]. Raises FrontMatterError where Hugo's scanner does."""
    return Scanner(text, start, end, bare_returns=bare_returns).scan()
