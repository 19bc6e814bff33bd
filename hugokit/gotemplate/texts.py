"""Functions that put texts together: what is in the holes stays known, for names of partials."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hugokit.gotemplate.frame import Frame
from hugokit.gotemplate.values import Const, Made, Param, Text, TypeOf, Value, built, constants, params

_VERB = re.compile(r"%[-+# 0]*\d*(?:\.\d+)?([a-zA-Z%])")


def printf(frame: Frame, args: Sequence[Value], at: int) -> Value:
    """printf; of %T alone the name of the type."""
    pattern = next(iter(constants(args[0])), None) if args else None
    if not isinstance(pattern, str):
        return join(frame, "print", args, at)
    parts: list[str | Value] = []
    rest, end = list(args[1:]), 0
    for verb in _VERB.finditer(pattern):
        parts.append(pattern[end : verb.start()])
        end = verb.end()
        if verb[1] == "%" or not rest:
            parts.append("%")
            continue
        value = rest.pop(0)
        if verb[1] == "T":
            frame.record(value, "typeof", at)
            return frozenset(TypeOf(one) for one in params(value))
        frame.record(value, {"d": "printf %d", "s": "printf %s", "q": "printf %s"}.get(verb[1], "print"), at)
        parts.append(_hole(value))
    return built(Text((*parts, pattern[end:])))


def join(frame: Frame, name: str, args: Sequence[Value], at: int) -> Value:
    """print, path.Join."""
    for arg in args:
        frame.record(arg, name if name == "print" else "path.Join", at)
    between: list[str | Value] = []
    for index, arg in enumerate(args):
        between += ["/", _hole(arg)] if index and name != "print" else [_hole(arg)]
    return built(Text(tuple(between)))


def _hole(value: Value) -> Value:
    """What may stand in a hole of a text; any text where that is not known."""
    known = frozenset(atom for atom in value if isinstance(atom, (Const, Param, Made)))
    return known if known == value else known - frozenset(atom for atom in known if isinstance(atom, Const))
