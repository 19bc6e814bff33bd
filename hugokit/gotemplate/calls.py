"""The functions that do more with their arguments than the table says: they build, choose, compare, call."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hugokit.gotemplate import compare, evaluate, texts
from hugokit.gotemplate.evidence import Constant, Ref
from hugokit.gotemplate.frame import Frame, fallbacks
from hugokit.gotemplate.functions import ALIASES, FUNCTIONS
from hugokit.gotemplate.nodes import Call
from hugokit.gotemplate.things import LISTS
from hugokit.gotemplate.values import (
    NOTHING,
    Const,
    Dict,
    Made,
    Param,
    Slice,
    Thing,
    Value,
    built,
    constants,
    inside,
    layered,
    params,
    thing,
    union,
)

_MAX_ITEMS = 64


def call(frame: Frame, node: Call) -> Value:
    """What a function gives."""
    name = ALIASES.get(node.name, node.name)
    if name == "(":
        return evaluate.evaluate(frame, node.args[0])
    args = [evaluate.evaluate(frame, arg) for arg in node.args]
    special = SPECIAL.get(name)
    return _plain(frame, name, args, node.at) if special is None else special(frame, args, node.at)


def _plain(frame: Frame, name: str, args: Sequence[Value], at: int) -> Value:
    function = FUNCTIONS.get(name)
    if function is None:
        for arg in args:
            frame.record(arg, "handed on", at)
        return NOTHING
    for index, arg in enumerate(args):
        frame.record(arg, function.ops[min(index, len(function.ops) - 1)], at)
    if not args or not function.gives:
        return NOTHING
    if function.gives in ("made", "made first"):
        return _made(args[0 if function.gives == "made first" else -1])
    if function.gives == "all":
        return union(args)
    return args[0 if function.gives == "first" else -1]


def _add(frame: Frame, args: Sequence[Value], at: int) -> Value:
    """Numbers are added up, and texts put together: it is the other one that says which."""
    for index, arg in enumerate(args):
        others = union((*args[:index], *args[index + 1 :]))
        known = {type(one) for one in constants(others)} if len(others) == len(constants(others)) else set()
        frame.record(arg, 'add "abc"' if known == {str} else "add" if known and str not in known else "add v", at)
    return NOTHING


def _made(value: Value) -> Value:
    found = {Made(one) for one in params(value)} | {one for one in value if isinstance(one, (Made, Const))}
    return frozenset(found)


def _site(frame: Frame, args: Sequence[Value], at: int) -> Value:
    return thing("site")


def _page(frame: Frame, args: Sequence[Value], at: int) -> Value:
    return thing("page", "current")


def _hugo(frame: Frame, args: Sequence[Value], at: int) -> Value:
    return thing("hugo")


def _dict(frame: Frame, args: Sequence[Value], at: int) -> Value:
    items: dict[str, Value] = {}
    for key, value in zip(args[::2], args[1::2], strict=False):
        for name in constants(key):
            items[str(name)] = value
    return built(Dict(tuple(items.items())))


def _slice(frame: Frame, args: Sequence[Value], at: int) -> Value:
    return built(Slice(tuple(args[:_MAX_ITEMS])))


def _append(frame: Frame, args: Sequence[Value], at: int) -> Value:
    if not args:
        return NOTHING
    for arg in args:
        frame.record(arg, "append", at)
    lists = [atom for atom in args[-1] if isinstance(atom, Slice)]
    more = tuple(value for value in args[:-1] if value)
    added = union(built(Slice((*one.items, *more)[:_MAX_ITEMS])) for one in lists) or built(Slice(more[:_MAX_ITEMS]))
    flat = (frozenset(atom for atom in value if not (lists and isinstance(atom, Param))) for value in more)
    return union((args[-1] - frozenset(lists), added, *flat))


def _default(frame: Frame, args: Sequence[Value], at: int) -> Value:
    if len(args) != 2:
        return union(args)
    frame.record(args[1], "default", at, constants(args[0]), fallbacks(args[0]))
    return union(args)


def _or(frame: Frame, args: Sequence[Value], at: int) -> Value:
    for index, arg in enumerate(args):
        rest = args[index + 1 :]
        others = [one for value in rest for one in fallbacks(value) if one != _ON]
        others += _of_the_site(arg, args[:index])
        frame.record(arg, "or", at, constants(rest[-1]) if rest else (), tuple(others))
    return union(args)


_ON = Constant("true")
"""Behind an `or` no default: with it the test would always hold. It is what a store was set to elsewhere."""


def _of_the_site(value: Value, before: Sequence[Value]) -> list[Ref]:
    """`or site.Params.x .Params.x`: the site's parameter counts for a page without its own, in this order as well."""
    paths = {one.path for one in params(value) if one.scope == "page"}
    found = {Ref(one.scope, one.path) for other in before for one in params(other) if one.path in paths}
    return sorted(one for one in found if one.scope == "site")


