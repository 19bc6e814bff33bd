"""Block texts (`|`, `>`) and plain texts whose continuation begins with a dash, as Hugo 0.168 reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hugokit.frontmatter.yaml_tokens import Scanner


@dataclass(slots=True)
class BlockScalar:
    """What the header says. `width`: the column of the first character of its lines, 0 until the first line tells.

    `pieces`: the value so far; every line end is a piece of its own.
    """

    style: str
    option: str
    width: int
    pieces: list[str] = field(default_factory=list)
    column: int = 0
    before: int = 0
    last_solid: int = 0
    blank_width: int = 0
    fresh: bool = False

    @property
    def folds(self) -> bool:
        return self.style != "literal"


def scan_block(scanner: Scanner, block: BlockScalar) -> tuple[str, int]:
    """Read lines until one is not indented deeper than the key. Returns the value and the offset where it ends.

    The scanner stands at the first character (of a line, or of the dash of a raw continuation) and is left at the
    first character after the text.
    """
    stop = scanner.pos
    if block.style == "raw":
        block.column = block.before = block.last_solid = block.width
        scanner.delim = block.width - 1
        block.pieces.append(_rest_of_line(scanner))
        stop = scanner.pos
        _line_end(scanner, block)
    while scanner.pos < scanner.end and not _marker(scanner):
        start = scanner.pos
        blanks = _count_blanks(scanner)
        column = blanks + 1
        char = scanner.char(blanks)
        if char and char not in "\n\r\t" and scanner.delim and column <= scanner.delim:
            break
        solid = _take_line(scanner, block, blanks)
        stop = scanner.pos if solid or block.option.strip("0123456789") == "+" else stop
        _line_end(scanner, block)
        if scanner.pos == start:
            break
    return _chomp(block), stop


def _marker(scanner: Scanner) -> bool:
    head = scanner.text[scanner.pos : min(scanner.pos + 4, scanner.end)]
    return scanner.pos == scanner.line_start and head.rstrip(" \t\n\r") in ("---", "...")


def _count_blanks(scanner: Scanner) -> int:
    at = scanner.pos
    while at < scanner.end and scanner.text[at] == " ":
        at += 1
    return at - scanner.pos


def _take_line(scanner: Scanner, block: BlockScalar, blanks: int) -> bool:
    """Add one line to the value; False for a blank one."""
    extra = max(0, blanks - block.width + 1) if block.width else 0
    if extra:
        block.pieces.append(" " * extra)
        block.fresh = block.fresh and not block.folds
    scanner.pos += blanks
    char = scanner.char()
    if not char or char in "\n\r":
        if not block.width:
            block.blank_width = blanks
        if block.option.strip("+-") and block.width > blanks + 1 and _is_last_end(scanner):
            raise scanner.fail(
                "the last line is blank and indented less than the header of the block text says; delete the digit"
            )
        return False
    if char == "\t":
        blanks += _take_tabs(scanner, block, blanks + 1)
        char = scanner.char()
    if char and char not in "\n\r":
        _check_width(scanner, block, blanks + 1)
    block.pieces.append(_rest_of_line(scanner))
    return True


def _is_last_end(scanner: Scanner) -> bool:
    rest = scanner.text[scanner.pos : min(scanner.pos + 3, scanner.end)]
    return rest in ("\n", "\r") or (rest == "\r\n" and not scanner.bare_returns)


def _take_tabs(scanner: Scanner, block: BlockScalar, column: int) -> int:
    """Tabs and blanks at the beginning of a line's text: they are text, and such a line is not folded."""
    if _misplaced_tab(block, column):
        raise scanner.fail("a tab cannot indent the lines of a block text; use blanks")
    start = scanner.pos
    while scanner.char() and scanner.char() in " \t":
        scanner.pos += 1
    lead = scanner.text[start : scanner.pos]
    block.pieces.append(lead if block.width else lead.replace(" ", ""))
    block.fresh = block.fresh and not block.folds
    return len(lead)


def _misplaced_tab(block: BlockScalar, column: int) -> bool:
    return column == 1 if not block.width else block.width > column


def _check_width(scanner: Scanner, block: BlockScalar, column: int) -> None:
    if not block.width and block.blank_width > column:
        raise scanner.fail("the blank line before this one has more blanks than it; make it empty")
    block.width = block.width or column
    block.column = column
    if block.option.strip("+-") and block.width > column:
        raise scanner.fail("this line is indented less than the header of the block text says")
    scanner.delim = block.width - 1
    if block.folds and block.fresh:
        _fold(block, column)


def _fold(block: BlockScalar, column: int) -> None:
    """One line end between two lines of the same indentation is a blank; of several, one goes."""
    ends = block.pieces[-2:]
    if block.column == block.before:
        if ends[-1:] == ["\n"]:
            block.pieces[-1] = " "
    elif not block.before and block.last_solid == column and ends == ["\n", "\n"]:
        block.pieces.pop()
    block.fresh = False


def _rest_of_line(scanner: Scanner) -> str:
    start = scanner.pos
    while scanner.pos < scanner.end and scanner.text[scanner.pos] not in "\n\r":
        scanner.pos += 1
    return scanner.text[start : scanner.pos]


def _line_end(scanner: Scanner, block: BlockScalar) -> None:
    if scanner.pos >= scanner.end:
        return
    block.pieces.append(scanner.char() if scanner.bare_returns else "\n")
    block.before = block.column
    block.last_solid = block.column or block.last_solid
    block.fresh = True
    block.column = 0
    scanner.next_line(in_block=True)


def _chomp(block: BlockScalar) -> str:
    value = "".join(block.pieces)
    if block.style == "raw" or block.option[:1] == "-" or block.option[-1:] == "-":
        return value.rstrip("\n").rstrip(" ")
    if block.option[:1] == "+" or block.option[-1:] == "+":
        return value or "\n"
    text = value.rstrip("\n")
    ended = "\n" if len(text) < len(value) else ""
    return text + ended if text else ""
