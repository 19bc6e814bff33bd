"""Runs statements: branches apart and together again, loops until nothing new comes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hugokit.gotemplate import calls, evaluate
from hugokit.gotemplate.evidence import Need
from hugokit.gotemplate.frame import PRINTED, Frame, Said, Scopes, fallbacks, joined, truthy
from hugokit.gotemplate.nodes import (
    Arm,
    Assign,
    Branch,
    Call,
    Expression,
    Invoke,
    Literal,
    Output,
    Range,
    Statement,
)
from hugokit.gotemplate.values import (
    KINDS,
    NOTHING,
    Dict,
    Made,
    Param,
    Slice,
    TypeOf,
    Value,
    const,
    params,
    union,
)

_SPEAKING = frozenset({"warnf", "errorf", "erroridf", "warnidf", "fmt.Warnf", "fmt.Errorf", "fmt.Erroridf"})


def run(frame: Frame, statements: Sequence[Statement]) -> None:
    """Runs statements in a frame. The machine's limit of steps ends them early."""
    for statement in statements:
        if not frame.machine.step():
            return
        if isinstance(statement, Output):
            _output(frame, statement)
        elif isinstance(statement, Assign):
            value = evaluate.evaluate(frame, statement.value)
            (frame.declare if statement.declares else frame.assign)(statement.name, value)
        elif isinstance(statement, Branch):
            _branch(frame, statement)
        elif isinstance(statement, Range):
            _range(frame, statement)
        else:
            _invoke(frame, statement)


def _output(frame: Frame, node: Output) -> None:
    value = evaluate.evaluate(frame, node.value)
    frame.record(frozenset(atom for atom in value if not isinstance(atom, Made)), node.inside, node.value.at)
    for atom in value:
        if isinstance(atom, (Dict, Slice)):
            calls.written(frame, [frozenset([atom])], node.value.at)
    frame.say(PRINTED, value)


def _invoke(frame: Frame, node: Invoke) -> None:
    context = NOTHING if node.context is None else evaluate.evaluate(frame, node.context)
    frame.machine.invoke(frame, node.name, context, node.at)


def _branch(frame: Frame, node: Branch) -> None:
    dot, needs, types, said_before = frame.dot, frame.needs, frame.types, frame.said
    outer = len(frame.scopes)
    frame.scopes.append({})
    ways: list[Scopes] = []
    said: list[Said] = []
    tested: list[tuple[Arm, Value]] = []
    for arm in node.arms:
        value = evaluate.evaluate(frame, arm.value)
        frame.record(value, arm.word, arm.value.at, words=_words(arm.body))
        if arm.variable:
            frame.declare(arm.variable, value)
        tested.append((arm, value))
        frame.said = {}
        ways.append(_arm(frame, arm, value))
        said.append(frame.said)
        frame.dot = dot
        frame.narrow(_tests(value, meets=False))
    if len(node.arms) == 1:
        frame.needs = (*needs, *_without(frame, node.arms[0], tested[0][1]))
    frame.said = {}
    if node.otherwise is not None:
        frame.scopes.append({})
        run(frame, node.otherwise)
    ways.append(frame.copy())
    said.append(frame.said)
    _note_fallbacks(frame, tested, ways, outer)
    _note_said(frame, tested, said)
    frame.said = said_before
    for one in said:
        for place, value in one.items():
            frame.say(place, value)
    frame.dot, frame.needs, frame.types = dot, needs, types
    frame.scopes = joined(ways, outer)


def _arm(frame: Frame, arm: Arm, value: Value) -> Scopes:
    """The variables after the body of one arm; the frame goes on as if it had not been run."""
    before, needs, types = frame.copy(), frame.needs, frame.types
    frame.needs = (*needs, *conditions(frame, arm.value, value))
    frame.narrow(_tests(value, meets=True))
    if arm.word == "with":
        frame.dot = truthy(value)
    frame.scopes.append({})
    run(frame, arm.body)
    after = frame.copy()
    frame.scopes, frame.needs, frame.types = before, needs, types
    return after


def _note_fallbacks(frame: Frame, tested: list[tuple[Arm, Value]], ways: list[Scopes], outer: int) -> None:
    """A variable that is the parameter in the branch that it opens, and something else without it: its fallback."""
    for number, (arm, condition) in enumerate(tested):
        for level in range(outer):
            for name, found in ways[number][level].items():
                value = _unmade(found)
                later = _unmade(union(way[level].get(name, NOTHING) for way in ways[number + 1 :]))
                _note_fallback(frame, arm, _asked(condition, value), later, later - value)
                other = ways[-1][level].get(name, NOTHING) - value
                _note_fallback(frame, arm, _switched(frame, arm, value), NOTHING, frozenset(params(other)) or other)


