"""Operations on a YAML block as splices. Comments stay: one above a key, one beside a value, a commented-out item.

Deleting a key takes its own lines with the comment at their end, and the comment lines directly above where they are
clearly its own (Block.own_above). A value is replaced in place; lists and maps are changed item by item, so that
comments between the items survive.
"""

from __future__ import annotations

import re

from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter import yaml_spell as spelling
from hugokit.frontmatter.node import Mapping, Node, Pair, Path, Scalar, Sequence, Value, find, pair_of
from hugokit.frontmatter.operations import Delete, Insert, Operation, Rename, Reorder, Set, common_ends, same
from hugokit.frontmatter.steps import show
from hugokit.frontmatter.yaml_lines import Block
from hugokit.frontmatter.yaml_spell import Style
from hugokit.text.edits import Edit

_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")


def edits(text: str, start: int, end: int, root: Mapping, op: Operation) -> list[Edit]:
    """The splices that carry out `op` on the block text[start:end]. Raises UnsupportedEdit."""
    editor = _Editor(text, start, end, root)
    if isinstance(op, Set):
        return editor.set(op)
    if isinstance(op, Insert):
        return editor.insert(op)
    if isinstance(op, Delete):
        return editor.delete(op.path)
    if isinstance(op, Rename):
        return editor.rename(op)
    return editor.reorder(op)


