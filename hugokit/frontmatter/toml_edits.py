"""Edits of TOML as splices (the rules are in toml.py)."""

from __future__ import annotations

from collections.abc import Iterable

from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter import brackets, toml_spell
from hugokit.frontmatter.node import Mapping, Node, Path, Scalar, Sequence, Value, walk
from hugokit.frontmatter.operations import Set, plain_copy, same
from hugokit.frontmatter.steps import child, node_at, pair_named, show
from hugokit.frontmatter.toml_layout import Layout
from hugokit.frontmatter.toml_tree import Statement
from hugokit.text.edits import Edit


def set_value(page: Layout, op: Set) -> list[Edit]:
    """Give a key or item a value."""
    path, value = op.path, toml_spell.as_read(op.value)
    held = page.holder(path)
    if held and held.node is not None:
        return _set_inside(page, held.node, path[len(held.path) :], value)
    parent, step = node_at(page.root, path[:-1]), path[-1]
    old = child(parent, step)
    if old is not None:
        return _set_table(page, path, old, value, op)
    if not isinstance(parent, Mapping) or not isinstance(step, str):
        raise UnsupportedEdit(f"{show(path[:-1])} is not a map")
    return new_key(page, path[:-1], step, value, op)


def insert_item(page: Layout, path: Path, value: Value) -> list[Edit]:
    """Put an item into a list."""
    value = toml_spell.as_read(value)
    parent, index = node_at(page.root, path[:-1]), path[-1]
    if not isinstance(parent, Sequence) or not isinstance(index, int):
        raise UnsupportedEdit(f"{show(path[:-1])} is not a list")
    if parent.style != "tables":
        return brackets.insert(page.brackets(parent), index, toml_spell.spell(value, page.quote(parent)))
    if not isinstance(value, dict):
        return _set_anew(page, path[:-1], [*parent.value[:index], value, *parent.value[index:]])
    lines = list(toml_spell.sections(_names(path), [value], page.quote()))
    if index < len(parent.items):
        following = page.under(path)[0]
        newline = page.newline(following.start)
        at = page.above(following)
        return [Edit(at, at, newline.join([*lines[1:], "", ""]))]
    return [_below(page, page.under(path[:-1]), lines)]


def delete(page: Layout, path: Path) -> list[Edit]:
    """Take a key or item out."""
    held = page.holder(path)
    if held and held.node is not None and held.path != path:
        return _delete_inside(page, held.node, path[len(held.path) :])
    node_at(page.root, path)
    gone = page.under(path)
    left = [s for s in page.under(path[:-1]) if s not in gone]
    if left or len(path) == 1:
        return _removals(page, gone)
    return _keep_empty(page, path, gone)


def rename(page: Layout, path: Path, name: str) -> list[Edit]:
    """Give a key another name, wherever it is written."""
    parent, old = node_at(page.root, path[:-1]), path[-1]
    pair = pair_named(parent, old) if isinstance(old, str) else None
    if pair is None:
        raise UnsupportedEdit(f"there is no key at {show(path)}")
    if name == old:
        return []
    if pair_named(parent, name):
        raise UnsupportedEdit(f"there is already a key {name!r}")
    new = toml_spell.key(str(toml_spell.as_read(name)))
    held = page.holder(path)
    if held and held.path != path:
        _no_dots(pair.node)
        return [Edit(pair.key_start, pair.key_end, new)]
    parts = [statement.part_at(len(path) - 1) for statement in page.under(path)]
    return [Edit(part.start, part.end, new) for part in parts if part]


def new_key(page: Layout, parent: Path, name: str, value: Value, op: Set) -> list[Edit]:
    """A key that is not there yet, in a table that is."""
    form = _form(page, parent, value, op) if toml_spell.is_table(value) else "plain"
    if form == "tables":
        after = page.under((*parent, op.after)) if op.after is not None else []
        near = after if any(s.kind != "pair" for s in after) else page.under(parent)
        lines = list(toml_spell.sections((*_names(parent), name), value, page.quote()))
        return [_below(page, near, lines)]
    header = page.header(parent)
    if parent and header is None:
        return _new_in_headless(page, parent, name, value)
    if form == "dotted":
        pairs = [(f"{toml_spell.key(name)}.{toml_spell.key(k)}", v) for k, v in value.items()]
    else:
        pairs = [(toml_spell.key(name), value)]
    body = page.body(header)
    after = [s for s in body if op.after is not None and s.path[: len(parent) + 1] == (*parent, op.after)]
    return [_new_lines(page, after or body, header, pairs)]


