"""What a shortcode's template takes: parameters, and whether it reads what stands between the tags.

Hugo looks for `.Inner` in the parsed template, dead branches and called `define`s with it, partials without
(tpl/tplimpl/templatetransform.go). Which parameters are read it does not ask; that is worked out here, and left open
wherever the template hands them on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from hugokit.body.actions import Piece, actions

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
    """The signature of a template."""
    found = _Reading()
    for pieces in actions(source):
        found.action(pieces)
    return replace(found.signature, inner=found.reads_inner())


@dataclass(slots=True)
class _Reading:
    """The walk through a template. `blocks`: for each open block its word, and whether its dot is the shortcode."""

    signature: Signature = Signature()
    blocks: list[tuple[str, bool]] = field(default_factory=list)
    inside: list[str] = field(default_factory=lambda: [_MAIN])
    inner: set[str] = field(default_factory=set)
    defined: set[str] = field(default_factory=lambda: {_MAIN})
    called: dict[str, set[str]] = field(default_factory=dict)

    @property
    def own_dot(self) -> bool:
        return self.blocks[-1][1] if self.blocks else True

    def action(self, pieces: tuple[Piece, ...]) -> None:
        word = pieces[0].text if pieces and pieces[0].kind == "word" else ""
        rest = pieces[1:] if word in ("if", "with", "range", "define", "block", "template", "else") else pieces
        if word == "end":
            self.end()
        elif word == "else":
            self.otherwise(rest)
        elif word in ("define", "block", "template"):
            self.named(word, rest)
        else:
            self.read(rest)
            if word in ("if", "with", "range"):
                self.blocks.append((word, self.own_dot and word == "if"))

    def end(self) -> None:
        if self.blocks and self.blocks.pop()[0] in ("define", "block"):
            self.inside.pop()

    def otherwise(self, rest: tuple[Piece, ...]) -> None:
        """`else` has the dot of before its block, unless it goes on with another `with`."""
        word = self.blocks.pop()[0] if self.blocks else ""
        self.read(rest[1:])
        again = bool(rest) and rest[0].text == "with"
        self.blocks.append((word, self.own_dot and not again))

    def named(self, word: str, rest: tuple[Piece, ...]) -> None:
        name = str(rest[0].literal) if rest else ""
        self.read(rest[1:])
        if word != "define":
            self.called.setdefault(self.inside[-1], set()).add(name)
        if word != "template":
            self.defined.add(name)
            self.inside.append(name)
            self.blocks.append((word, False))

    def reads_inner(self) -> bool | None:
        """True or False as Hugo decides; None where a template is called that is written elsewhere."""
        seen: set[str] = set()
        todo = [_MAIN]
        while todo:
            name = todo.pop()
            seen.add(name)
            todo += self.called.get(name, set()) - seen
        if seen & self.inner:
            return True
        return False if seen <= self.defined else None

    def read(self, pieces: tuple[Piece, ...]) -> None:
        for at, piece in enumerate(pieces):
            if piece.fields and not piece.chained and _INNER & set(piece.fields):
                self.inner.add(self.inside[-1])
            self.note(piece, pieces[at - 1] if at else None, pieces[at + 1 :])

    def note(self, piece: Piece, before: Piece | None, rest: tuple[Piece, ...]) -> None:
        if self.is_context(piece):
            self.add(Keys(open=True))
        if "IsNamedParams" in piece.fields:
            self.signature = replace(self.signature, asks_named=True)
        # Any other variable, or what a word or brackets give, is the shortcode only where that was handed on: open.
        if piece.chained or (piece.kind == "variable" and not piece.text.startswith("$.")):
            return
        for keys, above in _keys(piece, before, rest, own=self.own_dot or piece.kind == "variable"):
            if above:
                self.signature = replace(self.signature, above=self.signature.above | keys)
            else:
                self.add(keys)

    def is_context(self, piece: Piece) -> bool:
        """Whether it hands the whole shortcode on."""
        if self.inside[-1] != _MAIN:
            return False
        return piece.text == "$" or (piece.text == "." and piece.kind == "mark" and self.own_dot)

    def add(self, keys: Keys) -> None:
        self.signature = replace(self.signature, keys=self.signature.keys | keys)


def _keys(piece: Piece, before: Piece | None, rest: tuple[Piece, ...], *, own: bool) -> Iterator[tuple[Keys, bool]]:
    """What one token reads: (keys, whether of the shortcode around). `own`: its dot is the shortcode."""
    fields = piece.fields
    start = next((at for at, name in enumerate(fields) if name != "Parent"), len(fields))
    above, read = start > 0, fields[start:]
    if above and not read:
        yield Keys(open=True), True
    elif read == ("Get",):
        yield _literal(rest), above
    elif read[:1] == ("Params",):
        if len(read) > 1:
            yield Keys(frozenset({read[1]})), above
        elif before is not None and before.text in ("index", "isset"):
            yield _literal(rest), above
        elif own or above:
            yield Keys(open=True), above


def _literal(rest: Iterable[Piece]) -> Keys:
    key = next((piece.literal for piece in rest), None)
    if isinstance(key, int):
        return Keys(positions=key + 1)
    return Keys(open=True) if key is None else Keys(frozenset({key}))