def _and(frame: Frame, args: Sequence[Value], at: int) -> Value:
    for arg in args:
        frame.record(arg, "and", at)
    return union(args)


def _cond(frame: Frame, args: Sequence[Value], at: int) -> Value:
    if not args:
        return NOTHING
    frame.record(args[0], "cond", at)
    if len(args) == 3:
        asked = set(params(args[0]))
        frame.record(frozenset(asked & set(params(args[1]))), "cond", at, (), fallbacks(args[2]))
    return union(args[1:])


def _index(frame: Frame, args: Sequence[Value], at: int) -> Value:
    found = args[0] if args else NOTHING
    for key in args[1:]:
        if len(key) == 1 and all(isinstance(atom, Slice) for atom in key):
            steps = [item for atom in key if isinstance(atom, Slice) for item in atom.items]
        else:
            steps = [key]
        for step in steps:
            found = union(evaluate.key_into(frame, atom, step, at) for atom in found)
    return found


def _isset(frame: Frame, args: Sequence[Value], at: int) -> Value:
    if len(args) != 2:
        return NOTHING
    whole = frozenset(atom for atom in args[0] if isinstance(atom, Param) and not atom.path)
    frame.record(args[0] - whole, "isset v x", at)
    keys = union(evaluate.key_into(frame, atom, args[1], at) for atom in whole)
    frame.record(keys, "isset", at)
    return keys


def _merge(frame: Frame, args: Sequence[Value], at: int) -> Value:
    below: tuple[Ref, ...] = ()
    for arg in args:
        frame.record(arg, "merge", at, (), below)
        below = (*(one for one in fallbacks(arg) if isinstance(one, Ref)), *below)
    return layered(tuple(args))


def _sort(frame: Frame, args: Sequence[Value], at: int) -> Value:
    if not args:
        return NOTHING
    frame.record(args[0], "sort", at)
    if len(args) > 1:
        for one in by_name(frame, args[0], args[1], at):
            frame.record(one, "sort by", at)
    return args[0]


def by_name(frame: Frame, things: Value, key: Value, at: int) -> list[Value]:
    """The parameters that a text such as "Params.x" names in the things of a list."""
    found = []
    for name in constants(key):
        steps = [step for step in str(name).split(".") if step]
        for atom in evaluate.items(frame, things) if steps else NOTHING:
            value: Value = frozenset([atom])
            for step in steps:
                value = union(evaluate.field(frame, one, step, (), at) for one in value)
            found.append(value)
        if steps[:1] in (["Params"], ["Param"]) and not things:
            found.append(evaluate.by_path(frame, "page", steps[1:], at, other=True))
    return [value for value in found if value]


_OPERATORS = {"==": "=", "eq": "=", "ne": "!=", "<>": "!=", "ge": ">=", "gt": ">", "le": "<=", "lt": "<"}


def _where(frame: Frame, args: Sequence[Value], at: int) -> Value:
    if len(args) < 3:
        return NOTHING
    frame.record(args[0], "where", at)
    written = constants(args[2]) if len(args) > 3 else ("=",)
    operator = str(written[0]) if written else "="
    operator = _OPERATORS.get(operator, operator)
    wanted = args[-1]
    listed = tuple(one for atom in wanted if isinstance(atom, Slice) for item in atom.items for one in constants(item))
    keys = by_name(frame, args[0], args[1], at)
    for key in keys:
        for kind, values in compare.by_kind(listed or compare.known(wanted)).items():
            frame.record(key, f"where {operator} {kind}", at, values)
    frame.record(wanted, f"where {operator} given", at)
    return args[0]


def _partial(frame: Frame, args: Sequence[Value], at: int) -> Value:
    context = args[1] if len(args) > 1 else NOTHING
    return frame.machine.partial(frame, args[0], context, at) if args else NOTHING


