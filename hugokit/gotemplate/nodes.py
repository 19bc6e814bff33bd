"""What a Go template is made of. `at` is the offset in the text; `Template.place` makes line and column of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, number, true, false or nil."""

    value: str | int | float | bool | None
    at: int


@dataclass(frozen=True, slots=True)
class Dot:
    """`.`"""

    at: int


@dataclass(frozen=True, slots=True)
class Variable:
    """`$x`; `$` is the variable with the empty name."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function with arguments, what comes through a pipe as the last: `strings.ToLower $x`, `site`."""

    name: str
    args: tuple[Expression, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of a base, the last with arguments if it is a method: `.Param "x"`, `$p.Params.a`, `(index . 0).b`."""

    base: Expression
    names: tuple[str, ...]
    args: tuple[Expression, ...]
    at: int


Expression = Literal | Dot | Variable | Call | Fields


@dataclass(frozen=True, slots=True)
class Output:
    """A value that is printed. `inside`: "attr href", "attr src", "js" or "output"."""

    value: Expression
    inside: str
    at: int


@dataclass(frozen=True, slots=True)
class Assign:
    """`$x := value`, or `$x = value` without `declares`."""

    name: str
    value: Expression
    declares: bool
    at: int


@dataclass(frozen=True, slots=True)
class Arm:
    """One `if` or `with` of a ladder. `variable` is set by a declaration in it, "" for none."""

    word: str
    variable: str
    value: Expression
    body: tuple[Statement, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Branch:
    """`if … else if … else …` as a ladder, for some themes have hundreds; `otherwise` is the last else."""

    arms: tuple[Arm, ...]
    otherwise: tuple[Statement, ...] | None
    at: int


@dataclass(frozen=True, slots=True)
class Range:
    """`range`, with the variables for key and item ("" where there is none)."""

    key: str
    item: str
    value: Expression
    body: tuple[Statement, ...]
    otherwise: tuple[Statement, ...] | None
    at: int


@dataclass(frozen=True, slots=True)
class Invoke:
    """`template` or `block`: all that is defined under a name, with a context."""

    name: str
    context: Expression | None
    at: int


Statement = Output | Assign | Branch | Range | Invoke


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed file: its own statements, and those of each `define` and `block` in it."""

    body: tuple[Statement, ...]
    defines: Mapping[str, tuple[Statement, ...]]
    starts: tuple[int, ...] = field(repr=False)

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of an offset, from 1."""
        line = bisect_right(self.starts, at)
        return line, at - self.starts[line - 1] + 1


def line_starts(text: str) -> tuple[int, ...]:
    """The offset of the first character of each line."""
    lengths = [len(line) + 1 for line in text.split("\n")]
    return (0, *accumulate(lengths[:-1]))
