"""Comparisons: with constants of a kind, and of a type's name, which tells what may be left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hugokit.gotemplate.evidence import Scalar
from hugokit.gotemplate.frame import Frame
from hugokit.gotemplate.values import KINDS, NOTHING, Param, Slice, Thing, TypeOf, Value, constants, params, union


def kind_of(value: Scalar) -> str:
    """A constant's kind in the words of the table of effects."""
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "true" if value else "false"
    return '"abc"' if isinstance(value, str) else "5"


def by_kind(values: Sequence[Scalar]) -> dict[str, tuple[Scalar, ...]]:
    """Constants by their kind; without any, that of a value that is not known."""
    found: dict[str, tuple[Scalar, ...]] = {}
    for value in values:
        found[kind_of(value)] = (*found.get(kind_of(value), ()), value)
    return found or {"v": ()}


def compare(frame: Frame, name: str, args: Sequence[Value], at: int) -> Value:
    """eq, ne, gt, ge, lt, le."""
    for index, arg in enumerate(args):
        others = args[1:] if index == 0 else args[:1]
        for kind, values in by_kind(tuple(one for other in others for one in known(other))).items():
            frame.record(arg, f"{name} {kind}", at, values)
    typed = _type_test(args)
    if typed and name == "ne":
        return negated(frame, [typed], at)
    return typed


def known(value: Value) -> tuple[Scalar, ...]:
    """The constants of a value that can be nothing else."""
    return () if any(isinstance(atom, (Param, Thing)) for atom in value) else constants(value)


def _type_test(args: Sequence[Value]) -> Value:
    """A comparison of a type's name with a constant: which types it asks for."""
    asked = [atom for arg in args for atom in arg if isinstance(atom, TypeOf) and not atom.types]
    words = [str(one) for arg in args for one in constants(arg)]
    types = tuple(dict.fromkeys(kind for word in words for kind in _types_named(word)))
    return frozenset(TypeOf(one.of, types) for one in asked) if types else NOTHING


def _types_named(word: str) -> tuple[str, ...]:
    if "map" in word or "Params" in word:
        return ("object",)
    if "slice" in word or "[]" in word:
        return ("array",)
    if word.startswith(("int", "uint", "float")):
        return ("number",)
    return {"string": ("string",), "bool": ("boolean",), "<nil>": ("null",), "template.HTML": ("string",)}.get(word, ())


def looked_for(frame: Frame, args: Sequence[Value], at: int) -> Value:
    """In"""
    if len(args) != 2:
        return NOTHING
    where, what = args
    frame.record(where, 'in v "abc"', at, known(what))
    listed = [atom for atom in where if isinstance(atom, Slice)]
    values = tuple(one for atom in listed for item in atom.items for one in constants(item))
    frame.record(what, "in slice v" if listed else "in v v", at, values)
    return _type_test(args)


def prefix(frame: Frame, args: Sequence[Value], at: int) -> Value:
    """hasPrefix, strings.Contains: of a type's name it is a test of the type."""
    for arg in args:
        frame.record(arg, "hasPrefix", at)
    return _type_test(args)


def is_type(kind: str) -> Callable[[Frame, Sequence[Value], int], Value]:
    """reflect.IsMap and the like."""

    def test(frame: Frame, args: Sequence[Value], at: int) -> Value:
        found = frozenset(TypeOf(one, (kind,)) for arg in args for one in params(arg))
        frame.record(union(args), "typeof", at)
        return found

    return test


def negated(frame: Frame, args: Sequence[Value], at: int) -> Value:
    """Not"""
    for arg in args:
        frame.record(arg, "not", at)
    tests = (atom for arg in args for atom in arg if isinstance(atom, TypeOf) and atom.types)
    return frozenset(TypeOf(test.of, tuple(kind for kind in KINDS if kind not in test.types)) for test in tests)
