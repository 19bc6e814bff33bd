"""What counts where a parameter is not set: what the other ways of a branch put in its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from hugokit.gotemplate import evaluate
from hugokit.gotemplate.evidence import Ref
from hugokit.gotemplate.frame import PRINTED, Frame, Said, Scopes, fallbacks
from hugokit.gotemplate.nodes import Arm, Call, Literal
from hugokit.gotemplate.values import NOTHING, Made, Param, Value, const, params, union

Tested = Sequence[tuple[Arm, Value]]
"""The arms of a branch, each with the value of its condition."""


def note_variables(frame: Frame, tested: Tested, ways: Sequence[Scopes], outer: int) -> None:
    """A variable that is the parameter in the way that it opens, and something else in those behind it."""
    for number, (arm, condition) in enumerate(tested):
        asked = _refs(condition)
        switch = _switch(frame, arm)
        if not asked and not switch:
            continue
        for level in range(outer):
            others = [way[level] for way in ways[number + 1 :]]
            for name, value in ways[number][level].items():
                behind = [other.get(name, NOTHING) for other in others]
                if all(one is value for one in behind):
                    continue
                _note(frame, arm, _of(asked, _unmade(value)), _unmade(union(behind)), value)
                if switch and value == switch[1]:
                    last = behind[-1] - value
                    _note(frame, arm, switch[0], frozenset(params(last)) or last, NOTHING)


def note_said(frame: Frame, tested: Tested, said: Sequence[Said]) -> None:
    """The same for what is printed or kept. A text may print many things: one that stands for one other counts."""
    for number, (arm, condition) in enumerate(tested):
        asked = _refs(condition)
        for place, found in said[number].items() if asked else ():
            value = _unmade(found)
            behind = _unmade(union(one.get(place, NOTHING) for one in said[number + 1 :]))
            if place == PRINTED:
                behind = frozenset(params(behind))
                if len(_refs(value)) != 1 or len(behind) != 1:
                    continue
            _note(frame, arm, _of(asked, value), behind, value)


def _note(frame: Frame, arm: Arm, asked: Value, behind: Value, here: Value) -> None:
    other = behind - _unmade(here)
    if asked and other and asked.isdisjoint(behind):
        frame.record(asked, arm.word, arm.value.at, fallback=fallbacks(other))


@lru_cache(maxsize=1 << 14)
def _refs(value: Value) -> frozenset[Ref]:
    return frozenset(Ref(one.scope, one.path) for one in params(value))


def _of(asked: frozenset[Ref], value: Value) -> Value:
    return frozenset(one for one in value if isinstance(one, Param) and Ref(one.scope, one.path) in asked)


def _switch(frame: Frame, arm: Arm) -> tuple[Value, Value] | None:
    """`if eq .Params.x false`: where a variable is set to false in it, that is the parameter, but for its name."""
    call = arm.value
    if not isinstance(call, Call) or call.name != "eq" or len(call.args) != 2:
        return None
    asked, literal = call.args
    if not isinstance(literal, Literal) or not isinstance(literal.value, bool):
        return None
    return frozenset(params(evaluate.quietly(frame, asked))), const(literal.value)


def _unmade(value: Value) -> Value:
    """A value with the parameters in the place of what is made of them."""
    if not any(isinstance(atom, Made) for atom in value):
        return value
    return frozenset(atom.of if isinstance(atom, Made) else atom for atom in value)
