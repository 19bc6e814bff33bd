"""The shortcodes of a body as a tree of nodes with their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from hugokit.body.lexer import ShortcodeError, Token, lex

Param = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of the body without shortcodes."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Literal:
    """An escaped shortcode, `{{</* x */>}}`; `text` is what Hugo shows: `{{< x >}}`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Shortcode:
    """A call. `markup`: written with `%`, so that its output is Markdown. `inner` are the nodes between its tags.

    `closed` is False where there is no closing tag.
    """

    start: int
    end: int
    name: str
    markup: bool
    args: tuple[Param, ...] = ()
    named: Mapping[str, Param] = field(default_factory=dict)
    inner: tuple[Node, ...] = ()
    closed: bool = False
    inline: bool = False

    def get(self, key: str | int) -> Param | None:
        """A parameter by its name, whose case counts, or position; None where it is not given."""
        if isinstance(key, int):
            return self.args[key] if key < len(self.args) else None
        return self.named.get(key)


Node = Text | Literal | Shortcode
TakesInner = Callable[[str], bool | None]


def not_known(name: str) -> None:
    """The answer of who knows no templates."""


@dataclass(slots=True)
class Tag:
    """One tag as it is written. `places`: the stretch of each parameter, by its name or position."""

    start: int
    end: int
    markup: bool
    name: str = ""
    close: bool = False
    self_closed: bool = False
    inline: bool = False
    args: list[Param] = field(default_factory=list)
    named: dict[str, Param] = field(default_factory=dict)
    places: dict[str | int, tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    tag: Tag | None
    nodes: list[Node] = field(default_factory=list)


def parse(text: str, takes_inner: TakesInner = not_known) -> tuple[Node, ...]:
    """The nodes of a body (ShortcodeError for what Hugo refuses before it looks at templates).

    `takes_inner` says of a shortcode's name whether its template reads `.Inner`, None where that is not known: then a
    shortcode takes what follows if the body has a closing tag of its name, or one without a name that closes no other.
    """
    every = list(items(lex(text)))
    closed = {item.name.lower() for item in every if isinstance(item, Tag) and item.close}
    stack = [_Open(None)]
    for item in every:
        if not isinstance(item, Tag):
            stack[-1].nodes.append(item)
        elif item.close:
            _close(stack, item, takes_inner)
        else:
            known = takes_inner(item.name.lower())
            opens = item.name.lower() in closed if known is None else known
            if known is False and item.self_closed:
                raise ShortcodeError(
                    f'shortcode "{item.name}" does not evaluate .Inner, yet a closing tag was provided', item.start
                )
            if opens and not item.self_closed:
                stack.append(_Open(item))
            else:
                stack[-1].nodes.append(_node(item, (), item))
    if len(stack) > 1 and stack[-1].tag is not None:
        name, start = stack[-1].tag.name, stack[-1].tag.start
        raise ShortcodeError(f'shortcode "{name}" must be closed or self-closed', start)
    return tuple(stack[0].nodes)


def _close(stack: list[_Open], tag: Tag, takes_inner: TakesInner) -> None:
    """A closing tag closes the innermost open shortcode, whatever its name."""
    if not tag.name and _close_unknown(stack[-1].nodes, tag, takes_inner):
        return
    opened = stack.pop()
    if opened.tag is None:
        raise ShortcodeError(
            f'shortcode "{tag.name}" does not evaluate .Inner, yet a closing tag was provided', tag.start
        )
    stack[-1].nodes.append(_node(opened.tag, tuple(opened.nodes), tag))


def _close_unknown(nodes: list[Node], tag: Tag, takes_inner: TakesInner) -> bool:
    """Whether the last call that may take what follows is closed by a tag that does not say what it closes."""
    for at in range(len(nodes) - 1, -1, -1):
        node = nodes[at]
        if isinstance(node, Shortcode) and not node.closed and takes_inner(node.name.lower()) is None:
            nodes[at:] = [replace(node, end=tag.end, inner=tuple(nodes[at + 1 :]), closed=True)]
            return True
    return False


def _node(tag: Tag, inner: tuple[Node, ...], last: Tag) -> Shortcode:
    return Shortcode(
        tag.start,
        last.end,
        tag.name,
        tag.markup,
        tuple(tag.args),
        tag.named,
        inner,
        tag.self_closed or last is not tag,
        tag.inline,
    )


def check(text: str) -> None:
    """ShortcodeError for a tag that Hugo cannot read, whatever templates there are. Pairs are not looked at."""
    for _ in items(lex(text)):
        pass


def items(tokens: Iterator[Token]) -> Iterator[Text | Literal | Tag]:
    """Texts, escaped shortcodes and tags in order, as they are read (ShortcodeError)."""
    for token in tokens:
        if token.kind == "text":
            yield Text(token.start, token.end, token.text)
        elif token.kind == "literal":
            yield Literal(token.start, token.end, token.text)
        else:
            yield _tag(token, tokens)


def _tag(left: Token, tokens: Iterator[Token]) -> Tag:
    tag = Tag(left.start, left.end, left.text.endswith("%"))
    key: Token | None = None
    for token in tokens:
        if key is not None and token.kind != "value":
            tag.places[len(tag.args)] = key.start, key.end
            tag.args.append(key.value)
            key = None
        if token.kind == "right":
            tag.end = token.end
            break
        if token.kind == "close":
            tag.close, tag.self_closed = not tag.name, bool(tag.name)
        elif token.kind in ("name", "name_inline"):
            tag.name, tag.inline = token.text, token.kind == "name_inline"
        elif token.kind == "param":
            key = token
        elif key is not None:
            tag.named[key.text] = token.value
            tag.places[key.text] = key.start, token.end
            key = None
    if not tag.name and not tag.close:  # {{</>}} closes the innermost
        raise ShortcodeError("shortcode has no name", tag.start)
    return tag


def calls(nodes: tuple[Node, ...]) -> Iterator[Shortcode]:
    """Every call, outer ones first."""
    for node in nodes:
        if isinstance(node, Shortcode):
            yield node
            yield from calls(node.inner)