class _Editor(Block):
    # set --------------------------------------------------------------------------------------------------------

    def set(self, op: Set) -> list[Edit]:
        path, value = op.path, op.value
        at = len(path)
        while at and find(self.root, path[:at]) is None:
            at -= 1
        if at == len(path):
            return self.replace(path, value, op.style)
        for step in reversed(path[at + 1 :]):
            if isinstance(step, int):
                raise UnsupportedEdit(f"there is no list item at {show(path)}")
            value = {step: value}
        parent, name = self.node(path[:at]) if at else self.root, path[at]
        if isinstance(parent, Scalar) and parent.value is None and isinstance(name, str):
            return self.replace(path[:at], {name: value}, op.style)
        if not isinstance(parent, Mapping) or not isinstance(name, str):
            raise UnsupportedEdit(f"there is no list item at {show(path)}")
        return self.add_key(parent, name, value, op)

    def add_key(self, parent: Mapping, name: str, value: Value, op: Set) -> list[Edit]:
        style = self.style(parent)
        if parent.style == "flow":
            return [self._add_flow(parent, f"{spelling.key(name)}: {spelling.inline(value, style, flow=True)}")]
        after = pair_of(parent, op.after) if op.after else None
        if not parent.pairs:
            return [Edit(self.end, self.end, spelling.entry(name, value, 0, style, op.style))]
        after = after or parent.pairs[-1]
        at = self.last_line_end(after.node, after.key_end)
        lines = spelling.entry(name, value, self.indent(parent.pairs[0].key_start), style, op.style)
        if at and self.text[at - 1] not in "\n\r" and at > self.start:
            lines = style.newline + lines
        return [Edit(at, at, lines)]

    def _add_flow(self, parent: Mapping | Sequence, piece: str) -> Edit:
        last = parent.pairs[-1].node if isinstance(parent, Mapping) and parent.pairs else None
        if isinstance(parent, Sequence) and parent.items:
            last = parent.items[-1]
        if last is None:
            return Edit(parent.start + 1, parent.start + 1, piece)
        return Edit(last.end, last.end, f", {piece}")

    def replace(self, path: Path, value: Value, form: str | None = None) -> list[Edit]:
        node = find(self.root, path)
        assert node is not None
        if same(node.value, value) and form is None:
            return []
        if form is None and isinstance(node, Sequence) and isinstance(value, list) and value and node.items:
            return self._replace_items(path, node, value)
        if form is None and isinstance(node, Mapping) and isinstance(value, dict) and value and node.pairs:
            return self._replace_keys(path, node, value)
        return [self._replace_whole(path, node, value, form)]

    def _replace_items(self, path: Path, node: Sequence, value: list[Value]) -> list[Edit]:
        old = node.value
        head, tail = common_ends(old, value)
        out: list[Edit] = []
        shared = min(len(old), len(value)) - tail
        for index in range(head, shared):
            out += self.replace((*path, index), value[index])
        if len(value) > len(old):
            out += self._insert_items(node, shared, value[shared : len(value) - tail])
        for index in range(shared, len(old) - tail):
            out += self._delete_item(node, index, last_kept=shared - 1 if not tail else len(old))
        return out

    def _replace_keys(self, path: Path, node: Mapping, value: dict[str, Value]) -> list[Edit]:
        written = {pair.key: pair for pair in node.pairs}
        gone = [key for key in written if key not in value]
        fresh = {key: item for key, item in value.items() if key not in written}
        if len(gone) == len(written) or "<<" in written or (fresh and gone and node.style == "flow"):
            return [self._replace_whole(path, node, value, None)]
        out: list[Edit] = []
        for key in written:
            if key in value:
                out += self.replace((*path, key), value[key])
        for key in gone:
            out += self.delete((*path, key))
        if fresh:
            out += self._append_keys(node, fresh)
        return out

    def _append_keys(self, node: Mapping, fresh: dict[str, Value]) -> list[Edit]:
        style = self.style(node)
        if node.style == "flow":
            pieces = [f"{spelling.key(k)}: {spelling.inline(v, style, flow=True)}" for k, v in fresh.items()]
            return [self._add_flow(node, ", ".join(pieces))]
        last = node.pairs[-1]
        at = self.last_line_end(last.node, last.key_end)
        indent = self.indent(node.pairs[0].key_start)
        return [Edit(at, at, "".join(spelling.entry(k, v, indent, style) for k, v in fresh.items()))]

    def _replace_whole(self, path: Path, node: Node, value: Value, form: str | None) -> Edit:
        parent = find(self.root, path[:-1])
        in_flow = self._in_flow(path)
        style = self.style(parent if parent is not None else self.root)
        old_is_block = (isinstance(node, Mapping | Sequence) and node.style == "block") or (
            isinstance(node, Scalar) and node.style in ("literal", "folded")
        )
        if isinstance(node, Scalar) and isinstance(node.value, str) and node.style in ("single", "double"):
            style = style._replace(quote=node.style)
        wants_lines = not in_flow and self._wants_lines(value, style, form)
        if isinstance(node, Scalar) and not old_is_block and not wants_lines:
            return self._replace_scalar(node, value, style, in_flow)
        if not old_is_block and not wants_lines:
            return Edit(node.start, node.end, spelling.inline(value, style, flow=in_flow))
        return self._replace_lines(path, node, value, style, form)

    def _wants_lines(self, value: Value, style: Style, form: str | None) -> bool:
        if isinstance(value, str):
            return "\n" in value
        if not isinstance(value, dict | list) or not value or form == "flow":
            return False
        return form == "block" or isinstance(value, dict) or style.lists == "block"

    def _in_flow(self, path: Path) -> bool:
        nodes = [find(self.root, path[:cut]) for cut in range(len(path))]
        return any(isinstance(n, Mapping | Sequence) and n.style == "flow" for n in nodes)

    def _replace_scalar(self, node: Scalar, value: Value, style: Style, in_flow: bool) -> Edit:
        if not isinstance(value, str):
            new = spelling.inline(value, style, flow=in_flow)
        elif node.style in ("single", "double"):
            new = spelling.text(value, node.style, flow=in_flow)
        elif node.style == "plain" and isinstance(node.value, str):
            dates = spelling.is_timestamp(node.value) and spelling.is_timestamp(value)
            new = value if dates else spelling.text(value, "plain", flow=in_flow)
        else:
            new = spelling.text(value, style.quote, flow=in_flow)
        blank = (
            " " if node.start == node.end and self.text[node.start - 1 : node.start] not in (" ", "\n", "\r") else ""
        )
        return Edit(node.start, node.end, blank + new)

    def _replace_lines(self, path: Path, node: Node, value: Value, style: Style, form: str | None) -> Edit:
        """Replace a value of several lines, or by one: everything from its key or dash to the end of its lines."""
        step = path[-1]
        if node.anchor is not None:
            raise UnsupportedEdit(f"{show(path)} has the anchor &{node.anchor}; change what is in it")
        parent = self.node(path[:-1]) if path[:-1] else self.root
        if isinstance(parent, Sequence) and isinstance(step, int):
            return self._replace_item(parent, step, value, style)
        pair = pair_of(parent, str(step))
        assert pair is not None
        stop = self.last_line_end(node, pair.key_end)
        lines = spelling.entry(pair.key, value, self.indent(pair.key_start), style, form)
        rest = lines[lines.index(":", len(spelling.key(pair.key)) + self.indent(pair.key_start)) :]
        colon = self.text.index(":", pair.key_end)
        first, line_end, others = rest.partition(style.newline)
        return Edit(colon, stop, f"{first}{self._beside_key(colon + 1)}{line_end}{others}")

    def _beside_key(self, at: int) -> str:
        """The comment behind a key whose value begins on the next line."""
        found = _COMMENT.match(self.text, at, self.end)
        return found.group().rstrip() if found else ""

    def _replace_item(self, parent: Sequence, index: int, value: Value, style: Style) -> Edit:
        mark, node = parent.marks[index], parent.items[index]
        stop = self.last_line_end(node, mark + 1)
        indent = self.indent(mark)
        return Edit(mark, stop, spelling.item(value, indent, style)[indent:])

    # insert, delete, rename -------------------------------------------------------------------------------------

    def insert(self, op: Insert) -> list[Edit]:
        parent, index = self.node(op.path[:-1]), op.path[-1]
        if not isinstance(parent, Sequence) or not isinstance(index, int):
            raise UnsupportedEdit(f"{show(op.path[:-1])} is not a list")
        if not parent.items:
            return self.replace(op.path[:-1], [op.value])
        return self._insert_items(parent, min(index, len(parent.items)), [op.value])

    def _insert_items(self, node: Sequence, index: int, values: list[Value]) -> list[Edit]:
        style = self.style(node)
        if node.style == "flow":
            pieces = [spelling.inline(value, style, flow=True) for value in values]
            if index < len(node.items):
                at = node.items[index].start
                return [Edit(at, at, "".join(f"{piece}, " for piece in pieces))]
            return [self._add_flow(node, ", ".join(pieces))]
        indent = self.indent(node.marks[0])
        if index and index == len(node.items):
            at = self.last_line_end(node.items[-1], node.marks[-1] + 1)
        elif index < len(node.items) and self.leads(node.marks[index]):
            at = self.line_start(node.marks[index])
        else:
            raise UnsupportedEdit("an item cannot be put before one that shares its line with something else")
        return [Edit(at, at, "".join(spelling.item(value, indent, style) for value in values))]

    def delete(self, path: Path) -> list[Edit]:
        parent = self.node(path[:-1]) if path[:-1] else self.root
        step = path[-1]
        if isinstance(parent, Sequence) and isinstance(step, int) and -len(parent.items) <= step < len(parent.items):
            if len(parent.items) == 1:
                return self.replace(path[:-1], [])
            return self._delete_item(parent, step % len(parent.items), last_kept=len(parent.items))
        pair = pair_of(parent, step) if isinstance(step, str) else None
        if pair is None or not isinstance(parent, Mapping):
            raise UnsupportedEdit(f"there is nothing at {show(path)}")
        if len(parent.pairs) == 1 and parent is not self.root:
            return self.replace(path[:-1], {})
        if parent.style == "flow":
            index = parent.pairs.index(pair)
            bounds = [(p.key_start, max(p.node.end, p.key_end)) for p in parent.pairs]
            return [self._cut_flow(bounds, index, len(bounds))]
        return [self._delete_pair(parent, pair)]

    def _delete_pair(self, parent: Mapping, pair: Pair) -> Edit:
        stop = self.last_line_end(pair.node, pair.key_end)
        if self.leads(pair.key_start):
            return Edit(self.own_above(pair.key_start, stop), stop, "")
        index = parent.pairs.index(pair)
        if index + 1 == len(parent.pairs):
            return Edit(pair.key_start, stop, "")
        following = parent.pairs[index + 1].key_start
        if "#" in self.text[max(pair.node.end, pair.key_end) : following]:
            raise UnsupportedEdit(f"a comment stands between {pair.key!r} and the key after it; it would be lost")
        return Edit(pair.key_start, following, "")

    def _delete_item(self, node: Sequence, index: int, *, last_kept: int) -> list[Edit]:
        if node.style == "flow":
            return [self._cut_flow([(item.start, item.end) for item in node.items], index, last_kept)]
        mark = node.marks[index]
        if not self.leads(mark):
            raise UnsupportedEdit("the item shares its line with something else")
        return [Edit(self.line_start(mark), self.last_line_end(node.items[index], mark + 1), "")]

    def _cut_flow(self, bounds: list[tuple[int, int]], index: int, last_kept: int) -> Edit:
        """Cut an entry with one comma: the one after it, or before it where nothing kept follows."""
        start, end = bounds[index]
        follows = index + 1 < len(bounds) and last_kept > index
        cut = (
            Edit(start, bounds[index + 1][0], "")
            if follows
            else Edit(bounds[index - 1][1] if index else start, end, "")
        )
        taken = self.text[cut.start : start] + self.text[end : cut.end]
        if "#" in taken:
            raise UnsupportedEdit("a comment stands beside the entry; it would be lost")
        return cut

    def rename(self, op: Rename) -> list[Edit]:
        parent = self.node(op.path[:-1]) if op.path[:-1] else self.root
        step = op.path[-1]
        pair = pair_of(parent, step) if isinstance(step, str) else None
        if pair is None:
            raise UnsupportedEdit(f"there is no key at {show(op.path)}")
        quoted = self.text[pair.key_start] in "'\""
        style = {"'": "single", '"': "double"}[self.text[pair.key_start]] if quoted else "plain"
        return [Edit(pair.key_start, pair.key_end, spelling.text(op.key, style) if quoted else spelling.key(op.key))]

    # reorder ----------------------------------------------------------------------------------------------------

    def reorder(self, op: Reorder) -> list[Edit]:
        node = self.node(op.path) if op.path else self.root
        if isinstance(node, Mapping):
            steps: list[str | int] = [pair.key for pair in node.pairs]
            spans = [(pair.key_start, max(pair.key_end, pair.node.end)) for pair in node.pairs]
            ends = [self.last_line_end(pair.node, pair.key_end) for pair in node.pairs]
        elif isinstance(node, Sequence):
            steps = list(range(len(node.items)))
            spans = [(item.start, item.end) for item in node.items]
            ends = [self.last_line_end(item, mark + 1) for item, mark in zip(node.items, node.marks, strict=False)]
        else:
            raise UnsupportedEdit(f"{show(op.path)} is neither a map nor a list")
        if steps == list(op.keys):
            return []
        order = [steps.index(key) for key in op.keys]
        starts = [start for start, _ in spans] if isinstance(node, Mapping) else list(node.marks)
        if node.style == "flow" or not all(map(self.leads, starts)):
            return self._exchange(spans, order)
        bounds = self._chunks(starts[0], ends)
        written = [self.text[a:b] for a, b in bounds]
        return [Edit(bounds[0][0], bounds[-1][1], "".join(written[index] for index in order))]

    def _exchange(self, spans: list[tuple[int, int]], order: list[int]) -> list[Edit]:
        """Entries that share lines with something else change places, the text between them stays."""
        whole = self.text[self.line_start(spans[0][0]) : self.next_line(spans[-1][1])]
        if "#" in whole or any(self.text.find("\n", a, b) != -1 for a, b in spans):
            raise UnsupportedEdit("the entries do not stand on lines of their own")
        pieces = [self.text[a:b] for a, b in spans]
        return [Edit(a, b, pieces[index]) for (a, b), index in zip(spans, order, strict=True)]

    def _chunks(self, first: int, ends: list[int]) -> list[tuple[int, int]]:
        """For each entry its lines with the comments above it. What stands before a blank line at the top stays."""
        first = self.line_start(first)
        while first > self.start and self._is_comment(self.line_above(first)):
            first = self.line_above(first)
        return list(zip([first, *ends[:-1]], ends, strict=True))

    def _is_comment(self, at: int) -> bool:
        return self.text[at : self.next_line(at)].lstrip().startswith("#")