def _return(frame: Frame, args: Sequence[Value], at: int) -> Value:
    frame.result = union((frame.result or NOTHING, *args))
    return NOTHING


def _try(frame: Frame, args: Sequence[Value], at: int) -> Value:
    return built(Dict((("Value", union(args)),)))


def _resource(frame: Frame, args: Sequence[Value], at: int) -> Value:
    names = constants(args[0]) if args else ()
    for arg in args:
        frame.record(arg, "resources.Get", at)
    return union(thing("resource", str(name).lstrip("/")) for name in names) or thing("resource")


def _resources(frame: Frame, args: Sequence[Value], at: int) -> Value:
    _resource(frame, args, at)
    return thing("resources")


def _execute(frame: Frame, args: Sequence[Value], at: int) -> Value:
    if len(args) == 3:
        frame.machine.asset(args[2], args[1])
        return args[2]
    return NOTHING


def _scratch(frame: Frame, args: Sequence[Value], at: int) -> Value:
    return thing("store", f"{frame.file}:{at}")


def _ends(frame: Frame, args: Sequence[Value], at: int) -> Value:
    """first, last, after: a part of a list."""
    if len(args) == 2:
        frame.record(args[0], "first v", at)
        frame.record(args[1], "first 1", at)
    return args[-1] if args else NOTHING


def written(frame: Frame, args: Sequence[Value], at: int) -> Value:
    """Jsonify and what builds a script: all that is in the values, and of all parameters every key."""
    for arg in args:
        everything = inside(arg)
        frame.record(frozenset(one for one in everything if one.path), "jsonify", at)
        for one in everything:
            if not one.path:
                frame.machine.open(one.scope, f"{frame.machine.name(frame.file)} writes all parameters as JSON")
    return NOTHING


def _translated(frame: Frame, args: Sequence[Value], at: int) -> Value:
    """i18n: the name of a text, and what the text may name of a count or a map."""
    for index, arg in enumerate(args):
        frame.record(arg, "handed on" if index else "lower", at)
        for atom in arg if index else ():
            if isinstance(atom, Dict):
                frame.record(frozenset(one for one in inside(atom) if one.path), "handed on", at)
    return NOTHING


def _through(frame: Frame, args: Sequence[Value], at: int) -> Value:
    """Functions that change a resource and give it back: the last argument."""
    return frozenset(a for a in args[-1] if isinstance(a, Thing) and a.kind not in LISTS) if args else NOTHING


_Does = Callable[[Frame, Sequence[Value], int], Value]


def _by_its_name(does: Callable[[Frame, str, Sequence[Value], int], Value], name: str) -> _Does:
    return lambda frame, args, at: does(frame, name, args, at)


SPECIAL: dict[str, _Does] = {
    **{name: _by_its_name(compare.compare, name) for name in ("eq", "ne", "gt", "ge", "lt", "le")},
    **{name: _by_its_name(texts.join, name) for name in ("print", "path.Join", "urls.JoinPath")},
    "site": _site, "page": _page, "hugo": _hugo, "dict": _dict, "slice": _slice, "append": _append,
    "default": _default, "or": _or, "and": _and, "not": compare.negated, "cond": _cond,
    "in": compare.looked_for, "index": _index, "isset": _isset, "merge": _merge, "sort": _sort, "where": _where,
    "add": _add, "printf": texts.printf, "partial": _partial,
    "partialCached": _partial, "return": _return, "try": _try, "resources.Get": _resource,
    "resources.GetMatch": _resource, "resources.Match": _resources, "resources.ByType": _resources,
    "resources.ExecuteAsTemplate": _execute, "collections.NewScratch": _scratch, "jsonify": written,
    "js.Build": written, "i18n": _translated,
    "hasPrefix": compare.prefix, "strings.Contains": compare.prefix, "hasSuffix": compare.prefix,
    "first": _ends, "last": _ends,
    "reflect.IsMap": compare.is_type("object"), "reflect.IsSlice": compare.is_type("array"),
    "resources.Fingerprint": _through, "resources.Minify": _through, "fingerprint": _through, "minify": _through,
    "resources.ToCSS": _through, "toCSS": _through, "css.Sass": _through, "css.PostCSS": _through,
}  # fmt: skip
