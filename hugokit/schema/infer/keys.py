"""Uses to keys: what type a parameter has and how sure that is, what counts without it, which values are known."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from hugokit.gotemplate.evidence import Constant, Need, Ref, Scalar, Use
from hugokit.gotemplate.things import OWN as PAGE_FIELDS

_TEXT = frozenset(
    """markdownify plainify urlize relURL absURL safeHTML safeURL lower title humanize trim split replace hasPrefix
    emojify truncate findRE path.Join urls.Parse string RenderString GetPage resources.Get Resources.GetMatch""".split()
) | {"printf %s", "partial name", "attr href", "attr src", "index $map v", 'add "abc"'}
_LIST = frozenset(
    ["range", "range $i,$e", "delimit", "first 1", "index 0", "GetTerms", "sort", "union", "uniq", "after 1", "apply"]
)
_NUMBER = frozenset(["int", "add", "mul", "seq", "first v", "printf %d"])
_DATE = frozenset(["dateFormat", "time.Format", ".Format", "time", "time.AsTime"])
_TRUTH = frozenset(["if", "with", "and", "or", "not", "cond", "isset"])
_SHOWN = frozenset(["output", "js", "print", "with"])
_FOLLOWED_NO_FURTHER = frozenset(["handed on", "jsonify"])
_NEUTRAL = frozenset(["eq nil", "ne nil", "eq v", "ne v", "typeof", "default", "isset v x"])
"""What is done to values of any type."""
_TERMS = frozenset([("tags",), ("categories",)])
"""The taxonomies that every site has, if it names no others: lists of terms."""
_GIVEN = frozenset(["in v v", "index v", "range kv", "jsonify"])
OWN = {
    **dict.fromkeys(("title", "linktitle", "description", "summary", "layout", "slug"), "string"),
    **dict.fromkeys(("date", "lastmod", "publishdate", "expirydate"), "date"),
    **dict.fromkeys(("keywords", "aliases"), "array"),
    "weight": "number",
    "draft": "boolean",
}
"""The types of the fields that Hugo casts itself."""
_DEPRECATING = ("deprecat", "renamed", "no longer", "instead", "removed", "obsolete", "replaced", "moved")


MAX_BELOW = 8


class Key(NamedTuple):
    """What is known of one parameter.

    `types`: of JSON Schema, and "date"; `sure`: strong, weak (truth or plain output only) or open (it goes where it is
    not followed). `default`: the constant that counts without it, as JSON, or None; `fallback`: the parameters before
    that. `enum`: all values that work (texts), `values`: some. `any_key`: the map may have other keys.
    """

    scope: str
    path: tuple[str, ...]
    spelled: str
    types: tuple[str, ...]
    sure: str
    default: str | None
    fallback: tuple[Ref, ...]
    enum: tuple[str, ...]
    values: tuple[Scalar, ...]
    any_key: bool
    deprecated: str
    needs: tuple[Need, ...]
    own: bool
    uses: tuple[Use, ...]


def keys_of(uses: Iterable[Use]) -> tuple[Key, ...]:
    """The keys that uses read, by scope and path."""
    by_path: dict[tuple[str, tuple[str, ...]], list[Use]] = {}
    below: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    uses = tuple(uses)
    slips = _slips(uses)
    blurred = _blurred({(use.scope, use.path) for use in uses})
    for use in uses:
        above = ((use.scope, use.path[:length]) for length in range(1, len(use.path)))
        if not use.path or (use.scope, use.path) in slips or any(place in blurred for place in above):
            continue
        by_path.setdefault((use.scope, use.path), []).append(use)
        for length in range(1, len(use.path)):
            place = (use.scope, use.path[:length])
            by_path.setdefault(place, [])
            below.setdefault(place, set()).add(use.path[length])
    return tuple(
        _key(scope, path, by_path[scope, path], below.get((scope, path), set())) for scope, path in sorted(by_path)
    )


def _slips(uses: Iterable[Use]) -> frozenset[tuple[str, tuple[str, ...]]]:
    """`.Title` of a text: the theme means the page, and forgot that `with` moved the dot. It fails, and is no key."""
    texts = {(use.scope, use.path) for use in uses if use.op in _TEXT and not use.guarded}
    below = [use for use in uses if (use.scope, use.path[:-1]) in texts]
    keys = {(use.scope, use.path[:-1]) for use in below if use.spelled not in PAGE_FIELDS}
    return frozenset((use.scope, use.path) for use in below if (use.scope, use.path[:-1]) not in keys)


def _blurred(places: Iterable[tuple[str, tuple[str, ...]]]) -> frozenset[tuple[str, tuple[str, ...]]]:
    """Items of maps with so many keys below them that a template goes through maps of any kind there."""
    below = Counter((scope, path[: path.index("[]") + 1]) for scope, path in places if "[]" in path)
    named = {(scope, path[:length]) for scope, path in places for length in range(1, len(path)) if path[length] != "[]"}
    return frozenset(
        (scope, path) for (scope, path), count in below.items() if count > MAX_BELOW and (scope, path[:-1]) in named
    )


def _key(scope: str, path: tuple[str, ...], uses: Sequence[Use], below: set[str]) -> Key:
    default, fallback = _fallback(uses)
    own = any(use.own for use in uses)
    types, sure = ((OWN[path[-1]],), "strong") if own else _types(uses, below, default)
    if not types and scope == "page" and path in _TERMS:
        types = ("array",)
    enum = _enum(uses)
    return Key(
        scope,
        path,
        _spelled(path, uses),
        types,
        sure,
        default,
        fallback,
        enum,
        () if enum else _values(uses),
        any(use.op in _GIVEN for use in uses) or ("[]" in below and len(below) > 1),
        _deprecated(uses),
        _needs(path, uses),
        own,
        tuple(uses),
    )


def _enum(uses: Sequence[Use]) -> tuple[str, ...]:
    """The values for which there is a partial or a key in a constant map: any other fails or finds nothing."""
    closed = [use.constants for use in uses if use.op in ("partial name", "index $map v") and use.constants]
    return tuple(sorted({str(one) for constants in closed for one in constants}))


def _spelled(path: tuple[str, ...], uses: Sequence[Use]) -> str:
    written = Counter(use.spelled for use in uses if use.spelled.lower() == path[-1])
    return min(written, key=lambda one: (-written[one], one)) if written else path[-1]


def _fallback(uses: Sequence[Use]) -> tuple[str | None, tuple[Ref, ...]]:
    refs: dict[Ref, None] = {}
    constants: Counter[str] = Counter()
    for use in uses:
        for one in use.fallback:
            if isinstance(one, Constant):
                if use.op == "default" and _otherwise(use, uses):
                    continue
                constants[one.json] += one.json not in ('""', "null", "[]", "{}")
            else:
                refs.setdefault(one)
    best = max(constants, key=lambda one: (constants[one], one), default=None)
    return (best if best is not None and constants[best] else None), tuple(refs)


def _otherwise(use: Use, uses: Sequence[Use]) -> bool:
    """Whether the same place has, in another context, a default that is no constant."""
    place = (use.file, use.line, use.column, use.op)
    there = (one for one in uses if (one.file, one.line, one.column, one.op) == place)
    return any(not any(isinstance(other, Constant) for other in one.fallback) for one in there)


def _types(uses: Sequence[Use], below: set[str], default: str | None) -> tuple[tuple[str, ...], str]:
    strong = {kind for use in uses for kind in _strong(use)}
    if below - {"[]"}:
        strong.add("object")
        if not any("array" in _strong(use) and (use.guarded or not use.op.startswith("range")) for use in uses):
            strong.discard("array")  # `range` goes through a map as well
    elif "[]" in below:
        strong.add("array")
    ops = {use.op for use in uses}
    if default is not None:
        strong |= _of_default(json.loads(default))
    if not strong:
        strong |= _of_empty(uses)
    if 'in v "abc"' in ops and not strong:
        return ("array", "string"), "weak"
    if "date" in strong:
        strong -= {"string"}
    if "merge" in ops:  # only maps are merged, and `range` goes through a map as well
        strong = (strong - {"array"}) | {"object"}
    if "string" in strong and ops & {"if", "not", "cond"} and any(use.op.startswith("eq ") for use in uses):
        strong.add("boolean")
    if "array" in strong and not any(_numeric(use) for use in uses):  # Hugo compares the length of a list
        strong.discard("number")
    if strong:
        strong |= _left_over(uses, strong)
        return tuple(sorted(strong)), "strong"
    return _weak(ops)


def _of_empty(uses: Sequence[Use]) -> set[str]:
    """An empty list or map as default is none, but tells the type."""
    fallbacks = {one for use in uses for one in use.fallback}
    return {kind for empty, kind in (("[]", "array"), ("{}", "object")) if Constant(empty) in fallbacks}


def _left_over(uses: Sequence[Use], strong: set[str]) -> set[str]:
    """The text that is meant where a value is printed that a test of its type has left of all but the strong ones."""
    printed = (use.types for use in uses if use.types and use.op in ("output", "js"))
    return {"string"} if any("string" in types and strong.isdisjoint(types) for types in printed) else set()


def _numeric(use: Use) -> bool:
    return "number" in _strong(use) and not use.op.startswith(("gt ", "ge ", "lt ", "le "))


def _weak(ops: set[str]) -> tuple[tuple[str, ...], str]:
    ops = ops - _NEUTRAL
    if "output" in ops:
        return ("string",), "weak"
    if ops & _FOLLOWED_NO_FURTHER:
        return (), "open"
    if ops & {"js", "print"} or any(op.endswith('"abc"') for op in ops):
        return ("string",), "weak"
    if ops and ops <= _TRUTH:
        return ("boolean",), "weak"
    return (), "weak"


def _strong(use: Use) -> set[str]:
    if use.own:
        return set()
    for ops, kind in ((_TEXT, "string"), (_LIST, "array"), (_NUMBER, "number"), (_DATE, "date")):
        if use.op in ops:
            return {kind}
    word, _, kind = use.op.rpartition(" ")
    if word in ("where intersect", "where in given"):
        return {"array"}
    if word.startswith(("eq", "ne", "gt", "ge", "lt", "le", "where", "in slice")):
        return _compared(kind, use.constants)
    return set()


def _compared(kind: str, constants: Sequence[Scalar]) -> set[str]:
    if kind in ("true", "false"):
        return {"boolean"}
    if kind == "5":
        return {"number"}
    texts = [one for one in constants if isinstance(one, str) and one]
    if texts and all(one in ("true", "false") for one in texts):
        return {"boolean", "string"}
    return {"string"} if texts else set()


def _of_default(value: object) -> set[str]:
    if isinstance(value, bool) or value in ("true", "false"):
        return {"boolean"}
    if isinstance(value, (int, float)):
        return {"number"}
    if isinstance(value, str):
        return {"string"}
    return {"array"} if isinstance(value, list) else {"object"} if isinstance(value, dict) else set()


def _values(uses: Sequence[Use]) -> tuple[Scalar, ...]:
    found: dict[Scalar, None] = {}
    for use in uses:
        if use.op in ('eq "abc"', 'ne "abc"', "in slice v", 'in v "abc"') or use.op.startswith("where "):
            found.update(dict.fromkeys(one for one in use.constants if isinstance(one, str) and one))
    return tuple(sorted(found, key=str))


def _deprecated(uses: Sequence[Use]) -> str:
    for use in uses:
        if any(word in use.theme_words.lower() for word in _DEPRECATING):
            return use.theme_words
    return ""


def _needs(path: tuple[str, ...], uses: Sequence[Use]) -> tuple[Need, ...]:
    """What every use needs, but for what stands above the key itself."""
    if not uses:
        return ()
    common = set(uses[0].needs).intersection(*(use.needs for use in uses[1:]))
    scope = uses[0].scope
    return tuple(sorted(need for need in common if need.scope != scope or path[: len(need.path)] != need.path))


def confirmed(keys: Sequence[Key], seen: Mapping[str, Mapping[str, int]]) -> tuple[Key, ...]:
    """Keys of pages with a weak type, as pages have them where all agree. It stays weak: pages only confirm."""
    found = []
    for key in keys:
        kinds = seen.get(key.path[0], {}) if key.scope == "page" and len(key.path) == 1 and key.sure != "strong" else {}
        found.append(key._replace(types=tuple(kinds)) if len(kinds) == 1 else key)
    return tuple(found)