def _new_lines(page: Layout, body: list[Statement], header: Statement | None, pairs: list[tuple[str, Value]]) -> Edit:
    """Lines below the last of `body`, below its header, above the first header or into an empty block."""
    near = body[-1] if body else None
    quote = page.quote(near.node if near else None)
    quote = page.quote() if near is None or near.node is None or not isinstance(near.node.value, str) else quote
    lines = [f"{page.assignment(k, near)}{toml_spell.spell(v, quote)}" for k, v in pairs]
    anchor = near or header
    if anchor:
        newline, indent = page.newline(anchor.end), page.indent(anchor.start)
        at = page.line_end(anchor.end)
        return Edit(at, at, "".join(f"{newline}{indent}{line}" for line in lines))
    first = page.first_header()
    at = page.above(first) if first else page.end
    newline = page.newline(at if first else page.start)
    lead = newline if at and page.text[at - 1] != "\n" else ""
    return Edit(at, at, lead + "".join(f"{line}{newline}" for line in lines) + (newline if first else ""))


def _new_in_headless(page: Layout, parent: Path, name: str, value: Value) -> list[Edit]:
    """A key in a table that dotted keys or the headers of its children make."""
    below = page.under(parent)
    dots = [s for s in below if s.kind == "pair" and s.part_at(len(parent) - 1)]
    if dots:
        last = dots[-1]
        part = last.part_at(len(parent) - 1)
        prefix = page.text[last.start : part.end] if part else ""
        return [_new_lines(page, [last], None, [(f"{prefix}.{toml_spell.key(name)}", value)])]
    first = below[0]
    at, newline = page.above(first), page.newline(first.start)
    line = f"{toml_spell.key(name)} = {toml_spell.spell(value, page.quote())}"
    return [Edit(at, at, f"[{toml_spell.dotted(_names(parent))}]{newline}{line}{newline}{newline}")]


def _form(page: Layout, parent: Path, value: Value, op: Set) -> str:
    """How a map or list of maps is written: tables, inline ("plain") or dotted."""
    if op.style is not None:
        return "plain" if op.style == "flow" else "tables"
    if parent and page.header(parent) is None and any(s.kind == "pair" for s in page.under(parent)):
        return "plain"
    if page.first_header():
        return "tables"
    nodes = [node for _, node in walk(page.root) if isinstance(node, Mapping)]
    if any(node.style == "dotted" for node in nodes) and isinstance(value, dict) and value:
        return "dotted"
    return "plain" if any(node.style == "inline" for node in nodes) else "tables"


def _below(page: Layout, near: list[Statement], lines: list[str]) -> Edit:
    """Lines (the first of them empty) below the last of some statements."""
    if not near:
        newline = page.newline(page.start)
        lead = newline if page.end and page.text[page.end - 1] != "\n" else ""
        return Edit(page.end, page.end, lead + newline.join(lines[1:]) + newline)
    last = page.section_end(near[-1])
    at, newline = page.line_end(last.end), page.newline(last.end)
    return Edit(at, at, newline + newline.join(lines))


def _names(path: Path) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


def _set_inside(page: Layout, node: Node, rest: Path, value: Value) -> list[Edit]:
    if not rest:
        return _replace(page, node, value)
    parent, step = node_at(node, rest[:-1]), rest[-1]
    old = child(parent, step)
    if old is not None:
        _no_dots(old)
        return _replace(page, old, value)
    if not isinstance(parent, Mapping) or not isinstance(step, str):
        raise UnsupportedEdit(f"{show(rest)} does not lead into a map")
    return _add_inline(page, parent, step, value)


def _add_inline(page: Layout, parent: Mapping, name: str, value: Value) -> list[Edit]:
    for pair in parent.pairs:
        _no_dots(pair.node)
    _no_dots(parent)
    inside = page.brackets(parent)
    equals = page.text[parent.pairs[-1].key_end : parent.pairs[-1].node.start] if parent.pairs else " = "
    new = f"{toml_spell.key(name)}{equals}{toml_spell.spell(value, page.quote(parent))}"
    return brackets.insert(inside, len(parent.pairs), new if parent.pairs else f" {new} ")


