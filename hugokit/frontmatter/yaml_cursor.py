"""Where a scan of a YAML block stands: the next character, the plain scalar being collected, the tokens so far."""

from __future__ import annotations

from hugokit.errors import FrontMatterError
from hugokit.limits import MAX_ALIASES, MAX_DEPTH

SCALARS = frozenset(("plain", "single", "double", "literal", "folded"))
TAGS = frozenset(
    ("!!int", "!!float", "!!null", "!!seq", "!!map", "!!str", "!!binary", "!!omap", "!!set", "!!timestamp", "!!bool",
     "!!merge")
)  # fmt: skip
_ALONE = {"tag": "tags", "colon": "colons", "single": "quotes", "double": "quotes"}


class Token:
    """A piece of YAML. `line` and `col` are 1-based within the block; `start` and `end` offsets in the whole text.

    `text_only`: never a number or a boolean. `broken`: a line ended in it or between it and what ended it.
    """

    __slots__ = ("broken", "col", "end", "kind", "line", "start", "text_only", "value")

    def __init__(self, kind: str, value: str, start: int, end: int, line: int, col: int) -> None:
        self.kind = kind
        self.value = value
        self.start = start
        self.end = end
        self.line = line
        self.col = col
        self.text_only = False
        self.broken = False

    def __repr__(self) -> str:
        return f"{self.kind}({self.value!r} {self.line}:{self.col})"


class Cursor:
    """The state of one scan: `pos` the next character, `delim` the column of the last key or dash.

    `bare_returns`: in a block text a carriage return is a line end by itself, and stays (Hugo 0.152).
    """

    def __init__(self, text: str, start: int, end: int, *, bare_returns: bool = False) -> None:
        self.text = text
        self.bare_returns = bare_returns
        self.pos = self.origin = start
        self.end = end
        self.line = 1
        self.line_start = start
        self.shift = 0
        self.delim = 0
        self.indent = 0
        self.first = True
        self.state = ""
        self.name = ""
        self.maps = self.lists = 0
        self.marks = self.names = self.row = 0
        self.tokens: list[Token] = []
        self.buffer: list[str] = []
        self.kept = 0
        self.length = 0
        self.buf_start = self.buf_end = start
        self.saved: tuple[int, int] | None = None

    # places -----------------------------------------------------------------------------------------------------

    @property
    def col(self) -> int:
        return self.pos - self.line_start + 1 - self.shift

    def fail(self, message: str, offset: int | None = None) -> FrontMatterError:
        return FrontMatterError(message, self.pos if offset is None else offset)

    def char(self, ahead: int = 0) -> str:
        at = self.pos + ahead
        return self.text[at] if at < self.end else ""

    def new_line(self, at: int) -> None:
        """The next line starts at offset `at`."""
        self.pos = self.line_start = at
        self.line += 1
        self.shift = self.indent = 0
        self.first = True
        self.name = ""

    def next_line(self, *, in_block: bool = False) -> None:
        """Step over the line end here, if any."""
        whole = not (in_block and self.bare_returns) and self.text.startswith("\r\n", self.pos)
        self.new_line(min(self.pos + 1 + whole, self.end))

    # the buffer of a plain scalar -------------------------------------------------------------------------------

    def keep(self, piece: str, at: int, *, solid: bool = True) -> None:
        """Add text to the buffer; blanks before its first character do not count, blanks at its end are cut later."""
        if not self.length:
            if not solid:
                return
            self.buf_start = at
        self.buffer.append(piece)
        self.length += len(piece)
        if solid:
            self.kept = self.length
            self.buf_end = at + len(piece)

    def drop(self) -> None:
        """Forget the buffer; what comes next starts a new token."""
        if self.buffer:
            self.buffer.clear()
        self.length = self.kept = 0
        self.origin = self.pos

    def flush(self) -> Token | None:
        """End the plain scalar in the buffer, if there is one, and make it a token."""
        if not self.kept:
            self.buffer.clear()
            self.length = 0
            self.saved = None
            return None
        if not self.length:
            raise self.fail(
                "Hugo takes this for a value, because of the empty block text above; delete that `|` or `>`"
            )
        value = "".join(self.buffer)[: self.kept]
        line, col = self.saved or (self.line, self.col - self.length)
        self.saved = None
        token = self.add("plain", value, self.buf_start, self.buf_end, line, col)
        token.broken = line != self.line
        self.drop()
        return token

    def add(self, kind: str, value: str, start: int, end: int, line: int, col: int) -> Token:
        token = Token(kind, value, start, end, line, col)
        tokens = self.tokens
        if tokens and tokens[-1].kind == "tag":
            token.text_only = tokens[-1].value not in TAGS
        if kind in _ALONE:
            self.refuse_row(kind, start)
        tokens.append(token)
        return token

    def refuse_row(self, kind: str, at: int) -> None:
        """Two of these side by side are never valid; a hundred thousand need not be read to the end."""
        self.row = self.row + 1 if self.tokens and self.tokens[-1].kind == kind else 1
        if self.row > MAX_DEPTH:
            raise FrontMatterError(f"more than {MAX_DEPTH} {_ALONE[kind]} in a row", at, "HK103")

    def count_name(self) -> None:
        self.names += not self.kept
        if self.names > MAX_ALIASES:
            raise FrontMatterError(f"more than {MAX_ALIASES} anchors and aliases", self.pos, "HK103")

    def punctuate(self, kind: str, width: int = 1) -> None:
        """A token of `width` characters here; a pending plain scalar ends before it."""
        if self.kept or self.length or self.saved:
            self.flush()
        start, stop = self.pos, self.pos + width
        self.add(kind, self.text[start:stop], start, stop, self.line, start - self.line_start + 1 - self.shift)
        self.pos = stop
        self.drop()
