"""Putting the keys of a TOML table, or the items of a list, into another order."""

from __future__ import annotations

from hugokit.errors import UnsupportedEdit
from hugokit.frontmatter.node import Mapping, Node, Path, Sequence
from hugokit.frontmatter.steps import node_at
from hugokit.frontmatter.toml_layout import Layout
from hugokit.frontmatter.toml_tree import Statement
from hugokit.text.edits import Edit


def reorder(page: Layout, path: Path, keys: tuple[str | int, ...]) -> list[Edit]:
    """Put the keys of a table in order: plain keys among themselves, then tables. Or the items of a list."""
    held = page.holder(path)
    if held and held.node is not None:
        return _exchange(page, node_at(held.node, path[len(held.path) :]), keys)
    rank = {key: index for index, key in enumerate(keys)}
    depth = len(path)
    plain = _plain_keys(page, path)
    chunks = [(statement, page.above(statement), page.line_end(statement.end)) for statement in plain]
    out = _permute(page, chunks, rank, depth)
    headers = [s for s in page.statements if s.kind != "pair"]
    starts = [page.above(header) for header in headers]
    stops = [_last_line(page, start, stop) for start, stop in zip(starts, [*starts[1:], page.end], strict=False)]
    below = [one for one in zip(headers, starts, stops, strict=True) if _is_below(one[0].path, path)]
    return out + _permute(page, below, rank, depth)


def _plain_keys(page: Layout, path: Path) -> list[Statement]:
    """The pairs that give a table its keys: below its header, or dotted ones that name it."""
    header = page.header(path) if path else None
    if header or not path:
        return page.body(header)
    return [s for s in page.under(path) if s.kind == "pair" and s.part_at(len(path) - 1)]


def _is_below(place: Path, path: Path) -> bool:
    return len(place) > len(path) and place[: len(path)] == path


def _exchange(page: Layout, node: Node, keys: tuple[str | int, ...]) -> list[Edit]:
    """Entries in brackets change places, the text between them stays."""
    if not isinstance(node, Mapping | Sequence) or page.has_comment(node):
        raise UnsupportedEdit("a comment stands between the entries; it would end up beside another one")
    steps: list[str | int] = list(node.value) if isinstance(node, Mapping) else list(range(len(node.items)))
    slots = page.brackets(node).spans
    if len(slots) != len(steps):
        raise UnsupportedEdit("the entries are written as dotted keys")
    pieces = [slots[steps.index(key)] for key in keys]
    return [
        Edit(*slot, page.text[piece[0] : piece[1]]) for slot, piece in zip(slots, pieces, strict=True) if slot != piece
    ]


def _last_line(page: Layout, start: int, stop: int) -> int:
    """The end of the last line with anything on it, from `start` to before `stop`."""
    kept = page.text[start:stop].rstrip(" \t\r\n")
    return page.line_end(start + len(kept))


def _permute(
    page: Layout, chunks: list[tuple[Statement, int, int]], rank: dict[str | int, int], depth: int
) -> list[Edit]:
    """Put chunks of lines in the places of each other, by the rank of their key at this depth."""
    wanted = sorted(chunks, key=lambda chunk: rank[chunk[0].path[depth]])
    return [
        Edit(slot[1], slot[2], page.text[chunk[1] : chunk[2]])
        for slot, chunk in zip(chunks, wanted, strict=True)
        if slot is not chunk
    ]