def _replace(page: Layout, node: Node, value: Value) -> list[Edit]:
    """The smallest change from a value to another: inside it where its shape stays, else the whole of it."""
    if same(node.value, value):
        return []
    if isinstance(node, Sequence) and isinstance(value, list) and len(node.items) == len(value):
        return [e for item, new in zip(node.items, value, strict=True) for e in _replace(page, item, new)]
    if isinstance(node, Mapping) and isinstance(value, dict) and _one_apart(node, value):
        out = [e for p in node.pairs if p.key in value for e in _replace(page, p.node, value[p.key])]
        for name in (name for name in value if name not in node.value):
            out += _add_inline(page, node, name, value[name])
        return out + [e for p in node.pairs if p.key not in value for e in _delete_inside(page, node, (p.key,))]
    if isinstance(node, Sequence) and isinstance(value, list) and (step := _one_item(node, value)) is not None:
        index, new = step
        inside = page.brackets(node)
        if new:
            return brackets.insert(inside, index, toml_spell.spell(value[index], page.quote(node)))
        return brackets.delete(inside, index)
    return [Edit(node.start, node.end, _fresh(page, node, value))]


def _one_apart(node: Mapping, value: dict[str, Value]) -> bool:
    """Whether at most one key comes or goes, none of them dotted."""
    return (
        bool(node.pairs)
        and bool(value)
        and len(node.value.keys() ^ value.keys()) <= 1
        and not any(isinstance(p.node, Mapping) and p.node.style == "dotted" for p in node.pairs)
    )


def _one_item(node: Sequence, value: list[Value]) -> tuple[int, bool] | None:
    """(index, True) where `value` is the list with one item more, (index, False) with one less."""
    short, long = sorted((node.value, value), key=len)
    if not short or len(long) != len(short) + 1:
        return None
    index = next((i for i, item in enumerate(short) if not same(item, long[i])), len(short))
    return (index, long is value) if same(short[index:], long[index + 1 :]) else None


def _fresh(page: Layout, node: Node, value: Value) -> str:
    """A value in the style of the one it replaces."""
    if isinstance(value, str):
        style = node.style if isinstance(node, Scalar) and isinstance(node.value, str) else page.quote()
        return toml_spell.text(value, style, page.newline(node.start))
    if isinstance(value, list) and value and isinstance(node, Sequence) and node.items:
        return _fresh_list(page, node, [toml_spell.spell(item, page.quote(node)) for item in value])
    return toml_spell.spell(value, page.quote(node))


def _fresh_list(page: Layout, node: Sequence, items: list[str]) -> str:
    old = page.brackets(node)
    first, last = node.items[0].start, node.items[-1].end
    head = page.text[node.start : first]
    if old.per_line():
        gap = "," + page.newline(node.start) + old.indent(first)
    else:
        gap = page.text[node.items[0].end : node.items[1].start] if len(node.items) > 1 else ", "
    return head + (", " if "\n" in gap and not old.per_line() else gap).join(items) + page.text[last : node.end]


def _set_table(page: Layout, path: Path, old: Node, value: Value, op: Set) -> list[Edit]:
    """A value for what is written as a table, as dotted keys or as a list of tables."""
    if same(old.value, value):
        return []
    if isinstance(old, Mapping) and isinstance(value, dict) and (not old.value or old.value.keys() & value.keys()):
        new = sorted(
            (name for name in value if name not in old.value), key=lambda name: toml_spell.is_table(value[name])
        )
        rest = page.without([s for name in old.value if name not in value for s in page.under((*path, name))])
        out = [e for name in value if name in old.value for e in set_value(page, Set((*path, name), value[name]))]
        out += [e for name in old.value if name not in value for e in delete(page, (*path, name))]
        return out + _merged(e for name in new for e in new_key(rest, path, name, value[name], Set(path, None)))
    if isinstance(old, Sequence) and isinstance(value, list) and len(old.items) == len(value):
        return [e for index, item in enumerate(value) for e in set_value(page, Set((*path, index), item))]
    if isinstance(old, Sequence) and isinstance(value, list) and (step := _one_item(old, value)) is not None:
        index, more = step
        return insert_item(page, (*path, index), value[index]) if more else delete(page, (*path, index))
    if not isinstance(path[-1], str):
        return _set_parent(page, path, value)
    gone = page.under(path)
    if all(statement.kind == "pair" for statement in gone):
        return _undot(page, path, gone, value)
    rest = page.without(gone)
    if len(path) > 1 and not rest.under(path[:-1]):
        return _set_parent(page, path, value)
    return _removals(page, gone) + new_key(rest, path[:-1], path[-1], value, op)


