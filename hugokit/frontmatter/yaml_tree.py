"""Builds the tree of a YAML block from its tokens, accepting and refusing what Hugo 0.168 does.

A map goes on while the next key stands in the column of its first, a list while the next dash does; that is the whole
rule of block structure in Hugo's library, and where it differs from the YAML grammar, so do we.
"""

from __future__ import annotations

from dataclasses import replace

from hugokit.errors import FrontMatterError
from hugokit.frontmatter.node import Alias, Mapping, Node, Scalar, Sequence
from hugokit.frontmatter.yaml_cursor import SCALARS, Token
from hugokit.frontmatter.yaml_groups import SCALAR_TAGS, Group, Unit, end_of, first_kind, group, is_scalar
from hugokit.frontmatter.yaml_maps import Found
from hugokit.frontmatter.yaml_scalars import resolve
from hugokit.frontmatter.yaml_tags import DEFAULTS, cast
from hugokit.limits import MAX_DEPTH, MAX_EXPANDED_NODES
from hugokit.text.encoding import as_hugo


def tree_of(text: str, tokens: list[Token]) -> Node | None:
    """The value of the first document in a block that says anything, or None. Raises FrontMatterError."""
    roots = [Builder(text, document).build() for document in _documents(group(tokens))]
    return next((root for root in roots if root.value is not None or isinstance(root, Scalar)), None)


def _documents(units: list[Unit]) -> list[list[Unit]]:
    documents: list[list[Unit]] = [[]]
    for before, unit in zip([None, *units], units, strict=False):
        if unit.kind in ("document-start", "document-end"):
            documents.append([])
            continue
        if before is not None and before.kind == "document-end" and is_scalar(unit):
            raise FrontMatterError("text after the document end marker `...`", unit.start)
        marked = before is not None and before.kind == "document-start" and before.line == unit.line
        if marked and unit.kind in ("key", "pair", "dash"):
            raise FrontMatterError("a value cannot stand on the line of a document marker", unit.start)
        documents[-1].append(unit)
    return [document for document in documents if document]