def _note_said(frame: Frame, tested: list[tuple[Arm, Value]], said: list[Said]) -> None:
    """The same for what is printed or kept. A text may print many things: one that stands for one other counts."""
    for number, (arm, condition) in enumerate(tested):
        for place, found in said[number].items():
            value = _unmade(found)
            later = _unmade(union(one.get(place, NOTHING) for one in said[number + 1 :]))
            if place == PRINTED:
                later = frozenset(params(later))
                if len({(one.scope, one.path) for one in params(value)}) != 1 or len(later) != 1:
                    continue
            _note_fallback(frame, arm, _asked(condition, value), later, later - value)


def _note_fallback(frame: Frame, arm: Arm, asked: Value, later: Value, other: Value) -> None:
    if asked and other and asked.isdisjoint(later):
        frame.record(asked, arm.word, arm.value.at, fallback=fallbacks(other - asked))


def _asked(condition: Value, value: Value) -> Value:
    """The parameters of a value that its condition asks for."""
    keys = {(one.scope, one.path) for one in params(condition)}
    return frozenset(one for one in value if isinstance(one, Param) and (one.scope, one.path) in keys)


def _switched(frame: Frame, arm: Arm, value: Value) -> Value:
    """`if eq .Params.x false`, and in it `$v = false`: the variable is the parameter there, but for its name."""
    call = arm.value
    if not isinstance(call, Call) or call.name != "eq" or len(call.args) != 2:
        return NOTHING
    asked, literal = call.args
    if not isinstance(literal, Literal) or not isinstance(literal.value, bool) or value != const(literal.value):
        return NOTHING
    return frozenset(params(evaluate.quietly(frame, asked)))


def _unmade(value: Value) -> Value:
    """A value with the parameters in the place of what is made of them."""
    return frozenset(atom.of if isinstance(atom, Made) else atom for atom in value)


def _tests(value: Value, *, meets: bool) -> Iterator[tuple[Param, tuple[str, ...]]]:
    for atom in value:
        if isinstance(atom, TypeOf) and atom.types:
            kinds = atom.types if meets else tuple(kind for kind in KINDS if kind not in atom.types)
            yield atom.of, kinds


def conditions(frame: Frame, expression: Expression, value: Value) -> tuple[Need, ...]:
    """The parameters that must be set for a condition to hold; none where there is more than one way."""
    if isinstance(expression, Call):
        if expression.name == "(":
            return conditions(frame, expression.args[0], value)
        if expression.name == "and":
            return tuple(
                need for part in expression.args for need in conditions(frame, part, evaluate.quietly(frame, part))
            )
        if expression.name == "not" and len(expression.args) == 1:
            return _without_value(evaluate.quietly(frame, expression.args[0]))
        if expression.name == "eq" and len(expression.args) == 2:
            return _equals(frame, expression)
        return ()
    return _single(value)


def _equals(frame: Frame, call: Call) -> tuple[Need, ...]:
    first, second = call.args
    if isinstance(first, Literal):
        first, second = second, first
    if not isinstance(second, Literal) or not second.value:
        return ()
    return _single(evaluate.quietly(frame, first))


def _single(value: Value) -> tuple[Need, ...]:
    found = [atom for atom in value if isinstance(atom, Param) and atom.path]
    return (Need(found[0].scope, found[0].path),) if len(found) == len(value) == 1 else ()


def _without_value(value: Value) -> tuple[Need, ...]:
    return tuple(need._replace(set=False) for need in _single(value))


def _without(frame: Frame, arm: Arm, value: Value) -> tuple[Need, ...]:
    """What the else of a condition needs."""
    if isinstance(arm.value, Call):
        inner = arm.value.args[0] if arm.value.name == "not" and len(arm.value.args) == 1 else None
        return () if inner is None else _single(evaluate.quietly(frame, inner))
    return _without_value(value)


def _words(body: Sequence[Statement]) -> str:
    """What a warnf or errorf right in a body says."""
    for statement in body:
        if isinstance(statement, Output) and isinstance(statement.value, Call) and statement.value.name in _SPEAKING:
            skipped = 1 if statement.value.name.endswith("idf") else 0
            texts = [arg.value for arg in statement.value.args[skipped:] if isinstance(arg, Literal)]
            if texts and isinstance(texts[0], str):
                return texts[0]
    return ""


def _range(frame: Frame, node: Range) -> None:
    value = evaluate.evaluate(frame, node.value)
    frame.record(value, "range $i,$e" if node.key else "range", node.value.at)
    items, dot, outer = evaluate.items(frame, value), frame.dot, len(frame.scopes)
    for _ in range(2):
        before = frame.copy()
        frame.dot = items
        frame.scopes.append({})
        if node.key:
            frame.declare(node.key, evaluate.keys_of(value))
        if node.item:
            frame.declare(node.item, items)
        run(frame, node.body)
        frame.scopes = joined([before, frame.copy()], outer)
        frame.dot = dot
        if frame.scopes == before:
            break
    if node.otherwise is not None:
        before = frame.copy()
        frame.scopes.append({})
        run(frame, node.otherwise)
        frame.scopes = joined([before, frame.copy()], outer)
