"""Joins tokens into units, in the order in which Hugo's YAML library does: names, tags, keys, one-line pairs."""

from __future__ import annotations

from hugokit.errors import FrontMatterError
from hugokit.frontmatter.yaml_cursor import SCALARS, Token

SCALAR_TAGS = frozenset(("!!int", "!!float", "!!str", "!!binary", "!!timestamp", "!!bool", "!!null"))
_NO_KEY = frozenset(
    ("directive", "document-start", "document-end", "comma", "flow-map", "colon", "end-map", "flow-list", "dash",
     "end-list")
)  # fmt: skip
_FLOW_STARTS = frozenset(("flow-map", "end-map", "flow-list", "dash"))


class Group:
    """Several tokens that count as one. `kind`: name, anchored, alias, tagged, key or pair; places are the first's."""

    __slots__ = ("col", "kind", "line", "parts", "start")
    start: int
    line: int
    col: int

    def __init__(self, kind: str, *parts: Unit) -> None:
        self.kind = kind
        self.parts = parts
        self.start = parts[0].start
        self.line = parts[0].line
        self.col = parts[0].col


Unit = Token | Group


def first_kind(unit: Unit) -> str:
    """The kind of the first token of a unit."""
    while isinstance(unit, Group):
        unit = unit.parts[0]
    return unit.kind


def end_of(unit: Unit) -> int:
    """Offset after the last token of a unit."""
    while isinstance(unit, Group):
        unit = unit.parts[-1]
    return unit.end


def is_scalar(unit: Unit) -> bool:
    """What may stand as the value of a one-line pair."""
    if unit.kind in ("key", "pair"):
        return False
    kind = first_kind(unit)
    return kind in SCALARS or kind in ("anchor", "alias")


def group(tokens: list[Token]) -> list[Unit]:
    """The units of a block. Raises FrontMatterError where the library does."""
    kinds = {token.kind for token in tokens}
    units: list[Unit] = list(tokens)
    if "directive" in kinds:
        units = _without_directives(units)
    if kinds & {"anchor", "alias"}:
        units = _names(units)
    if "tag" in kinds:
        units = _anchored_tags(_tags(units))
    if "question" in kinds:
        units = _question_keys(units)
    return _pairs(_keys(units))


def _without_directives(units: list[Unit]) -> list[Unit]:
    """A directive is a line of its own before a document start (in a configuration file); a value it cannot be."""
    out: list[Unit] = []
    mark: Unit | None = None
    for unit in units:
        if mark is not None and unit.line == mark.line:
            continue
        if mark is not None and unit.kind not in ("document-start", "directive"):
            raise FrontMatterError("a value cannot begin with %; put it in quotes", mark.start)
        mark = unit if unit.kind == "directive" else None
        if mark is None:
            out.append(unit)
    if mark is not None:
        raise FrontMatterError("a value cannot begin with %; put it in quotes", mark.start)
    return out


def _names(units: list[Unit]) -> list[Unit]:
    out: list[Unit] = []
    at = 0
    while at < len(units):
        unit = units[at]
        rest = units[at + 1 : at + 3]
        if unit.kind == "anchor":
            if len(rest) < 2:
                raise FrontMatterError("this anchor has no name or no value", unit.start)
            name = Group("name", unit, rest[0])
            if unit.line == rest[1].line and rest[1].kind == "dash":
                raise FrontMatterError("a list cannot begin on the line of its anchor", rest[1].start)
            joined = unit.line == rest[1].line and is_scalar(rest[1])
            out.append(Group("anchored", name, rest[1]) if joined else name)
            at += 2 + joined
        elif unit.kind == "alias":
            if not rest:
                raise FrontMatterError("this alias has no name", unit.start)
            out.append(Group("alias", unit, rest[0]))
            at += 2
        else:
            out.append(unit)
            at += 1
    return out


def _tags(units: list[Unit]) -> list[Unit]:
    out: list[Unit] = []
    at = 0
    while at < len(units):
        unit = units[at]
        following = units[at + 1] if at + 1 < len(units) else None
        if isinstance(unit, Token) and unit.kind == "tag" and following is not None and _tags_next(unit, following):
            out.append(Group("tagged", unit, following))
            at += 2
        else:
            out.append(unit)
            at += 1
    return out


def _tags_next(tag: Token, following: Unit) -> bool:
    if tag.line != following.line or following.kind == "name":
        return False
    if not tag.value.startswith("!!"):
        return first_kind(following) not in _FLOW_STARTS
    if tag.value == "!!merge":
        if following.kind != "merge":
            raise FrontMatterError("!!merge must be followed by <<", following.start)
        return True
    return tag.value in SCALAR_TAGS and is_scalar(following)


def _anchored_tags(units: list[Unit]) -> list[Unit]:
    out: list[Unit] = []
    for unit in units:
        last = out[-1] if out else None
        if unit.kind == "tagged" and last is not None and last.kind == "name" and last.line == unit.line:
            out[-1] = Group("anchored", last, unit)
        else:
            out.append(unit)
    return out


def _question_keys(units: list[Unit]) -> list[Unit]:
    out: list[Unit] = []
    at = 0
    while at < len(units):
        unit = units[at]
        if unit.kind != "question":
            out.append(unit)
            at += 1
        elif at + 1 >= len(units):
            raise FrontMatterError("there is no key after this question mark", unit.start)
        else:
            out.append(Group("key", unit, units[at + 1]))
            at += 2
    return out


def _keys(units: list[Unit]) -> list[Unit]:
    out: list[Unit] = []
    for unit in units:
        if unit.kind != "colon":
            out.append(unit)
        elif not out:
            raise FrontMatterError("there is no key before this colon", unit.start)
        elif first_kind(out[-1]) in _NO_KEY or _is_closed(out[-1]):
            raise FrontMatterError("this cannot be a key", unit.start)
        else:
            out[-1] = Group("key", out[-1], unit)
    return out


def _is_closed(unit: Unit) -> bool:
    """A colon straight after a key's own colon has nothing before it that could be a key."""
    return isinstance(unit, Group) and unit.kind == "key" and unit.parts[-1].kind == "colon"


def _pairs(units: list[Unit]) -> list[Unit]:
    out: list[Unit] = []
    for unit in units:
        last = out[-1] if out else None
        if last is None or last.kind != "key" or last.line != unit.line or unit.kind == "name":
            out.append(unit)
        elif is_scalar(unit) or unit.kind == "tagged":
            out[-1] = Group("pair", last, unit)
        else:
            out.append(unit)
    return out