def _set_parent(page: Layout, path: Path, value: Value) -> list[Edit]:
    """Write the map or list around a value anew, with the value in it."""
    above = path[:-1]
    old = node_at(page.root, above)
    changed = plain_copy(old.value)
    changed[path[-1]] = value
    return _set_anew(page, above, changed)


def _set_anew(page: Layout, path: Path, value: Value) -> list[Edit]:
    """Take out all that a table or list of tables is written as, and write it as a new key."""
    if not isinstance(path[-1], str):
        return _set_parent(page, path, value)
    gone = page.under(path)
    rest = page.without(gone)
    if len(path) > 1 and not rest.under(path[:-1]):
        return _set_parent(page, path, value)
    return _removals(page, gone) + new_key(rest, path[:-1], path[-1], value, Set(path, value))


def _undot(page: Layout, path: Path, gone: list[Statement], value: Value) -> list[Edit]:
    """A value in place of the first of some dotted keys; the others go."""
    first, part = gone[0], gone[0].part_at(len(path) - 1)
    if part is None or first.node is None:
        raise UnsupportedEdit(f"{show(path)} is not written as dotted keys")
    equals = page.text[first.parts[-1].end : first.node.start]
    new = f"{equals}{toml_spell.spell(value, page.quote())}"
    return [Edit(part.end, first.end, new), *_removals(page, gone[1:])]


def _removals(page: Layout, gone: list[Statement]) -> list[Edit]:
    runs = _runs(page.statements, gone)
    return [page.removal(page.own_comments(run[0], run[-1]), run[-1].end) for run in runs]


def _merged(edits: Iterable[Edit]) -> list[Edit]:
    """Insertions at one place as one, in the order given."""
    out: dict[tuple[int, int], str] = {}
    for edit in edits:
        out[edit.start, edit.end] = out.get((edit.start, edit.end), "") + edit.new
    return [Edit(start, end, new) for (start, end), new in out.items()]


def _delete_inside(page: Layout, node: Node, rest: Path) -> list[Edit]:
    parent, step = node_at(node, rest[:-1]), rest[-1]
    if isinstance(parent, Sequence) and isinstance(step, int):
        return brackets.delete(page.brackets(parent), step)
    pair = pair_named(parent, step) if isinstance(step, str) else None
    if not isinstance(parent, Mapping) or pair is None:
        raise UnsupportedEdit(f"there is nothing at {show(rest)}")
    for other in parent.pairs:
        _no_dots(other.node)
    _no_dots(parent)
    return brackets.delete(page.brackets(parent), parent.pairs.index(pair))


def _no_dots(node: Node) -> None:
    if isinstance(node, Mapping) and node.style == "dotted":
        raise UnsupportedEdit("dotted keys inside an inline table are not edited; set the whole table")


def _keep_empty(page: Layout, path: Path, gone: list[Statement]) -> list[Edit]:
    """The last key of a table that nothing else mentions goes: the table stays, empty."""
    first = gone[0]
    if isinstance(path[-1], int):
        if len(path) > 2 and page.header(path[:-2]) is None:
            raise UnsupportedEdit(f"{show(path[:-1])} would be empty; delete {show(path[:-2])} instead")
        empty = new_key(page.without(gone), path[:-2], str(path[-2]), [], Set(path, None))
        return [*_removals(page, gone), *empty]
    part = first.part_at(len(path) - 2)
    if first.kind == "pair" and part:
        return [Edit(part.end, first.end, " = {}"), *_removals(page, gone[1:])]
    runs = _runs(page.statements, gone)
    if first.kind == "pair" or len(runs) != 1:
        raise UnsupportedEdit(f"{show(path[:-1])} would be empty; delete it instead")
    header = f"[{toml_spell.dotted(_names(path[:-1]))}]"
    return [Edit(page.line_start(first.start), page.line_end(gone[-1].end), header)]


def _runs(statements: list[Statement], gone: list[Statement]) -> list[list[Statement]]:
    """The statements to go, in runs without another between."""
    runs: list[list[Statement]] = []
    marked = {id(statement) for statement in gone}
    open_run = False
    for statement in statements:
        if id(statement) not in marked:
            open_run = False
            continue
        if not open_run or (statement.kind != "pair" and runs[-1][0].kind == "pair"):
            runs.append([])
        runs[-1].append(statement)
        open_run = True
    return runs