class Builder:
    """One pass over the units of a document. `at` is the unit in hand; anchors hold the nodes seen so far."""

    def __init__(self, text: str, units: list[Unit]) -> None:
        self.text = text
        self.units = units
        self.at = 0
        self.depth = 0
        self.anchors: dict[str, Node] = {}
        self.open: list[str] = []
        self.sizes: dict[int, int] = {}
        self.aliased = False

    def build(self) -> Node:
        root = self.value()
        if self.at < len(self.units):
            raise FrontMatterError(self._why_not_here(self.units[self.at]), self.units[self.at].start)
        return root

    def _why_not_here(self, unit: Unit) -> str:
        if unit.kind in ("key", "pair"):
            return "this key is indented differently from the keys above it"
        if unit.kind == "dash":
            return "this dash is indented differently from the items above it"
        return "a value cannot stand here; is a quote, a colon or some indentation missing?"

    def unit(self, ahead: int = 0) -> Unit | None:
        at = self.at + ahead
        return self.units[at] if at < len(self.units) else None

    def size(self, node: Node) -> int:
        return self.sizes.get(id(node), 1)

    def weigh(self, node: Node, children: int) -> None:
        """Remember how large a collection is with its aliases spelled out; refuse one that would not fit in memory."""
        self.sizes[id(node)] = 1 + children
        if children > MAX_EXPANDED_NODES and self.aliased:
            raise FrontMatterError("the aliases in this block expand to too many values", node.start, "HK103")

    # values -----------------------------------------------------------------------------------------------------

    def value(self, *, flow: bool = False) -> Node:
        """The value that begins at the unit in hand."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            unit = self.unit()
            raise FrontMatterError(f"nested more than {MAX_DEPTH} deep", unit.start if unit else 0, "HK103")
        node = self._value(flow=flow)
        self.depth -= 1
        return node

    def _value(self, *, flow: bool) -> Node:
        unit = self.unit()
        if unit is None:
            raise FrontMatterError("a value is missing at the end", end_of(self.units[-1]))
        if unit.kind in ("key", "pair"):
            return self.block_map(flow=flow)
        if unit.kind == "name":
            return self.anchored_block(unit, flow=flow)
        if unit.kind == "tag":
            return self.tagged_block(unit, flow=flow)
        if unit.kind == "flow-map":
            return self.flow_map()
        if unit.kind == "flow-list":
            return self.flow_list()
        if unit.kind == "dash":
            return self.block_list(flow=flow)
        if unit.kind in ("end-list", "end-map"):
            opener = "[" if unit.kind == "end-list" else "{"
            raise FrontMatterError(f"there is no {opener} for this bracket", unit.start)
        if unit.kind == "colon":
            raise FrontMatterError("this cannot be a key", unit.start)
        self.at += 1
        return self.scalar(unit)

    def scalar(self, unit: Unit) -> Node:
        if isinstance(unit, Token):
            return self._token(unit)
        if unit.kind == "anchored":
            return self._anchor(_name_of(unit.parts[0]), unit.parts[1], unit.start)
        if unit.kind == "alias":
            return self._alias(unit)
        if unit.kind == "tagged":
            tag = unit.parts[0]
            assert isinstance(tag, Token)
            return self._tag(tag, self.scalar(unit.parts[1]))
        raise FrontMatterError("a single value is needed here", unit.start)

    def _token(self, token: Token) -> Scalar:
        if token.kind == "plain":
            value = token.value if token.text_only else resolve(token.value)
        elif token.kind in SCALARS or token.kind == "merge":
            value = token.value
        elif token.value in DEFAULTS:
            value = DEFAULTS[token.value]
        else:
            raise FrontMatterError("a single value is needed here", token.start)
        if isinstance(value, str):
            value = as_hugo(value)
        return Scalar(token.start, token.end, value, token.kind)

    # anchors, aliases, tags -------------------------------------------------------------------------------------

    def _anchor(self, name: str, unit: Unit, start: int) -> Node:
        self.open.append(name)
        node = self.scalar(unit)
        return self._close_anchor(name, node, start)

    def anchored_block(self, unit: Unit, *, flow: bool) -> Node:
        self.at += 1
        if self.unit() is None:
            raise FrontMatterError("this anchor has no value", unit.start)
        name = _name_of(unit)
        self.open.append(name)
        return self._close_anchor(name, self.value(flow=flow), unit.start)

    def _close_anchor(self, name: str, node: Node, start: int) -> Node:
        if node.anchor is not None:
            raise FrontMatterError("two anchors on one value", start)
        self.open.remove(name)
        named = _with_anchor(node, name)
        self.sizes[id(named)] = self.size(node)
        self.anchors[name] = named
        return named

    def _alias(self, unit: Group) -> Node:
        name = _name_of(unit)
        self.aliased = True
        if name in self.open:
            return Scalar(unit.start, end_of(unit), None, "alias")
        target = self.anchors.get(name)
        if target is None:
            raise FrontMatterError(f"there is no anchor &{name} before this alias", unit.start)
        node = Alias(unit.start, end_of(unit), name, target.value, target)
        self.sizes[id(node)] = self.size(target)
        return node

    def tagged_block(self, tag: Unit, *, flow: bool) -> Node:
        assert isinstance(tag, Token)
        self.at += 1
        unit = self.unit()
        if unit is None:
            return self._tag(tag, Scalar(tag.end, tag.end, None, "empty"))
        if tag.value in ("!!map", "!!set"):
            if unit.kind not in ("key", "pair", "flow-map"):
                raise FrontMatterError(f"a map must follow {tag.value}", unit.start)
        elif tag.value in ("!!seq", "!!omap"):
            if unit.kind in ("key", "pair", "comma", "end-map"):
                return Sequence(tag.start, tag.end, (), [], "flow")
            if unit.kind not in ("flow-list", "dash"):
                raise FrontMatterError(f"a list must follow {tag.value}", unit.start)
        elif tag.value in DEFAULTS:
            if unit.kind in ("comma", "colon"):
                return self._tag(tag, Scalar(tag.end, tag.end, DEFAULTS[tag.value], "empty"))
            if unit.kind == "name":
                return self._tag(tag, self.anchored_block(unit, flow=flow))
            self.at += 1
            return self._tag(tag, self.scalar(unit))
        return self._tag(tag, self.value(flow=flow))

    def _tag(self, tag: Token, node: Node) -> Node:
        if isinstance(node, Mapping | Sequence) and tag.value not in SCALAR_TAGS:
            return node
        value = cast(tag, node.value)
        return Scalar(tag.start, max(tag.end, node.end), value, "tagged", node.anchor)

    # block collections ------------------------------------------------------------------------------------------

    def block_map(self, *, flow: bool) -> Mapping:
        first = self.unit()
        assert first is not None
        found = Found(self, first.start)
        unit: Unit | None = first
        while unit is not None and unit.col == first.col:
            if flow and unit.kind == "end-list":
                break
            if unit.kind not in ("key", "pair"):
                raise FrontMatterError(self._why_no_key(unit), unit.start)
            assert isinstance(unit, Group)
            self._block_pair(found, unit, flow=flow)
            unit = self.unit()
        return found.mapping("block")

    def _why_no_key(self, unit: Unit) -> str:
        if unit.kind == "dash":
            return "a list item cannot stand among the keys of a map"
        return "a key is needed here; is a colon missing, or a blank after it?"

    def _block_pair(self, found: Found, unit: Group, *, flow: bool) -> None:
        if unit.kind == "pair":
            key = unit.parts[0]
            assert isinstance(key, Group)
            found.key(key, flow=flow)
            found.add(self.scalar(unit.parts[1]))
            self.at += 1
            following = self.unit()
            if (
                following is not None
                and following.col > unit.col
                and not (flow and first_kind(following) in ("comma", "end-list"))
            ):
                raise FrontMatterError("a value cannot stand here: the key before it has one already", following.start)
            return
        found.key(unit, flow=flow)
        self.at += 1
        following = self.unit()
        if following is not None and following.line == unit.line and following.kind == "dash":
            raise FrontMatterError("a list cannot begin on the line of its key; put it on the next", following.start)
        found.add(self._map_value(unit, flow=flow))

    def _map_value(self, key: Group, *, flow: bool) -> Node:
        """The value of a key that does not have it on its own line."""
        unit = self.unit()
        colon = end_of(key)
        if unit is None:
            return Scalar(colon, colon, None, "empty")
        column, line = _key_place(key)
        is_key = unit.kind in ("key", "pair")
        if is_key and unit.col != column and unit.line == line:
            raise FrontMatterError("a second `: ` on one line; put the value in quotes", unit.start)
        if unit.col == column and (is_key or unit.kind in ("flow-map", "end-map")):
            return Scalar(colon, colon, None, "empty")
        return self._value_right_of(unit, colon, column, line, "key", flow=flow)

    def _value_right_of(self, unit: Unit, stop: int, column: int, line: int, next_kind: str, *, flow: bool) -> Node:
        following = self.unit(1)
        if unit.line == line and unit.kind == "name" and _ends_there(following, column, next_kind):
            self.at += 1
            name = _name_of(unit)
            self.anchors[name] = node = Scalar(end_of(unit), end_of(unit), None, "empty", name)
            return node
        if unit.col <= column and (unit.kind == "name" or first_kind(unit) == "tag"):
            what = "an anchor" if unit.kind == "name" else "a tag"
            raise FrontMatterError(f"{what} must stand on the line of its key or deeper than it", unit.start)
        if unit.col < column:
            return Scalar(stop, stop, None, "empty")
        tagged = following if unit.kind == "name" and following is not None and following.kind == "tag" else None
        if tagged is not None and tagged.line != unit.line and tagged.col <= column:
            raise FrontMatterError("a tag must stand on the line of its key or deeper than it", tagged.start)
        return self.value(flow=flow)

    def block_list(self, *, flow: bool) -> Sequence:
        first = self.unit()
        assert first is not None
        items: list[Node] = []
        marks: list[int] = []
        unit: Unit | None = first
        while unit is not None and unit.kind == "dash" and unit.col == first.col:
            self.at += 1
            marks.append(unit.start)
            items.append(self._item(unit, flow=flow))
            unit = self.unit()
        return self._sequence(first.start, max(items[-1].end, marks[-1] + 1), items, "block", marks)

    def _item(self, dash: Unit, *, flow: bool) -> Node:
        unit = self.unit()
        stop = end_of(dash)
        if unit is None or (unit.col == dash.col and unit.kind == "dash"):
            return Scalar(stop, stop, None, "empty")
        return self._value_right_of(unit, stop, dash.col, dash.line, "dash", flow=flow)

    def _sequence(
        self, start: int, end: int, items: list[Node], style: str, marks: list[int] | tuple[()] = ()
    ) -> Sequence:
        node = Sequence(start, end, tuple(items), [item.value for item in items], style, None, tuple(marks))
        self.weigh(node, sum(map(self.size, items)))
        return node

    # flow collections -------------------------------------------------------------------------------------------

    def flow_list(self) -> Sequence:
        opener = self.unit()
        assert opener is not None
        self.at += 1
        items: list[Node] = []
        while (unit := self._next_entry(bool(items), "end-list", "]", opener)) is not None:
            if unit.kind == "comma":
                raise FrontMatterError("a list item is missing before this comma", unit.start)
            items.append(self.value(flow=True))
        return self._sequence(opener.start, end_of(self.units[self.at - 1]), items, "flow")

    def _next_entry(self, later: bool, closer: str, bracket: str, opener: Unit) -> Unit | None:
        """The unit that begins the next entry; None when the closing bracket was taken."""
        unit = self.unit()
        if unit is not None and unit.kind == "comma" and (later or closer == "end-map"):
            self.at += 1
            unit = self.unit()
        elif unit is not None and later and unit.kind != closer:
            raise FrontMatterError(f"a comma or {bracket} is needed here", unit.start)
        if unit is None:
            raise FrontMatterError(f"this bracket is not closed with {bracket}", opener.start)
        if unit.kind == closer:
            self.at += 1
            return None
        return unit

    def flow_map(self) -> Mapping:
        opener = self.unit()
        assert opener is not None
        self.at += 1
        found = Found(self, opener.start)
        while (unit := self._next_entry(bool(found.pairs), "end-map", "}", opener)) is not None:
            self._flow_pair(found, unit)
        return found.mapping("flow", end_of(self.units[self.at - 1]))

    def _flow_pair(self, found: Found, unit: Unit) -> None:
        if isinstance(unit, Group) and unit.kind == "pair":
            key = unit.parts[0]
            assert isinstance(key, Group)
            found.key(key, flow=True)
            found.add(self.scalar(unit.parts[1]))
            self.at += 1
            return
        following = self.unit(1)
        ends = following is not None and following.kind in ("end-map", "comma")
        self.at += 1
        stop = end_of(unit)
        if isinstance(unit, Group) and unit.kind == "key":
            found.key(unit, flow=True)
            found.add(Scalar(stop, stop, None, "empty") if ends else self.value(flow=True))
        elif ends:
            found.bare_key(unit, alone=True)
            found.add(Scalar(stop, stop, None, "empty"))
        else:
            raise FrontMatterError("a key with a colon is needed here", unit.start)


def _ends_there(following: Unit | None, column: int, next_kind: str) -> bool:
    """After `key: &name` comes the next key (or something further out): the anchor stands on nothing."""
    if following is None:
        return False
    same = following.kind in (("key", "pair") if next_kind == "key" else ("dash",))
    return (following.col == column and same) or following.col < column


def _key_place(key: Group) -> tuple[int, int]:
    inner = key.parts[0]
    return inner.col, inner.line


def _name_of(unit: Unit) -> str:
    assert isinstance(unit, Group)
    name = unit.parts[1]
    while isinstance(name, Group):
        name = name.parts[-1]
    return name.value


def _with_anchor(node: Node, name: str) -> Node:
    return replace(node, anchor=name)
