"""What an expression may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hugokit.gotemplate import calls, things
from hugokit.gotemplate.frame import Frame
from hugokit.gotemplate.nodes import Dot, Expression, Fields, Literal, Variable
from hugokit.gotemplate.values import (
    NOTHING,
    Atom,
    Const,
    Dict,
    Merged,
    Param,
    Slice,
    Thing,
    Value,
    const,
    constants,
    layered,
    thing,
    union,
)


def evaluate(frame: Frame, expression: Expression) -> Value:
    """The value of an expression; what it does to parameters on the way is recorded."""
    if isinstance(expression, Fields):
        return _fields(frame, expression)
    if isinstance(expression, Literal):
        return const(expression.value)
    if isinstance(expression, Variable):
        return frame.variable(expression.name)
    if isinstance(expression, Dot):
        return frame.dot
    return calls.call(frame, expression)


def quietly(frame: Frame, expression: Expression) -> Value:
    """The value of an expression that has been recorded already."""
    was, frame.quiet = frame.quiet, True
    try:
        return evaluate(frame, expression)
    finally:
        frame.quiet = was


def _fields(frame: Frame, node: Fields) -> Value:
    value = evaluate(frame, node.base)
    args = [evaluate(frame, arg) for arg in node.args]
    last = len(node.names) - 1
    for index, name in enumerate(node.names):
        value = fields(frame, value, name, args if index == last else (), node.at)
    return value


def fields(frame: Frame, value: Value, name: str, args: Sequence[Value], at: int) -> Value:
    """A field of whatever a value may be. Layers are looked through once, however many maps they are in."""
    if not any(isinstance(one, Merged) for one in value):
        return union([field(frame, one, name, args, at) for one in value])
    return _Through(frame, name, args, at).of(value)


class _Through:
    """One field of maps laid over each other."""

    def __init__(self, frame: Frame, name: str, args: Sequence[Value], at: int) -> None:
        self._asked = (name, args, at)
        self._frame = frame
        self._layers: dict[Merged, Value] = {}

    def of(self, value: Value) -> Value:
        return union(
            [self._one(atom) if isinstance(atom, Merged) else field(self._frame, atom, *self._asked) for atom in value]
        )

    def _one(self, atom: Merged) -> Value:
        if atom not in self._layers:
            self._layers[atom] = layered(tuple(map(self.of, atom.layers)))
        return self._layers[atom]


def field(frame: Frame, atom: Atom, name: str, args: Sequence[Value], at: int) -> Value:
    """A field, or what a method gives, of one atom."""
    if isinstance(atom, Thing):
        return _of_thing(frame, atom, name, args, at)
    if isinstance(atom, Param):
        return _of_param(frame, atom, name, args, at)
    if isinstance(atom, Dict):
        return atom.get(name)
    if isinstance(atom, Merged):
        return fields(frame, frozenset([atom]), name, args, at)
    return NOTHING


def _of_param(frame: Frame, atom: Param, name: str, args: Sequence[Value], at: int) -> Value:
    if not atom.path:
        return frame.below(atom, name.lower(), name)
    if name in things.DATE_METHODS:
        frame.record(frozenset([atom]), ".Format", at)
        frame.record(args[0] if args and name == "Format" else NOTHING, "format layout", at)
        return NOTHING
    if atom.own or name in things.NOT_KEYS:
        return NOTHING
    frame.record(frozenset([atom]), "field", at)
    return frame.below(atom, name.lower(), name)


def _of_thing(frame: Frame, atom: Thing, name: str, args: Sequence[Value], at: int) -> Value:
    if name == "Params" and atom.kind in things.SCOPES:
        return NOTHING if atom.name == "asset" else frozenset([Param(things.SCOPES[atom.kind], other=_is_other(atom))])
    if atom.kind == "store":
        for key in constants(args[0]) if name == "Set" and len(args) > 1 else ():
            frame.say((atom.name, str(key)), args[1])
        return frame.machine.stores.field(atom, name, args)
    if name in ("Scratch", "Store"):
        return thing("store", f"{atom.kind}.{name}")
    method = _METHODS.get(name)
    if method is not None:
        return method(frame, atom, args, at)
    if atom.kind == "page" and name in things.OWN:
        key, other = things.OWN[name], _is_other(atom)
        return NOTHING if atom.name == "asset" else frame.param("page", (key.lower(),), key, own=True, other=other)
    kind = things.FIELDS.get(atom.kind, {}).get(name) or things.ANY_FIELD.get(atom.kind)
    if kind is None:
        for arg in args:
            frame.record(arg, "lower", at)
        return NOTHING
    return _reached(frame, atom, name, kind, args, at)


def _reached(frame: Frame, atom: Thing, name: str, kind: str, args: Sequence[Value], at: int) -> Value:
    op = {"GetPage": "GetPage", "Get": "Resources.GetMatch", "GetMatch": "Resources.GetMatch"}.get(name)
    for arg in args:
        if name in ("Match", "ByType"):
            op = "Resources.GetMatch"
        frame.record(arg, op or "handed on", at)
    if name == "ByType" and constants(args[0] if args else NOTHING) == ("page",):
        return thing("pages")
    if name == "Paginate":
        return frozenset([Thing("paginator")])
    current = kind == "page" and atom.kind in ("shortcode", "hook", "page") and name in ("Page", "PageInner")
    return thing(kind, (atom.name or "current") if current else "other" if kind == "page" else "")


def _param_method(frame: Frame, atom: Thing, args: Sequence[Value], at: int) -> Value:
    """`.Param "a.b"`: the page's parameter, else the site's; without a fault where `a` is no map."""
    if atom.kind not in ("page", "site") or not args:
        return NOTHING
    if not constants(args[0]):
        frame.record(args[0], "handed on", at)
        frame.machine.open(
            atom.kind, f"{frame.machine.name(frame.file)} reads keys whose names it takes from elsewhere"
        )
    found = []
    for key in constants(args[0]):
        steps = str(key).split(".")
        site = by_path(frame, "site", steps, at)
        of_page = atom.kind == "page" and atom.name != "asset"
        page = by_path(frame, "page", steps, at, other=_is_other(atom)) if of_page else NOTHING
        found.append(layered((site, page)))
    return union(found)


def _is_other(atom: Thing) -> bool:
    return atom.kind == "page" and atom.name != "current"


def by_path(frame: Frame, scope: str, steps: Sequence[str], at: int, *, other: bool = False) -> Value:
    """A parameter named by a text with dots. `other`: of pages that are listed or looked up."""
    for length in range(1, len(steps)):
        above = tuple(step.lower() for step in steps[:length])
        frame.record(frame.param(scope, above, steps[length - 1], other=other), '.Param "v.x"', at)
    return frame.param(scope, tuple(step.lower() for step in steps), steps[-1], other=other)


def _get_terms(frame: Frame, atom: Thing, args: Sequence[Value], at: int) -> Value:
    if atom.kind != "page":
        return NOTHING
    for name in constants(args[0]) if args else ():
        if atom.name != "asset":
            frame.record(by_path(frame, "page", [str(name)], at, other=_is_other(atom)), "GetTerms", at)
    return frozenset([Thing("pages")])


def _by_param(frame: Frame, atom: Thing, args: Sequence[Value], at: int) -> Value:
    for name in constants(args[0]) if args else ():
        steps = str(name).removeprefix("Params.").split(".")
        frame.record(by_path(frame, "page", steps, at, other=True), "sort by", at)
    return frozenset([Thing("pages")])


def _group_by_param(frame: Frame, atom: Thing, args: Sequence[Value], at: int) -> Value:
    _by_param(frame, atom, args, at)
    return frozenset([Thing("groups")])


def _render_string(frame: Frame, atom: Thing, args: Sequence[Value], at: int) -> Value:
    for arg in args:
        frame.record(arg, "RenderString", at)
    return NOTHING


def _get(frame: Frame, atom: Thing, args: Sequence[Value], at: int) -> Value:
    """`.Get` of a shortcode, or of what is kept by name."""
    if atom.kind == "shortcode":
        if not args or not constants(args[0]):
            frame.machine.open("shortcode", f"{frame.machine.name(frame.file)} reads parameters by other values")
        keys = constants(args[0]) if args else ()
        return union(frame.param("shortcode", (str(key).lower(),), str(key)) for key in keys)
    kind = things.FIELDS.get(atom.kind, {}).get("Get")
    return NOTHING if kind is None else _reached(frame, atom, "Get", kind, args, at)


def _render(frame: Frame, atom: Thing, args: Sequence[Value], at: int) -> Value:
    """`.Render "card"`: a template for pages of any kind."""
    frame.machine.views.update(str(name).lower() for name in (constants(args[0]) if args else ()) or ("*",))
    for arg in args:
        frame.record(arg, "lower", at)
    return NOTHING


_METHODS = {
    "Render": _render,
    "Param": _param_method,
    "GetTerms": _get_terms,
    "ByParam": _by_param,
    "GroupByParam": _group_by_param,
    "GroupByParamDate": _group_by_param,
    "RenderString": _render_string,
    "Get": _get,
}


def items(frame: Frame, value: Value) -> Value:
    """The items that a `range` over a value goes through."""
    return union(_items_of(frame, atom) for atom in _apart(value, set()))


def _apart(value: Value, seen: set[Merged]) -> Iterator[Atom]:
    """The atoms of a value and of all layers in it, each layered map once."""
    for atom in value:
        if not isinstance(atom, Merged):
            yield atom
        elif atom not in seen:
            seen.add(atom)
            for layer in atom.layers:
                yield from _apart(layer, seen)


def _items_of(frame: Frame, atom: Atom) -> Value:
    if isinstance(atom, Param):
        if not atom.path:
            frame.machine.open(atom.scope, f"{frame.machine.name(frame.file)} goes through all parameters")
            return NOTHING
        return NOTHING if atom.own else frame.below(atom, "[]", atom.spelled)
    if isinstance(atom, Slice):
        return union(atom.items)
    if isinstance(atom, Dict):
        return union(value for _, value in atom.items)
    if isinstance(atom, Thing) and atom.kind in things.ITEMS:
        kind = things.ITEMS[atom.kind]
        return thing(kind, "other" if kind == "page" else "")
    return NOTHING


def keys_of(value: Value) -> Value:
    """The keys that a `range` over a value goes through, as far as they are known."""
    return union(const(key) for atom in value if isinstance(atom, Dict) for key, _ in atom.items)


def key_into(frame: Frame, atom: Atom, key: Value, at: int) -> Value:
    """`index` of one atom by one key."""
    known = [atom for atom in key if isinstance(atom, Const)]
    if isinstance(atom, Param) and atom.path:
        return _index_param(frame, atom, known, at)
    if isinstance(atom, Dict):
        if not known:
            frame.record(key, "index $map v", at, tuple(name for name, _ in atom.items))
            return union(value for _, value in atom.items)
        return union(atom.get(str(one.value)) for one in known)
    if isinstance(atom, Merged):
        return layered(tuple(union(key_into(frame, one, key, at) for one in layer) for layer in atom.layers))
    if isinstance(atom, Param) or (isinstance(atom, Thing) and atom.kind not in things.ITEMS):
        if not known:
            if isinstance(atom, Param):
                frame.machine.open(atom.scope, f"{frame.machine.name(frame.file)} reads keys named by values")
                return NOTHING
            if atom.kind != "files":
                return NOTHING
            frame.record(key, "index $map v", at)
            return frozenset([atom])
        return union(field(frame, atom, str(one.value), (), at) for one in known)
    return items(frame, frozenset([atom]))


def _index_param(frame: Frame, atom: Param, known: Sequence[Const], at: int) -> Value:
    one = frozenset([atom])
    names = [key for key in known if isinstance(key.value, str)]
    if len(names) < len(known) or not known:
        frame.record(one, "index 0" if known else "index v", at)
    if names:
        frame.record(one, 'index "x"', at)
    inner = [frame.below(atom, str(key.value).lower(), str(key.value)) for key in names]
    if not names:
        inner.append(frame.below(atom, "[]", atom.spelled))
    return union(inner)
