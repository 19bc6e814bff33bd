"""What a shortcode's template takes: parameters, and whether it reads what stands between the tags.

Hugo looks for `.Inner` in the parsed template, dead branches and called `define`s with it, partials without
(tpl/tplimpl/templatetransform.go). Which parameters are read it does not ask; that is worked out here, and left open
wherever the template hands them on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_

from hugokit.gotemplate.lexer import TemplateError
from hugokit.gotemplate.nodes import (
    Assign,
    Branch,
    Call,
    Dot,
    Expression,
    Fields,
    Literal,
    Output,
    Range,
    Statement,
    Variable,
)
from hugokit.gotemplate.parser import parse

_INNER = frozenset({"Inner", "InnerDeindent"})
_MAIN = ""


@dataclass(frozen=True, slots=True)
class Keys:
    """Parameters that are read: names (as written: Hugo tells case apart) and the number of positions.

    `open`: others may be read, too.
    """

    named: frozenset[str] = frozenset()
    positions: int = 0
    open: bool = False

    def __or__(self, other: Keys) -> Keys:
        return Keys(self.named | other.named, max(self.positions, other.positions), self.open or other.open)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a template reads. `inner`: whether it reads what stands between the tags, None where that cannot be told.

    `above`: what it reads of the shortcode that it stands in. `asks_named`: it asks whether parameters have names.
    """

    keys: Keys = Keys()
    inner: bool | None = False
    above: Keys = Keys()
    asks_named: bool = False

    def __or__(self, other: Signature) -> Signature:
        """The signature of a name with several templates, of which Hugo takes one by the output format."""
        inner = self.inner if self.inner == other.inner else None
        return Signature(self.keys | other.keys, inner, self.above | other.above, self.asks_named or other.asks_named)


def signature(source: str) -> Signature:
    """The signature of a template. Of one that Go does not parse nothing is known: Hugo stops there anyway."""
    try:
        template = parse(source)
    except TemplateError:
        return Signature(Keys(open=True), None)
    bodies = {_MAIN: template.body, **template.defines}
    readings = {name: _Reading(is_main=name == _MAIN) for name in bodies}
    for name, body in bodies.items():
        readings[name].statements(body, own=name == _MAIN)
    whole = reduce(or_, (reading.signature for reading in readings.values()))
    return replace(whole, inner=_reads_inner(readings))


@dataclass(slots=True)
class _Reading:
    """The walk through what stands under one name. `own` of its methods: whether the dot is the shortcode."""

    is_main: bool
    signature: Signature = Signature()
    inner: bool = False
    called: set[str] = field(default_factory=set)

    def statements(self, body: Sequence[Statement], *, own: bool) -> None:
        for one in body:
            if isinstance(one, Output | Assign):
                self.value(one.value, own=own)
            elif isinstance(one, Branch):
                self.branch(one, own=own)
            elif isinstance(one, Range):
                self.value(one.value, own=own)
                self.statements(one.body, own=False)
                self.statements(one.otherwise or (), own=own)
            else:
                self.called.add(one.name)
                if one.context is not None:
                    self.value(one.context, own=own)

    def branch(self, branch: Branch, *, own: bool) -> None:
        for arm in branch.arms:
            self.value(arm.value, own=own)
            self.statements(arm.body, own=own and arm.word == "if")
        self.statements(branch.otherwise or (), own=own)

    def value(self, value: Expression, *, own: bool) -> None:
        if isinstance(value, Fields):
            self.fields(value, own=own)
        elif isinstance(value, Call):
            self.call(value, own=own)
        elif self.is_main and ((isinstance(value, Dot) and own) or value == Variable("", value.at)):
            self.add(Keys(open=True))  # the whole shortcode is handed on

    def call(self, call: Call, *, own: bool) -> None:
        """A function. `index` and `isset` read one key of the parameters that they are given."""
        first = call.args[0] if call.args else None
        if call.name in ("index", "isset") and isinstance(first, Fields) and first.names[-1:] == ("Params",):
            self.fields(first, own=own, keys=_literal(call.args[1:]))
        elif first is not None:
            self.value(first, own=own)
        for arg in call.args[1:]:
            self.value(arg, own=own)

    def fields(self, one: Fields, *, own: bool, keys: Keys | None = None) -> None:
        """Fields of the shortcode, or of another value. `keys`: those that are read of its parameters, None for all.

        Any variable but `$`, and what a function gives, is the shortcode only where that was handed on: open.
        """
        for arg in one.args:
            self.value(arg, own=own)
        if isinstance(one.base, Call):
            self.call(one.base, own=own)
            return
        self.inner |= bool(_INNER & set(one.names))
        if "IsNamedParams" in one.names:
            self.signature = replace(self.signature, asks_named=True)
        whole = one.base == Variable("", one.base.at)
        if whole or isinstance(one.base, Dot):
            self.read(one, own=own or whole, keys=keys)

    def read(self, one: Fields, *, own: bool, keys: Keys | None) -> None:
        """What is read of the shortcode, or of that which it stands in."""
        start = next((at for at, name in enumerate(one.names) if name != "Parent"), len(one.names))
        above, names = start > 0, one.names[start:]
        if above and not names:
            self.add(Keys(open=True), above=True)
        elif names == ("Get",):
            self.add(_literal(one.args), above=above)
        elif names[:1] == ("Params",) and len(names) > 1:
            self.add(Keys(frozenset({names[1]})), above=above)
        elif names == ("Params",) and (keys is not None or own or above):
            self.add(Keys(open=True) if keys is None else keys, above=above)

    def add(self, keys: Keys, *, above: bool = False) -> None:
        more = Signature(above=keys) if above else Signature(keys)
        self.signature |= more


def _reads_inner(readings: Mapping[str, _Reading]) -> bool | None:
    """True or False as Hugo decides; None where a template is called that is written elsewhere."""
    seen: set[str] = set()
    todo = {_MAIN}
    while todo:
        seen |= todo
        todo = {name for one in seen & readings.keys() for name in readings[one].called} - seen
    if any(readings[name].inner for name in seen & readings.keys()):
        return True
    return False if seen <= readings.keys() else None


def _literal(args: Sequence[Expression]) -> Keys:
    key = args[0].value if args and isinstance(args[0], Literal) else None
    if type(key) is int and key >= 0:
        return Keys(positions=key + 1)
    return Keys(frozenset({key})) if isinstance(key, str) else Keys(open=True)
